"""What passes between the darkroom and its children: a length, then a picture or an answer.

Apart from both, so that the server never loads a decoder.
"""

import struct

import msgspec

from hongqiao.kernel.errors import mark
from hongqiao.kernel.ports.pictures import Developed

LENGTH = struct.Struct(">I")
READY = b"ready"
"""The child's first answer: from now on it takes pictures."""

UNHEARD = mark("Pictures can’t be uploaded right now. Try again in a minute.")


class Answer(msgspec.Struct, frozen=True):
    """A picture, or the family of a refusal with its words."""

    developed: Developed | None = None
    family: str = ""
    message: str = ""
    values: dict[str, int | str] = {}
    detail: str = ""
