"""What waits for staff: the queue by state, deadlines that press, and what is known of a person."""

from collections.abc import Sequence
from datetime import timedelta

import msgspec

from hongqiao.features.trust import cases, due, trail
from hongqiao.features.trust.casework import APPEALED, OPEN, Case
from hongqiao.features.trust.log import BUCKET
from hongqiao.features.trust.queries import staff as sql
from hongqiao.features.trust.queries.decisions import DecisionRow
from hongqiao.kernel.scope import Scope

REPEATED_AT, REPEATED_FOR = 3, timedelta(days=90)
"""Breaches within that time after which the case suggests to look at the account. Our own choice."""
_BREACHES = ("hide", "remove", "age-gate", "demote", "restrict", "suspend")


class Home(msgspec.Struct, frozen=True):
    """Everything that waits, each case in one list only, the most urgent first."""

    mine: Sequence[Case]
    appeals: Sequence[Case]
    proposed: Sequence[Case]
    asked: Sequence[Case]
    open: Sequence[Case]
    pressing: Sequence[due.Due]
    load: trail.Load


async def home(scope: Scope) -> Home:
    """What waits for the viewer. Raises NotFound for all but staff."""
    waiting = await cases.queue(scope)
    proposed = set(await sql.PROPOSED.all(scope.db, BUCKET))
    lists: dict[str, list[Case]] = {"mine": [], "appeals": [], "proposed": [], "asked": [], "open": []}
    for case in waiting:
        if case.person_id != scope.me:
            lists[_list_of(case, scope.me, proposed)].append(case)
    return Home(pressing=await due.pressing(scope), load=await trail.load(scope), **lists)


async def decided_about(scope: Scope, person_id: int) -> list[DecisionRow]:
    """Decisions about a person’s things and account, newest first, 50 at most; for staff."""
    cases.require_staff(scope)
    return await sql.DECIDED_ABOUT.all(scope.db, BUCKET, person_id)


def is_repeated(rows: Sequence[DecisionRow], scope: Scope) -> bool:
    """Whether there were so many breaches of late that the account is worth a look; a hint, no more."""
    since = scope.now - REPEATED_FOR
    held = [
        row for row in rows if row.action in _BREACHES and row.made_at > since and not row.was_taken_back
    ]
    return len(held) >= REPEATED_AT


def _list_of(case: Case, me: int, proposed: set[int]) -> str:
    if case.claimed_by == me:
        return "mine"
    if case.state == APPEALED:
        return "appeals"
    if case.id in proposed:
        return "proposed"
    if case.asked_by is not None and case.asked_by != me:
        return "asked"
    assert case.state == OPEN
    return "open"
