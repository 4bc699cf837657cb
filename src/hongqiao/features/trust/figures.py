"""The transparency report: decisions of a year, counted out of the log, so that anyone can count again."""

import csv
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from io import StringIO

import msgspec

from hongqiao.features.trust.log import BUCKET
from hongqiao.features.trust.queries import figures as sql
from hongqiao.features.trust.queries.figures import Figure, Total
from hongqiao.kernel.errors import NotFound
from hongqiao.kernel.scope import Scope

FIRST_YEAR = 2024
COLUMNS = (
    "Service", "Period start", "Period end", "Category", "Ground", "Type of restriction",
    "Source of the decision",
    "Detected by automated means", "Decided by automated means", "Number of decisions",
    "Median time from notice to decision (minutes)", "Number of decisions reversed",
)  # fmt: skip
"""Columns of the file, after the subjects of the templates in Implementing Regulation (EU) 2024/2835."""


class Report(msgspec.Struct, frozen=True):
    """One year."""

    year: int
    total: Total
    figures: Sequence[Figure]

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
    begins, ends = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
    total = await sql.TOTAL.one(scope.db, BUCKET, begins, ends)
    figures = await sql.FIGURES.all(scope.db, BUCKET, begins, ends)
    return Report(year, total, figures)


def as_csv(told: Report, service: str) -> str:
    """The year as a file of comma-separated values, one kind of decision a line."""
    held = StringIO()
    lines = csv.writer(held)
    lines.writerow(COLUMNS)
    for one in told.figures:
        found, decided = one.automation in ("detected", "both"), one.automation in ("decided", "both")
        lines.writerow(
            [
                service,
                f"{told.year}-01-01",
                f"{told.year}-12-31",
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
    return held.getvalue()
