"""Short texts of one pair that are asked for within a few milliseconds go to their engine in one call.

For engines that know no glossary and no second wording, and say nothing before they are done.
"""

import asyncio
import time
from collections.abc import Sequence

import msgspec

from hongqiao.kernel.errors import Unavailable, mark
from hongqiao.kernel.ports import Engine
from hongqiao.kernel.ports.engine import EngineState, OnPart, Rendered, TakesMany

WINDOW_S = 0.008
SHORT_SIGNS = 400
"""Longer texts go alone: they would hold the short ones up."""

_ABSENT = mark("Translation is not ready yet. The original stays here meanwhile.")


class _Asked(msgspec.Struct, eq=False):
    """One text that waits for the next call."""

    text: str
    until: float
    answer: asyncio.Future[Rendered]


class Together:
    """An engine that takes many texts at once; equal texts are put to it once a call."""

    def __init__(self, engine: TakesMany, *, window_s: float = WINDOW_S) -> None:
        self.name, self.version, self.remote = engine.name, engine.version, engine.remote
        self.weak_languages, self.mask, self.wordings = engine.weak_languages, engine.mask, engine.wordings
        self.at_once = engine.at_once
        self._engine, self._window_s = engine, window_s
        self._waiting: dict[tuple[str, str], list[_Asked]] = {}
        self._calls: set[asyncio.Task[None]] = set()

    def state(self) -> EngineState:
        return self._engine.state()

    def pairs(self, source: str, target: str) -> bool:
        return self._engine.pairs(source, target)

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
    ) -> Rendered:
        """As the engine itself would, a few milliseconds later where others may join; raises as it does."""
        if len(text) > SHORT_SIGNS:
            return await self._engine.translate(
                text,
                source=source,
                target=target,
                glossary=glossary,
                deadline_s=deadline_s,
                on_part=on_part,
                wording=wording,
            )
        asked = _Asked(text, time.monotonic() + deadline_s, asyncio.get_running_loop().create_future())
        self._join(asked, (source, target))
        return await asked.answer

    async def check(self) -> None:
        """Whether the engine answers, where it can be asked. Raises Unavailable when it does not."""
        check = getattr(self._engine, "check", None)
        if check is not None:
            await check()

    async def close(self) -> None:
        """Ends what is under way, and the engine."""
        for call in list(self._calls):
            call.cancel()
        await self._engine.close()

    def _join(self, asked: _Asked, pair: tuple[str, str]) -> None:
        waiting = self._waiting.setdefault(pair, [])
        waiting.append(asked)
        if len(waiting) >= self.at_once:
            self._go(pair, waiting)
        elif len(waiting) == 1:
            asyncio.get_running_loop().call_later(self._window_s, self._go, pair, waiting)

    def _go(self, pair: tuple[str, str], some: list[_Asked]) -> None:
        """Sends what waits, unless it went already because it was full."""
        if self._waiting.get(pair) is not some:
            return
        del self._waiting[pair]
        call = asyncio.create_task(self._call(pair, [one for one in some if not one.answer.done()]))
        self._calls.add(call)
        call.add_done_callback(self._calls.discard)

    async def _call(self, pair: tuple[str, str], some: list[_Asked]) -> None:
        texts = list(dict.fromkeys(one.text for one in some))
        try:
            made = await self._made(texts, pair, min((one.until for one in some), default=0.0))
            said = dict(zip(texts, made, strict=True))
            for one in some:
                if not one.answer.done():
                    one.answer.set_result(said[one.text])
        except Unavailable as gone:
            _refuse(some, gone)
        finally:
            _refuse(some, Unavailable(_ABSENT, detail=f"the call of {self.name} was broken off"))

    async def _made(self, texts: list[str], pair: tuple[str, str], until: float) -> Sequence[Rendered]:
        left_s = max(until - time.monotonic(), 0.1)
        if not texts:
            return []
        if len(texts) == 1:
            alone = await self._engine.translate(
                texts[0], source=pair[0], target=pair[1], glossary=(), deadline_s=left_s
            )
            return [alone]
        return await self._engine.translate_many(texts, source=pair[0], target=pair[1], deadline_s=left_s)


def joined(engine: Engine) -> Engine:
    """The engine, behind Together where it takes many texts at once."""
    return Together(engine) if isinstance(engine, TakesMany) else engine


def _refuse(some: Sequence[_Asked], wrong: Unavailable) -> None:
    """Tells those who have no answer yet."""
    for one in some:
        if not one.answer.done():
            one.answer.set_exception(wrong)
