"""The transparency report of any time: decisions, appeals, reports and members; small numbers in words."""

import csv
import io
from dataclasses import replace
from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongqiao.features import accounts
from hongqiao.features.trust import appeals, cases, casework, decisions, figures, template
from hongqiao.features.trust.records import Action
from hongqiao.features.trust.statement import Ground, Machine
from hongqiao.kernel.errors import NotFound
from tests.cast import PASSWORD, sign_up
from tests.features.trust.deciding import decide
from tests.features.trust.moderating import evidence_of, publish, report, ruling, staff

ACTIONS = get_args(Action)


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


def rows_of(told, part, times=str):
    text = figures.part(
        told, part, service="Hongqiao", provider="Bridge Friends e.V.", on=told.last_day, times=times
    )
    assert text.endswith("\r\n")
    return list(csv.DictReader(io.StringIO(text)))


async def test_the_parts_of_the_templates_have_their_columns_codes_and_counts(aisha):
    diego = await staff(aisha, "noted", role="member")
    mei = await sign_up(aisha, "luma")
    words = "This sells fakes of a brand, which trade mark law forbids."
    told = {"form": "law", "category": "copied-work", "words": words, "is_sure": True}
    await report(diego, evidence_of("note", await publish(mei), mei.me), **told)
    case_id = (await cases.queue(aisha))[0].id
    later = replace(aisha, now=aisha.now + timedelta(hours=3))
    async with later.transaction() as tx:
        law = ruling("remove", category="copied-work", ground="law", reference="Art. 9", whose="DE")
        await decisions.decide(tx, case_id, law)
    today = aisha.now.date()
    seen = await figures.between(aisha, today, today + timedelta(days=2))

    notices = {row["Category of illegal content"]: row for row in rows_of(seen, "4_notices")}
    mine = notices["STATEMENT_CATEGORY_INTELLECTUAL_PROPERTY_INFRINGEMENTS"]
    assert (mine["Number of notices received "], mine["Median time to take action"]) == ("1", "3.00")
    assert mine["Number of actions taken on the basis of the law"] == "1"
    assert notices["TOTAL"]["Number of notices received "] == "1" == str(len(seen.notices) - 1)
    assert notices["STATEMENT_CATEGORY_VIOLENCE"]["Number of notices received "] == "0"
    assert mine["Reporting period"] == f"{today}/{today + timedelta(days=1)}"
    hidden = {r["Category of illegal content"]: r for r in rows_of(seen, "4_notices", figures.few)}
    assert hidden["TOTAL"]["Number of notices received "] == "<5"
    appeals = {
        (row["Indicator"][:20], row["Scope"]): row["Value"]
        for row in rows_of(seen, "7_appeals_and_recidivism")
    }
    assert (
        appeals["Number of complaints", "Total number"]
        == "1"
        == appeals["Number of complaints", "Decisions reversed"]
    )
    means = {(row["Indicator"], row["Scope"]): row["Value"] for row in rows_of(seen, "8_automated_means")}
    assert means["Number of measures not taken by automated means", "Total number"] == "2"
    assert means["Number of notices not processed by automated means", "NAM Total"] == "1"


async def test_own_measures_are_counted_by_ground_category_and_column_and_reversals_are_none(scope):
    own = {"origin": "own-initiative", "reported_at": None}
    software = Machine(use="detected", engine="rules", version="1")
    law = Ground(kind="law", reference="Art. 3", whose="DE", why="It is forbidden.")
    await decide(scope, **own, category="scam", action="hide", machine=software)
    await decide(scope, **own, category="spam", action="demote")
    await decide(scope, **own, category="spam", action="label", ground=law)
    await decide(scope, category="scam", action="remove")
    today = scope.now.date()
    seen = await figures.between(scope, today, today + timedelta(days=1))

    column = "Category of incompatibility with the provider's terms and conditions"
    terms = {row[column]: row for row in rows_of(seen, "6_own_initiative_TC")}
    illegal = {row["Category of illegal content"]: row for row in rows_of(seen, "5_own_initiative_illegal")}

    count, found = (
        "Number of measures taken at the provider's own initiative ",
        "Number of measures taken after detection with solely automated means ",
    )
    assert (terms["TOTAL"][count], terms["TOTAL"][found]) == ("2", "1")
    assert terms["STATEMENT_CATEGORY_SCAMS_AND_FRAUD"]["Visibility restriction Disable"] == "1"
    assert terms["STATEMENT_CATEGORY_OTHER_VIOLATION_TC"]["Visibility restriction Demoted"] == "1"
    assert (
        illegal["TOTAL"]["Visibility restriction Labelled "] == "1"
        and "STATEMENT_CATEGORY_OTHER_VIOLATION_TC" not in illegal
    )
    assert (
        illegal["TOTAL"][f"Contextual Information on {count}"]
        == "1 of them fall under no category of the template."
    )


async def test_a_part_that_is_not_written_is_not_found(aisha):
    today = aisha.now.date()
    told = await figures.between(aisha, today, today + timedelta(days=1))

    for name in ("3_member_states_orders", "../4_notices", ""):
        with pytest.raises(NotFound):
            rows_of(told, name)


def test_every_category_of_ours_that_has_one_there_is_a_category_of_the_template():
    assert set(template.CATEGORIES) < set(casework.URGENCY)
    assert set(template.CATEGORIES.values()) <= set(template.ILLEGAL)
    assert {action for action in ACTIONS if action not in ("reinstate", "pause-reports")} <= set(
        template.MEASURES
    )


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
