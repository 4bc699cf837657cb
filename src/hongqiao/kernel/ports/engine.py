"""Translation engines: one port, many makers. Engines know no people, no database, no page."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Literal, Protocol, runtime_checkable

import msgspec

OnPart = Callable[[str], Awaitable[None]]
"""Called with the whole text so far, as words arrive."""

EngineState = Literal["ready", "arriving", "absent", "failed"]


class Rendered(msgspec.Struct, frozen=True):
    """What an engine made of one segment."""

    text: str
    confidence: float | None = None  # mean token log-probability where the engine tells one
    complete: bool = True  # False: the deadline cut it
    tokens: int | None = None  # what it cost, frame included, where the engine tells


class EngineRules(msgspec.Struct, frozen=True):
    """What the operator declared about engines, by their names. A pair is written "zh-en"."""

    first: Mapping[str, tuple[str, ...]] = {}  # pair -> who is asked first, before what scores say
    scores: Mapping[str, Mapping[str, float]] = {}  # pair -> name -> measured chrF, 0 to 100
    tokens_a_day: Mapping[str, int] = {}  # a day of UTC; a name that is missing has no budget


class Engine(Protocol):
    """Turns text of one language into text of another; raises Unavailable when it cannot now."""

    name: str  # lasting, e.g. "local-llm"
    version: str  # changes whenever its results may
    weak_languages: frozenset[str]  # base languages in which it is often wrong: shown as doubtful
    remote: bool  # text leaves this installation's own machines: never for what few may read
    mask: str  # form of a protected mark this engine copies best, with {} for the number

    wordings: int  # in how many ways it can put one text, asked for by number: 1 for most
    at_once: int  # how many texts it takes side by side: 1 for most

    def state(self) -> EngineState: ...

    def pairs(self, source: str, target: str) -> bool:
        """Whether it can translate this pair of base languages."""
        ...

    async def translate(
        self,
        text: str,
        *,
        source: str,
        target: str,
        glossary: Sequence[tuple[str, str]],
        deadline_s: float,
        on_part: OnPart | None = None,
        wording: int = 0,
    ) -> Rendered: ...

    async def close(self) -> None: ...


@runtime_checkable
class TakesMany(Engine, Protocol):
    """An engine to which several short texts of one pair can be put in one call, `at_once` at most."""

    async def translate_many(
        self, texts: Sequence[str], *, source: str, target: str, deadline_s: float
    ) -> Sequence[Rendered]:
        """One answer a text, in their order. Raises Unavailable for all of them together."""
        ...


@runtime_checkable
class Warmable(Protocol):
    """An engine whose first text of a pair takes longer than those that follow, unless it was prepared."""

    async def warm(self, source: str, target: str) -> bool:
        """Prepares for the pair while nobody waits; whether it is prepared. Raises Unavailable."""
        ...


@runtime_checkable
class Checked(Protocol):
    """An engine that can be asked whether it is there, at no cost: those on other machines."""

    async def check(self) -> None:
        """Raises Unavailable when it does not answer; sends no text."""
        ...
