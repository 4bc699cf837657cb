"""The desk: which engines may take a text now, in which order, and what each has spent today."""

import asyncio
import time
import weakref
from collections.abc import Mapping, Sequence

import msgspec

from hongqiao.features.translation import segment, store
from hongqiao.features.translation.breaker import FAILURES, Breaker
from hongqiao.kernel.errors import Unavailable, mark
from hongqiao.kernel.ids import bucket_of_name
from hongqiao.kernel.language import NAMES, base_of
from hongqiao.kernel.ports import Engine, EngineRules, EngineState
from hongqiao.kernel.ports.engine import Checked, OnPart, Rendered, Warmable
from hongqiao.kernel.scope import Scope


class EngineReport(msgspec.Struct, frozen=True):
    """How an engine is, for the operator. Tokens are those of today (UTC); no budget is 0."""

    name: str
    version: str
    state: str  # of the engine, or "resting" after failures, or "spent" for today
    remote: bool
    failures: int = 0
    rests_for_s: int = 0
    tokens: int = 0
    tokens_a_day: int = 0


class Told(msgspec.Struct, frozen=True):
    """What a worker tells of its engines: each of them, and what they can do together."""

    engines: tuple[EngineReport, ...] = ()
    pairs: Mapping[str, tuple[str, ...]] = {}  # source -> targets, of engines that are not absent
    own_pairs: Mapping[str, tuple[str, ...]] = {}  # of those that may see private words
    pairs_now: Mapping[str, tuple[str, ...]] = {}  # of those that are ready


class Guarded:
    """An engine that is left in peace for a while when it fails again and again; counts what it takes."""

    def __init__(self, engine: Engine) -> None:
        self.name, self.version, self.remote = engine.name, engine.version, engine.remote
        self.weak_languages, self.mask, self.wordings = engine.weak_languages, engine.mask, engine.wordings
        self.at_once = engine.at_once
        self.breaker, self.unsettled = Breaker(), 0
        self._engine = engine
        self._tried = asyncio.Event()
        self._last_failure: weakref.ref[Unavailable] | None = None

    def state(self) -> EngineState:
        """The engine's own; "failed" while it rests."""
        own = self._engine.state()
        return "failed" if own == "ready" and self.breaker.is_open(time.monotonic()) else own

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
        """What the engine says. Raises Unavailable as it does, and at once while it rests. While somebody
        tries whether it is well again, others wait for what comes of it: lines of a text are asked together.

        An answer without a word is no failure: else three hostile texts could take the engine from everyone.
        """
        await self._pass(deadline_s)
        try:
            rendered = await self._engine.translate(
                text,
                source=source,
                target=target,
                glossary=glossary,
                deadline_s=deadline_s,
                on_part=on_part,
                wording=wording,
            )
            self._count(text, rendered)
        except Unavailable as failure:
            self._fail(failure)
            raise
        except BaseException:
            self.breaker.given_up()
            raise
        finally:
            self._tell()
        return rendered

    async def check(self) -> None:
        """Finds out whether an engine elsewhere answers, so that no reader has to. Never raises Unavailable.

        Failures count as those of texts do. An answer ends no rest: that takes a text.
        """
        for _ in range(FAILURES):
            if not isinstance(self._engine, Checked) or not self.breaker.may_pass(time.monotonic()):
                return
            try:
                await self._engine.check()
                self.breaker.given_up()
                return
            except Unavailable as failure:
                self._fail(failure)
            except BaseException:
                self.breaker.given_up()
                raise
            finally:
                self._tell()

    async def warm(self, source: str, target: str) -> bool:
        """Whether there is nothing left to prepare for this pair now. Never raises Unavailable."""
        if not isinstance(self._engine, Warmable) or self.state() != "ready":
            return True
        try:
            return await self._engine.warm(source, target)
        except Unavailable:
            return False

    async def close(self) -> None:
        await self._engine.close()

    async def _pass(self, deadline_s: float) -> None:
        """Returns when a text may go to the engine. Raises Unavailable when it rests."""
        until = time.monotonic() + deadline_s
        while not self.breaker.may_pass(now := time.monotonic()):
            if not self.breaker.is_tried(now) or now >= until:
                raise Unavailable(
                    mark("Translation is not ready yet. The original stays here meanwhile."),
                    detail=f"{self.name} rests after failures",
                )
            try:
                await asyncio.wait_for(self._tried.wait(), until - now)
            except TimeoutError:
                continue

    def _fail(self, failure: Unavailable) -> None:
        """Counts it once, however many texts were in the call that failed."""
        if self._last_failure is None or self._last_failure() is not failure:
            self._last_failure = weakref.ref(failure)
            self.breaker.failed(time.monotonic(), asks_for_s=failure.retry_after_s)

    def _tell(self) -> None:
        """Wakes those who wait for a try."""
        self._tried.set()
        self._tried = asyncio.Event()

    def _count(self, text: str, rendered: Rendered) -> None:
        if rendered.text:
            self.breaker.succeeded(time.monotonic())
        else:
            self.breaker.given_up()
        taken = segment.weight(text) + segment.weight(rendered.text)
        self.unsettled += int(taken) if rendered.tokens is None else rendered.tokens


def guarded(engines: Sequence[Engine]) -> list[Engine]:
    """The same engines, each behind a breaker of its own."""
    return [Guarded(engine) for engine in engines]


def in_order(engines: Sequence[Engine], rules: EngineRules, source: str, target: str) -> tuple[Engine, ...]:
    """The engines as they are tried for the pair: those declared for it, then by score, then as given."""
    pair = f"{source}-{target}"
    first, scores = rules.first.get(pair, ()), rules.scores.get(pair, {})

    def rank(engine: Engine) -> tuple[int, float]:
        if engine.name in first:
            return 0, first.index(engine.name)
        if engine.name in scores:
            return 1, -scores[engine.name]
        return 2, 0.0

    return tuple(sorted(engines, key=rank))


async def on_duty(scope: Scope, source: str, target: str, *, shared: bool) -> tuple[Engine, ...]:
    """Engines of this installation for the pair, in order; none when no engine serves it today.

    Words that few may read go to no remote engine. An engine whose budget is spent is left out until the
    next day (UTC); one that rests or is still arriving is in it, and says so. Costs a statement only where
    there are budgets.
    """
    source, target = base_of(source), base_of(target)
    able = [
        engine
        for engine in scope.ports.engines
        if engine.pairs(source, target) and engine.state() != "absent" and (shared or not engine.remote)
    ]
    budgets = scope.ports.engine_rules.tokens_a_day
    if any(engine.name in budgets for engine in able):
        spent = await spent_today(scope, [engine.name for engine in able])
        able = [one for one in able if one.name not in budgets or spent.get(one.name, 0) < budgets[one.name]]
    return in_order(able, scope.ports.engine_rules, source, target)


async def spent_today(scope: Scope, names: Sequence[str]) -> dict[str, int]:
    """Tokens by engine, of all workers; engines that took nothing are not in it."""
    rows = await store.SPENT.all(
        scope.db, [bucket_of_name(name) for name in names], list(names), scope.now.date()
    )
    return {row.engine: row.tokens for row in rows}


async def settle(scope: Scope) -> None:
    """Writes down what the engines of this process took since the last time. One statement an engine."""
    for engine in scope.ports.engines:
        if isinstance(engine, Guarded) and engine.unsettled:
            taken, engine.unsettled = engine.unsettled, 0
            await store.SPEND.run(scope.db, bucket_of_name(engine.name), engine.name, scope.now.date(), taken)


async def check(scope: Scope) -> None:
    """Looks whether the engines elsewhere answer; for the worker, now and then."""
    for engine in scope.ports.engines:
        if isinstance(engine, Guarded):
            await engine.check()


async def told(scope: Scope) -> Told:
    """How every engine of this process is, in their order, and which pairs there are."""
    there = [engine for engine in scope.ports.engines if engine.state() != "absent"]
    own = [engine for engine in there if not engine.remote]
    now = [engine for engine in there if engine.state() == "ready"]
    return Told(tuple(await _reports(scope)), _pairs_of(there), _pairs_of(own), _pairs_of(now))


def _pairs_of(engines: Sequence[Engine]) -> dict[str, tuple[str, ...]]:
    languages = sorted({base_of(tag) for tag in NAMES})
    found = {
        source: tuple(to for to in languages if any(engine.pairs(source, to) for engine in engines))
        for source in languages
    }
    return {source: targets for source, targets in found.items() if targets}


async def _reports(scope: Scope) -> list[EngineReport]:
    budgets = scope.ports.engine_rules.tokens_a_day
    engines = list({engine.name: engine for engine in reversed(scope.ports.engines)}.values())[::-1]
    spent = await spent_today(scope, [engine.name for engine in engines]) if engines else {}
    return [_report(engine, spent.get(engine.name, 0), budgets.get(engine.name, 0)) for engine in engines]


def _report(engine: Engine, tokens: int, budget: int) -> EngineReport:
    breaker = engine.breaker if isinstance(engine, Guarded) else Breaker()
    rests_for_s = breaker.rests_for_s(time.monotonic())
    state: str = engine.state()
    if not breaker.is_closed:
        state = "resting"  # until a text was answered: a rest that is over proves nothing
    elif state == "ready" and 0 < budget <= tokens:
        state = "spent"
    return EngineReport(
        engine.name,
        engine.version,
        state,
        engine.remote,
        breaker.failures,
        round(rests_for_s),
        tokens,
        budget,
    )
