"""What staff have at hand: several cases at once, second opinions, the trail, the day, misuse."""

from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongqiao.features import notes, trust
from hongqiao.features.translation import Text
from hongqiao.features.trust import cases, decisions, staff
from hongqiao.features.trust.bulk import likeness, signs_of
from hongqiao.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from hongqiao.kernel.ids import to_public
from tests.cast import drain, sign_up
from tests.features.trust.moderating import evidence_of, publish, report, ruling
from tests.features.trust.moderating import staff as joined


@pytest.fixture
async def mei(scope):
    return await sign_up(scope, "mei")


@pytest.fixture
async def diego(scope):
    return await sign_up(scope, "diego")


@pytest.fixture
async def luma(scope):
    return await sign_up(scope, "luma")


@pytest.fixture
async def aisha(scope):
    return await sign_up(scope, "aisha")


@pytest.fixture
async def omar(scope):
    return await joined(scope, "omar")


def words_about(note_id, words):
    return (Text(f"note:{to_public(note_id)}:body", words, "en"),)


async def three(mei, diego, luma):
    """Two notes of mei's, and one of luma's with nearly the words of the first; all reported."""
    found = []
    for author, words in (
        (mei, "Genuine bags! Deposit first, then we ship: write to bags88."),
        (mei, "A cat sleeps in the sun all day long."),
        (luma, "genuine BAGS. deposit first, then we ship... write to bags88!"),
    ):
        note_id = await publish(author, words[:20], words)
        await report(diego, evidence_of("note", note_id, author.me, texts=words_about(note_id, words)))
        found.append(note_id)
    return found


async def test_cases_of_one_person_or_with_the_same_words_are_decided_together_and_undone(
    mei, diego, luma, aisha, omar
):
    ids = await three(mei, diego, luma)
    queue = {case.subject: case for case in await cases.queue(aisha)}
    first = queue[f"note:{to_public(ids[0])}"]

    kin = await staff.bulk.kin(aisha, first)
    assert [case.subject for case in kin.same_person] == [f"note:{to_public(ids[1])}"]
    assert [case.subject for case in kin.alike] == [f"note:{to_public(ids[2])}"]
    done = await staff.bulk.decide_each(aisha, [case.id for case in queue.values()], ruling("remove"))
    await drain(aisha)

    assert len(done.decided) == 3 and not done.refused
    assert await notes.lines(diego, ids) == []
    assert len(await trust.statement.statements_to(mei)) == 2
    with pytest.raises(NotAllowed):
        await staff.bulk.undo(omar, done.batch, "No.", lang="en")
    late = replace(aisha, now=aisha.now + timedelta(days=2))
    with pytest.raises(Conflict):
        await staff.bulk.undo(late, done.batch, "No.", lang="en")
    assert await staff.bulk.undo(aisha, done.batch, "That was too much.", lang="en") == 3
    await drain(aisha)
    assert {line.id for line in await notes.lines(diego, ids)} == set(ids)
    assert len(await cases.queue(aisha)) == 3
    assert [told.action for told in await trust.statement.statements_to(luma)] == ["reinstate", "remove"]


async def test_one_that_a_colleague_works_on_keeps_no_other_back(mei, diego, luma, aisha, omar):
    await three(mei, diego, luma)
    queue = await cases.queue(aisha)
    async with omar.transaction() as tx:
        await cases.claim(tx, queue[0].id)

    done = await staff.bulk.decide_each(aisha, [case.id for case in queue], ruling("hide"))

    assert set(done.decided) == {case.id for case in queue[1:]}


@given(st.text(max_size=200), st.text(max_size=200))
def test_likeness_is_the_same_both_ways_and_whole_for_the_same_words(one, other):
    a, b = signs_of(one), signs_of(other)

    assert likeness(a, b) == likeness(b, a)
    assert 0 <= likeness(a, b) <= 1
    assert not a or likeness(a, signs_of(f" {one}!")) == 1


async def test_a_case_is_handed_over_with_a_word_and_asked_about(mei, diego, aisha, omar):
    note_id = await publish(mei)
    await report(diego, evidence_of("note", note_id, mei.me))
    case_id = (await cases.queue(aisha))[0].id
    async with aisha.transaction() as tx:
        await cases.claim(tx, case_id)
        await cases.release(tx, case_id, "Look at the second picture.")
        await cases.ask_colleague(tx, case_id, "Is this an idiom?")

    home = await staff.home.home(omar)
    lines = (await cases.case_file(omar, case_id)).lines

    assert [case.id for case in home.asked] == [case_id] and not home.open
    assert [(line.kind, line.words) for line in lines][1:] == [
        ("released", "Look at the second picture."),
        ("asked", "Is this an idiom?"),
    ]


async def test_the_trail_knows_who_looked_and_shows_a_line_that_was_altered(mei, diego, aisha, omar):
    note_id = await publish(mei)
    await report(diego, evidence_of("note", note_id, mei.me), category="self-harm")
    found = await cases.case_file(aisha, (await cases.queue(aisha))[0].id)
    for who in (aisha, omar, aisha):
        await cases.opened(who, found)
    admin = replace(omar, viewer=msgspec.structs.replace(omar.viewer, role="admin"))

    acts = await staff.trail.acts(admin)

    assert [act.by_handle for act in acts] == ["aisha", "omar", "aisha"]
    assert staff.trail.is_whole(acts)
    for faulty in (
        [acts[0], msgspec.structs.replace(acts[1], by_handle="mei"), acts[2]],
        [acts[0], acts[2]],
        [acts[1], acts[0], acts[2]],
    ):
        assert not staff.trail.is_whole(faulty)
    with pytest.raises(NotFound):
        await staff.trail.acts(aisha)
    assert (await staff.trail.load(aisha)).seen == 1


async def test_a_break_is_suggested_after_as_many_severe_cases_as_one_chose(aisha, mei, diego):
    await staff.trail.set_limit(aisha, 3)
    for at in range(3):
        await staff.trail.write(aisha, "looked", f"case:{at}", is_severe=True)
    tomorrow = replace(aisha, now=aisha.now + timedelta(days=1))

    assert (await staff.trail.load(aisha)).wants_break
    assert not (await staff.trail.load(tomorrow)).wants_break
    with pytest.raises(Invalid):
        await staff.trail.set_limit(aisha, 1_000)


async def test_reports_that_are_often_unfounded_warn_then_become_a_case_and_a_pause(mei, diego, aisha, omar):
    for _ in range(5):
        note_id = await publish(mei)
        await report(diego, evidence_of("note", note_id, mei.me))
        case_id = next(one.id for one in await cases.queue(aisha) if one.person_id == mei.me)
        async with aisha.transaction() as tx:
            await decisions.decide(tx, case_id, ruling("none", is_unfounded=True))
    about_diego = (await cases.queue(omar))[0]

    assert await staff.misuse.is_warned(diego)
    assert about_diego.subject == f"account:{to_public(diego.me)}"
    async with omar.transaction() as tx:
        await decisions.decide(tx, about_diego.id, ruling("pause-reports", days=30))
    await drain(omar)
    with pytest.raises(NotAllowed):
        await report(diego, evidence_of("note", await publish(mei), mei.me))
    told = (await trust.statement.statements_to(diego))[0]
    assert (told.action, told.origin) == ("pause-reports", "own-initiative")
    assert await publish(diego)


async def test_a_trusted_flagger_comes_first_and_is_named_as_the_origin(mei, luma, aisha):
    await staff.misuse.trust_flagger(aisha, luma.me, "Luma")
    await report(luma, evidence_of("note", await publish(mei), mei.me), category="misleading")
    case = (await cases.queue(aisha))[0]

    async with aisha.transaction() as tx:
        await decisions.decide(tx, case.id, ruling("label"))

    assert case.is_flagged and case.priority == 2
    assert (await trust.statement.statements_to(mei))[0].origin == "trusted-flagger"


async def test_three_breaches_in_ninety_days_suggest_a_look_and_do_nothing(mei, diego, aisha):
    for _ in range(3):
        await report(diego, evidence_of("note", await publish(mei), mei.me))
        case_id = (await cases.queue(aisha))[0].id
        async with aisha.transaction() as tx:
            await decisions.decide(tx, case_id, ruling("remove"))
    rows = await staff.home.decided_about(aisha, mei.me)

    late = replace(aisha, now=aisha.now + timedelta(days=91))
    assert staff.home.is_repeated(rows, aisha) and not staff.home.is_repeated(rows, late)
    assert await publish(mei)


async def test_kept_words_come_back_in_their_language(aisha, mei):
    words = {"lang": "en", "category": "scam", "facts": "It asks for a deposit.", "why": "3.1 forbids it."}
    await staff.kept_words.keep_reason(aisha, "Deposit", **words)

    kept = await staff.kept_words.reasons(aisha, lang="en")

    assert [one.name for one in kept] == ["Deposit"]
    assert await staff.kept_words.reasons(aisha, lang="ar") == []
    with pytest.raises(NotFound):
        await staff.kept_words.reasons(mei)
    with pytest.raises(Invalid):
        await staff.kept_words.keep_reason(aisha, "", **words)
