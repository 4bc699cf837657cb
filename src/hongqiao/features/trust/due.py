"""Deadlines as staff see them: one list of all that run, one of those that press, each with the way to it."""

from collections.abc import Sequence

import msgspec

from hongqiao.features.trust.casework import STAFF
from hongqiao.features.trust.clocks import rule_of
from hongqiao.features.trust.deadlines import Clock, State
from hongqiao.features.trust.log import BUCKET
from hongqiao.features.trust.matters import Kind, may_work_on
from hongqiao.features.trust.queries import clocks as sql
from hongqiao.features.trust.queries import register as register_sql
from hongqiao.kernel.errors import NotFound
from hongqiao.kernel.scope import Scope


class Due(msgspec.Struct, frozen=True):
    """A clock that runs; `matter` is what the register holds it for, nothing for the clock of a case."""

    clock: Clock
    state: State
    source: str
    nature: str
    matter: Kind | None = None


async def running(scope: Scope, *, at_most: int = 200) -> list[Due]:
    """Clocks that aren’t done, overdue ones first; for administrators. Raises NotFound for everyone else."""
    if scope.viewer.role != "admin":
        raise NotFound
    return await _told(scope, await sql.OPEN.all(scope.db, at_most))


async def pressing(scope: Scope) -> list[Due]:
    """Duties that came to an alarm or past their end and aren’t done, overdue ones first.

    For staff, each of whom sees what they may work on. Raises NotFound for everyone else.
    """
    if scope.viewer.role not in STAFF:
        raise NotFound
    found = await _told(scope, await sql.PRESSING.all(scope.db, scope.now))
    return [
        one
        for one in found
        if one.nature == "duty"
        and (one.state == "overdue" or (one.state == "running" and one.clock.alarmed > 0))
        and (one.matter is None or may_work_on(one.matter, scope.viewer.role))
    ]


async def _told(scope: Scope, clocks: Sequence[Clock]) -> list[Due]:
    ids = [clock.case_id for clock in clocks]
    rows = await register_sql.KINDS_OF.all(scope.db, BUCKET, ids) if ids else []
    matters = {row.id: row.kind for row in rows}
    found = []
    for clock in clocks:
        rule, asking = rule_of(clock)
        source = next(source.name for source in asking.sources if source.id == rule.source)
        state = clock.state(scope.now, rule.nature)
        found.append(Due(clock, state, source, rule.nature, matters.get(clock.case_id)))
    return sorted(found, key=lambda one: (one.state != "overdue", one.clock.ends_at(scope.now)))
