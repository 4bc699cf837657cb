"""A wish becomes one job; the job keeps what it made, or that nothing could be made. Case H7."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest

from hongqiao.adapters.postgres.jobs import JobWanted
from hongqiao.features import translation
from hongqiao.features.translation import Text, key_of, topic_of
from hongqiao.kernel.errors import Unavailable
from hongqiao.kernel.ports.engine import Rendered
from hongqiao.kernel.ports.jobs import BACKFILL, TAPPED
from tests.fakes import HOSTILITIES, FakeEngine, FakeVectors, HostileEngine

TEXT = Text("note:1:title", "The sea was calm and we stayed all day", "en")


def with_engines(scope, *engines):
    return replace(scope, ports=replace(scope.ports, engines=engines))


async def asked_for(scope) -> list[JobWanted]:
    rows = await scope.db.fetch("select body from outbox where kind = 'Job' order by id")
    return [msgspec.msgpack.decode(row[0], type=JobWanted) for row in rows]


async def run_all(scope):
    for job in await asked_for(scope):
        await translation.run_job(scope, job.body)


async def test_a_wish_carries_the_key_and_not_the_words(scope):
    assert await translation.wish(scope, TEXT, "zh-Hans", TAPPED)

    [job] = await asked_for(scope)
    assert (job.kind, job.priority) == (translation.JOB, TAPPED)
    assert b"calm" not in job.body


async def test_the_same_wish_has_the_same_name_so_that_one_job_waits(scope):
    await translation.wish(scope, TEXT, "zh-Hans", BACKFILL)
    await translation.wish(scope, Text("note:9:title", TEXT.words, "en"), "zh-Hant", TAPPED)

    assert len({job.once_as for job in await asked_for(scope)}) == 1


@pytest.mark.parametrize(
    "text",
    [
        Text("a", "", "en"),
        Text("a", "666", "und"),
        Text("a", "今天真好", "zh-Hans"),
    ],
)
async def test_what_needs_no_translation_is_not_wished_for(scope, text):
    assert not await translation.wish(scope, text, "zh-Hant", TAPPED)


async def test_the_estimate_is_kept_with_its_parts_for_the_record(scope):
    scope = with_engines(scope, FakeEngine(confidence=-0.4))
    scope.ports.vectors = FakeVectors(lambda text: 0.0)
    await translation.wish(scope, TEXT, "zh", TAPPED)

    await run_all(scope)

    [kept] = await translation.corrections.record(scope, TEXT)
    assert (kept.confidence, kept.meaning) == (-0.4, pytest.approx(1.0))
    assert 0.9 < kept.estimate < 1


async def test_a_fulfilled_wish_is_shown_and_not_asked_again(scope):
    scope = with_engines(scope, FakeEngine())
    await translation.wish(scope, TEXT, "zh", TAPPED)

    await run_all(scope)

    found = await translation.stored(scope, [TEXT], "zh")
    assert (found[TEXT.ref].engine, found[TEXT.ref].quality, found[TEXT.ref].source) == ("fake", "good", "en")
    assert not await translation.wish(scope, TEXT, "zh", TAPPED)


async def test_the_authors_own_version_makes_a_wish_needless(scope):
    await translation.memory.keep_version(scope, TEXT, "zh", "海很平静")

    assert not await translation.wish(scope, TEXT, "zh", TAPPED)


async def test_a_job_that_runs_twice_asks_the_engine_once(scope):
    engine = FakeEngine()
    scope = with_engines(scope, engine)
    await translation.wish(scope, TEXT, "zh", TAPPED)

    await run_all(scope)
    await run_all(scope)

    assert len(engine.asked) == 1


async def test_a_failure_is_kept_never_shown_and_stands_for_a_while(scope):
    scope = with_engines(scope, HostileEngine(HOSTILITIES["answers as an assistant"]))
    await translation.wish(scope, TEXT, "zh", TAPPED)

    await run_all(scope)

    assert await translation.stored(scope, [TEXT], "zh") == {}
    assert not await translation.wish(scope, TEXT, "zh", TAPPED)
    scope.now += timedelta(days=31)
    assert await translation.wish(scope, TEXT, "zh", TAPPED)


async def test_a_failure_for_want_of_time_stands_for_an_hour(scope):
    class Slow(FakeEngine):
        async def translate(self, text, **asked):
            return Rendered("", complete=False)

    scope = with_engines(scope, Slow())
    await translation.wish(scope, TEXT, "zh", TAPPED)
    await run_all(scope)

    at_once = await translation.wish(scope, TEXT, "zh", TAPPED)
    shown_as_failed = await translation.memory.failed_among(scope, [TEXT], "zh")
    scope.now += timedelta(minutes=61)

    assert (at_once, shown_as_failed) == (False, {TEXT.ref})
    assert await translation.memory.failed_among(scope, [TEXT], "zh") == set()
    assert await translation.wish(scope, TEXT, "zh", TAPPED)


async def test_while_the_engine_is_missing_the_job_is_left_for_later(scope):
    scope = with_engines(scope, FakeEngine(state="arriving"))
    await translation.wish(scope, TEXT, "zh", TAPPED)

    with pytest.raises(Unavailable):
        await run_all(scope)

    assert await translation.stored(scope, [TEXT], "zh") == {}
    assert await translation.wish(scope, TEXT, "zh", TAPPED)


async def test_words_withdrawn_before_the_job_are_not_translated(scope):
    engine = FakeEngine()
    scope = with_engines(scope, engine)
    await translation.remember(scope, [TEXT], "note:1")
    await translation.wish(scope, TEXT, "zh", TAPPED)
    await translation.forget(scope, [TEXT], "note:1")

    await run_all(scope)

    assert engine.asked == []


async def test_words_withdrawn_while_the_engine_works_are_not_kept(scope):
    class Slow(FakeEngine):
        def render(self, text, target):
            said.append(text)
            return super().render(text, target)

        async def translate(self, text, **asked):
            await translation.forget(scope, [TEXT], "note:1")
            return await super().translate(text, **asked)

    said = []
    await translation.wish(scope, TEXT, "zh", TAPPED)

    await run_all(with_engines(scope, Slow()))

    assert said
    assert await scope.db.fetch("select 1 from translation") == []


async def test_the_real_language_is_told_before_translating(scope):
    scope = with_engines(scope, FakeEngine())
    text = Text("note:1:title", "ce café est vraiment très joli, on y retourne demain", "en")
    await translation.wish(scope, text, "zh", TAPPED)

    await run_all(scope)

    assert (await translation.stored(scope, [text], "zh"))[text.ref].source == "fr"


async def test_readers_hear_the_words_arrive_and_then_that_they_are_done(scope):
    heard = []
    topic = topic_of(key_of(TEXT), "zh")

    async def listen():
        async for _, message in scope.ports.bus.listen([topic]):
            heard.append(msgspec.json.decode(message))
            if "done" in heard[-1]:
                return

    listening = asyncio.create_task(listen())
    await asyncio.sleep(0.3)
    scope = with_engines(scope, FakeEngine())
    await translation.wish(scope, TEXT, "zh", TAPPED)
    await run_all(scope)
    await asyncio.wait_for(listening, 5)

    assert heard[-1] == {"done": True}
    assert heard[0]["part"]
