"""Cases: from a report to a decision, its effect on every surface, an appeal, and the way back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from hongqiao.features import comments, notes, trust
from hongqiao.features.trust import appeals, cases, decisions, reports
from hongqiao.kernel.errors import Conflict, Invalid, NotAllowed, NotFound, SignInNeeded
from hongqiao.kernel.scope import Viewer
from tests.cast import drain, sign_up
from tests.features.trust.moderating import evidence_of, publish, report, ruling, say, staff


@pytest.fixture
async def mei(scope):
    return await sign_up(scope, "mei")


@pytest.fixture
async def diego(scope):
    return await sign_up(scope, "diego")


@pytest.fixture
async def aisha(scope):
    return await sign_up(scope, "aisha")


@pytest.fixture
async def omar(scope):
    return await staff(scope, "omar")


@pytest.fixture
async def reported(mei, diego):
    """A note of mei's that diego reported: (note id, receipt)."""
    note_id = await publish(mei)
    return note_id, await report(diego, evidence_of("note", note_id, mei.me))


async def the_case(aisha) -> int:
    return (await cases.queue(aisha))[0].id


async def decide(who, case_id, what=None):
    async with who.transaction() as tx:
        return await decisions.decide(tx, case_id, what or ruling())


async def test_a_report_gets_a_receipt_and_a_case_with_evidence(reported, diego, aisha):
    _, receipt = reported

    found = await cases.case_file(aisha, await the_case(aisha))

    assert found.evidence[0].texts[0].words == "先付定金再发货"
    assert (found.case.priority, found.case.reports, found.may_act) == (3, 1, True)
    assert (await reports.progress(diego, receipt.id)).is_open


async def test_the_same_person_twice_is_one_report_and_many_people_are_more_urgent(
    reported, mei, diego, aisha, scope
):
    note_id, receipt = reported
    evidence = evidence_of("note", note_id, mei.me)

    again = await report(diego, evidence)
    for handle in ("noor", "luma"):
        await report(await sign_up(scope, handle), evidence)

    case = (await cases.queue(aisha))[0]
    assert again.id == receipt.id
    assert (case.reports, case.priority) == (3, 4)


async def test_only_what_is_against_the_law_is_reported_without_an_account(scope, mei):
    note_id = await publish(mei)
    evidence = evidence_of("note", note_id, mei.me)

    with pytest.raises(SignInNeeded):
        await report(scope, evidence)
    with pytest.raises(Invalid) as caught:
        await report(scope, evidence, form="law", words="It is bad.")
    receipt = await report(
        scope, evidence, form="law", words="It sells what the law on medicines forbids.", is_sure=True
    )

    assert {"words", "is_sure"} == caught.value.fields.keys()
    assert (await reports.progress(scope, receipt.id, key=receipt.key)).is_open
    for key in ("", "another"):
        with pytest.raises(NotFound):
            await reports.progress(scope, receipt.id, key=key)


async def test_nobody_but_its_reporter_learns_of_a_report(reported, mei, scope):
    _, receipt = reported

    for who in (mei, scope):
        with pytest.raises(NotFound):
            await reports.progress(who, receipt.id)
        with pytest.raises(NotFound):
            await cases.queue(who)


async def test_a_removed_note_is_nowhere_and_its_author_has_the_reasons(reported, mei, diego, aisha):
    note_id, receipt = reported
    decision_id = await decide(aisha, await the_case(aisha))
    await drain(aisha)

    for who in (mei, diego):
        with pytest.raises(NotFound):
            await notes.visible(who, note_id)
        assert await notes.lines(who, [note_id]) == []
    assert await notes.lists.words_of(diego, [note_id]) == []
    issued = await trust.statement.statement(mei, decision_id)
    assert issued.statement.relied_on == "local-llm frame-2"
    assert (await reports.progress(diego, receipt.id)).outcome == "remove"


async def test_a_reversal_by_somebody_else_brings_the_note_back(reported, mei, diego, aisha, omar):
    note_id, _ = reported
    case_id = await the_case(aisha)
    decision_id = await decide(aisha, case_id)
    await drain(aisha)
    async with mei.transaction() as tx:
        await appeals.appeal(tx, decision_id, "这是我自己的店。", lang="zh-Hans")

    with pytest.raises(NotAllowed):
        async with aisha.transaction() as tx:
            await appeals.reverse(tx, case_id, "We were wrong.", lang="en")
    async with omar.transaction() as tx:
        reversal_id = await appeals.reverse(tx, case_id, "We were wrong.", lang="en")
    await drain(omar)

    assert (await notes.visible(diego, note_id)).id == note_id
    assert [card.id for card in await notes.lines(diego, [note_id])] == [note_id]
    proof = (await trust.statement.statement(mei, reversal_id)).proof
    assert proof.entry.action == "reinstate"
    assert await cases.queue(aisha) == []


async def test_an_appeal_that_is_upheld_changes_nothing(reported, mei, diego, aisha, omar):
    note_id, _ = reported
    case_id = await the_case(aisha)
    decision_id = await decide(aisha, case_id)
    async with mei.transaction() as tx:
        await appeals.appeal(tx, decision_id, "No.", lang="en")
    async with omar.transaction() as tx:
        await appeals.uphold(tx, case_id, "It does ask for a deposit.", lang="en")
    await drain(omar)

    with pytest.raises(NotFound):
        await notes.visible(diego, note_id)
    assert (await appeals.appeal_of(mei, decision_id)).outcome == "upheld"
    with pytest.raises(Conflict):
        async with mei.transaction() as tx:
            await appeals.appeal(tx, decision_id, "Again.", lang="en")


async def test_after_six_months_it_is_too_late_to_appeal(reported, mei, aisha):
    decision_id = await decide(aisha, await the_case(aisha))

    late = replace(mei, now=mei.now + timedelta(days=190))
    with pytest.raises(Invalid):
        async with late.transaction() as tx:
            await appeals.appeal(tx, decision_id, "Now I have time.", lang="en")


async def test_somebody_else_cannot_appeal(reported, diego, aisha):
    decision_id = await decide(aisha, await the_case(aisha))

    for who in (diego, aisha):
        with pytest.raises(NotFound):
            async with who.transaction() as tx:
                await appeals.appeal(tx, decision_id, "For a friend.", lang="en")


async def test_moderators_leave_what_they_have_a_stake_in(mei, aisha, omar):
    own, other = await publish(aisha), await publish(mei)
    await report(mei, evidence_of("note", own, aisha.me))
    await report(omar, evidence_of("note", other, mei.me))

    about_own, by_omar = sorted(case.id for case in await cases.queue(aisha))

    with pytest.raises(NotFound):
        await cases.case_file(aisha, about_own)
    with pytest.raises(NotFound):
        await decide(aisha, about_own)
    with pytest.raises(NotAllowed):
        await decide(omar, by_omar)


async def test_a_claimed_case_is_left_to_whoever_has_it(reported, aisha, omar):
    case_id = await the_case(aisha)
    async with aisha.transaction() as tx:
        await cases.claim(tx, case_id)

    with pytest.raises(Conflict):
        async with omar.transaction() as tx:
            await cases.claim(tx, case_id)
    with pytest.raises(Conflict):
        await decide(omar, case_id)
    async with aisha.transaction() as tx:
        await cases.note(tx, case_id, "Look at the other eleven.")
        await cases.release(tx, case_id)
    await decide(omar, case_id)

    kinds = [line.kind for line in (await cases.case_file(omar, case_id)).lines]
    assert kinds == ["claimed", "noted", "released", "decided"]


async def test_a_decision_without_reasons_is_refused(reported, aisha):
    case_id = await the_case(aisha)

    for missing in ("facts", "why", "reference", "whose"):
        with pytest.raises(Invalid) as caught:
            await decide(aisha, case_id, ruling(**{missing: " "}))
        assert missing in caught.value.fields


async def test_where_nothing_is_wrong_only_the_reporter_hears(reported, mei, diego, aisha):
    note_id, receipt = reported

    assert await decide(aisha, await the_case(aisha), ruling("none")) is None
    await drain(aisha)

    assert (await notes.visible(diego, note_id)).id == note_id
    assert (await reports.progress(diego, receipt.id)).outcome == "none"
    assert await trust.statement.statements_to(mei) == []


async def test_a_hidden_comment_leaves_with_its_replies_and_counts_and_comes_back(mei, diego, aisha, omar):
    note_id = await publish(diego)
    top = await say(mei, note_id, "先付定金")
    await say(diego, note_id, "No", top.id)
    await report(diego, evidence_of("comment", top.id, mei.me))
    case_id = await the_case(aisha)
    decision_id = await decide(aisha, case_id, ruling("hide"))
    await drain(aisha)

    assert (await notes.note(diego, note_id)).comments == 0
    assert list((await comments.thread(diego, await notes.visible(diego, note_id))).items) == []

    async with mei.transaction() as tx:
        await appeals.appeal(tx, decision_id, "不是", lang="zh-Hans")
    async with omar.transaction() as tx:
        await appeals.reverse(tx, case_id, "It quotes a scam, it is none.", lang="en")
    await drain(omar)

    assert (await notes.note(diego, note_id)).comments == 2
    assert len((await comments.thread(diego, await notes.visible(diego, note_id))).items[0].replies) == 1


async def test_news_that_come_twice_or_late_change_nothing(reported, diego, aisha):
    note_id, _ = reported
    decision_id = await decide(aisha, await the_case(aisha))
    await drain(aisha)
    made = trust.events.DecisionMade(
        bucket=trust.log.BUCKET, decision_id=decision_id, subject=evidence_of("note", note_id, 1).subject,
        subject_kind="note", person_id=diego.me, action="remove",
    )  # fmt: skip
    async with aisha.transaction() as tx:
        await decisions.lift(tx, decision_id)
        await tx.record(made)
    await drain(aisha)

    assert (await notes.visible(diego, note_id)).id == note_id
    assert await trust.standing.standings(replace(diego, viewer=Viewer()), made.subject) == []
