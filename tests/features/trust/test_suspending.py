"""What decisions do to accounts: suspended ones hold no whole login, restricted ones only read."""

from dataclasses import replace
from datetime import timedelta

import pytest

from hongqiao.features import accounts, notes
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
    confined = (await accounts.sign_in(scope, "mei", PASSWORD, device="phone")).cookie
    assert await accounts.viewer_of(scope, confined) is None
    held = await accounts.devices.confined_viewer_of(scope, confined)
    assert held.viewer.account_id == mei.me
    assert await accounts.devices.holding(scope, [held.login_id]) == set()
    with pytest.raises(Invalid):
        await accounts.sign_in(scope, "mei", "not this one", device="phone")
    async with replace(scope, viewer=held.viewer).transaction() as tx:
        await appeals.appeal(tx, decision_id, "It was my brother.", lang="en")

    late = replace(scope, now=scope.now + timedelta(days=7, minutes=1))
    assert await decisions.lift_ended(late) == 1
    await drain(late)
    assert await accounts.viewer_of(late, confined) is None  # proven anew before it is whole
    again = (await accounts.sign_in(late, "mei", PASSWORD, device="phone")).cookie
    assert await accounts.viewer_of(late, again)
    assert await accounts.devices.confined_viewer_of(late, again) is None


async def test_whoever_is_suspended_has_no_role(scope, mei, diego, aisha):
    await accounts.give_role(scope, "mei", "moderator")
    await report(diego, evidence_of("account", mei.me, mei.me))
    await decide(aisha, await the_case(aisha), ruling("suspend", days=7))
    await drain(aisha)

    cookie = (await accounts.sign_in(scope, "mei", PASSWORD, device="phone")).cookie

    held = await accounts.devices.confined_viewer_of(scope, cookie)
    assert held.viewer.role == "member"


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


async def test_staff_cannot_use_up_the_one_appeal_of_somebody_else(mei, diego, aisha):
    await report(diego, evidence_of("account", mei.me, mei.me))
    decision_id = await decide(aisha, await the_case(aisha), ruling("suspend", days=7))

    with pytest.raises(NotFound):
        async with aisha.transaction() as tx:
            await appeals.appeal(tx, decision_id, "Nothing to say.", lang="en")

    assert await appeals.appeal_of(aisha, decision_id) is None
