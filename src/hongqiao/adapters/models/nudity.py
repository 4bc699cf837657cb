"""Nudity by the detector of NudeNet (320n, in the package `nudenet`): boxes round parts of bodies.

Only its model file is used, through onnxruntime and Pillow: the package itself would load OpenCV. The process
is nice, has one thread, and ends when idle. Source: NudeNet 3.4, how it prepares pictures and reads answers.
"""

import importlib.util
import os
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from hongqiao.adapters.models.idle_child import IdleChild
from hongqiao.kernel.errors import mark
from hongqiao.kernel.ports.nudity import NudityState, Sighting

SIDE = 320
EXPLICIT = {3: "breast", 4: "female-genitals", 6: "anus", 14: "male-genitals"}
NAKED = {**EXPLICIT, 2: "buttocks"}
"""Numbers of the detector’s classes that count, by its own list of 18."""
_MOST_EXPLICIT = (4, 6, 14)


class NudeNet:
    """One child process for this model; a first call waits about a second for it."""

    version = "nudenet-320n/3.4.2"

    def __init__(self, *, idle_minutes: float = 2.0) -> None:
        words = mark("Pictures can’t be looked at by software now.")
        self._child = IdleChild(idle_minutes=idle_minutes, when_missing=words)

    def state(self) -> NudityState:
        there = importlib.util.find_spec("onnxruntime") and _model_file() is not None
        return "ready" if there else "absent"

    async def look(self, data: bytes) -> Sighting:
        """What a JPEG shows. Raises Unavailable without the packages, or when the process died."""
        seen: Sighting = await self._child.run(sighted, data)
        return seen

    async def close(self) -> None:
        """Ends the process, if one runs."""
        self._child.end()


def sighted(data: bytes) -> Sighting:
    """In the child: the scores of the classes that count, best box each."""
    import numpy as np
    from PIL import Image

    image = Image.open(BytesIO(data)).convert("RGB")
    side = max(image.size)
    square = Image.new("RGB", (side, side))
    square.paste(image)  # black to the right and below, as the model was taught
    pixels = np.asarray(square.resize((SIDE, SIDE), Image.Resampling.BILINEAR), np.float32) / 255
    session = _session()
    # blue first: the package turns colours round twice before its model meets them
    (found,) = session.run(None, {session.get_inputs()[0].name: pixels[:, :, ::-1].transpose(2, 0, 1)[None]})
    scores = found[0][4:].max(axis=1)  # (18,): the best box of each class
    parts = tuple(name for number, name in NAKED.items() if scores[number] >= 0.2)
    return Sighting(
        naked=float(max(scores[number] for number in NAKED)),
        explicit=float(max(scores[number] for number in _MOST_EXPLICIT)),
        parts=parts,
    )


def _model_file() -> Path | None:
    spec = importlib.util.find_spec("nudenet")
    file = Path(spec.origin).with_name("320n.onnx") if spec and spec.origin else None
    return file if file and file.is_file() else None


@cache
def _session() -> Any:
    import onnxruntime

    os.nice(10)  # whoever reads pages comes first
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    file = _model_file()
    if file is None:
        raise ImportError("the package nudenet is not installed")
    return onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
