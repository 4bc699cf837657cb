"""Proving again who one is; devices, and notices of what happened at the door. Case D9."""

from dataclasses import replace

import pytest

from hongqiao.features import accounts
from hongqiao.features.accounts import notices, proofs
from hongqiao.kernel.errors import Invalid, NotFound, ProofNeeded, SignInNeeded
from hongqiao.kernel.ids import LoginId, bucket_of
from hongqiao.kernel.scope import Scope
from tests.cast import PASSWORD, sign_up
from tests.features.acts import later


async def enter(scope: Scope, device: str = "phone") -> tuple[Scope, LoginId, str]:
    """mei on a device: her scope there, its login, its cookie."""
    entry = await accounts.sign_in(scope, "mei", PASSWORD, device=device, place="10.0.0.0/24")
    held = await accounts.viewer_of(scope, entry.cookie)
    return replace(scope, viewer=held.viewer), held.login_id, entry.cookie


async def test_whoever_just_signed_in_is_fresh_for_ten_minutes(scope):
    await sign_up(scope, "mei")
    mei, *_ = await enter(scope)

    accounts.proofs.require_fresh(mei)
    accounts.proofs.require_fresh(later(mei, minutes=9))
    for stale in (later(mei, minutes=10), later(mei, days=3)):
        with pytest.raises(ProofNeeded):
            accounts.proofs.require_fresh(stale)


async def test_a_stranger_is_asked_to_sign_in_first(scope):
    with pytest.raises(SignInNeeded):
        accounts.proofs.require_fresh(scope)


async def test_a_proof_gives_the_login_a_new_id_and_ends_the_old_cookie(scope):
    await sign_up(scope, "mei")
    mei, login_id, cookie = await enter(scope)
    day_later = later(mei, days=1)

    await proofs.prove_by_password(day_later, PASSWORD)
    renewed, new_id = await proofs.renew_login(day_later, login_id)

    assert await accounts.viewer_of(day_later, cookie) is None
    held = await accounts.viewer_of(day_later, renewed)
    assert held.login_id == new_id != login_id
    accounts.proofs.require_fresh(replace(day_later, viewer=held.viewer))
    with pytest.raises(NotFound):
        await proofs.renew_login(day_later, login_id)


async def test_a_wrong_password_proves_nothing(scope):
    mei, diego = await sign_up(scope, "mei"), await sign_up(scope, "diego")

    for who, password in ((mei, "not this one"), (mei, ""), (diego, "\0")):
        with pytest.raises(Invalid):
            await proofs.prove_by_password(who, password)


async def test_signing_all_others_out_needs_a_fresh_proof(scope):
    await sign_up(scope, "mei")
    mei, login_id, _ = await enter(scope)
    _, _, other = await enter(scope)

    with pytest.raises(ProofNeeded):
        await accounts.devices.revoke_other_logins(later(mei, minutes=11), login_id)

    assert await accounts.viewer_of(scope, other)


async def test_the_list_says_from_where_a_device_signed_in(scope):
    await sign_up(scope, "mei")
    mei, login_id, _ = await enter(scope)

    [login] = await accounts.devices.logins(mei, login_id)

    assert (login.device, login.place, login.is_current) == ("phone", "10.0.0.0/24", True)


async def test_another_device_is_warned_of_a_sign_in_until_it_has_seen_it(scope):
    await sign_up(scope, "mei")
    mei, phone_id, phone = await enter(scope)
    soon = later(scope, minutes=1)
    _, _, laptop = await enter(soon, "laptop")

    warned = [(await accounts.viewer_of(soon, cookie)).is_warned for cookie in (phone, laptop)]
    await notices.see(replace(soon, viewer=mei.viewer), phone_id)
    after = (await accounts.viewer_of(soon, phone)).is_warned

    assert (warned, after) == ([True, False], False)
    assert [one.device for one in await notices.newest(mei)] == ["laptop", "phone"]


async def test_what_somebody_does_does_not_warn_the_device_that_does_it(scope):
    await sign_up(scope, "mei")
    mei, login_id, cookie = await enter(scope)
    soon = replace(later(scope, minutes=1), viewer=mei.viewer)
    here = {"device": "phone", "place": "", "current": login_id}

    await accounts.passwords.change_password(soon, old=PASSWORD, new="eight bridges in autumn", **here)

    assert not (await accounts.viewer_of(soon, cookie)).is_warned
    assert (await notices.newest(mei))[0].kind == "password_changed"


async def test_notices_are_the_account_s_own_and_end_after_a_year(scope):
    await sign_up(scope, "mei")
    diego = await sign_up(scope, "diego")
    mei, *_ = await enter(scope)

    assert await notices.newest(diego) == []
    await accounts.devices.forget_due(later(scope, days=364))
    assert len(await notices.newest(mei)) == 1
    await accounts.devices.forget_due(later(scope, days=366))
    assert await notices.newest(mei) == []


async def test_only_logins_that_are_neither_ended_nor_suspended_hold(scope):
    await sign_up(scope, "mei")
    diego = await sign_up(scope, "diego")
    mei, phone, _ = await enter(scope)
    _, laptop, _ = await enter(scope)
    nobody = LoginId(scope.ids.make(bucket_of(diego.me)))

    await accounts.devices.revoke_login(mei, laptop)
    ended = await accounts.devices.holding(scope, [phone, laptop, nobody])
    await scope.db.execute("update account set state = 1 where handle = 'mei'")
    suspended = await accounts.devices.holding(scope, [phone])

    assert (ended, suspended) == ({phone}, set())
