"""Floods: almost the same words again and again, by one person or from many accounts, within some hours."""

from collections.abc import Sequence
from datetime import timedelta

import msgspec

from hongqiao.features.trust.queries import screening as sql
from hongqiao.features.trust.screening.model import Finding
from hongqiao.features.trust.screening.prints import ALIKE, bands_of, likeness, print_of
from hongqiao.kernel.ids import bucket_of_name
from hongqiao.kernel.scope import Scope

WITHIN = timedelta(hours=6)
BY_ONE, BY_MANY = 3, 4
"""The third of almost the same by one person, and the fourth account with almost the same, are held."""


class Flood(msgspec.Struct, frozen=True):
    """What of late was almost the same: a finding if it is too much, and who took part."""

    finding: Finding | None
    people: Sequence[int]


async def look(scope: Scope, subject: str, person_id: int, words: str) -> Flood:
    """Keeps the print of something posted and compares it with those of the last hours; for reactors.

    Eight small writes, each in its own bucket, and one read; doing it twice changes nothing.
    """
    rows = print_of(words)
    if rows is None:
        return Flood(None, ())
    bands = bands_of(rows)
    for band in bands:
        await sql.ADD_PRINT.run(scope.db, bucket_of_name(band), band, subject, person_id, rows, scope.now)
    met = await sql.PRINTS_LIKE.all(
        scope.db, [bucket_of_name(band) for band in bands], bands, scope.now - WITHIN, subject
    )
    alike = {one.subject: one.person_id for one in met if likeness(rows, one.print_rows) >= ALIKE}
    return judged(person_id, list(alike.values()))


def judged(person_id: int, others: Sequence[int]) -> Flood:
    """What follows when so many others, by these people, say almost the same."""
    people = sorted({person_id, *others})
    if len(people) >= BY_MANY:
        return Flood(Finding("many-accounts", "hold", "flood-accounts"), people)
    if others.count(person_id) + 1 >= BY_ONE:
        return Flood(Finding("flood", "hold", "flood-person"), people)
    return Flood(None, people)


async def forget_old(scope: Scope) -> None:
    """Clears prints that nothing is compared with any more; for the worker."""
    await sql.FORGET_PRINTS.run(scope.db, scope.now - WITHIN)
