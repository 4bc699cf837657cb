"""Ending an account takes two, and the end reaches everything that it published."""

import pytest

from hongqiao.features import accounts, comments, notes
from hongqiao.features.trust import appeals, cases, decisions, standing
from hongqiao.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from tests.cast import PASSWORD, drain, sign_up
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
async def case_id(mei, diego, aisha):
    """The case about mei's account, in which aisha proposed to end it."""
    await report(diego, evidence_of("account", mei.me, mei.me))
    found = (await cases.queue(aisha))[0].id
    async with aisha.transaction() as tx:
        assert await decisions.decide(tx, found, ruling("terminate")) is None
    return found


async def test_what_one_proposes_does_nothing_until_another_confirms(scope, mei, aisha, omar, case_id):
    note_id = await publish(mei)
    await drain(aisha)
    assert (await accounts.sign_in(scope, "mei", PASSWORD, device="phone")).cookie

    with pytest.raises(NotAllowed):
        async with aisha.transaction() as tx:
            await decisions.confirm(tx, case_id)
    with pytest.raises(NotFound):
        async with mei.transaction() as tx:
            await decisions.confirm(tx, case_id)
    async with omar.transaction() as tx:
        decision_id = await decisions.confirm(tx, case_id)
    await drain(omar)

    entry = await accounts.sign_in(scope, "mei", PASSWORD, device="phone")
    assert await accounts.viewer_of(scope, entry.cookie) is None
    assert await notes.lines(aisha, [note_id]) == []
    assert (await decisions.suspension_of(scope, mei.me)) == decision_id


async def test_an_appeal_brings_the_account_and_its_notes_back(scope, mei, aisha, omar, case_id):
    note_id = await publish(mei)
    said = await say(mei, await publish(omar), "嗯")
    await drain(mei)
    luma = await staff(scope, "luma")
    async with omar.transaction() as tx:
        decision_id = await decisions.confirm(tx, case_id)
    await drain(omar)
    assert await standing.hidden_among(aisha, [mei.me])
    with pytest.raises(NotFound):
        await comments.visible(aisha, said.id)
    async with mei.transaction() as tx:
        await appeals.appeal(tx, decision_id, "不是我。", lang="zh-Hans")

    async with luma.transaction() as tx:
        await appeals.reverse(tx, case_id, "It was not her.", lang="en")
    await drain(luma)

    assert (await comments.visible(aisha, said.id)).id == said.id
    assert (await accounts.sign_in(scope, "mei", PASSWORD, device="phone")).cookie
    assert [line.id for line in await notes.lines(aisha, [note_id])] == [note_id]


async def test_a_proposal_taken_off_the_table_leaves_the_case_open(aisha, omar, case_id):
    async with omar.transaction() as tx:
        await decisions.decline(tx, case_id, "Too early.")

    with pytest.raises(Conflict):
        async with omar.transaction() as tx:
            await decisions.confirm(tx, case_id)
    assert [case.id for case in await cases.queue(aisha)] == [case_id]


async def test_an_account_is_ended_without_an_end(aisha, case_id):
    with pytest.raises(Invalid) as caught:
        async with aisha.transaction() as tx:
            await decisions.decide(tx, case_id, ruling("terminate", days=7))

    assert "days" in caught.value.fields
