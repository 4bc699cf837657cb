"""Short texts go to their engine together; nobody waits for others, and each gets their own answer."""

import asyncio

import pytest

from hongqiao.adapters.models.nmt import FastNmt
from hongqiao.adapters.models.together import SHORT_SIGNS, Together, joined
from hongqiao.features.translation import translate_text
from hongqiao.features.translation.desk import guarded
from hongqiao.kernel.errors import Unavailable
from hongqiao.kernel.ports.engine import Rendered
from tests.fakes import FakeEngine


class Many(FakeEngine):
    """Takes four texts at once and remembers each call."""

    at_once = 4
    breaks = False

    def __init__(self, **given):
        super().__init__(**given)
        self.calls: list[list[str]] = []

    async def translate_many(self, texts, *, source, target, deadline_s):
        self.calls.append(list(texts))
        await asyncio.sleep(0.01)
        if self.breaks:
            raise Unavailable("gone")
        return [Rendered(self.render(text, target), confidence=self.confidence) for text in texts]


def say(engine, text, target="zh"):
    return engine.translate(text, source="en", target=target, glossary=(), deadline_s=5)


async def test_texts_of_one_pair_that_come_together_are_one_call_and_equal_ones_are_put_once():
    engine = Many()
    together = Together(engine)

    said = await asyncio.gather(*(say(together, text) for text in ("a cup", "the sea", "a cup")))

    assert engine.calls == [["a cup", "the sea"]]
    assert [one.text for one in said] == [engine.render(text, "zh") for text in ("a cup", "the sea", "a cup")]


async def test_pairs_are_kept_apart_and_a_call_holds_no_more_than_the_engine_takes():
    engine = Many()
    together = Together(engine)

    await asyncio.gather(
        *(say(together, f"text {n}") for n in range(6)), *(say(together, f"text {n}", "ja") for n in range(2))
    )

    assert sorted(map(len, engine.calls)) == [2, 2, 4]


async def test_a_text_alone_and_a_long_one_go_as_they_always_did():
    engine = Many()
    together = Together(engine)

    await asyncio.gather(say(together, "alone"), say(together, "long " * SHORT_SIGNS))

    assert engine.calls == []
    assert len(engine.asked) == 2


async def test_who_leaves_takes_nobody_along():
    engine = Many()
    together = Together(engine)
    leaving, staying = (asyncio.create_task(say(together, text)) for text in ("leaving", "staying on"))
    other = asyncio.create_task(say(together, "another"))
    await asyncio.sleep(0)

    leaving.cancel()

    assert (await staying).text and (await other).text
    assert engine.calls == [["staying on", "another"]]


async def test_all_hear_that_the_engine_is_gone():
    engine = Many()
    engine.breaks = True
    together = Together(engine)

    said = await asyncio.gather(say(together, "one"), say(together, "two"), return_exceptions=True)

    assert [type(one) for one in said] == [Unavailable, Unavailable]


async def test_the_lines_of_a_text_are_one_call_and_stand_in_their_order():
    engine, alone = Many(), FakeEngine()
    text = "The sea is calm.\nWe stayed all day 😋\n\nSee you there!"

    outcome = await translate_text(text, "en", "zh", guarded([joined(engine)]))

    assert [len(call) for call in engine.calls] == [3]
    assert outcome.words == (await translate_text(text, "en", "zh", [alone])).words


async def test_when_it_leaves_in_the_middle_the_next_engine_takes_all_lines():
    engine = Many()
    engine.breaks = True

    outcome = await translate_text(
        "The sea is calm.\nWe stayed all day.",
        "en",
        "zh",
        [*guarded([joined(engine)]), FakeEngine(name="next")],
    )
    with pytest.raises(Unavailable):
        await translate_text("The sea is calm.\nWe stayed.", "en", "zh", [joined(engine)])

    assert (outcome.engine, outcome.quality) == ("next", "good")


def test_an_engine_that_takes_one_text_at_a_time_is_left_as_it_is():
    engine = FastNmt()

    assert joined(engine) is engine
