"""The transparency report of any time: decisions, appeals, reports and members; small numbers in words."""

import csv
import io
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongqiao.features import accounts
from hongqiao.features.trust import appeals, cases, decisions, figures
from hongqiao.kernel.errors import NotFound
from tests.cast import PASSWORD, sign_up
from tests.features.trust.moderating import evidence_of, publish, report, ruling, staff


@pytest.fixture
async def aisha(scope):
    """She decided about a note of mei's; omar took it back on appeal."""
    mei, diego, aisha = [await sign_up(scope, name) for name in ("mei", "diego", "aisha")]
    omar = await staff(scope, "omar")
    await report(diego, evidence_of("note", await publish(mei), mei.me))
    case_id = (await cases.queue(aisha))[0].id
    async with aisha.transaction() as tx:
        decision_id = await decisions.decide(tx, case_id, ruling("remove"))
    async with mei.transaction() as tx:
        await appeals.appeal(tx, decision_id, "No.", lang="en")
    later = replace(omar, now=omar.now + timedelta(minutes=30))
    async with later.transaction() as tx:
        await appeals.reverse(tx, case_id, "We were wrong.", lang="en")
    return aisha


async def test_a_time_holds_what_happened_in_it_and_the_day_after_nothing(aisha):
    today = aisha.now.date()

    told = await figures.between(aisha, today, today + timedelta(days=2))
    after = await figures.between(aisha, today + timedelta(days=2), today + timedelta(days=3))

    assert (told.total.times, told.total.reversed) == (2, 1)
    assert (told.appeals.times, told.appeals.taken_back, round(told.appeals.median_min)) == (1, 1, 30)
    assert [(one.category, one.times) for one in told.received] == [("scam", 1)]
    assert (after.total.times, after.appeals.times, after.received) == (0, 0, [])


async def test_small_numbers_of_people_are_said_in_words_and_decisions_exactly(aisha):
    today = aisha.now.date()
    told = await figures.between(aisha, today, today + timedelta(days=1))

    rows = list(csv.DictReader(io.StringIO(figures.as_csv(told, "https://example.org"))))

    by_kind = {row["Ground"]: row["Number of decisions"] for row in rows}
    assert by_kind["terms: 3.1"] == "1"
    assert by_kind["Reports of the terms"] == "<5" == by_kind["Complaints answered"]
    assert "appeals <5" in figures.as_words(told, "https://example.org")


@given(st.integers(min_value=0, max_value=10_000))
def test_a_number_is_exact_or_no_more_than_a_word(times):
    assert figures.few(times) == ("<5" if 0 < times < 5 else str(times))


async def test_a_time_that_cannot_be_is_not_found(aisha):
    today = aisha.now.date()

    for begins, ends in ((today, today), (today, today - timedelta(days=1)), (date(2019, 1, 1), today)):
        with pytest.raises(NotFound):
            await figures.between(aisha, begins, ends)


async def test_members_of_a_month_are_counted_once_each_and_the_number_never_falls(scope):
    for name in ("mei", "diego"):
        await sign_up(scope, name)
        for device in ("phone", "desk"):
            await accounts.sign_in(scope, name, PASSWORD, device=device)
    month = scope.now.date().replace(day=1)

    assert await accounts.devices.count_month(scope) == 2
    await scope.db.execute("delete from login")
    assert await accounts.devices.count_month(scope) == 0

    kept = await accounts.devices.members_by_month(scope, month, month + timedelta(days=31))
    assert [(one.month, one.members) for one in kept] == [(month, 2)]
