"""The 48 hours: identical copies are found, acted on in one case, and proven; alarms reach staff."""

from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest

from hongqiao.features import media, notes, trust
from hongqiao.features.notes import DraftPicture, NoteDraft
from hongqiao.features.trust import appeals, cases, clocks, decisions, pack, staff
from hongqiao.features.trust.casework import CLOSED
from hongqiao.kernel.errors import Conflict, NotAllowed
from hongqiao.kernel.ids import DraftId, bucket_of, to_public
from tests.cast import drain, sign_up
from tests.features.trust.moderating import evidence_of, report, ruling
from tests.features.trust.moderating import staff as joined
from tests.web.visitor import new_picture

TABLE = {
    "intimate-image", "breach-to-authority", "data-subject-request", "internal-complaint", "counter-notice",
    "evidence-preservation", "ad-record", "algorithm-filing",
}  # fmt: skip
"""Every clock that a law asks for; a statement of reasons is due at once, and blocks what lacks it."""


@pytest.fixture
async def mei(scope):
    return await sign_up(scope, "mei")


@pytest.fixture
async def luma(scope):
    return await sign_up(scope, "luma")


@pytest.fixture
async def noor(scope):
    return await sign_up(scope, "noor")


@pytest.fixture
async def aisha(scope):
    return lawful(await sign_up(scope, "aisha"))


def lawful(scope):
    """As on a site under the packs with such a clock."""
    settings = msgspec.structs.replace(scope.ports.settings, packs=("default", "us"))
    return replace(scope, ports=replace(scope.ports, settings=settings))


def later(scope, hours):
    return replace(scope, now=scope.now + timedelta(hours=hours))


async def shows(who, data) -> tuple[int, str]:
    """A note with this picture: its id and the picture’s key."""
    picture = await media.take(who, data)
    draft_id = DraftId(who.ids.make(bucket_of(who.me)))
    async with who.transaction() as tx:
        note_id = await notes.publish(
            tx, NoteDraft(id=draft_id, title="x", pictures=(DraftPicture(picture.key),))
        )
    await drain(who)
    return note_id, picture.key


@pytest.fixture
async def reported(mei, luma, noor):
    """mei's picture, shown by luma too; noor reports mei's note. (ids, key)."""
    data = new_picture()
    first, key = await shows(mei, data)
    second, _ = await shows(luma, data)
    other, _ = await shows(luma, new_picture())
    evidence = evidence_of("note", first, mei.me, pictures=(key,))
    await report(lawful(noor), evidence, category="intimate-image")
    await drain(noor)
    return (first, second, other), key


async def test_copies_are_found_with_the_report_and_each_is_acted_on_with_the_case(
    reported, mei, luma, noor, aisha
):
    (first, second, other), key = reported
    case_id = (await cases.queue(aisha))[0].id
    found = (await cases.case_file(aisha, case_id)).copies
    assert [one.subject for one in found] == [f"note:{to_public(second)}"]

    async with aisha.transaction() as tx:
        await decisions.decide(tx, case_id, ruling("remove", category="intimate-image"))
    await drain(aisha)
    await drain(aisha)

    assert [line.id for line in await notes.lines(noor, [first, second, other])] == [other]
    width = (await media.pictures(aisha, [key]))[key].widths[0]
    assert await media.read(noor, key, width, "jpeg") is None
    for who in (mei, luma):
        assert [told.action for told in await trust.statement.statements_to(who)] == ["remove"]
    clock = next(one for one in await clocks.clocks_of(aisha, case_id) if one.kind == "intimate-image")
    assert clock.done_at is not None and "; identical copies acted on: 1;" in clock.proof


async def test_a_copy_put_up_after_the_report_is_found_before_the_decision(reported, mei, noor, aisha):
    (_, _, _), key = reported
    case_id = (await cases.queue(aisha))[0].id
    draft_id = DraftId(noor.ids.make(bucket_of(noor.me)))
    async with noor.transaction() as tx:
        await notes.publish(tx, NoteDraft(id=draft_id, title="y", pictures=(DraftPicture(key),)))
    await drain(noor)

    assert await notes.lists.find_copies(aisha, case_id) == 3

    assert len(await staff.copies.copies_of(aisha, case_id)) == 2


async def test_an_ordinary_case_is_not_searched(mei, luma, noor, aisha):
    data = new_picture()
    first, key = await shows(mei, data)
    await shows(luma, data)
    await report(noor, evidence_of("note", first, mei.me, pictures=(key,)), category="misleading")
    await drain(noor)

    case_id = (await cases.queue(aisha))[0].id

    assert (await cases.case_file(aisha, case_id)).copies == []


async def test_alarms_at_24_and_40_hours_and_the_end_reach_staff_once_each(reported, aisha):
    case_id = (await cases.queue(aisha))[0].id
    heard = []
    for hours in (23, 24, 25, 40, 41, 48, 49):
        now = later(aisha, hours)
        await clocks.warn(now)
        await drain(now)
        warned = [line for line in (await cases.case_file(now, case_id)).lines if line.kind == "warned"]
        heard.append(len(warned))

    home = await staff.home.home(later(aisha, 49))

    assert heard == [0, 1, 1, 2, 2, 3, 3]
    assert [one.state for one in home.pressing] == ["overdue"]
    async with aisha.transaction() as tx:
        await decisions.decide(tx, case_id, ruling("remove", category="intimate-image"))
    assert (await staff.home.home(later(aisha, 49))).pressing == []


def test_each_legal_clock_of_the_table_has_a_rule_in_some_pack():
    rules = {rule.kind for name in pack.NAMES for rule in pack.pack(name).clocks}

    assert rules == TABLE | {"held-review"}  # our own: what screening holds is looked at in time


@pytest.fixture
async def removed(scope, reported, luma, aisha):
    """mei's picture and luma's copy of it, removed: (the case, the decision about luma's)."""
    case_id = (await cases.queue(aisha))[0].id
    async with aisha.transaction() as tx:
        await decisions.decide(tx, case_id, ruling("remove", category="intimate-image"))
    await drain(aisha)
    return case_id, (await trust.statement.statements_to(luma))[0].decision_id


async def contest(who, decision_id, words):
    async with who.transaction() as tx:
        await appeals.appeal(tx, decision_id, words, lang="en")


async def test_the_appeal_of_a_copy_is_read_and_answered_for_the_copy_alone(
    scope, reported, removed, mei, luma, noor
):
    (first, second, _), _ = reported
    case_id, about_copy = removed
    omar = lawful(await joined(scope, "omar"))
    await contest(luma, about_copy, "That is my own shop.")

    read = await cases.case_file(omar, case_id)
    async with omar.transaction() as tx:
        await appeals.reverse(tx, case_id, "It was theirs to show.", lang="en")
    await drain(omar)

    assert (read.decision.id, read.appeal.words) == (about_copy, "That is my own shop.")
    assert [line.id for line in await notes.lines(noor, [first, second])] == [second]
    assert [told.action for told in await trust.statement.statements_to(mei)] == ["remove"]
    assert (await appeals.appeal_of(luma, about_copy)).outcome == "reversed"
    told = (await cases.case_file(omar, case_id)).case
    assert (told.state, told.outcome) == (CLOSED, "remove") and told.decision_id != about_copy


async def test_each_appeal_of_a_case_is_answered_by_itself_even_after_it_was_closed(
    scope, removed, mei, luma, aisha
):
    case_id, about_copy = removed
    about_first = (await trust.statement.statements_to(mei))[0].decision_id
    omar = lawful(await joined(scope, "omar"))
    await contest(mei, about_first, "It was mine.")
    async with omar.transaction() as tx:
        await appeals.uphold(tx, case_id, "It was not.", lang="en")
    assert await cases.queue(omar) == []

    await contest(luma, about_copy, "And mine.")

    assert [case.id for case in await cases.queue(omar)] == [case_id]
    with pytest.raises(NotAllowed):
        async with aisha.transaction() as tx:
            await appeals.uphold(tx, case_id, "I said so.", lang="en")
    async with omar.transaction() as tx:
        await appeals.uphold(tx, case_id, "Nor yours.", lang="en")
    assert (await appeals.appeal_of(luma, about_copy)).answer == "Nor yours."
    with pytest.raises(Conflict):
        async with omar.transaction() as tx:
            await appeals.uphold(tx, case_id, "Again.", lang="en")


async def test_two_appeals_of_a_case_wait_until_both_are_answered(scope, removed, mei, luma):
    case_id, about_copy = removed
    omar = lawful(await joined(scope, "omar"))
    await contest(mei, (await trust.statement.statements_to(mei))[0].decision_id, "It was mine.")
    await contest(luma, about_copy, "And mine.")

    async with omar.transaction() as tx:
        await appeals.uphold(tx, case_id, "It was not.", lang="en")

    assert [case.id for case in await cases.queue(omar)] == [case_id]
    assert (await cases.case_file(omar, case_id)).appeal.words == "And mine."


async def test_undoing_a_batch_leaves_the_case_and_its_copies_to_be_decided_again(
    reported, mei, luma, noor, aisha
):
    (first, second, other), _ = reported
    case_id = (await cases.queue(aisha))[0].id
    done = await staff.bulk.decide_each(aisha, [case_id], ruling("remove", category="intimate-image"))
    about_copy = (await trust.statement.statements_to(luma))[0].decision_id
    await contest(luma, about_copy, "That is my own shop.")

    assert await staff.bulk.undo(aisha, done.batch, "Too early.", lang="en") == 2
    await drain(aisha)

    assert {line.id for line in await notes.lines(noor, [first, second, other])} == {first, second, other}
    assert [case.id for case in await cases.queue(aisha)] == [case_id]
    answered = await appeals.appeal_of(luma, about_copy)
    assert (answered.outcome, answered.answer) == ("reversed", "Too early.")
    with pytest.raises(Conflict):
        await contest(mei, next(one.reverses for one in await trust.statement.statements_to(mei)), "No!")
    async with aisha.transaction() as tx:
        await decisions.decide(tx, case_id, ruling("remove", category="intimate-image"))
    await drain(aisha)
    assert [line.id for line in await notes.lines(noor, [first, second, other])] == [other]
    assert (await cases.queue(aisha)) == []
