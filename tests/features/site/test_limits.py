"""Limits: they hold, apart for each key, until their window ends. Case E1."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from hongqiao.features import site
from hongqiao.features.site import Limit
from hongqiao.kernel.errors import TooSoon
from hongqiao.kernel.scope import Scope
from tests.features.acts import later

THREE_AN_HOUR = Limit("sign-in", 3, 3_600)


@pytest.fixture
def at_ten(scope: Scope) -> Scope:
    """The moment at which an hour begins."""
    return replace(scope, now=datetime(2026, 3, 1, 10, tzinfo=UTC))


async def spent(scope: Scope, limit: Limit = THREE_AN_HOUR, key: str = "mei", times: int = 1) -> int:
    """How many of so many tries were let through."""
    let_through = 0
    for _ in range(times):
        try:
            await site.spend(scope, limit, key)
            let_through += 1
        except TooSoon:
            continue
    return let_through


async def test_as_many_tries_as_allowed_go_through(at_ten):
    assert await spent(at_ten, times=10) == 3


async def test_tries_at_the_same_moment_are_counted_one_by_one(at_ten):
    tries = await asyncio.gather(*(spent(at_ten) for _ in range(25)))

    assert sum(tries) == 3


async def test_people_and_actions_have_limits_of_their_own(at_ten):
    await spent(at_ten, times=5)

    assert await spent(at_ten, key="diego", times=5) == 3
    assert await spent(at_ten, Limit("sign-up", 2, 3_600), times=5) == 2


async def test_an_action_and_a_key_cannot_be_mistaken_for_another_pair(at_ten):
    await spent(at_ten, Limit("a", 1, 3_600), key="bc")

    assert await spent(at_ten, Limit("ab", 1, 3_600), key="c") == 1


async def test_who_comes_too_soon_is_told_when_to_come_back(at_ten):
    half_past = later(at_ten, minutes=30)
    await spent(half_past, times=3)

    with pytest.raises(TooSoon) as refused:
        await site.spend(half_past, THREE_AN_HOUR, "mei")

    assert refused.value.retry_after_s == 1_800
    assert await spent(later(half_past, seconds=1_799)) == 0
    assert await spent(later(half_past, seconds=1_800)) == 1


async def test_the_next_window_begins_afresh(at_ten):
    await spent(at_ten, times=9)

    assert await spent(later(at_ten, hours=1), times=9) == 3


async def test_one_try_can_count_under_several_limits(at_ten):
    for_everyone, for_one = Limit("all", 5, 60), Limit("one", 2, 60)
    let_through = []

    for handle in ("mei", "mei", "mei", "diego", "diego", "noor"):
        try:
            await site.spend_all(at_ten, [(for_everyone, ""), (for_one, handle)])
            let_through.append(handle)
        except TooSoon:
            continue

    assert let_through == ["mei", "mei", "diego", "diego"]


async def test_a_try_that_then_fails_still_counts(at_ten):
    with pytest.raises(ZeroDivisionError):
        await site.spend(at_ten, THREE_AN_HOUR, "mei")
        1 / 0  # noqa: B018

    assert await spent(at_ten, times=5) == 2


async def test_windows_that_are_over_are_cleared_and_others_are_not(at_ten):
    await spent(at_ten, times=3)
    await spent(at_ten, Limit("day", 1, 86_400))

    await site.forget_tries(later(at_ten, hours=2))

    assert len(await at_ten.db.fetch("select from attempt")) == 1
    assert await spent(later(at_ten, hours=2), Limit("day", 1, 86_400)) == 0


@pytest.mark.parametrize("key", ["", "咖啡", "2001:db8::1", "\0", "x" * 10_000])
async def test_any_text_can_be_a_key(at_ten, key):
    assert await spent(at_ten, key=key, times=5) == 3
