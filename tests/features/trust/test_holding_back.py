"""What screening holds is seen by nobody, becomes a case, and comes back when nothing is wrong.

Case H5.
"""

import msgspec
import pytest

from hongqiao.features import comments, notes, trust
from hongqiao.features.trust import cases, clocks, decisions, screening
from hongqiao.features.trust.events import SubjectHeld
from hongqiao.kernel.errors import Invalid, NotFound
from hongqiao.kernel.ids import bucket_of, from_public, to_public
from tests.cast import drain, sign_up
from tests.features.notes.writing import edit, withdraw
from tests.features.trust.moderating import publish, ruling, say, staff

SPAM = "Replica watches, best price. Order on WhatsApp and ask for the price list."


@pytest.fixture
async def mei(scope):
    return await sign_up(scope, "mei")


@pytest.fixture
async def diego(scope):
    return await sign_up(scope, "diego")


@pytest.fixture
async def aisha(scope):
    return await staff(scope, "aisha")


async def settled(scope):
    """Everything that follows, until nothing does."""
    for _ in range(6):
        await drain(scope, without=("search.", "recommendation."))


async def test_a_suspect_note_was_never_seen_and_its_author_is_told_why(scope, mei, diego, aisha):
    note_id = await publish(mei, "Watches", SPAM)

    with pytest.raises(NotFound):
        await notes.visible(diego, note_id)
    assert not await notes.lines(diego, [note_id])
    told = await screening.held(mei, f"note:{to_public(note_id)}")
    assert told.reasons == ("contact-selling",)
    with pytest.raises(NotFound):
        await screening.held(diego, f"note:{to_public(note_id)}")


async def test_every_hold_opens_a_case_with_its_clock(scope, mei, aisha):
    note_id = await publish(mei, "Watches", SPAM)

    await settled(scope)

    (case,) = await cases.queue(aisha)
    assert (case.subject, case.category) == (f"note:{to_public(note_id)}", "spam")
    (clock,) = await clocks.clocks_of(scope, case.id)
    assert clock.kind == screening.holds.REVIEW
    (told,) = await screening.waiting(mei)
    assert told.due_at == clock.due_at
    found = await cases.case_file(aisha, case.id)
    assert found.evidence[-1].texts[1].words == SPAM


async def test_a_note_that_was_held_for_nothing_comes_back(scope, mei, diego, aisha):
    note_id = await publish(mei, "Watches", SPAM)
    await settled(scope)
    (case,) = await cases.queue(aisha)

    async with aisha.transaction() as tx:
        await decisions.decide(tx, case.id, ruling("none"))
    await settled(scope)

    assert (await notes.visible(diego, note_id)).title == "Watches"
    with pytest.raises(NotFound):
        await screening.held(mei, case.subject)
    (clock,) = await clocks.clocks_of(scope, case.id)
    assert clock.done_at is not None


async def test_a_removed_note_stays_away_and_its_statement_names_the_software(scope, mei, diego, aisha):
    note_id = await publish(mei, "Watches", SPAM)
    await settled(scope)
    (case,) = await cases.queue(aisha)

    async with aisha.transaction() as tx:
        decision_id = await decisions.decide(tx, case.id, ruling("remove"))
    await settled(scope)

    with pytest.raises(NotFound):
        await notes.visible(diego, note_id)
    told = (await trust.statement.statement(mei, decision_id)).statement
    assert (told.origin, told.machine.use) == ("own-initiative", "detected")
    assert told.machine.version == screening.model.VERSION


async def test_a_suspect_comment_is_neither_seen_nor_counted_until_it_comes_back(scope, mei, diego, aisha):
    note_id = await publish(mei, "Tea", "In the old town")
    await settled(scope)

    said = await say(diego, note_id, SPAM)
    await settled(scope)
    facts = await notes.visible(mei, note_id)
    assert not (await comments.thread(mei, facts)).items
    assert (await notes.note(mei, note_id)).comments == 0

    (case,) = await cases.queue(aisha)
    async with aisha.transaction() as tx:
        await decisions.decide(tx, case.id, ruling("none"))
    await settled(scope)
    (thread,) = (await comments.thread(mei, facts)).items
    assert thread.comment.id == said.id
    assert (await notes.note(mei, note_id)).comments == 1


async def test_a_note_for_its_author_alone_is_nobodys_business(scope, mei):
    draft = notes.NoteDraft(id=mei.ids.make(0), title="Watches", body=SPAM, cover_style="memo")
    private = msgspec.structs.replace(draft, audience=2)

    async with mei.transaction() as tx:
        note_id = await notes.publish(tx, private)

    assert not await screening.is_held(mei, f"note:{to_public(note_id)}")


async def test_an_edit_that_turns_bad_takes_the_note_out_of_sight(scope, mei, diego):
    note_id = await publish(mei, "Tea", "In the old town")
    await settled(scope)
    async with mei.transaction() as tx:
        draft = await notes.drafts.edit_draft(tx, note_id)
        await notes.drafts.change_draft(tx, draft.id, lambda kept: msgspec.structs.replace(kept, body=SPAM))

    await notes.publish_draft(mei, draft.id)

    with pytest.raises(NotFound):
        await notes.visible(diego, note_id)


async def test_far_too_many_links_are_refused_with_a_sentence(scope, mei):
    with pytest.raises(Invalid) as refusal:
        await publish(mei, "Links", " ".join(f"https://site{n}.example" for n in range(40)))

    assert refusal.value.message == screening.REASONS["many-links"]


async def test_almost_the_same_words_from_many_accounts_are_held_with_their_names(scope, mei, aisha):
    words = "My aunt opened a shop for handmade soap, everybody should go and see it this week"
    people = [await sign_up(scope, handle) for handle in ("diego", "luma", "noor")]
    for at, who in enumerate([mei, *people]):
        note_id = await publish(who, "Soap", f"{words}{'!' * at}")
        await settled(scope)

    (case,) = await cases.queue(aisha)

    assert case.subject == f"note:{to_public(note_id)}", "the fourth account"
    (report,) = (await cases.case_file(aisha, case.id)).reports
    assert "@" not in report.words
    assert len(trust.screening.holds.people_in(report.words)) == 4


async def test_one_person_may_say_a_thing_twice_but_not_three_times(scope, mei):
    words = "Selling nothing, just telling everyone about the lantern walk on Friday evening"
    ids = []
    for _ in range(3):
        ids.append(await publish(mei, "Walk", words))
        await settled(scope)

    assert [await screening.is_held(mei, f"note:{to_public(id_)}") for id_ in ids] == [False, False, True]


async def test_a_crowd_of_new_accounts_under_one_note_opens_a_case_that_names_them(scope, mei, aisha):
    note_id = await publish(mei, "Tea", "In the old town")
    for number in range(6):
        who = await sign_up(scope, f"newcomer{number}")
        await say(who, note_id, f"{'ab' * number} I was there, number {number}")
    await settled(scope)

    (case,) = await cases.queue(aisha)

    assert case.category == "harassment"
    reports = (await cases.case_file(aisha, case.id)).reports
    assert len(trust.screening.holds.people_in(reports[-1].words)) >= 6
    shown = await comments.thread(mei, await notes.visible(mei, note_id))
    assert len(shown.items) == 6, "nothing is hidden"


async def test_an_author_withdraws_what_is_held_and_nothing_of_it_waits(scope, mei, diego, aisha):
    note_id = await publish(mei, "Watches", SPAM)
    await settled(scope)
    with pytest.raises(NotFound):
        await withdraw(diego, note_id)

    await withdraw(mei, note_id)
    await settled(scope)

    assert await screening.waiting(mei) == []
    (case,) = await cases.queue(aisha)  # what was said stays for who looks at it
    assert (await cases.case_file(aisha, case.id)).evidence[-1].texts[1].words == SPAM
    async with aisha.transaction() as tx:
        await decisions.decide(tx, case.id, ruling("none"))
    await settled(scope)
    with pytest.raises(NotFound):
        await notes.visible(diego, note_id)


async def test_a_held_note_that_its_author_changes_goes_on_waiting_as_it_is_now(scope, mei, diego, aisha):
    note_id = await publish(mei, "Watches", SPAM)
    await settled(scope)

    await edit(mei, note_id, body="My grandmother’s watches, not for sale.")
    await settled(scope)

    with pytest.raises(NotFound):
        await notes.visible(diego, note_id)
    (waiting,) = await screening.waiting(mei)
    assert waiting.reasons == ("contact-selling",)
    (case,) = await cases.queue(aisha)
    evidence = (await cases.case_file(aisha, case.id)).evidence
    assert [one.texts[1].words for one in evidence] == [SPAM, "My grandmother’s watches, not for sale."]
    async with aisha.transaction() as tx:
        await decisions.decide(tx, case.id, ruling("none"))
    await settled(scope)
    assert (await notes.note(diego, note_id)).row.body == "My grandmother’s watches, not for sale."


async def test_what_a_decision_removed_is_neither_changed_nor_withdrawn(scope, mei, aisha):
    note_id = await publish(mei, "Watches", SPAM)
    await settled(scope)
    (case,) = await cases.queue(aisha)
    async with aisha.transaction() as tx:
        await decisions.decide(tx, case.id, ruling("remove"))
    await settled(scope)

    for act in (withdraw(mei, note_id), edit(mei, note_id, body="Other words")):
        with pytest.raises(NotFound):
            await act
async def test_what_software_found_alone_counts_once_and_has_no_time_from_a_report(scope, mei, diego, aisha):
    await publish(mei, "Watches", SPAM)
    await settled(scope)
    (case,) = await cases.queue(aisha)
    held = SubjectHeld(
        bucket=bucket_of(from_public(case.subject[5:])), subject=case.subject, subject_kind="note",
        person_id=mei.me,
    )  # fmt: skip
    await screening.holds.open_case(scope, held)  # the same event once more

    async with aisha.transaction() as tx:
        decision_id = await decisions.decide(tx, case.id, ruling("remove", category="spam"))

    found = await cases.case_file(aisha, case.id)
    assert (len(found.reports), found.case.reports) == (1, 1)
    issued = await trust.statement.statement(mei, decision_id)
    assert issued.statement.reported_at is None and issued.proof.entry.took_min is None
