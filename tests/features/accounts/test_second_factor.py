"""The second step: setting it up, passing it, and every way round it that must not work.

Cases D3, D13, F1, F3.
"""

import asyncio
from dataclasses import replace

import msgspec
import pytest

from hongqiao.features import accounts
from hongqiao.features.accounts import codes, second_factor
from hongqiao.features.accounts.model import Entry
from hongqiao.features.accounts.queries.second_factor import TOTP
from hongqiao.features.accounts.sealing import unseal
from hongqiao.kernel.errors import Conflict, Invalid, NotFound, ProofNeeded, Unavailable
from hongqiao.kernel.ids import LoginId, bucket_of, to_public
from hongqiao.kernel.scope import Scope
from tests.cast import PASSWORD, sign_up
from tests.features.acts import later

HERE = {"device": "phone", "place": "10.0.0.0/24", "current": LoginId(1)}


async def with_second(scope: Scope) -> tuple[Scope, bytes, list[str]]:
    """mei with an authenticator app: her scope, its secret, her recovery codes."""
    mei = await sign_up(scope, "mei")
    await second_factor.begin(mei)
    secret = await secret_of(mei)
    made = await second_factor.turn_on(mei, code_at(secret, mei), **HERE)
    return mei, secret, made


async def secret_of(who: Scope) -> bytes:
    row = await TOTP.one(who.db, bucket_of(who.me), who.me)
    return unseal(who.ports.settings, row.sealed, bound_to=b"totp:%d" % who.me)


def code_at(secret: bytes, when: Scope) -> str:
    return codes.code_of(secret, codes.step_at(when.now))


async def first_step(scope: Scope, trusted_by: str = "") -> Entry:
    return await accounts.sign_in(scope, "mei", PASSWORD, device="phone", trusted_by=trusted_by)


async def test_without_a_second_step_the_password_opens_the_door(scope):
    await sign_up(scope, "mei")

    entry = await first_step(scope)

    assert not entry.needs_second
    assert await accounts.viewer_of(scope, entry.cookie)


async def test_a_prepared_app_counts_only_after_its_first_code(scope):
    mei = await sign_up(scope, "mei")
    told = await second_factor.begin(mei)

    assert told == await second_factor.begin(mei)
    assert not (await second_factor.standing(mei)).is_on
    assert not (await first_step(scope)).needs_second
    with pytest.raises(Invalid):
        await second_factor.turn_on(mei, "000000", **HERE)
    assert not (await second_factor.standing(mei)).is_on


async def test_with_a_second_step_the_password_alone_opens_nothing(scope):
    await with_second(scope)

    entry = await first_step(scope)

    assert entry.needs_second
    assert await accounts.viewer_of(scope, entry.cookie) is None


async def test_password_and_code_open_the_door(scope):
    _, secret, _ = await with_second(scope)
    soon = later(scope, seconds=30)
    entry = await first_step(soon)

    passed = await second_factor.pass_step(soon, entry.cookie, code_at(secret, soon), is_trusting=False)

    held = await accounts.viewer_of(soon, passed.login)
    assert held.viewer.handle == "mei" and passed.trusted == ""
    with pytest.raises(NotFound):
        await second_factor.pass_step(soon, entry.cookie, code_at(secret, soon), is_trusting=False)


async def test_a_code_counts_once(scope):
    _, secret, _ = await with_second(scope)
    soon = later(scope, seconds=30)
    used = code_at(secret, soon)
    await second_factor.pass_step(soon, (await first_step(soon)).cookie, used, is_trusting=False)

    with pytest.raises(Invalid):
        await second_factor.pass_step(soon, (await first_step(soon)).cookie, used, is_trusting=False)
    older = code_at(secret, scope)
    with pytest.raises(Invalid):
        await second_factor.pass_step(soon, (await first_step(soon)).cookie, older, is_trusting=False)


async def test_of_two_at_once_with_one_code_one_comes_in(scope):
    _, secret, _ = await with_second(scope)
    soon = later(scope, seconds=30)
    steps = [(await first_step(soon)).cookie for _ in range(5)]
    code = code_at(secret, soon)

    passing = [second_factor.pass_step(soon, step, code, is_trusting=False) for step in steps]
    came = await asyncio.gather(*passing, return_exceptions=True)

    assert sum(not isinstance(one, Exception) for one in came) == 1
    assert all(isinstance(one, Invalid | second_factor.Passed) for one in came)


async def test_a_recovery_code_counts_once(scope):
    mei, _, made = await with_second(scope)
    entry = await first_step(scope)

    await second_factor.pass_step(scope, entry.cookie, made[3].upper(), is_trusting=False)

    assert (await second_factor.standing(mei)).codes_left == 9
    with pytest.raises(Invalid):
        await second_factor.pass_step(scope, (await first_step(scope)).cookie, made[3], is_trusting=False)
    assert (await accounts.notices.newest(mei))[0].kind in ("signed_in", "recovery_used")


async def test_new_recovery_codes_replace_the_old(scope):
    mei, _, made = await with_second(scope)

    new = await second_factor.renew_codes(mei, **HERE)

    assert len(new) == 10 and not set(new) & set(made)
    with pytest.raises(Invalid):
        await second_factor.prove(mei, made[0])
    await second_factor.prove(mei, new[0])


async def test_only_hashes_and_seals_are_kept(scope):
    mei, secret, made = await with_second(scope)

    rows = [*await scope.db.fetch("select * from totp"), *await scope.db.fetch("select * from recovery_code")]

    kept = b"".join(value for row in rows for value in row.values() if isinstance(value, bytes))
    assert secret not in kept and codes.as_key(secret).encode() not in kept
    assert not any(code.encode() in kept for code in made)
    assert mei.me


@pytest.mark.parametrize("code", ["", "000000", "12345", "\0", "x" * 1_000, "\ud800", "' or 1=1 --"])
async def test_other_codes_are_refused_and_cost_nothing(scope, code):
    mei, *_ = await with_second(scope)
    entry = await first_step(scope)

    with pytest.raises(Invalid):
        await second_factor.pass_step(scope, entry.cookie, code, is_trusting=True)

    assert await second_factor.waiting(scope, entry.cookie) == mei.me
    assert (await second_factor.standing(mei)).codes_left == 10


async def test_the_first_step_is_good_for_ten_minutes(scope):
    _, secret, _ = await with_second(scope)
    entry = await first_step(scope)
    late = later(scope, minutes=11)

    assert await second_factor.waiting(late, entry.cookie) is None
    with pytest.raises(NotFound):
        await second_factor.pass_step(late, entry.cookie, code_at(secret, late), is_trusting=False)
    await accounts.devices.forget_due(late)
    assert await scope.db.fetch("select from half_login") == []


async def test_the_code_of_one_opens_nothing_of_another(scope):
    _, secret, made = await with_second(scope)
    diego = await sign_up(scope, "diego")
    soon = later(scope, seconds=30)
    entry = await first_step(soon)
    _, half, token = entry.cookie.split(".")
    forged = f"{to_public(diego.me)}.{half}.{token}"
    with pytest.raises(NotFound):
        await second_factor.pass_step(soon, forged, code_at(secret, soon), is_trusting=False)
    for code in (made[0], code_at(secret, soon)):
        with pytest.raises(Invalid):
            await second_factor.prove(replace(diego, now=soon.now), code)


async def test_a_trusted_device_is_not_asked_for_thirty_days(scope):
    mei, secret, _ = await with_second(scope)
    soon = later(scope, seconds=30)
    entry = await first_step(soon)
    passed = await second_factor.pass_step(soon, entry.cookie, code_at(secret, soon), is_trusting=True)

    assert not (await first_step(later(scope, days=29), passed.trusted)).needs_second
    assert (await first_step(later(scope, days=31), passed.trusted)).needs_second
    [device] = await accounts.devices.trusted_devices(replace(mei, now=soon.now))
    await accounts.devices.distrust(replace(mei, now=soon.now), device.id)
    assert (await first_step(soon, passed.trusted)).needs_second


async def test_trust_in_a_device_is_of_one_account_and_ends_with_the_password(scope):
    mei, secret, _ = await with_second(scope)
    diego = await sign_up(scope, "diego")
    soon = later(scope, seconds=30)
    entry = await first_step(soon)
    passed = await second_factor.pass_step(soon, entry.cookie, code_at(secret, soon), is_trusting=True)

    [device] = await accounts.devices.trusted_devices(replace(mei, now=soon.now))
    with pytest.raises(NotFound):
        await accounts.devices.distrust(diego, device.id)
    for cookie in ("", "..", "x.y.z", passed.trusted[:-1], passed.login):
        assert (await first_step(soon, cookie)).needs_second
    await accounts.passwords.change_password(mei, old=PASSWORD, new="eight bridges in autumn", **HERE)
    entry = await accounts.sign_in(
        soon, "mei", "eight bridges in autumn", device="phone", trusted_by=passed.trusted
    )
    assert entry.needs_second


async def test_taking_the_second_step_away_leaves_nothing_of_it(scope):
    mei, _, made = await with_second(scope)

    await second_factor.turn_off(mei, **HERE)

    assert await second_factor.standing(mei) == second_factor.Standing(False, 0)
    assert not (await first_step(scope)).needs_second
    with pytest.raises(Invalid):
        await second_factor.prove(mei, made[0])
    with pytest.raises(NotFound):
        await second_factor.turn_off(mei, **HERE)


async def test_the_second_step_changes_only_after_a_fresh_proof(scope):
    mei, *_ = await with_second(scope)
    stale = later(mei, minutes=11)

    for act in (second_factor.turn_off, second_factor.renew_codes):
        with pytest.raises(ProofNeeded):
            await act(stale, **HERE)
    with pytest.raises(ProofNeeded):
        await second_factor.begin(stale)
    with pytest.raises(ProofNeeded):
        await second_factor.turn_on(stale, "000000", **HERE)
    assert (await second_factor.standing(mei)).is_on


async def test_a_second_app_does_not_replace_the_first(scope):
    mei, secret, _ = await with_second(scope)

    with pytest.raises(Conflict):
        await second_factor.begin(mei)

    assert await secret_of(mei) == secret


async def test_the_operator_can_take_a_lost_app_away(scope):
    mei, *_ = await with_second(scope)

    await second_factor.drop(scope, "mei")

    assert not (await first_step(scope)).needs_second
    assert "second_removed" in {one.kind for one in await accounts.notices.newest(mei)}
    for handle in ("mei", "nobody_here"):
        with pytest.raises(NotFound):
            await second_factor.drop(scope, handle)


def with_secrets(scope: Scope, secret: bytes, *old: bytes) -> Scope:
    settings = msgspec.structs.replace(scope.ports.settings, secret=secret, old_secrets=old)
    return replace(scope, ports=replace(scope.ports, settings=settings))


async def test_after_a_rotation_apps_go_on_and_are_sealed_anew(scope):
    mei, secret, _ = await with_second(scope)
    first = scope.ports.settings.secret
    rotated = with_secrets(later(mei, seconds=30), b"another secret of 32 bytes here.", first)

    await second_factor.prove(rotated, code_at(secret, rotated))
    done = [await second_factor.reseal(rotated), await second_factor.reseal(rotated)]

    assert done == [1, 0]
    alone = with_secrets(later(mei, seconds=60), b"another secret of 32 bytes here.")
    await second_factor.prove(alone, code_at(secret, alone))


async def test_a_lost_secret_is_said_so_and_recovery_codes_still_open(scope):
    mei, secret, made = await with_second(scope)
    lost = with_secrets(later(mei, seconds=30), b"a secret out of nowhere, 32 bytes")

    with pytest.raises(Unavailable):
        await second_factor.prove(lost, code_at(secret, lost))
    await second_factor.prove(lost, made[0])
