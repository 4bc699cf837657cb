"""PDQ: 256 bits that stay nearly the same when a picture is resized or saved again.

Source: The TMK+PDQF Video-Hashing Algorithm and the PDQ Image-Hashing Algorithm, Facebook 2019: luminance,
two box filters each way, 64 x 64 samples, 16 x 16 of their cosine transform, bits above the median.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy: a decoder’s process has little memory

import numpy as np
from PIL import Image

SIDE, KEPT, LONGEST = 64, 16, 512
BLAND_BELOW = 50
"""Quality below which there is too little in a picture to compare it by. Source: as above."""
_LUMA = np.array([0.299, 0.587, 0.114], np.float32)
_DCT = np.array(
    [
        [np.sqrt(2 / SIDE) * np.cos(np.pi / (2 * SIDE) * (row + 1) * (2 * at + 1)) for at in range(SIDE)]
        for row in range(KEPT)
    ],
    np.float32,
)


def pdq_of(image: Image.Image) -> tuple[bytes, bytes, int]:
    """(print, print of the mirrored picture, quality) of an RGB picture: 32 bytes each, and 0 to 100.

    Costs some 10 ms.
    """
    if max(image.size) > LONGEST:
        image = image.resize((min(image.width, LONGEST), min(image.height, LONGEST)), Image.Resampling.BOX)
    luma = np.asarray(image.convert("RGB"), np.float32) @ _LUMA
    small = _sampled(_blurred(_blurred(luma)))
    waves = _DCT @ small @ _DCT.T  # (16, 16): rows are vertical frequencies 1 to 16
    mirrored = waves * np.where(np.arange(KEPT) % 2, 1, -1).astype(np.float32)
    return _bits(waves), _bits(mirrored), _quality(small)


def _blurred(luma: np.ndarray) -> np.ndarray:
    """One box filter along each axis; its window is 1/128 of that axis, rounded up."""
    for axis in (1, 0):
        luma = _boxed(luma, (luma.shape[axis] + 2 * SIDE - 1) // (2 * SIDE), axis)
    return luma


def _boxed(luma: np.ndarray, window: int, axis: int) -> np.ndarray:
    """The mean over `window` neighbours; at the edges over those that there are."""
    size, half = luma.shape[axis], (window + 2) // 2
    sums = np.concatenate(
        [np.zeros_like(luma.take([0], axis)), np.cumsum(luma, axis, dtype=np.float64)], axis
    )
    ends = np.minimum(np.arange(size) + half, size)
    begins = np.maximum(np.arange(size) + half - window, 0)
    counts = (ends - begins).reshape((-1, 1) if axis == 0 else (1, -1))
    return (sums.take(ends, axis) - sums.take(begins, axis)) / counts


def _sampled(luma: np.ndarray) -> np.ndarray:
    """The values at the middles of 64 x 64 cells."""
    rows, columns = (((np.arange(SIDE) + 0.5) * size / SIDE).astype(int) for size in luma.shape)
    return luma[np.ix_(rows, columns)].astype(np.float32)


def _bits(waves: np.ndarray) -> bytes:
    """Bit 16 row + column is set where the value is above the median; as in lists, the last bit first."""
    median = np.sort(waves, axis=None)[(KEPT * KEPT - 1) // 2]
    return np.packbits((waves > median).ravel()[::-1]).tobytes()


def _quality(small: np.ndarray) -> int:
    """How much changes from sample to sample, 0 to 100."""
    steps = sum(np.abs((np.diff(small, axis=axis) * 100 / 255).astype(int)).sum() for axis in (0, 1))
    return int(min(100, steps // 90))
