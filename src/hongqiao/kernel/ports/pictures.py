"""Pictures: hostile bytes in, clean renditions out, in a process that may die."""

from typing import Protocol

import msgspec


class Rendition(msgspec.Struct, frozen=True):
    """One encoded size of a picture."""

    format: str  # "avif", "webp" or "jpeg"
    width: int
    height: int
    data: bytes


class Developed(msgspec.Struct, frozen=True):
    """A picture made ready: upright, sRGB, without metadata, widest rendition first."""

    content_hash: str  # sha-256 of the upright sRGB pixels with their size, hex
    width: int
    height: int
    thumbhash: bytes
    colour: str  # mean colour, "#rrggbb"
    renditions: list[Rendition]
    pdq: bytes = b""  # 32 bytes, alike for pictures that look alike; empty where nothing can be told
    pdq_mirrored: bytes = b""  # the same of the mirrored picture


class Pictures(Protocol):
    """The darkroom."""

    async def develop(self, data: bytes) -> Developed:
        """Decodes and re-encodes. Raises Invalid for what is not an acceptable picture, TooLarge for size."""
        ...

    async def close(self) -> None:
        """Ends the processes that do the work."""
        ...
