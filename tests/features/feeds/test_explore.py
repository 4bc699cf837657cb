"""Editions of Explore: who pages through one goes on in it, and nothing hidden shows."""

import sys

import pytest

from hongqiao.features import feeds, notes
from hongqiao.features.feeds import ExploreShelf, refresh
from hongqiao.features.notes.model import Audience
from hongqiao.kernel.errors import Invalid
from hongqiao.kernel.paging import write_cursor
from tests.cast import sign_up
from tests.features.acts import later
from tests.features.notes.writing import edit, publish, withdraw

EDITIONS = "select distinct edition from explore_entry order by edition"


@pytest.fixture
def shelf(monkeypatch) -> ExploreShelf:
    """A process that looks for a new edition each time."""
    monkeypatch.setattr(sys.modules["hongqiao.features.feeds.explore"], "_FRESH_FOR_S", 0.0)
    return ExploreShelf()


@pytest.fixture
async def cast(scope):
    return [await sign_up(scope, handle) for handle in ("mei", "diego", "noor", "luma")]


async def write(cast, count: int) -> list:
    return [await publish(cast[n % len(cast)], title=f"Note {n}", body="") for n in range(count)]


async def arranged(scope, **later_by) -> int:
    return await feeds.arrange_explore(later(scope, **later_by))


async def read(scope, shelf, cursor="", size=3):
    return await feeds.explore(scope, shelf, cursor, size=size)


async def editions(scope) -> list[int]:
    return [row[0] for row in await scope.db.fetch(EDITIONS)]


async def test_before_the_first_edition_explore_is_empty(scope, shelf):
    page = await read(scope, shelf)

    assert (list(page.items), page.next) == ([], "")
    assert await arranged(scope) == 0
    assert await editions(scope) == []


async def test_pages_together_are_the_edition_once(scope, cast, shelf):
    written = await write(cast, 8)
    await arranged(scope)

    seen, cursor = [], ""
    while True:
        page = await read(scope, shelf, cursor)
        seen += page.items
        cursor = page.next
        if not cursor:
            break

    assert sorted(seen) == sorted(written)
    assert len(seen) == 8


async def test_the_same_order_makes_no_new_edition(scope, cast):
    await write(cast, 4)
    await arranged(scope)
    first = await editions(scope)

    await arranged(scope, minutes=10)

    assert await editions(scope) == first


async def test_a_new_order_makes_a_new_edition(scope, cast, shelf):
    written = await write(cast, 4)
    await arranged(scope)
    before = await read(scope, shelf, size=9)
    await notes.count(scope, written[0], likes=900)

    await arranged(scope, minutes=10)

    after = await read(scope, shelf, size=9)
    assert len(await editions(scope)) == 2
    assert before.items[0] != written[0] == after.items[0]


async def test_a_reader_goes_on_in_the_edition_where_they_began(scope, cast, shelf):
    await write(cast, 8)
    await arranged(scope)
    whole = (await read(scope, shelf, size=99)).items
    first = await read(scope, shelf)
    await write(cast, 5)
    await arranged(scope, minutes=10)
    newest = await read(scope, shelf)

    here, elsewhere = await read(scope, shelf, first.next), await read(scope, ExploreShelf(), first.next)

    assert newest.items != first.items
    assert list(here.items) == list(elsewhere.items) == list(whole[3:6])


async def test_a_reader_whose_edition_was_cleared_goes_on_in_the_newest(scope, cast, shelf, monkeypatch):
    monkeypatch.setattr(refresh, "EDITIONS_KEPT", 1)
    await write(cast, 6)
    await arranged(scope)
    first = await read(scope, ExploreShelf())
    await write(cast, 2)
    await arranged(scope, minutes=10)

    await feeds.clear_editions(scope)
    second = await read(scope, shelf, first.next)

    assert len(await editions(scope)) == 1
    assert list(second.items) == list((await read(scope, shelf, size=99)).items[3:6])


async def test_as_many_editions_are_kept_as_were_agreed(scope, cast, monkeypatch):
    monkeypatch.setattr(refresh, "EDITIONS_KEPT", 2)
    made = []
    for number in range(4):
        await write(cast, 1)
        await arranged(scope, minutes=number)
        made = await editions(scope)

    await feeds.clear_editions(scope)

    assert await editions(scope) == made[-2:]


async def test_an_edition_made_in_the_same_millisecond_is_a_later_one(scope, cast):
    await write(cast, 1)
    await arranged(scope)
    await write(cast, 1)

    await arranged(scope)

    first, second = await editions(scope)
    assert second == first + 1


async def test_what_was_withdrawn_or_closed_never_shows_though_the_edition_names_it(scope, cast, shelf):
    gone, closed, stays = await write(cast, 3)
    await arranged(scope)

    await withdraw(cast[0], gone)
    await edit(cast[1], closed, audience=Audience.ME)
    page = await read(scope, shelf, size=9)

    assert set(page.items) == {gone, closed, stays}
    assert [line.id for line in await notes.lines(scope, page.items)] == [stays]
    await arranged(scope, minutes=1)
    assert list((await read(scope, shelf, size=9)).items) == [stays]


@pytest.mark.parametrize("cursor", ["x", write_cursor(1), write_cursor(1, 2, 3)])
async def test_a_forged_cursor_is_refused(scope, shelf, cursor):
    with pytest.raises(Invalid):
        await read(scope, shelf, cursor)


@pytest.mark.parametrize(("edition", "place"), [(-1, 0), (1, 0), (0, -5), ((1 << 63) - 1, 0)])
async def test_a_cursor_of_no_edition_begins_in_the_newest(scope, cast, shelf, edition, place):
    await write(cast, 4)
    await arranged(scope)

    page = await read(scope, shelf, write_cursor(edition, place))

    assert list(page.items) == list((await read(scope, shelf)).items)


async def test_a_place_beyond_the_end_is_an_empty_last_page(scope, cast, shelf):
    await write(cast, 2)
    await arranged(scope)

    page = await read(scope, shelf, write_cursor(0, 10**15))

    assert (list(page.items), page.next) == ([], "")
