"""Who decides on a suggestion, what follows, and what goes with withdrawn words."""

import pytest

from hongqiao.features import translation
from hongqiao.features.translation import corrections
from hongqiao.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from hongqiao.kernel.ports.jobs import TAPPED
from tests.fakes import FakeEngine
from tests.features.acts import later
from tests.features.translation.correcting import (
    BETTER,
    BODY,
    LAST,
    MEI,
    NOW,
    OTHER,
    PRIVATE,
    TWIN,
    agree,
    person,
    spread,
    state_of,
    stored,
    suggested,
    translated,
    votes,
)


@pytest.fixture
def mei(scope):
    return person(scope, MEI, "zh-Hans", "en")


@pytest.fixture
def diego(scope):
    return person(scope, 2, "en", "zh-Hans")


async def test_its_author_takes_it_at_once_for_their_own_place_only(scope, mei, diego):
    await translated(scope, BODY, TWIN)
    id_ = await suggested(diego)

    async with mei.transaction() as tx:
        taken = await corrections.accept(tx, BODY, "en", id_, author_id=MEI)
    await corrections.show(mei, taken)
    await spread(scope)

    assert await stored(scope) == f"Boil the tofu. {BETTER}"
    assert await stored(scope, TWIN) == NOW
    assert await corrections.remembered_segments(scope, [LAST], "zh", "en") == {}


async def test_readers_may_go_on_and_agree_on_what_the_author_took(scope, mei, diego):
    await translated(scope, BODY, TWIN)
    id_ = await suggested(diego)
    async with mei.transaction() as tx:
        await corrections.accept(tx, BODY, "en", id_, author_id=MEI)

    await agree(scope, id_)

    assert await stored(scope, TWIN) == f"Boil the tofu. {BETTER}"


async def test_what_readers_agreed_on_last_is_shown_at_its_own_place_too(scope, mei, diego):
    await translated(scope, BODY, TWIN)
    id_ = await suggested(diego)
    other = await suggested(person(scope, 3, "en", "zh-Hans"), words="The pepper powder comes last of all.")
    async with mei.transaction() as tx:
        taken = await corrections.accept(tx, BODY, "en", id_, author_id=MEI)
    await corrections.show(mei, taken)

    await agree(later(scope, minutes=1), other)
    await agree(later(scope, minutes=2), id_)

    assert [await stored(scope, text) for text in (BODY, TWIN)] == 2 * [f"Boil the tofu. {BETTER}"]


async def test_the_authors_own_version_wins_over_readers(scope, diego):
    await translated(scope, BODY)
    await translation.memory.keep_version(scope, BODY, "en", "My own words.")
    await agree(scope, await suggested(diego))

    assert await stored(scope) == "My own words."

    await corrections.drop_version(scope, BODY, "en")
    assert await stored(scope) == f"Boil the tofu. {BETTER}"


async def test_what_the_author_refused_stays_refused(scope, mei, diego):
    await translated(scope, BODY)
    id_ = await suggested(diego)
    await agree(scope, id_)

    async with mei.transaction() as tx:
        await corrections.refuse(tx, BODY, "en", id_, author_id=MEI)
    await spread(scope)

    assert await stored(scope) == NOW and await state_of(scope, id_) == "refused"
    with pytest.raises(NotAllowed):
        await agree(scope, id_)


async def test_three_no_decline_it(scope, diego):
    await translated(scope, BODY)
    id_ = await suggested(diego)

    await votes(scope, id_, yes=(), no=(("zh", 11), ("en", 12), ("en", 13)))

    assert await state_of(scope, id_) == "declined"


async def test_voting_twice_is_one_vote_that_may_change(scope, diego):
    await translated(scope, BODY)
    id_ = await suggested(diego)

    for _ in range(3):
        await votes(scope, id_, yes=(("zh", 11),))
    await votes(scope, id_, yes=(), no=(("zh", 11),))

    [one] = await corrections.suggestions(person(scope, 11, "zh", "en"), BODY, "en")
    assert (one.yes, one.no, one.mine) == (0, 1, False)


async def test_strangers_to_a_language_neither_suggest_nor_vote(scope, diego):
    await translated(scope, BODY)
    id_ = await suggested(diego)
    luma = person(scope, 5, "en")

    with pytest.raises(NotAllowed):
        await suggested(luma)
    for viewer, message in (
        (luma, "both languages"),
        (diego, "Others vote"),
        (person(scope, MEI, "zh", "en"), "author"),
    ):
        with pytest.raises(NotAllowed, match=message):
            async with viewer.transaction() as tx:
                await corrections.vote(tx, BODY, "en", id_, yes=True, is_known=True, author_id=MEI)


@pytest.mark.parametrize("verb", ["accept", "refuse", "take_back", "revert"])
async def test_nobody_decides_what_is_not_theirs(scope, diego, verb):
    await translated(scope, BODY)
    id_ = await suggested(diego)
    luma, author = person(scope, 5, "en", "zh"), {"author_id": MEI} if verb in ("accept", "refuse") else {}

    with pytest.raises(NotAllowed):
        await getattr(corrections, verb)(luma, BODY, "en", id_, **author)
    with pytest.raises(NotFound):
        await getattr(corrections, verb)(luma, TWIN, "en", id_, **author)


async def test_one_open_suggestion_a_person_and_text(scope, diego):
    await translated(scope, BODY)
    await suggested(diego)

    with pytest.raises(Conflict):
        await suggested(diego, words="Another way to say it, with pepper last of all.")


async def test_unchanged_and_refused_words_are_no_suggestion(scope, diego):
    await translated(scope, BODY)

    with pytest.raises(Invalid, match="Nothing is changed"):
        await suggested(diego, words=NOW.split(". ")[1])
    with pytest.raises(Invalid) as refused:
        await suggested(diego, words="See https://evil.example for the recipe of this.")

    assert list(refused.value.fields) == ["part-1"]


async def test_words_that_few_may_read_never_leave_their_text(scope, diego):
    await translated(scope, PRIVATE)
    await agree(scope, await suggested(diego, PRIVATE), PRIVATE)

    assert await stored(scope, PRIVATE) == f"Boil the tofu. {BETTER}"
    assert await stored(scope) == ""
    assert await scope.db.fetch("select 1 from segment_memory") == []


async def test_withdrawn_words_take_their_corrections_along(scope, diego):
    await translated(scope, BODY)
    await agree(scope, await suggested(diego))
    await translation.wish(scope, OTHER, "en", TAPPED)
    await spread(scope, FakeEngine())

    await translation.forget(scope, [BODY], "note:0")
    await spread(scope)

    for table in ("correction", "correction_vote", "segment_memory"):
        assert await scope.db.fetch(f"select 1 from {table}") == [], table
    assert await stored(scope) == await stored(scope, OTHER) == ""


async def test_the_record_of_a_text_tells_who_made_what(scope, diego):
    await translated(scope, BODY)
    await translation.memory.keep_version(scope, BODY, "en", "My own words.")
    await agree(scope, await suggested(diego))

    kept = await corrections.record(scope, BODY)

    assert [(one.origin, one.engine, one.people) for one in kept] == [
        ("author", "", []),
        ("person", "", [2]),
        ("engine", "fake", []),
    ]
