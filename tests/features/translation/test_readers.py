"""Who waits is served in turn, within bounds, once for all, and not after they have left. Case H7."""

from dataclasses import replace

import pytest

from hongqiao.adapters.postgres.outbox import Relay
from hongqiao.entry.wiring import reactors
from hongqiao.features import translation
from hongqiao.features.translation import Text, readers
from hongqiao.features.translation.readers import Asked
from hongqiao.kernel.errors import TooSoon
from hongqiao.kernel.ports.jobs import BACKFILL, FOLLOWED, OPEN_NOTE, TAPPED, VISIBLE
from tests.cast import drain
from tests.fakes import FakeEngine
from tests.features.acts import later

SEA = Text("note:1:title", "The sea was calm and we stayed all day", "en")
MEI, DIEGO = b"mei".ljust(16), b"diego".ljust(16)


def lines(count: int, about: str = "The sea was calm") -> list[Text]:
    return [Text(f"note:{about}:{n}", f"{about} on day {'a' * (n + 1)}", "en") for n in range(count)]


def with_engine(scope, engine):
    return replace(scope, ports=replace(scope.ports, engines=(engine,)))


async def relayed(scope, database) -> list[int]:
    """Priorities of the jobs that wait, highest first, after the relay went round."""
    relay = Relay(database, reactors())
    while await relay.relay_once():
        pass
    rows = await scope.db.fetch("select priority from pgqueuer order by 1 desc")
    return [row[0] for row in rows]


async def test_equal_text_from_a_hundred_readers_is_one_job(scope, database):
    for number in range(100):
        await readers.ask(scope, [SEA], "zh-Hans", reader=bytes([number]) * 16)

    assert len(await relayed(scope, database)) == 1
    assert len(await scope.db.fetch("select 1 from translation_wish")) == 100


async def test_all_who_waited_have_it_when_it_is_there(scope, database):
    engine = FakeEngine()
    for reader in (MEI, DIEGO):
        await readers.ask(scope, [SEA], "zh", reader=reader)

    await drain(with_engine(scope, engine), with_jobs=True)

    assert len(engine.asked) == 1
    assert await scope.db.fetch("select 1 from translation_wish") == []
    assert await readers.ask(scope, [SEA], "zh", reader=MEI) == Asked(0)


def test_what_was_tapped_comes_before_screens_authors_and_what_nobody_asked_for():
    assert TAPPED - readers.TURNS > VISIBLE > VISIBLE - readers.TURNS > OPEN_NOTE > FOLLOWED > BACKFILL


async def test_the_first_wishes_of_a_second_reader_come_before_the_later_ones_of_the_first(scope, database):
    await readers.ask(scope, lines(5), "zh", reader=MEI)
    await readers.ask(scope, lines(2, "The bridge was new"), "zh", reader=DIEGO)

    assert await relayed(scope, database) == [
        VISIBLE,
        VISIBLE,
        VISIBLE - 1,
        VISIBLE - 1,
        *(VISIBLE - n for n in (2, 3, 4)),
    ]


async def test_a_second_page_of_the_same_reader_goes_behind_the_first(scope, database):
    await readers.ask(scope, lines(3), "zh", reader=MEI)

    await readers.ask(scope, [SEA], "zh", reader=MEI)

    assert min(await relayed(scope, database)) == VISIBLE - 3


async def test_of_too_much_on_one_screen_the_rest_is_left_for_later(scope):
    texts = lines(readers.READER_AT_MOST + 3)

    asked = await readers.ask(scope, texts, "zh", reader=MEI)
    nothing = await readers.ask(scope, [SEA], "zh", reader=MEI)
    other = await readers.ask(scope, [SEA], "zh", reader=DIEGO)

    assert asked == Asked(readers.READER_AT_MOST, tuple(text.ref for text in texts[-3:]))
    assert nothing == Asked(0, (SEA.ref,))
    assert other == Asked(1)


async def test_asking_again_for_what_one_waits_for_takes_no_more_room(scope):
    texts = lines(readers.READER_AT_MOST)
    await readers.ask(scope, texts, "zh", reader=MEI)

    assert await readers.ask(scope, texts, "zh", reader=MEI) == Asked(readers.READER_AT_MOST)


async def test_when_all_wait_for_too_much_screens_get_no_more_but_taps_do(scope, database, monkeypatch):
    monkeypatch.setattr(readers, "ALL_AT_MOST", 4)
    await readers.ask(scope, lines(4), "zh", reader=MEI)
    await relayed(scope, database)

    on_screen = await readers.ask(scope, [SEA], "zh", reader=DIEGO)
    tapped = await readers.tap(scope, SEA, "zh", reader=DIEGO)

    assert on_screen == Asked(0, (SEA.ref,))
    assert tapped
    assert max(await relayed(scope, database)) == TAPPED


async def test_what_nobody_looks_at_takes_no_room_from_readers(scope, database, monkeypatch):
    monkeypatch.setattr(readers, "ALL_AT_MOST", 4)
    for text in lines(6):
        await translation.wish(scope, text, "zh", BACKFILL)
    await relayed(scope, database)

    assert await readers.ask(scope, [SEA], "zh", reader=MEI) == Asked(1)


async def test_who_taps_too_much_is_told_that_the_translators_are_busy(scope):
    for text in lines(readers.TAPS_AT_MOST):
        await readers.tap(scope, text, "zh", reader=MEI)

    with pytest.raises(TooSoon, match="translators are busy") as refused:
        await readers.tap(scope, SEA, "zh", reader=MEI)

    assert refused.value.retry_after_s == readers.BUSY_S
    assert await readers.tap(scope, SEA, "zh", reader=DIEGO)


async def test_a_wish_whose_reader_left_is_not_fulfilled(scope):
    engine = FakeEngine()
    await readers.ask(scope, [SEA], "zh", reader=MEI)

    await drain(with_engine(later(scope, seconds=61), engine), with_jobs=True)

    assert engine.asked == []
    assert await readers.forget_waits(later(scope, seconds=61)) == 1
    assert await readers.ask(scope, [SEA], "zh", reader=MEI) == Asked(1)


async def test_a_wish_stands_while_the_page_is_open(scope):
    engine = FakeEngine()
    await readers.ask(scope, [SEA], "zh", reader=MEI)
    await readers.stay(later(scope, seconds=40), [SEA], "zh", reader=MEI)

    await drain(with_engine(later(scope, seconds=90), engine), with_jobs=True)

    assert len(engine.asked) == 1


async def test_what_was_tapped_is_made_although_nobody_stays(scope):
    engine = FakeEngine()
    await readers.tap(scope, SEA, "zh", reader=MEI)

    await drain(with_engine(later(scope, minutes=30), engine), with_jobs=True)

    assert len(engine.asked) == 1


async def test_an_authors_own_version_is_not_asked_for(scope):
    await translation.memory.keep_version(scope, SEA, "zh", "海很平静")

    assert await readers.ask(scope, [SEA], "zh", reader=MEI) == Asked(0)
