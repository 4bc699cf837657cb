"""Time as laws count it: hours, days, months, years, business days. Pure: the moment is always handed in."""

import re
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

import msgspec

Unit = Literal["h", "d", "b", "m", "y"]
"""Hours, days, business days, months, years."""
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SPAN = re.compile(r"(-?)([0-9]{1,4})([hdbmy])")


class Span(msgspec.Struct, frozen=True):
    """So many of a unit. A negative one counts back from the end: an alarm seven days before it."""

    count: int
    unit: Unit


class HolidayRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A day off each year: a date, or the nth weekday of a month (-1: the last)."""

    name: str
    month: int
    day: int = 0
    weekday: Weekday | None = None
    nth: int = 0
    is_moved: bool = False  # from a Saturday to the Friday before, from a Sunday to the Monday after
    since: int = 0  # year


class Calendar(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which days are business days. One that knows too few days off ends a period early, never late."""

    weekend: tuple[Weekday, ...] = ("sat", "sun")
    holidays: tuple[HolidayRule, ...] = ()

    def is_business_day(self, day: date) -> bool:
        """Whether offices are open on this day."""
        return _WEEKDAYS[day.weekday()] not in self.weekend and day not in _days_off(self, day.year)


def read_span(text: str) -> Span:
    """A span as packs write it: 48h, 20d, 10b, 1m, 1y, -7d. Raises ValueError for anything else."""
    found = _SPAN.fullmatch(text)
    if not found or not int(found[2]):
        raise ValueError(f"{text!r} is no span: write 48h, 20d, 10b, 1m, 1y or, from the end, -7d")
    return Span(-int(found[2]) if found[1] else int(found[2]), found[3])  # type: ignore[arg-type]


def after(moment: datetime, span: Span, *, zone: str = "UTC", calendar: Calendar | None = None) -> datetime:
    """When the span that begins at this moment is over, in UTC.

    Hours pass as they do. Days, months and years end at the same time of day on the clocks of the zone; a
    month without such a day ends on its last. Business days end with the day; the first day doesn’t count.
    """
    if span.unit == "h":
        return moment.astimezone(UTC) + timedelta(hours=span.count)
    local = moment.astimezone(ZoneInfo(zone))
    if span.unit == "b":
        day = _business_day(local.date(), span.count, calendar or Calendar())
        return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone)).astimezone(UTC)
    if span.unit == "d":
        day = local.date() + timedelta(days=span.count)
    else:
        day = add_months(local.date(), span.count * (12 if span.unit == "y" else 1))
    wall = local.time().replace(fold=0)  # an hour that comes twice: the first, which is the stricter
    return datetime.combine(day, wall, ZoneInfo(zone)).astimezone(UTC)


def add_months(day: date, months: int) -> date:
    """The same day so many months on; the month’s last when it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _business_day(day: date, count: int, calendar: Calendar) -> date:
    step = timedelta(days=1 if count > 0 else -1)
    left = abs(count)
    while left:
        day += step
        left -= calendar.is_business_day(day)
    return day


@lru_cache(64)
def _days_off(calendar: Calendar, year: int) -> frozenset[date]:
    """Also those of the next year that fall on a day of this one."""
    found = [_day_off(rule, at) for at in (year, year + 1) for rule in calendar.holidays if at >= rule.since]
    return frozenset(day for day in found if day.year == year)


def _day_off(rule: HolidayRule, year: int) -> date:
    if rule.weekday is not None:
        return _nth_weekday(year, rule.month, _WEEKDAYS.index(rule.weekday), rule.nth)
    day = date(year, rule.month, rule.day)
    if rule.is_moved:
        return day + timedelta(days={5: -1, 6: 1}.get(day.weekday(), 0))
    return day


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    if nth < 0:
        last = date(year, month, monthrange(year, month)[1])
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
