"""The desk: who is asked, in which order, who never sees what, and what it costs."""

import asyncio
import time
from dataclasses import replace
from datetime import timedelta

import pytest

from hongqiao.adapters.models.stand_in import with_stand_ins
from hongqiao.adapters.models.together import joined
from hongqiao.features import translation
from hongqiao.features.translation import Text, breaker, desk
from hongqiao.kernel.errors import Unavailable
from hongqiao.kernel.ports import EngineRules
from hongqiao.kernel.ports.jobs import TAPPED
from tests.cast import drain
from tests.fakes import HOSTILITIES, FakeEngine, HostileEngine

SEA = Text("note:1:title", "The sea was calm and we stayed all day", "en")
LETTER = Text("letter:1", SEA.words, "en", shared=False, owner_salt="mei")


class Dead(FakeEngine):
    """Says that it is ready, and never answers."""

    async def translate(self, text, **asked):
        self.asked.append(text)
        raise Unavailable("gone", detail=self.name)


class LeavesInTheMiddle(FakeEngine):
    """Answers once."""

    async def translate(self, text, **asked):
        if self.asked:
            raise Unavailable("gone")
        return await super().translate(text, **asked)


def with_engines(scope, *engines, rules=EngineRules()):  # noqa: B008
    return replace(scope, ports=replace(scope.ports, engines=engines, engine_rules=rules))


def names(engines):
    return [engine.name for engine in engines]


async def made_by(scope, text) -> str:
    await translation.wish(scope, text, "zh", TAPPED)
    await drain(scope, with_jobs=True)
    found = await translation.stored(scope, [text], "zh")
    return found[text.ref].engine if found else ""


async def test_a_pairs_own_order_comes_before_scores_and_scores_before_the_declared_order(scope):
    engines = [FakeEngine(name=name) for name in ("one", "two", "three", "four")]
    rules = EngineRules(first={"en-zh": ("four",)}, scores={"en-zh": {"two": 20, "three": 30, "four": 1}})

    assert names(desk.in_order(engines, rules, "en", "zh")) == ["four", "three", "two", "one"]
    assert names(desk.in_order(engines, rules, "zh", "en")) == ["one", "two", "three", "four"]


async def test_words_that_few_may_read_never_reach_a_remote_engine(scope):
    far, near = FakeEngine(name="far", remote=True), FakeEngine(name="near")
    scope = with_engines(scope, far, near)

    assert await made_by(scope, LETTER) == "near"
    assert far.asked == []
    assert await made_by(scope, SEA) == "far"


async def test_with_a_remote_engine_alone_private_words_stay_as_written(scope):
    far = FakeEngine(name="far", remote=True)

    assert await made_by(with_engines(scope, far), LETTER) == ""
    assert far.asked == []


async def test_private_words_stay_here_when_the_engine_here_fails(scope):
    far, near = FakeEngine(name="far", remote=True), Dead(name="near")
    scope = with_engines(scope, near, far)

    with pytest.raises(Unavailable):
        await made_by(scope, LETTER)

    assert far.asked == []


async def test_when_the_first_engine_is_gone_the_next_one_takes_the_same_job(scope):
    dead, well = Dead(name="dead"), FakeEngine(name="well")

    assert await made_by(with_engines(scope, dead, well), SEA) == "well"


async def test_an_engine_that_leaves_in_the_middle_of_a_text_is_followed_by_the_next(scope):
    leaving, well = LeavesInTheMiddle(name="leaving"), FakeEngine(name="well")
    text = Text("note:1:body", "The sea was calm.\nWe stayed until the evening.", "en")
    scope = with_engines(scope, leaving, well)

    await made_by(scope, text)

    assert (leaving.asked, well.asked) == (["The sea was calm."], ["We stayed until the evening."])
    assert "\n" in (await translation.stored(scope, [text], "zh"))[text.ref].words


async def test_a_first_answer_is_kept_when_the_engine_for_the_second_try_is_gone(scope):
    hostile, dead = HostileEngine(HOSTILITIES["loops"]), Dead(name="dead")
    scope = with_engines(scope, hostile, dead)

    assert await made_by(scope, SEA) == ""
    assert await translation.memory.failed_among(scope, [SEA], "zh") == {SEA.ref}


async def test_an_engine_that_keeps_failing_is_not_asked_for_a_while(scope, monkeypatch):
    dead, well = Dead(name="dead"), FakeEngine(name="well")
    scope = with_engines(scope, *desk.guarded([dead, well]))

    for number in range(8):
        await made_by(scope, Text(f"note:{number}:title", f"The sea was calm on day {number}", "en"))

    assert len(dead.asked) == breaker.FAILURES
    told, _ = (await desk.told(scope)).engines
    assert (told.state, told.failures) == ("resting", breaker.FAILURES)
    assert 0 < told.rests_for_s <= breaker.FIRST_REST_S
    later = time.monotonic() + breaker.FIRST_REST_S + 1
    monkeypatch.setattr(time, "monotonic", lambda: later)
    assert scope.ports.engines[0].state() == "ready"


async def test_hostile_texts_that_silence_an_engine_do_not_take_it_from_others(scope):
    silent = HostileEngine(HOSTILITIES["says nothing"])
    silent.render = lambda text, target: ""
    scope = with_engines(scope, *desk.guarded([silent]))

    for number in range(2 * breaker.FAILURES):
        await made_by(scope, Text(f"note:{number}:title", f"The sea was calm on day {number}", "en"))

    assert scope.ports.engines[0].state() == "ready"


async def test_what_engines_take_is_counted_and_a_spent_budget_holds_until_tomorrow(scope):
    dear, cheap = FakeEngine(name="dear"), FakeEngine(name="cheap")
    rules = EngineRules(tokens_a_day={"dear": 5})
    scope = with_engines(scope, *desk.guarded([dear, cheap]), rules=rules)

    assert await made_by(scope, SEA) == "dear"
    assert await made_by(scope, Text("note:2:title", "We walked home along the beach", "en")) == "cheap"
    told, other = (await desk.told(scope)).engines
    assert (told.state, told.tokens_a_day) == ("spent", 5)
    assert told.tokens > 5 and other.tokens > 0 and other.state == "ready"
    scope.now += timedelta(days=1)
    assert names(await desk.on_duty(scope, "en", "zh", shared=True)) == ["dear", "cheap"]


async def test_an_engine_elsewhere_that_does_not_answer_rests_before_any_text_meets_it(scope):
    class Elsewhere(FakeEngine):
        greetings = 0

        async def check(self):
            self.greetings += 1
            if not self.is_well:
                raise Unavailable("gone")

    gone, well = Elsewhere(name="gone", remote=True), Elsewhere(name="well", remote=True)
    gone.is_well, well.is_well = False, True
    scope = with_engines(scope, *desk.guarded([gone, well, FakeEngine(name="near")]))

    await desk.check(scope)
    await desk.check(scope)

    assert [one.state for one in (await desk.told(scope)).engines] == ["resting", "ready", "ready"]
    assert (gone.greetings, well.greetings) == (breaker.FAILURES, 2)
    assert await made_by(scope, SEA) == "well"
    assert gone.asked == []


async def test_an_answer_to_a_greeting_ends_no_rest(scope, monkeypatch):
    class Polite(Dead):
        async def check(self):
            return

    scope = with_engines(scope, *desk.guarded([Polite(name="polite"), FakeEngine(name="well")]))
    for number in range(breaker.FAILURES):
        await made_by(scope, Text(f"note:{number}:title", f"The sea was calm on day {number}", "en"))
    later = time.monotonic() + breaker.FIRST_REST_S + 1
    monkeypatch.setattr(time, "monotonic", lambda: later)

    await desk.check(scope)

    assert scope.ports.engines[0].breaker.failures == breaker.FAILURES
    assert scope.ports.engines[0].state() == "ready", "the next text may try"
    assert (await desk.told(scope)).engines[0].state == "resting", "but nothing is proved yet"


async def test_an_engine_that_stands_in_for_cantonese_is_one_engine_with_one_breaker(scope):
    far = FakeEngine(name="far", remote=True, pairs=[("zh", "en"), ("en", "zh")])
    scope = with_engines(scope, *with_stand_ins(desk.guarded([far])))

    told = await desk.told(scope)

    assert [one.name for one in told.engines] == ["far"]
    assert "yue" in told.pairs and "yue" not in told.own_pairs
    assert await desk.on_duty(scope, "yue", "en", shared=False) == ()


class Recovers(FakeEngine):
    """Takes many at once; slow, and absent until it is told to come back."""

    at_once = 4
    is_back = False

    async def translate(self, text, **asked):
        if not self.is_back:
            raise Unavailable("gone")
        await asyncio.sleep(0.02)
        return await super().translate(text, **asked)


async def test_a_text_of_many_lines_finds_out_that_an_engine_is_back(monkeypatch):
    monkeypatch.setattr(breaker, "FIRST_REST_S", 0.05)
    engine = Recovers()
    house = desk.Guarded(engine)
    for _ in range(breaker.FAILURES):
        with pytest.raises(Unavailable):
            await translation.translate_text("one cup", "en", "zh", [house])
    engine.is_back = True
    await asyncio.sleep(0.06)

    outcome = await translation.translate_text("one cup\na little tea\nsome bread", "en", "zh", [house])

    assert outcome.quality == "good"
    assert house.breaker.is_closed
    assert len(engine.asked) == 3


async def test_who_waits_for_a_try_that_fails_is_told_so(monkeypatch):
    monkeypatch.setattr(breaker, "FIRST_REST_S", 0.05)
    house = desk.Guarded(Recovers())
    for _ in range(breaker.FAILURES):
        with pytest.raises(Unavailable):
            await translation.translate_text("one cup", "en", "zh", [house])
    await asyncio.sleep(0.06)

    with pytest.raises(Unavailable):
        await translation.translate_text("one cup\na little tea\nsome bread", "en", "zh", [house])

    assert house.breaker.rests_for_s(time.monotonic()) > 0.05


async def test_a_call_that_fails_for_many_texts_is_one_failure():
    class Batch(FakeEngine):
        at_once = 4

        async def translate_many(self, texts, **asked):
            raise Unavailable("gone")

    house = desk.Guarded(joined(Batch()))
    with pytest.raises(Unavailable):
        await translation.translate_text("one cup\na little tea\nsome bread\nmore milk", "en", "zh", [house])

    assert house.breaker.failures == 1
    assert house.breaker.is_closed


async def test_an_engine_that_asks_for_a_rest_gets_it_at_once():
    class Busy(FakeEngine):
        async def translate(self, text, **asked):
            raise Unavailable("busy", retry_after_s=120)

    house = desk.Guarded(Busy())
    with pytest.raises(Unavailable):
        await translation.translate_text("one cup", "en", "zh", [house])

    assert 100 < house.breaker.rests_for_s(time.monotonic()) <= 120
