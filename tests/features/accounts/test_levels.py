"""Levels follow from age, days and decisions; the browser’s puzzle is solved once, for one visit."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from hongqiao.features.accounts import invites, levels
from hongqiao.kernel.errors import Invalid, TooSoon
from hongqiao.kernel.ids import bucket_of
from tests.cast import sign_up

NOW = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.mark.parametrize(
    ("age", "days", "upheld", "level"),
    [
        (0, 0, 0, "new"),
        (2, 3, 0, "new"),
        (3, 2, 0, "new"),
        (3, 3, 0, "known"),
        (29, 29, 0, "known"),
        (30, 14, 0, "known"),
        (30, 15, 0, "trusted"),
        (400, 300, 1, "new"),
    ],
)
def test_a_level_follows_from_age_days_and_decisions(age, days, upheld, level):
    made_at = NOW - timedelta(days=age)

    assert levels.level("member", made_at=made_at, days=days, upheld=upheld, now=NOW) == level


async def test_each_day_counts_once(scope):
    mei = await sign_up(scope, "mei")
    for day in (0, 0, 1, 1, 2, 3):
        await levels.see(replace(mei, now=mei.now + timedelta(days=day)), bucket_of(mei.me), mei.me)

    later = replace(mei, now=mei.now + timedelta(days=4))

    assert await levels.level_of(mei) == "new"
    assert await levels.level_of(later) == "known"


async def test_beyond_the_limit_a_sentence_says_where_it_stands(scope):
    mei = await sign_up(scope, "mei")
    for _ in range(levels.ALLOWED["notes"]["new"]):
        await levels.spend_allowance(mei, "notes")

    with pytest.raises(TooSoon, match="/about/limits"):
        await levels.spend_allowance(mei, "notes")


def solved(challenge: str, bits: int) -> str:
    """What a browser finds."""
    return next(str(n) for n in range(1 << 20) if invites.is_solved(challenge, str(n), bits))


def working(scope):
    settings = msgspec.structs.replace(scope.ports.settings, proof_bits=8)
    return replace(scope, ports=replace(scope.ports, settings=settings))


async def test_an_answer_lets_one_account_in(scope):
    scope = working(scope)
    challenge = invites.puzzle(scope, visit="a")
    answer = solved(challenge, 8)

    await invites.take_answer(scope, challenge, answer, visit="a")

    with pytest.raises(Invalid):
        await invites.take_answer(scope, challenge, answer, visit="a")


@pytest.mark.parametrize("change", ["visit", "answer", "challenge", "late"])
async def test_what_is_no_answer_of_this_visit_lets_nobody_in(scope, change):
    scope = working(scope)
    challenge = invites.puzzle(scope, visit="a")
    given = {"challenge": challenge, "answer": solved(challenge, 8), "visit": "a"}
    wrong = {"visit": "b", "answer": "x", "challenge": "AAAA"}
    if change == "late":
        scope = replace(scope, now=scope.now + timedelta(minutes=11))
    else:
        given[change] = wrong[change]

    with pytest.raises(Invalid):
        await invites.take_answer(scope, given["challenge"], given["answer"], visit=given["visit"])


async def test_a_site_without_a_puzzle_asks_for_nothing(scope):
    assert invites.puzzle(scope, visit="a") == ""
    await invites.take_answer(scope, "", "", visit="a")


def test_the_digest_is_over_challenge_and_number():
    number = next(n for n in range(1 << 12) if hashlib.sha256(f"abc:{n}".encode()).digest()[0] == 0)

    assert invites.is_solved("abc", str(number), 8)
