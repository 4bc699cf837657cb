"""What a picture is once it is developed, and how its files are named."""

import hashlib
import hmac
import math
import re
from collections.abc import Sequence
from datetime import timedelta

import msgspec

FORMATS = ("avif", "webp", "jpeg")
"""What every width is kept in, best first."""

RATIOS = {"3x4": 3 / 4, "4x5": 4 / 5, "5x6": 5 / 6, "1x1": 1.0, "6x5": 6 / 5, "5x4": 5 / 4, "4x3": 4 / 3}
"""The shapes of covers, width to height, tallest first."""

LOOSE_FOR = timedelta(hours=48)
"""How long a picture waits for somebody to keep it after it was taken."""

LEFT_FOR = timedelta(hours=1)
"""How long one that nothing shows any more can be kept again; it isn't served meanwhile."""

WORKER_LAG = timedelta(minutes=30)
"""A picture due sooner than this is no longer offered: the worker must get to keep it first."""

_KEY = re.compile(r"[0-9a-f]{32}")
_WIDEST = 1 << 20


class Picture(msgspec.Struct, frozen=True):
    """A picture that is there. Upright, width and height as it was given; `widths` are kept, ascending."""

    key: str
    width: int
    height: int
    thumbhash: bytes
    colour: str
    ratio: str
    widths: Sequence[int]


def key_of(content_hash: str, *, secret: bytes) -> str:
    """The picture's name, 32 hex signs: the same for the same pixels here, unguessable elsewhere."""
    return hmac.new(secret, content_hash.encode(), hashlib.sha256).hexdigest()[:32]


def is_key(text: str) -> bool:
    """Whether the text can be the name of a picture."""
    return _KEY.fullmatch(text) is not None


def ratio_of(width: int, height: int) -> str:
    """The nearest shape of a cover, by the ratio of the ratios; the taller one of two equally near."""
    return min(RATIOS, key=lambda name: abs(math.log(width / height / RATIOS[name])))


def best_width(picture: Picture, wanted: int) -> int:
    """The smallest kept width that is not below the wanted one, else the largest."""
    return min((width for width in picture.widths if width >= wanted), default=max(picture.widths))


def folder_of(key: str) -> str:
    """The folder in which all objects of a picture lie."""
    return f"{key[:2]}/{key}"


def object_name(key: str, width: int, format: str) -> str:
    """The name under which a rendition is stored; raises ValueError for what no rendition is called."""
    if not is_key(key) or format not in FORMATS or not 0 < width <= _WIDEST:
        raise ValueError(f"not a rendition: {key[:40]!r} {width} {format[:10]!r}")
    return f"{folder_of(key)}/{width}.{format}"


def path_of(key: str, width: int, format: str) -> str:
    """The address of a rendition on this site."""
    return f"/media/{key}/{width}.{format}"
