"""How long a login lasts though it is used, and how many an account may have."""

from dataclasses import replace

from hongqiao.features import accounts
from hongqiao.features.accounts.logins import MOST
from tests.cast import PASSWORD, sign_up
from tests.features.accounts.test_logins import login_of, sign_in
from tests.features.acts import later


async def test_a_login_that_is_used_ends_when_it_is_as_old_as_the_operator_says(scope):
    mei = await sign_up(scope, "mei")
    phone = await sign_in(scope)
    for days in (50, 100, 150):
        assert await login_of(later(scope, days=days), phone)

    lately, after = later(scope, days=179), later(scope, days=181)

    current = await login_of(lately, phone)
    assert await accounts.devices.logins(replace(lately, viewer=mei.viewer), current)
    assert await login_of(after, phone) is None
    assert await accounts.devices.logins(replace(after, viewer=mei.viewer), current) == []
    assert await accounts.devices.forget_due(after) == 1


async def test_a_new_proof_makes_no_login_last_longer(scope):
    mei = await sign_up(scope, "mei")
    phone = await sign_in(scope)
    for days in (50, 100, 150):
        then = later(scope, days=days)
        cookie, _ = await accounts.proofs.renew_login(
            replace(then, viewer=mei.viewer), await login_of(then, phone)
        )
        phone = cookie

    assert await login_of(later(scope, days=179), phone)
    assert await login_of(later(scope, days=181), phone) is None


async def test_one_login_too_many_ends_the_one_longest_unused_with_a_notice(scope):
    mei = await sign_up(scope, "mei")
    first, second = await sign_in(scope, "first"), await sign_in(later(scope, minutes=1), "second")
    for at in range(MOST - 2):
        await sign_in(later(scope, minutes=2 + at), f"device {at}")
    await accounts.viewer_of(later(scope, hours=2), first)

    last = await sign_in(later(scope, hours=3), "one more")

    now = later(scope, hours=3)
    assert await login_of(now, first) and await login_of(now, last)
    assert await login_of(now, second) is None
    current = await login_of(now, last)
    assert len(await accounts.devices.logins(replace(now, viewer=mei.viewer), current)) == MOST
    told = [one.device for one in await accounts.notices.newest(mei) if one.kind == "login_ended"]
    assert told == ["second"]


async def test_a_crowd_of_logins_ends_nobody_else_s(scope):
    await sign_up(scope, "mei")
    await sign_up(scope, "diego")
    diego = (await accounts.sign_in(scope, "diego", PASSWORD, device="phone")).cookie

    for at in range(MOST + 1):
        await sign_in(later(scope, minutes=at))

    assert await login_of(later(scope, hours=1), diego)


async def test_the_last_use_is_written_at_most_every_ten_minutes(scope):
    await sign_up(scope, "mei")
    phone = await sign_in(scope)

    await accounts.viewer_of(later(scope, minutes=9), phone)
    [[early]] = await scope.db.fetch("select seen_at from login")
    await accounts.viewer_of(later(scope, minutes=11), phone)
    [[late]] = await scope.db.fetch("select seen_at from login")

    assert (early, late) == (scope.now, later(scope, minutes=11).now)
