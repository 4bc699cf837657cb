"""Who may decide and answer, and how urgent a case is: rules that hold for everyone and everything."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongqiao.features.trust.casework import (
    CLAUSES,
    MOST_URGENT,
    STAFF,
    URGENCY,
    WORDS_LENGTH,
    Case,
    Told,
    checked_report,
    may_answer_appeal,
    may_decide,
    priority_of,
)
from hongqiao.kernel.errors import Invalid

PEOPLE = st.integers(1, 6)
ROLES = st.sampled_from(["member", "moderator", "admin"])


def case_about(person: int, parties: list[int]) -> Case:
    now = datetime(2026, 11, 22, tzinfo=UTC)
    return Case(1, "note:tYXa", "note", person, parties, "scam", 3, 1, 0, None, None, "", now, None)


@given(PEOPLE, ROLES, PEOPLE, st.lists(PEOPLE, max_size=2), st.lists(PEOPLE, max_size=3))
def test_only_staff_without_a_stake_decide(me, role, person, parties, reporters):
    allowed = may_decide(me, role, case_about(person, parties), reporters)

    assert allowed == (role in STAFF and me not in {person, *parties, *reporters})


@given(PEOPLE, ROLES, PEOPLE, st.lists(PEOPLE, max_size=2), st.lists(PEOPLE, max_size=3), PEOPLE)
def test_nobody_answers_an_appeal_against_themselves(me, role, person, parties, reporters, decided_by):
    case = case_about(person, parties)

    allowed = may_answer_appeal(me, role, case, reporters, decided_by=decided_by)

    assert not (allowed and me == decided_by)
    assert not allowed or may_decide(me, role, case, reporters)


@given(st.sampled_from(sorted(URGENCY)), st.integers(1, 10_000), st.booleans())
def test_more_reports_and_the_law_never_make_a_case_less_urgent(category, reports, is_by_law):
    priority = priority_of(category, reports=reports, is_by_law=is_by_law)

    assert URGENCY[category] <= priority <= MOST_URGENT
    assert priority <= priority_of(category, reports=reports + 1, is_by_law=is_by_law)
    assert priority_of(category, reports=reports, is_by_law=False) <= priority


@given(st.text(max_size=WORDS_LENGTH + 50), st.text(max_size=200), st.text(max_size=200))
def test_whatever_is_reported_is_cleaned_or_refused_by_field(words, name, email):
    try:
        told = checked_report(Told(category="scam", words=words, name=name, email=email))
    except Invalid as refusal:
        assert refusal.fields.keys() <= {"words", "name", "email"}
    else:
        assert len(told.words) <= WORDS_LENGTH and "\n" not in told.name


def test_every_category_falls_under_a_clause():
    assert URGENCY.keys() == CLAUSES.keys()
    assert len(set(CLAUSES.values())) == len(CLAUSES)


@pytest.mark.parametrize("category", ["", "nonsense"])
def test_a_report_names_a_category(category):
    with pytest.raises(Invalid) as caught:
        checked_report(Told(category=category))

    assert caught.value.fields.keys() == {"category"}
