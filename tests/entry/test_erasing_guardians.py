"""A guardian who is erased leaves nobody alone in silence."""

from dataclasses import replace

import pytest

from hongqiao.entry import erasing
from hongqiao.features import accounts, trust
from hongqiao.features.accounts import ages
from hongqiao.kernel.errors import NotAllowed
from hongqiao.kernel.ids import AccountId
from tests.cast import YOUNG, drain, sign_up
from tests.features.accounts.test_ages import join, under


@pytest.fixture
async def family(scope):
    """mei looks after noor, who is younger than the packs allow alone."""
    there = under(scope, "default", "eu")
    mei = replace(await sign_up(there, "mei"), ports=there.ports)
    noor_id = AccountId(await join(there, YOUNG, family_code=ages.guardians.new_code(mei)))
    viewer = accounts_viewer(mei, noor_id)
    noor = replace(mei, viewer=viewer)
    async with noor.transaction() as tx:
        await trust.consent.choose(
            tx, noor_id, "guardian", yes=True, words="Somebody looks after it.", lang="en", surface="sign-up"
        )
    await drain(there)
    return mei, noor


def accounts_viewer(mei, account_id):
    return type(mei.viewer)(account_id, "noor")


async def test_whoever_was_looked_after_is_told_and_names_somebody_new(scope, family):
    mei, noor = family
    assert [one.handle for one in (await ages.guardians.family(mei)).wards]

    await erasing.erase_now(mei, "mei")
    await drain(mei)

    assert "guardian_left" in [one.kind for one in await accounts.notices.newest(noor)]
    assert (await ages.guardians.family(noor)).guardian_id is None
    assert await trust.consent.stands(noor, noor.me, "guardian") is False
    with pytest.raises(NotAllowed):
        async with noor.transaction() as tx:
            await ages.declare(tx, "adult")
    diego = replace(await sign_up(scope, "diego"), ports=mei.ports)
    async with noor.transaction() as tx:
        await ages.guardians.link_own(tx, ages.guardians.new_code(diego))
    assert (await ages.guardians.family(noor)).guardian_id == diego.me


async def test_limits_of_the_packs_hold_on_without_a_guardian(family):
    mei, noor = family
    before = await ages.own(noor)

    await erasing.erase_now(mei, "mei")
    await drain(mei)

    after = await ages.own(noor)
    assert after == before
    assert ages.may_be_minor(after, noor.ports.settings, noor.now)
