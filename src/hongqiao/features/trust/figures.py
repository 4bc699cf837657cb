"""The transparency report: decisions, counted out of the log that anyone can count; reports, appeals."""

import csv
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from io import StringIO

import msgspec

from hongqiao.features.trust import template
from hongqiao.features.trust.log import BUCKET
from hongqiao.features.trust.queries import figures as sql
from hongqiao.features.trust.queries.figures import Contested, Figure, Notices, Received, Total
from hongqiao.kernel.errors import NotFound
from hongqiao.kernel.scope import Scope

FIRST_YEAR = 2024
COLUMNS = (
    "Service", "Period start", "Period end", "Category", "Ground", "Type of restriction",
    "Source of the decision",
    "Detected by automated means", "Decided by automated means", "Number of decisions",
    "Median time from notice to decision (minutes)", "Number of decisions reversed",
)  # fmt: skip
"""Columns of our own file: every decision, by the clause that it rests on. Template files are `parts`."""

PARTS = tuple(template.PARTS)
"""Names of the parts of the templates in Implementing Regulation (EU) 2024/2835 that are written here."""


FEWEST = 5
"""A number of people below this one is said in words: nobody shall be recognised in it."""


class Report(msgspec.Struct, frozen=True):
    """The time from `begins` up to, and without, `ends` (UTC days)."""

    begins: date
    ends: date
    total: Total
    figures: Sequence[Figure]
    received: Sequence[Received] = ()
    appeals: Contested = Contested(0, 0, 0, None)
    notices: Sequence[Notices] = ()

    @property
    def last_day(self) -> date:
        return self.ends - timedelta(days=1)

    def counted(self, name: str) -> list[tuple[str, int]]:
        """Decisions by one of their sides ("action", "ground", …), most first."""
        counts: Counter[str] = Counter()
        for one in self.figures:
            counts[getattr(one, name)] += one.times
        return counts.most_common()


async def report(scope: Scope, year: int) -> Report:
    """Decisions of a year (UTC). Raises NotFound for years that cannot have any."""
    if not FIRST_YEAR <= year <= scope.now.year:
        raise NotFound
    return await between(scope, date(year, 1, 1), date(year + 1, 1, 1))


async def between(scope: Scope, begins: date, ends: date) -> Report:
    """Decisions, reports and appeals from one day up to, and without, another.

    Raises NotFound for a time that ends before it begins, or begins before there was anything.
    """
    if not date(FIRST_YEAR, 1, 1) <= begins < ends:
        raise NotFound
    since, until = (datetime.combine(day, time(), UTC) for day in (begins, ends))
    return Report(
        begins=begins,
        ends=ends,
        total=await sql.TOTAL.one(scope.db, BUCKET, since, until),
        figures=await sql.FIGURES.all(scope.db, BUCKET, since, until),
        received=await sql.RECEIVED.all(scope.db, BUCKET, since, until),
        appeals=await sql.CONTESTED.one(scope.db, BUCKET, since, until),
        notices=await _notices(scope, since, until),
    )


async def _notices(scope: Scope, since: datetime, until: datetime) -> list[Notices]:
    ours, theirs = list(template.CATEGORIES), list(template.CATEGORIES.values())
    return await sql.NOTICES.all(scope.db, BUCKET, since, until, ours, theirs, template.NOT_SPECIFIED)


def few(times: int) -> str:
    """A number of reports or people as it is published: "<5" for the smallest that is not nothing."""
    return f"<{FEWEST}" if 0 < times < FEWEST else str(times)


def as_words(told: Report, service: str) -> str:
    """The report as lines to read in a terminal."""
    total, against = told.total, told.appeals
    lines = [
        f"{service}: {told.begins} to {told.last_day}",
        f"decisions {total.times}, taken back {total.reversed}, "
        f"median minutes to act {_minutes(total.median_min)}",
        f"appeals {few(against.times)}, upheld {few(against.upheld)}, taken back {few(against.taken_back)}, "
        f"median minutes to answer {_minutes(against.median_min)}",
    ]
    for name in ("action", "ground", "origin", "automation"):
        lines += [f"{name} {kind}: {times}" for kind, times in told.counted(name)]
    lines += [f"reported {one.form} {one.category}: {few(one.times)}" for one in told.received]
    return "\n".join(lines)


def _minutes(median: float | None) -> str:
    return "-" if median is None else str(round(median))


def as_csv(told: Report, service: str) -> str:
    """The report as comma-separated values: one kind of decision a line, then reports and appeals."""
    held = StringIO()
    lines = csv.writer(held)
    lines.writerow(COLUMNS)
    for one in told.figures:
        found, decided = one.automation in ("detected", "both"), one.automation in ("decided", "both")
        lines.writerow(
            [
                service,
                told.begins.isoformat(),
                told.last_day.isoformat(),
                one.category,
                one.ground,
                one.action,
                one.origin,
                "yes" if found else "no",
                "yes" if decided else "no",
                one.times,
                "" if one.median_min is None else round(one.median_min),
                one.reversed,
            ]
        )
    since, until = told.begins.isoformat(), told.last_day.isoformat()
    for got in told.received:
        kind = "Notices by law" if got.form == "law" else "Reports of the terms"
        lines.writerow([service, since, until, got.category, kind, "", "", "", "", few(got.times), "", ""])
    against = told.appeals
    median = "" if against.median_min is None else round(against.median_min)
    row = [service, since, until, "", "Complaints answered", "", "", "", "no", few(against.times), median]
    lines.writerow([*row, few(against.taken_back)])
    return held.getvalue()


def part(
    told: Report, name: str, *, service: str, provider: str, on: date, times: Callable[[int], str]
) -> str:
    """One part of the templates, published on this day. Raises NotFound for a part that isn’t written here.

    `times` writes numbers of notices and complaints: `few` for everyone, str for what is filed.
    """
    if name not in PARTS:
        raise NotFound
    given = template.Told(
        service=service,
        provider=provider,
        begins=told.begins,
        last_day=told.last_day,
        published=on,
        figures=told.figures,
        notices=told.notices,
        appeals=told.appeals,
        times=times,
    )
    return template.part(given, name)
