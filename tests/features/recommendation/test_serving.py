"""Explore for one reader: pages without repeats, true reasons, scores that can be computed again."""

import pytest

from hongqiao.features import notes, people, recommendation
from hongqiao.features.notes.model import Audience
from hongqiao.features.recommendation import Stockroom, Why, recomputed, served
from hongqiao.kernel.errors import Invalid
from hongqiao.kernel.paging import read_cursor, write_cursor
from tests.cast import drain, sign_up
from tests.features.acts import follow, later
from tests.features.notes.writing import edit, publish, withdraw
from tests.features.recommendation.reading import ids, like, page, pages, town


async def test_before_anything_is_laid_ready_there_is_no_page(scope):
    diego = await sign_up(scope, "diego")

    assert await recommendation.explore_for(diego, Stockroom()) is None


async def test_no_note_comes_twice_and_all_come_in_the_end(scope):
    written = await town(scope, 50)
    diego = await sign_up(scope, "diego")

    found = await pages(diego, 20)

    assert sorted(ids(*found)) == sorted(written)
    assert found[-1].next == ""


async def test_pages_stay_full_and_end_for_who_muted_many(scope):
    written = await town(scope, 60)
    diego = await sign_up(scope, "diego")
    async with diego.transaction() as tx:
        for number in range(3):
            await people.boundaries.mute(tx, (await people.person(scope, f"author{number}")).id)

    found = await pages(diego, 20, size=8)

    assert [len(one.lines) for one in found] == [8, 8, 8, 6]
    assert sorted(ids(*found)) == sorted(one for at, one in enumerate(written) if at % 6 >= 3)
    assert found[-1].next == ""


async def test_the_same_cursor_gives_the_same_page(scope):
    await town(scope, 40)
    diego, room = await sign_up(scope, "diego"), Stockroom()
    first = await page(diego, room)

    second, again = await page(diego, room, first.next), await page(diego, room, first.next)

    assert ids(second) == ids(again)
    assert second.next == again.next


async def test_what_was_seen_waits_while_there_is_enough_that_was_not(scope):
    written = await town(scope, 40)
    diego = await sign_up(scope, "diego")
    met = ids(*await pages(diego, 3, size=4))

    await recommendation.note_met(diego, met)
    after = await pages(diego, 3, size=4)

    assert not set(ids(*after)) & set(met)
    await recommendation.note_met(diego, written)
    assert len(ids(await page(diego, size=4))) == 4


async def test_a_session_that_was_lost_goes_on_without_repeats(scope):
    await town(scope, 40)
    diego = await sign_up(scope, "diego")
    first = await page(diego)

    second = await page(diego, Stockroom(), first.next)

    assert not set(ids(first)) & set(ids(second))


async def test_two_processes_that_take_turns_repeat_nothing(scope):
    written = await town(scope, 60)
    diego, rooms = await sign_up(scope, "diego"), (Stockroom(), Stockroom())
    found = [await page(diego, rooms[0])]

    while found[-1].next:
        found.append(await page(diego, rooms[len(found) % 2], found[-1].next))

    assert sorted(ids(*found)) == sorted(written)


async def test_a_session_is_nobody_elses(scope):
    await town(scope, 30)
    mei, diego, room = await sign_up(scope, "mei"), await sign_up(scope, "diego"), Stockroom()
    first = await page(diego, room)

    other = await page(mei, room, first.next)

    assert len(other.lines) == 12
    assert (
        room.session(read_cursor(first.next, 3)[0], diego.me) is None
        or room.session(read_cursor(first.next, 3)[0], mei.me) is None
    )


@pytest.mark.parametrize("cursor", ["x", write_cursor(1), write_cursor(1, 2)])
async def test_a_forged_cursor_is_refused(scope, cursor):
    await town(scope, 6)

    with pytest.raises(Invalid):
        await page(await sign_up(scope, "diego"), cursor=cursor)


async def test_a_score_can_be_computed_again_from_the_log(scope):
    written = await town(scope, 40)
    diego = await sign_up(scope, "diego")
    await like(diego, written[0], written[8])
    first = await page(diego)

    logged = await served(diego, read_cursor(first.next, 3)[0])

    assert [one.note_id for one in logged] == ids(first)
    assert all(abs(recomputed(one) - one.score) < 1e-6 for one in logged)


async def test_what_a_reader_liked_brings_its_neighbours_and_says_so(scope):
    written = await town(scope, 60)
    liked, near = written[0], written[9]
    for handle in ("mei", "luma", "aisha"):
        await like(await sign_up(scope, handle), liked, near)
    await recommendation.gather.find_neighbours(scope)
    diego = await sign_up(scope, "diego")
    await like(diego, liked)

    found = await pages(later(diego, days=3), 2)  # when nothing has a place only for being new
    reasons = {id_: reason for one in found for id_, reason in one.reasons.items()}

    assert reasons[near].why == Why.NEAR
    assert reasons[near].note_id == liked


async def test_each_note_has_one_reason_and_it_is_true(scope):
    await town(scope, 60)
    diego, author = await sign_up(scope, "diego"), await sign_up(scope, "luma")
    theirs = await publish(author, title="Mine", subject="food")
    await follow(diego, author)
    await recommendation.controls.set_topics(diego, ["#Pets"])
    await drain(scope)
    await recommendation.gather.lay_ready(scope)

    found = await pages(diego, 3)
    cards = await notes.cards(scope, ids(*found))

    for one in found:
        assert set(one.reasons) == {line.id for line in one.lines}
        for id_, reason in one.reasons.items():
            if reason.why == Why.FOLLOWED:
                assert id_ == theirs
            elif reason.why == Why.TOPIC:
                assert "pets" in cards[id_].topics
            elif reason.why == Why.POPULAR:
                assert cards[id_].lang in reason.names


async def test_what_was_hidden_since_never_shows(scope):
    written = await town(scope, 30)
    author = await sign_up(scope, "author9")
    gone, closed = await publish(author, title="Gone"), await publish(author, title="Closed")
    await drain(scope)
    await recommendation.gather.lay_ready(scope)
    await withdraw(author, gone)
    await edit(author, closed, audience=Audience.ME)

    found = await pages(await sign_up(scope, "diego"), 5)

    assert not {gone, closed} & set(ids(*found))
    assert set(ids(*found)) == set(written)


async def test_the_stock_is_made_anew_only_when_something_changed(scope, database):
    await town(scope, 6)
    before = await database.fetch("select edition from feed_stock where kind = 'stock'")

    await recommendation.gather.lay_ready(later(scope, minutes=5))

    assert await database.fetch("select edition from feed_stock where kind = 'stock'") == before
