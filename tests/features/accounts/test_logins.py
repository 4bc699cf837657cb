"""Signing in, devices, and passwords. Cases D7, D8, D10."""

import math
import time
from dataclasses import replace
from statistics import fmean, variance

import pytest
from argon2 import PasswordHasher

from hongqiao.features import accounts
from hongqiao.features.accounts import passwords
from hongqiao.kernel.errors import Invalid, NotFound
from hongqiao.kernel.ids import LoginId, to_public
from hongqiao.kernel.scope import Scope
from tests.cast import PASSWORD, sign_up
from tests.features.acts import later

NEW = "eight bridges in autumn"


async def sign_in(scope: Scope, device: str = "phone", password: str = PASSWORD) -> str:
    return (await accounts.sign_in(scope, "mei", password, device=device)).cookie


async def change_password(scope: Scope, current: LoginId, *, old: str, new: str) -> None:
    here = {"device": "laptop", "place": "10.0.0.0/24", "current": current}
    await accounts.passwords.change_password(scope, old=old, new=new, **here)


async def login_of(scope: Scope, cookie: str):
    """The id of the login, or None when the cookie is none (any more)."""
    found = await accounts.viewer_of(scope, cookie)
    return found[1] if found else None


async def test_who_signs_in_is_known_from_then_on(scope):
    mei = await sign_up(scope, "mei")

    held = await accounts.viewer_of(scope, await sign_in(scope))

    assert held.viewer == mei.viewer
    assert held.login_id and not held.is_warned


@pytest.mark.parametrize("written", ["mei", "@mei", " Mei ", "MEI"])
async def test_a_handle_may_be_written_in_several_ways(scope, written):
    await sign_up(scope, "mei")

    assert await accounts.sign_in(scope, written, PASSWORD, device="phone")


@pytest.mark.parametrize(
    "handle",
    [
        "",
        "mei2",
        "m",
        "\0",
        "\ud800",
        "'; drop table a; --",
        "x" * 10_000,
        "ｍｅｉ",
    ],
)
async def test_unknown_handles_are_refused_in_the_words_of_a_wrong_password(scope, handle):
    await sign_up(scope, "mei")
    with pytest.raises(Invalid) as wrong_password:
        await sign_in(scope, password="not this one")

    with pytest.raises(Invalid) as unknown:
        await accounts.sign_in(scope, handle, PASSWORD, device="phone")

    assert (unknown.value.message, unknown.value.fields) == (wrong_password.value.message, {})


@pytest.mark.parametrize("handle", ["mei", "nobody_here", "", "\0", "x" * 10_000])
async def test_every_try_checks_one_hash_of_the_same_cost(scope, monkeypatch, handle):
    """So that the time tells nobody whether a handle exists."""
    await sign_up(scope, "mei")
    checked, verify = [], passwords._verify

    def counting(password_hash: str, password: str) -> bool:
        checked.append(password_hash.rsplit("$", 2)[0])
        return verify(password_hash, password)

    monkeypatch.setattr(passwords, "_verify", counting)

    with pytest.raises(Invalid):
        await accounts.sign_in(scope, handle, "not this one", device="phone")

    assert checked == ["$argon2id$v=19$m=19456,t=2,p=1"]


WRONG = ["", "\0", "\ud800", PASSWORD.upper(), PASSWORD + " ", "nobody has this password"]


@pytest.mark.parametrize("password", WRONG)
async def test_other_passwords_are_refused(scope, password):
    await sign_up(scope, "mei")

    for handle in ("mei", "nobody_here"):
        with pytest.raises(Invalid):
            await accounts.sign_in(scope, handle, password, device="phone")


async def test_a_cookie_is_opaque_and_only_its_hash_is_kept(scope):
    await sign_up(scope, "mei")

    cookies = [await sign_in(scope) for _ in range(2)]

    tokens = [cookie.rsplit(".", 1)[1] for cookie in cookies]
    assert len(set(tokens)) == 2
    assert all(len(token) >= 43 for token in tokens)
    for [kept] in await scope.db.fetch("select token_hash from login"):
        assert len(kept) == 32
        assert not any(token.encode() in kept for token in tokens)


async def test_a_cookie_that_was_changed_is_no_login(scope):
    mei, diego = await sign_up(scope, "mei"), await sign_up(scope, "diego")
    account, login, token = (await sign_in(scope)).split(".")
    swapped = token[:-1] + ("A" if token[-1] != "A" else "B")

    for cookie in (
        "",
        ".",
        "..",
        "a.b.c",
        f"{account}.{login}.",
        f"{account}.{login}.{swapped}",
        f"{account}.{login}",
        f"{to_public(diego.me)}.{login}.{token}",
        f"{account}.{to_public(mei.me)}.{token}",
        f"0.{login}.{token}",
        f"{account}.{login}.{token}.",
        f"{account}.{login}.\ud800",
        "\0.\0.\0",
        "x" * 100_000,
    ):
        assert await accounts.viewer_of(scope, cookie) is None, cookie


async def test_devices_are_listed_last_used_first(scope):
    mei = await sign_up(scope, "mei")
    phone = await sign_in(scope, "phone")
    laptop = await sign_in(later(scope, minutes=1), "laptop " * 50)
    await accounts.viewer_of(later(scope, minutes=30), phone)

    shown = await accounts.devices.logins(mei, await login_of(scope, laptop))

    assert [(login.device[:6], login.is_current) for login in shown] == [("phone", False), ("laptop", True)]
    assert all(len(login.device) <= 80 for login in shown)


async def test_a_device_that_was_signed_out_is_a_stranger(scope):
    mei = await sign_up(scope, "mei")
    phone, laptop = await sign_in(scope, "phone"), await sign_in(scope, "laptop")

    await accounts.devices.revoke_login(mei, await login_of(scope, phone))

    assert await login_of(scope, phone) is None
    assert await login_of(scope, laptop)


async def test_nobody_signs_another_s_device_out(scope):
    await sign_up(scope, "mei")
    diego = await sign_up(scope, "diego")
    phone = await sign_in(scope)
    login_id = await login_of(scope, phone)

    with pytest.raises(NotFound):
        await accounts.devices.revoke_login(diego, login_id)
    await accounts.devices.revoke_other_logins(diego, login_id)
    await accounts.devices.sign_out(diego, login_id)

    assert await login_of(scope, phone)


async def test_all_other_devices_can_be_signed_out(scope):
    mei = await sign_up(scope, "mei")
    cookies = [await sign_in(scope) for _ in range(3)]

    await accounts.devices.revoke_other_logins(mei, await login_of(scope, cookies[1]))

    assert [bool(await login_of(scope, cookie)) for cookie in cookies] == [False, True, False]


async def test_signing_out_ends_this_login(scope):
    mei = await sign_up(scope, "mei")
    phone = await sign_in(scope)

    await accounts.devices.sign_out(mei, await login_of(scope, phone))

    assert await login_of(scope, phone) is None


async def test_a_login_ends_sixty_days_after_its_last_use(scope):
    mei = await sign_up(scope, "mei")
    phone = await sign_in(scope)

    assert await login_of(later(scope, days=59), phone)
    assert await login_of(later(scope, days=118), phone)
    over = later(scope, days=179)

    assert await login_of(over, phone) is None
    assert await accounts.devices.logins(replace(mei, now=over.now), 0) == []


async def test_a_changed_password_signs_the_other_devices_out(scope):
    mei = await sign_up(scope, "mei")
    phone, laptop = await sign_in(scope), await sign_in(scope)

    await change_password(mei, await login_of(scope, laptop), old=PASSWORD, new=NEW)

    assert await login_of(scope, phone) is None
    assert await login_of(scope, laptop)
    assert await sign_in(scope, password=NEW)
    with pytest.raises(Invalid):
        await sign_in(scope, password=PASSWORD)


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("not this one", NEW, "old"),
        ("", NEW, "old"),
        (PASSWORD, "short", "new"),
        (PASSWORD, "x" * 300, "new"),
    ],
)
async def test_a_password_that_cannot_be_changed_stays(scope, old, new, field):
    mei = await sign_up(scope, "mei")

    with pytest.raises(Invalid) as refused:
        await change_password(mei, LoginId(1), old=old, new=new)

    assert set(refused.value.fields) == {field}
    assert await sign_in(scope)


async def test_the_operator_can_set_a_password_which_ends_all_logins(scope):
    await sign_up(scope, "mei")
    phone = await sign_in(scope)

    await accounts.passwords.reset_password(scope, "mei", NEW)

    assert await login_of(scope, phone) is None
    assert await sign_in(scope, password=NEW)
    with pytest.raises(NotFound):
        await accounts.passwords.reset_password(scope, "nobody_here", NEW)
    with pytest.raises(Invalid):
        await accounts.passwords.reset_password(scope, "mei", "short")


async def test_logins_that_ended_by_themselves_are_cleared_away(scope):
    await sign_up(scope, "mei")
    old = await sign_in(scope)
    young = await sign_in(later(scope, days=30))

    cleared = await accounts.devices.forget_due(later(scope, days=61))

    assert cleared == 1
    assert await login_of(scope, old) is None
    assert await login_of(scope, young)


def welch_t(one: list[float], other: list[float]) -> float:
    """Welch's t of two samples, without sign."""
    spread = variance(one) / len(one) + variance(other) / len(other)
    return abs(fmean(one) - fmean(other)) / math.sqrt(spread) if spread else 0.0


async def test_the_work_of_a_sign_in_is_the_same_for_known_and_unknown_handles(scope, monkeypatch):
    """D10: 500 pairs in mixed order. The hash is replaced by a short one, since nothing else would show
    beside it; what is compared is the processor time of this thread.
    """
    await sign_up(scope, "mei")
    short = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "_HASHER", short)
    monkeypatch.setattr(passwords, "_NOBODY", short.hash("nobody"))
    await scope.db.execute("update account set password_hash = $1", short.hash(PASSWORD))
    spent: dict[str, list[float]] = {"mei": [], "lei": []}

    for number in range(1_020):
        handle = ("mei", "lei")[number % 2] if number % 4 < 2 else ("lei", "mei")[number % 2]
        began = time.thread_time()
        with pytest.raises(Invalid):
            await accounts.sign_in(scope, handle, "not this one", device="phone")
        if number >= 20:
            spent[handle].append(time.thread_time() - began)

    trimmed = {handle: sorted(took)[25:-100] for handle, took in spent.items()}
    difference_us = 1e6 * abs(fmean(trimmed["mei"]) - fmean(trimmed["lei"]))
    assert len(spent["mei"]) == len(spent["lei"]) == 500
    assert welch_t(trimmed["mei"], trimmed["lei"]) < 4.5 or difference_us < 100
