"""What trust tells people about themselves, and what of them it lets go."""

import msgspec
import pytest

from hongqiao.features.trust import cases, decisions, privacy
from hongqiao.kernel.holdings import Rows, Traces
from tests.cast import sign_up
from tests.features.trust.moderating import evidence_of, publish, report, ruling, staff

MAP = {one.table: one for one in privacy.HOLDINGS}


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
async def case_id(mei, diego, aisha):
    note_id = await publish(mei)
    await report(diego, evidence_of("note", note_id, mei.me), words="She took my money.")
    return (await cases.queue(aisha))[0].id


def traces(who) -> Traces:
    found = Traces(who.me, who.viewer.handle)
    found.lists["notes"] = []
    return found


async def copy_of(who, table) -> list[dict]:
    rule = MAP[table].export
    assert isinstance(rule, Rows)
    return [msgspec.json.decode(row) for row in await rule.of(who.db, traces(who))]


async def test_nobody_learns_from_their_copy_that_they_are_reported_before_it_is_decided(mei, aisha, case_id):
    before = [await copy_of(mei, table) for table in ("moderation_case", "case_evidence")]
    async with aisha.transaction() as tx:
        await decisions.decide(tx, case_id, ruling("remove"))
    after = [await copy_of(mei, table) for table in ("moderation_case", "case_evidence", "decision")]

    assert before == [[], []] and [len(rows) for rows in after] == [1, 1, 1]
    assert not {"by_id", "parties", "claimed_by"} & (after[0][0].keys() | after[2][0].keys())


async def test_a_copy_of_one_of_the_staff_holds_no_words_about_others(scope, mei, aisha, case_id):
    omar = await staff(scope, "omar")
    await report(omar, evidence_of("account", mei.me, mei.me))
    about_account = next(case.id for case in await cases.queue(aisha) if case.id != case_id)
    async with aisha.transaction() as tx:
        await cases.note(tx, case_id, "mei lives in Madrid.")
        await decisions.decide(tx, about_account, ruling("terminate"))

    told = [await copy_of(aisha, table) for table in ("case_line", "case_proposal")]

    assert all(told)
    assert not any({"words", "ruling"} & row.keys() for rows in told for row in rows)
