"""What follows from signals: each reader counts once, however events come; what is gone leaves nothing."""

import random

import numpy as np
import pytest

from hongqiao.features import people, reactions, recommendation
from hongqiao.features.reactions import Kind
from hongqiao.features.recommendation import Stockroom, controls, note_met
from hongqiao.features.recommendation.meaning import by_words, unpacked
from hongqiao.features.recommendation.stock import COLUMN
from tests.cast import drain, sign_up
from tests.features.deliveries import deliver_badly
from tests.features.notes.writing import publish, withdraw
from tests.features.recommendation.reading import like

AUDIENCE = """
    select community, sum(seen)::int, sum(positive)::int, sum(negative)::int
    from note_audience where note_id = $1 group by community order by community
"""


async def audience(scope, note_id):
    return [tuple(row) for row in await scope.db.fetch(AUDIENCE, note_id)]


async def test_each_reader_counts_once_however_events_come(scope):
    author = await sign_up(scope, "luma")
    note_id = await publish(author)
    readers = [await sign_up(scope, handle) for handle in ("mei", "diego", "aisha")]
    await drain(scope)
    for reader in readers:
        await note_met(reader, [note_id], {note_id: 4.0})
        for act in (reactions.like, reactions.unlike, reactions.like):
            async with reader.transaction() as tx:
                await act(tx, Kind.NOTE, note_id)
    await controls.less_like(readers[1], note_id)

    await deliver_badly(scope, random.Random(7))

    assert await audience(scope, note_id) == [("en", 1, 1, 0), ("es", 1, 0, 1), ("zh-Hans", 1, 1, 0)]


async def test_a_like_that_was_taken_back_no_longer_counts(scope):
    author, mei = await sign_up(scope, "luma"), await sign_up(scope, "mei")
    note_id = await publish(author)
    await like(mei, note_id)

    async with mei.transaction() as tx:
        await reactions.unlike(tx, Kind.NOTE, note_id)
    await drain(scope)

    assert await audience(scope, note_id) == [("zh-Hans", 1, 0, 0)]


async def test_authors_and_what_is_not_public_do_not_count(scope):
    luma, mei = await sign_up(scope, "luma"), await sign_up(scope, "mei")
    own, closed = await publish(luma), await publish(luma, audience=2)

    await note_met(luma, [own])
    await note_met(mei, [closed, 123456789])
    await drain(scope)

    assert await audience(scope, own) == await audience(scope, closed) == []


async def test_a_like_moves_the_readers_vector_once(scope, database):
    luma, mei = await sign_up(scope, "luma"), await sign_up(scope, "mei")
    note_id = await publish(luma, title="Cats in boxes", body="#cats")
    await drain(scope)
    async with mei.transaction() as tx:
        await reactions.like(tx, Kind.NOTE, note_id)

    await deliver_badly(scope, random.Random(1))

    [row] = await database.fetch("select vector, steps from reader_taste")
    assert row[1] == 1
    assert float(unpacked(row[0]) @ by_words("Cats in boxes\n#cats", ["cats"])) > 0.99


async def test_a_note_that_is_gone_leaves_nothing_beside_it(scope, database):
    luma, mei = await sign_up(scope, "luma"), await sign_up(scope, "mei")
    note_id = await publish(luma)
    await like(mei, note_id)

    await withdraw(luma, note_id)
    await drain(scope)

    for table in ("note_vector", "note_audience", "note_reader"):
        assert await database.fetch(f"select 1 from {table}") == []


async def test_after_thirty_days_only_sums_are_left(scope, database):
    luma, mei = await sign_up(scope, "luma"), await sign_up(scope, "mei")
    note_id = await publish(luma)
    await like(mei, note_id)
    await database.execute("update feed_event set at = at - interval '31 days'")
    await database.execute("update note_reader set at = at - interval '31 days'")

    await recommendation.gather.forget_old(scope)

    assert await database.fetch("select 1 from feed_event union select 1 from note_reader") == []
    assert await audience(scope, note_id) == [("zh-Hans", 1, 1, 0)]


async def test_an_opening_counts_once_a_reader_and_the_ranking_sees_it_with_the_authors_followers(scope):
    luma, mei, diego = [await sign_up(scope, handle) for handle in ("luma", "mei", "diego")]
    note_id, other = await publish(luma), await publish(luma, title="Unopened")
    async with mei.transaction() as tx:
        await people.follow(tx, luma.me)
    for _ in range(2):
        for reader in (mei, diego):
            await recommendation.note_met(reader, [note_id, other], {note_id: 5.0})
    await deliver_badly(scope, random.Random(2))

    await recommendation.gather.lay_ready(scope)
    room = Stockroom()
    await room.look(scope)
    stock = room.stock

    opened = {note.id: (note.seen, note.opened, note.followers) for note in stock.notes}
    assert opened == {note_id: (2, 2, 1), other: (2, 0, 1)}
    clicks = stock.traits[:, COLUMN["note_click"]]
    assert clicks[stock.place[note_id]] > 0 > clicks[stock.place[other]]
    assert stock.traits[0, COLUMN["author_followers"]] == pytest.approx(np.log1p(1))


async def test_the_ranking_sees_how_long_a_note_is_how_many_pictures_it_has_and_where_it_is(scope):
    luma = await sign_up(scope, "luma")
    long, short = (
        await publish(luma, title="Bridge", body="The old town from above. " * 16, place="Porto"),
        await publish(luma),
    )

    await recommendation.gather.lay_ready(scope)
    room = Stockroom()
    await room.look(scope)

    def of(note_id: int, name: str) -> float:
        return float(room.stock.traits[room.stock.place[note_id], COLUMN[name]])

    assert of(long, "title_length") == pytest.approx(np.log1p(6))
    assert of(long, "body_length") == pytest.approx(np.log1p(399))
    assert (of(long, "has_place"), of(short, "has_place")) == (1.0, 0.0)
    assert (of(short, "pictures"), of(short, "is_text_card")) == (0.0, 1.0)
