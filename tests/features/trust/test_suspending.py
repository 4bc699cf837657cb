"""What decisions do to accounts: suspended ones hold no login, restricted ones only read."""

from dataclasses import replace
from datetime import timedelta

import pytest

from hongqiao.features import accounts, notes, trust
from hongqiao.features.trust import appeals, cases, decisions
from hongqiao.kernel.errors import Invalid, NotAllowed, NotFound
from tests.cast import PASSWORD, drain, sign_up
from tests.features.trust.moderating import evidence_of, publish, report, ruling, say


@pytest.fixture
async def mei(scope):
    return await sign_up(scope, "mei")


@pytest.fixture
async def diego(scope):
    return await sign_up(scope, "diego")


@pytest.fixture
async def aisha(scope):
    return await sign_up(scope, "aisha")


async def the_case(aisha) -> int:
    return (await cases.queue(aisha))[0].id


async def decide(who, case_id, what=None):
    async with who.transaction() as tx:
        return await decisions.decide(tx, case_id, what or ruling())


async def test_a_suspended_account_holds_no_login_until_its_time_is_over(scope, mei, diego, aisha):
    entry = await accounts.sign_in(scope, "mei", PASSWORD, device="phone")
    await report(diego, evidence_of("account", mei.me, mei.me))
    decision_id = await decide(aisha, await the_case(aisha), ruling("suspend", days=7))
    await drain(aisha)

    assert await accounts.viewer_of(scope, entry.cookie) is None
    with pytest.raises(accounts.passwords.Suspended):
        await accounts.sign_in(scope, "mei", PASSWORD, device="phone")
    with pytest.raises(Invalid):
        await accounts.sign_in(scope, "mei", "not this one", device="phone")
    key = trust.statement.key_of(scope, decision_id)
    async with scope.transaction() as tx:
        await appeals.appeal(tx, decision_id, "It was my brother.", lang="en", key=key)

    late = replace(scope, now=scope.now + timedelta(days=7, minutes=1))
    assert await decisions.lift_ended(late) == 1
    await drain(late)
    assert (await accounts.sign_in(scope, "mei", PASSWORD, device="phone")).cookie


async def test_a_restricted_account_reads_and_says_nothing(mei, diego, aisha):
    note_id = await publish(diego)
    await report(diego, evidence_of("account", mei.me, mei.me))
    await decide(aisha, await the_case(aisha), ruling("restrict", days=3))
    await drain(aisha)

    with pytest.raises(NotAllowed):
        await publish(mei)
    with pytest.raises(NotAllowed):
        await say(mei, note_id, "嗯")
    assert (await notes.visible(mei, note_id)).id == note_id


@pytest.mark.parametrize("key", ["", "x", "0" * 40])
async def test_staff_cannot_use_up_the_one_appeal_of_somebody_else(mei, diego, aisha, key):
    await report(diego, evidence_of("account", mei.me, mei.me))
    decision_id = await decide(aisha, await the_case(aisha), ruling("suspend", days=7))

    with pytest.raises(NotFound):
        async with aisha.transaction() as tx:
            await appeals.appeal(tx, decision_id, "Nothing to say.", lang="en", key=key)

    assert await appeals.appeal_of(aisha, decision_id) is None
