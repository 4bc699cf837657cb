"""What the operator says of an engine on another machine, as all its kinds need it."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from hongqiao.adapters.models.remote.addresses import Endpoint
from hongqiao.adapters.models.remote.wire import ABSENT, Wire
from hongqiao.kernel.errors import Unavailable
from hongqiao.kernel.ports.engine import EngineState, Rendered

MOST_WAIT_S = 20.0


class About(msgspec.Struct, frozen=True):
    """One engine. `codes` are its own names for languages; its `key` is never shown."""

    name: str
    endpoint: Endpoint
    languages: frozenset[str]
    key: str = ""
    model: str = ""
    weak_languages: frozenset[str] = frozenset()
    codes: Mapping[str, str] = {}
    own_machine: bool = False
    deadline_s: float = MOST_WAIT_S

    def __repr__(self) -> str:
        return f"About({self.name}, {self.endpoint.origin})"


class Remote:
    """What is the same for every engine on another machine; whether it answers, the breaker finds out."""

    mask = "[{}]"
    wordings = 1  # each text is paid for once
    at_once = 1
    greeted_at: str  # an address there that costs nothing

    def __init__(self, about: About, version: str, headers: Mapping[str, str]) -> None:
        self.name, self.version = about.name, version
        self.weak_languages, self.remote = about.weak_languages, not about.own_machine
        self._about, self._wire = about, Wire(about.endpoint, headers)

    def state(self) -> EngineState:
        return "ready"

    def pairs(self, source: str, target: str) -> bool:
        """Any two of the languages that the operator named."""
        return source != target and {source, target} <= self._about.languages

    async def translate(self, text: str, **asked: Any) -> Rendered:
        """As the port says; each kind does it in its own words."""
        raise NotImplementedError

    async def check(self) -> None:
        """Whether somebody answers there; raises Unavailable when nobody does. No text is sent."""
        await self._wire.greet(self.greeted_at)

    async def close(self) -> None:
        """Ends its connections."""
        await self._wire.close()

    async def _one_by_one(
        self, texts: Sequence[str], *, source: str, target: str, deadline_s: float
    ) -> list[Rendered]:
        """Each text in a request of its own, all within one deadline. Raises Unavailable when it passes."""
        asked = {"source": source, "target": target, "glossary": (), "deadline_s": deadline_s}
        try:
            async with asyncio.timeout(self._within(deadline_s)):
                return [await self.translate(one, **asked) for one in texts]
        except TimeoutError as late:
            raise Unavailable(ABSENT, detail=f"{self.name}: many texts, one by one, took too long") from late

    def _within(self, deadline_s: float) -> float:
        """Seconds to wait: a machine that hangs is given up sooner than one that computes here."""
        return min(deadline_s, self._about.deadline_s)
