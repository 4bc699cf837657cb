"""Nudity: how likely a picture shows naked bodies, as software sees it."""

from typing import Literal, Protocol

import msgspec

NudityState = Literal["ready", "absent"]


class Sighting(msgspec.Struct, frozen=True):
    """What was seen: the surest sight of anything naked, of what is explicit, and the names of the parts."""

    naked: float  # 0 to 1
    explicit: float  # 0 to 1
    parts: tuple[str, ...] = ()


class Nudity(Protocol):
    """Looks at pictures, one at a time, in a process of its own."""

    version: str  # lasting; stored beside every sighting

    def state(self) -> NudityState: ...

    async def look(self, data: bytes) -> Sighting:
        """What a JPEG shows. Raises Unavailable when nobody can look now."""
        ...

    async def close(self) -> None: ...
