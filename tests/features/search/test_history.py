"""What people asked: their own, and what so many asked that it may be offered."""

import pytest

from hongqiao.features import trust
from hongqiao.features.search import history, names
from hongqiao.features.search.history import DISTINCT
from hongqiao.features.trust.screening import lists
from tests.cast import sign_up
from tests.features.acts import later

RULE = """
lang = "any"
why = "A dish that this house doesn't speak of."
[groups]
rolls = ["matcha roll"]
[[rules]]
reason = "contact-selling"
all = ["rolls"]
"""


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


async def test_the_ledger_holds_each_choice_about_searches_once_with_its_words(scope):
    mei = await sign_up(scope, "mei")

    for _ in range(2):
        await history.stop_history(mei, words="No searches of mine.", surface="settings")
    await history.keep_history(mei)

    said = await trust.consent.ledger(mei, mei.me)
    assert [(one.purpose, one.choice, one.surface) for one in said] == [
        ("search-history", False, "settings"),
        ("search-history", True, "search"),
    ]
    assert await trust.consent.words_of(mei, mei.me, said[0]) == "No searches of mine."


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


async def ask_often(scope, words):
    for number in range(DISTINCT):
        await history.note_search(await sign_up(scope, f"asker{number}"), words)


async def test_a_query_is_offered_no_longer_when_too_few_asked_it_within_a_month(scope):
    await ask_often(scope, "matcha roll")
    await history.forget_asked(later(scope, days=29))
    assert await offered(scope, "matcha") == [("query", "matcha roll")]

    await history.forget_asked(later(scope, days=31))

    assert await offered(scope, "matcha") == await offered(scope, "roll") == []


@pytest.mark.parametrize("words", ["call mei 13812345678", "mei.lin@example.org", "kill yourself mei"])
async def test_what_screening_finds_is_never_offered_however_many_ask_it(scope, words):
    await ask_often(scope, words)

    assert await offered(scope, words[:8]) == []


async def test_a_query_that_the_operators_rules_forbid_from_now_on_is_offered_no_longer(scope):
    await ask_often(scope, "matcha roll")
    rules = scope.ports.settings.home / "screening"
    rules.mkdir(exist_ok=True)
    (rules / "house.toml").write_text(RULE)
    lists.rules_of.cache_clear()  # a process reads the rules when it starts

    await history.forget_asked(scope)

    assert await offered(scope, "matcha") == []
