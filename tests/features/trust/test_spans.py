"""Time as laws count it: months that are too short, leap days, clocks that change, business days."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongqiao.features.trust.pack import pack
from hongqiao.features.trust.spans import Calendar, add_months, after, read_span

MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2040, 1, 1)).map(lambda at: at.replace(tzinfo=UTC))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize("text", ["", "0h", "h", "5", "5x", "--5d", "5 d", "1.5h", "99999d", "٣d"])
def test_what_is_no_span_is_refused(text):
    with pytest.raises(ValueError):
        read_span(text)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2027-12-31", 2, "2028-02-29"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2028-02-29", 48, "2032-02-29"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2026-05-15", 1, "2026-06-15"),
    ],
)
def test_a_month_ends_on_the_same_day_or_on_its_last(start, months, end):
    assert add_months(date.fromisoformat(start), months) == date.fromisoformat(end)


@given(MOMENTS, st.integers(1, 200))
def test_hours_pass_as_they_do(moment, hours):
    ends = after(moment, read_span(f"{hours}h"), zone="Europe/Brussels")

    assert ends - moment == timedelta(hours=hours)


@given(MOMENTS, st.sampled_from(["1m", "3m", "6m", "1y", "20d"]))
def test_months_and_days_end_at_the_same_time_on_the_clocks_of_the_zone(moment, span):
    zone = ZoneInfo("America/New_York")

    ends = after(moment, read_span(span), zone="America/New_York").astimezone(zone)

    begins = moment.astimezone(zone)
    was_skipped = (ends.hour, ends.minute) != (begins.hour, begins.minute)
    assert not was_skipped or begins.hour == 2  # an hour that the change to summer time leaves out


def test_an_hour_that_comes_twice_ends_the_first_time():
    ends = after(at("2026-09-25T00:30:00+00:00"), read_span("1m"), zone="Europe/Brussels")

    assert ends == at("2026-10-25T00:30:00+00:00")


def test_an_hour_that_is_left_out_ends_when_it_would_have_been():
    ends = after(at("2026-02-28T01:30:00+00:00"), read_span("29d"), zone="Europe/Brussels")

    assert ends == at("2026-03-29T01:30:00+00:00")


@given(MOMENTS, st.integers(1, 30))
def test_business_days_end_at_midnight_and_never_count_a_day_off(moment, count):
    calendar, zone = pack("us").calendar, ZoneInfo("America/New_York")

    ends = after(moment, read_span(f"{count}b"), zone="America/New_York", calendar=calendar).astimezone(zone)

    day, worked = moment.astimezone(zone).date() + timedelta(days=1), 0
    while day < ends.date():
        worked += calendar.is_business_day(day)
        day += timedelta(days=1)
    assert worked == count and (ends.hour, ends.minute) == (0, 0)
    assert calendar.is_business_day(ends.date() - timedelta(days=1))


@pytest.mark.parametrize(
    "day",
    ["2026-01-01", "2026-01-19", "2026-05-25", "2026-06-19", "2026-07-03", "2026-09-07", "2026-11-26",
     "2027-06-18", "2027-07-05", "2027-12-24", "2027-12-31"],
)  # fmt: skip
def test_federal_holidays_are_no_business_days(day):
    assert not pack("us").calendar.is_business_day(date.fromisoformat(day))


def test_the_days_beside_them_are():
    for day in ("2026-01-02", "2026-07-06", "2026-11-27", "2027-06-21", "2027-01-04"):
        assert pack("us").calendar.is_business_day(date.fromisoformat(day))
    assert Calendar().is_business_day(date(2026, 12, 25))
