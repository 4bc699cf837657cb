"""What people asked: their own, and what so many asked that it may be offered."""

from hongqiao.features.search import history, names
from hongqiao.features.search.history import DISTINCT
from tests.cast import sign_up
from tests.features.acts import later


async def offered(scope, typed):
    return [(name.kind, name.shown) for name in await names.offered(scope, typed)]


async def test_ones_own_searches_are_listed_newest_first_and_can_be_cleared(scope):
    mei = await sign_up(scope, "mei")

    await history.note_search(mei, "Matcha")
    await history.note_search(later(mei, minutes=1), "ramen")
    await history.note_search(later(mei, minutes=2), "MATCHA")

    assert [one.shown for one in await history.history(mei)] == ["MATCHA", "ramen"]
    await history.clear_history(mei)
    assert await history.history(mei) == []


async def test_whoever_wants_no_history_has_none(scope):
    mei = await sign_up(scope, "mei")
    await history.note_search(mei, "matcha")

    await history.stop_history(mei)
    await history.note_search(mei, "ramen")

    assert (await history.history(mei), await history.keeps_history(mei)) == ([], False)
    await history.keep_history(mei)
    await history.note_search(mei, "udon")
    assert [one.shown for one in await history.history(mei)] == ["udon"]


async def test_a_query_is_offered_to_others_when_enough_different_people_asked_it(scope):
    askers = [await sign_up(scope, f"asker{number}") for number in range(DISTINCT)]

    for asker in askers[:-1]:
        for _ in range(3):
            await history.note_search(asker, "matcha roll")
    assert await offered(scope, "matcha") == []

    await history.note_search(askers[-1], "Matcha  roll")
    assert await offered(scope, "matcha") == [("query", "matcha roll")]


async def test_who_asked_what_is_forgotten_after_a_month(scope):
    askers = [await sign_up(scope, f"asker{number}") for number in range(DISTINCT)]
    for asker in askers[:-1]:
        await history.note_search(asker, "matcha roll")

    await history.forget_asked(later(scope, days=31))
    await history.note_search(later(askers[-1], days=31), "matcha roll")

    assert await offered(scope, "matcha") == []
