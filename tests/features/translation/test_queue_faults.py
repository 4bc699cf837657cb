"""Jobs when something goes wrong around them: odd signs, a broken bus, a second making, words withdrawn."""

import asyncio
from dataclasses import replace

import msgspec
import pytest

from hongqiao.features import translation
from hongqiao.features.translation import Text, key_of, queue
from hongqiao.features.translation.model import Outcome
from hongqiao.kernel.ports.jobs import TAPPED
from tests.fakes import HOSTILITIES, FakeEngine, HostileEngine
from tests.features.translation.test_queue import TEXT, run_all, with_engines


@pytest.mark.parametrize("sign", ["\0", "\x08", "\x1b", "\ud800"])
async def test_signs_that_no_database_takes_are_not_what_a_job_ends_by(scope, sign):
    engine = HostileEngine(lambda said, text: f"{said[:4]}{sign}{said[4:]}")
    scope = with_engines(scope, engine)
    await translation.wish(scope, TEXT, "zh", TAPPED)

    await run_all(scope)

    kept = (await translation.stored(scope, [TEXT], "zh"))[TEXT.ref]
    assert kept.words
    assert sign not in kept.words


class Parting(FakeEngine):
    """Knows what its caller's `on_part` raised."""

    trouble: BaseException | None = None

    async def translate(self, text, **asked):
        try:
            return await super().translate(text, **asked)
        except BaseException as trouble:
            self.trouble = trouble
            raise


class BrokenBus:
    """Takes no part of a text."""

    def __init__(self, bus):
        self._bus = bus

    async def publish(self, topic, message):
        if b"part" in message:
            raise ConnectionResetError("the bus is gone")
        await self._bus.publish(topic, message)


async def test_a_bus_that_fails_costs_readers_the_words_on_their_way_and_nothing_else(scope):
    engine = Parting()
    scope = replace(scope, ports=replace(scope.ports, engines=[engine], bus=BrokenBus(scope.ports.bus)))
    await translation.wish(scope, TEXT, "zh", TAPPED)

    await run_all(scope)

    assert engine.trouble is None
    assert (await translation.stored(scope, [TEXT], "zh"))[TEXT.ref].engine == "fake"


async def anew(scope, text, *engines, guard=None):
    """The text is made once more, as after an agreement on one of its segments."""
    scope = with_engines(scope, *engines)
    body = msgspec.json.encode(queue.Wish(key_of(text).hex(), "zh", anew=True))
    await translation.run_job(scope, body, guard=guard)


@pytest.mark.parametrize("spoil", [HOSTILITIES["loops"], HOSTILITIES["says nothing"]])
async def test_words_that_are_good_stay_when_making_them_anew_fails(scope, spoil):
    engine = FakeEngine()
    await translation.wish(with_engines(scope, engine), TEXT, "zh", TAPPED)
    await run_all(with_engines(scope, engine))
    bad = HostileEngine(spoil)
    bad.name, bad.version = engine.name, engine.version

    await anew(scope, TEXT, bad)

    assert bad.asked
    assert (await translation.stored(scope, [TEXT], "zh"))[TEXT.ref].quality == "good"


async def test_words_that_may_not_be_shown_any_more_go_when_they_are_made_anew(scope):
    engine = FakeEngine()
    await translation.wish(with_engines(scope, engine), TEXT, "zh", TAPPED)
    await run_all(with_engines(scope, engine))

    await anew(scope, TEXT, engine, guard=lambda written, said: False)

    assert await translation.stored(scope, [TEXT], "zh") == {}


async def test_what_turns_out_to_be_of_no_language_is_asked_for_once(scope):
    text = Text("comment:1", "asdfghjkl qwertyuiop", "en")
    scope = with_engines(scope, FakeEngine())
    assert await translation.wish(scope, text, "zh", TAPPED)

    await run_all(scope)

    assert not await translation.wish(scope, text, "zh", TAPPED)
    assert await translation.stored(scope, [text], "zh") == {}


async def test_words_withdrawn_while_their_result_is_written_leave_nothing(scope):
    await translation.remember(scope, [TEXT], "note:1")
    async with scope.transaction() as writing:
        await queue._keep(writing, key_of(TEXT), "en", "zh", Outcome("海", "good", "fake", "1"))
        forgetting = asyncio.create_task(translation.forget(scope, [TEXT], "note:1"))
        await asyncio.sleep(0.3)
    await forgetting

    assert await translation.stored(scope, [TEXT], "zh") == {}
