"""Suggestions, votes, decisions: accepted words appear wherever they repeat, and vanish again."""

from dataclasses import replace

import pytest

from hongqiao.features import translation
from hongqiao.features.translation import Text, corrections
from hongqiao.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from hongqiao.kernel.ids import AccountId
from hongqiao.kernel.ports.jobs import TAPPED
from hongqiao.kernel.scope import Viewer
from tests.cast import drain
from tests.fakes import FakeEngine

TOFU = "豆腐切块后用淡盐水焯一下。花椒粉要最后放，麻味才跑不掉。"
BODY = Text("note:1:body", TOFU, "zh")
TWIN = Text("note:2:body", TOFU, "zh")
LAST = "花椒粉要最后放，麻味才跑不掉。"
OTHER = Text("note:3:body", f"今天教大家做麻婆豆腐，步骤很简单。\n{LAST}", "zh")
PRIVATE = Text("note:4:body", TOFU, "zh", shared=False, owner_salt="1")
NOW = "Boil the tofu. Put the pepper powder last, then the numbness cannot run away."
BETTER = "Add the Sichuan pepper last, so the tingle doesn’t escape."
MEI = 1


def person(scope, number: int, *reads: str, role: str = "member"):
    """Somebody who reads these languages, best first."""
    return replace(scope, viewer=Viewer(AccountId(number), f"p{number}", role, "en", reads))


@pytest.fixture
def mei(scope):
    return person(scope, MEI, "zh-Hans", "en")


@pytest.fixture
def diego(scope):
    return person(scope, 2, "en", "zh-Hans")


async def stored(scope, text=BODY) -> str:
    found = (await translation.stored(scope, [text], "en")).get(text.ref)
    return found.words if found else ""


async def translated(scope, *texts, words=NOW):
    for number, text in enumerate(texts):
        await translation.remember(scope, [text], f"note:{number}")
        await translation.keep_result(scope, text, "en", words, engine="fake", version="fake-1")


async def suggested(by, text=BODY, words=BETTER, before=NOW) -> int:
    pairs = corrections.pairs(text.words, before, "en")
    said = [*(pair.said for pair in pairs[:-1]), words]
    async with by.transaction() as tx:
        return await corrections.suggest(tx, text, "en", pairs, said)


async def votes(scope, id_: int, text=BODY, yes=(("zh", 11), ("en", 12), ("en", 13)), no=()):
    for is_yes, people in ((True, yes), (False, no)):
        for first, number in people:
            voter = person(scope, number, first, "zh" if first == "en" else "en")
            async with voter.transaction() as tx:
                await corrections.vote(tx, text, "en", id_, yes=is_yes, author_id=MEI)
    await drain(scope)


async def spread(scope, *engines):
    """Runs all jobs, and those that they ask for."""
    scope = replace(scope, ports=replace(scope.ports, engines=engines))
    for _ in range(4):
        await drain(scope, with_jobs=True)


async def agree(scope, id_, text=BODY, *engines):
    for first, number in (("zh", 11), ("en", 12), ("en", 13)):
        voter = person(scope, number, first, "zh" if first == "en" else "en")
        async with voter.transaction() as tx:
            await corrections.vote(tx, text, "en", id_, yes=True, author_id=MEI)
    await spread(scope, *engines)


async def state_of(scope, id_, text=BODY) -> str:
    return next(
        one.correction.state
        for one in await corrections.suggestions(scope, text, "en")
        if one.correction.id == id_
    )


async def test_a_suggestion_changes_nothing_until_readers_agree(scope, diego):
    await translated(scope, BODY)

    id_ = await suggested(diego)
    await votes(scope, id_, yes=(("zh", 11), ("en", 12)))

    assert await stored(scope) == NOW
    [one] = await corrections.suggestions(diego, BODY, "en")
    assert (one.yes, one.no, one.mine, one.correction.state) == (2, 0, None, "open")
    assert one.correction.words == f"Boil the tofu. {BETTER}"


async def test_agreed_words_are_shown_wherever_the_text_repeats_with_who_wrote_them(scope, diego):
    await translated(scope, BODY, TWIN)
    id_ = await suggested(diego)

    await agree(scope, id_)

    found = await translation.stored(scope, [BODY, TWIN], "en")
    assert {one.words for one in found.values()} == {f"Boil the tofu. {BETTER}"}
    assert {(one.origin, one.people) for one in found.values()} == {("person", (2,))}


async def test_an_agreed_segment_is_used_word_for_word_in_other_texts(scope, diego):
    await translated(scope, BODY)
    await agree(scope, await suggested(diego))
    engine = FakeEngine()

    await translation.wish(scope, OTHER, "en", TAPPED)
    await spread(scope, engine)

    assert (await stored(scope, OTHER)).splitlines()[1] == BETTER
    assert not any("花椒" in asked for asked in engine.asked)
    assert (await translation.stored(scope, [OTHER], "en"))[OTHER.ref].people == (2,)


async def test_texts_translated_earlier_are_made_anew_with_it(scope, diego):
    await translated(scope, BODY)
    await translation.wish(scope, OTHER, "en", TAPPED)
    await spread(scope, FakeEngine())
    before = await stored(scope, OTHER)

    await agree(scope, await suggested(diego), BODY, FakeEngine())

    assert BETTER not in before and BETTER in await stored(scope, OTHER)


async def test_what_is_reverted_vanishes_everywhere(scope, diego):
    await translated(scope, BODY, TWIN)
    id_ = await suggested(diego)
    await agree(scope, id_)
    await translation.wish(scope, OTHER, "en", TAPPED)
    await spread(scope, FakeEngine())

    aisha = person(scope, 9, "en", role="moderator")
    async with aisha.transaction() as tx:
        undone = await corrections.revert(tx, BODY, "en", id_)
    await corrections.show(scope, undone)
    await spread(scope, FakeEngine())

    assert await stored(scope) == await stored(scope, TWIN) == NOW
    assert await stored(scope, OTHER) and BETTER not in await stored(scope, OTHER)
    assert await corrections.remembered_segments(scope, [LAST], "zh", "en") == {}


async def test_without_an_engine_what_is_reverted_vanishes_too(scope, diego):
    await translated(scope, BODY)
    id_ = await suggested(diego)
    await agree(scope, id_)
    await translation.wish(scope, OTHER, "en", TAPPED)
    await spread(scope, FakeEngine())

    async with diego.transaction() as tx:
        await corrections.take_back(tx, BODY, "en", id_)
    await spread(scope)

    assert await stored(scope, OTHER) == ""


async def test_a_text_of_remembered_segments_needs_no_engine(scope, diego):
    await translated(scope, BODY)
    await agree(scope, await suggested(diego))
    alone = Text("comment:1:words", LAST, "zh")

    await translation.wish(scope, alone, "en", TAPPED)
    await spread(scope)

    found = (await translation.stored(scope, [alone], "en"))[alone.ref]
    assert (found.words, found.engine, found.people) == (BETTER, "memory", (2,))


async def test_what_changed_while_the_engine_worked_is_not_kept(scope, diego):
    await translated(scope, BODY)
    id_ = await suggested(diego)
    await agree(scope, id_)

    class Slow(FakeEngine):
        async def translate(self, text, **asked):
            if not self.asked:
                async with diego.transaction() as tx:
                    await corrections.take_back(tx, BODY, "en", id_)
                await spread(scope)
            return await super().translate(text, **asked)

    await translation.wish(scope, OTHER, "en", TAPPED)
    await spread(scope, Slow())

    assert BETTER not in await stored(scope, OTHER)


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


async def test_the_authors_own_version_wins_over_readers(scope, diego):
    await translated(scope, BODY)
    await translation.keep_version(scope, BODY, "en", "My own words.")
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
                await corrections.vote(tx, BODY, "en", id_, yes=True, author_id=MEI)


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
    await translation.keep_version(scope, BODY, "en", "My own words.")
    await agree(scope, await suggested(diego))

    kept = await corrections.record(scope, BODY)

    assert [(one.origin, one.engine, one.people) for one in kept] == [
        ("author", "", []),
        ("person", "", [2]),
        ("engine", "fake", []),
    ]
