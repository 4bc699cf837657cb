"""Legal clocks of cases: started where a pack asks for one, paused, extended, finished with proof, and heard.

They go by scope.now only. A clock that began keeps its pack’s rule, also when the operator leaves the pack.
"""

import msgspec

from hongqiao.features.trust import deadlines
from hongqiao.features.trust.deadlines import Clock
from hongqiao.features.trust.events import ClockWarned
from hongqiao.features.trust.log import BUCKET
from hongqiao.features.trust.pack import ClockRule, Pack, pack
from hongqiao.features.trust.queries import cases as case_sql
from hongqiao.features.trust.queries import clocks as sql
from hongqiao.features.trust.rules import rules
from hongqiao.kernel.errors import Conflict, Invalid, NotFound, mark
from hongqiao.kernel.ids import bucket_of
from hongqiao.kernel.scope import Scope


async def start(tx: Scope, case_id: int, kind: str) -> Clock | None:
    """Starts the clock of this kind now; None when no pack of this site asks for one. Twice is once."""
    found = rules(tx.ports.settings, on=tx.now.date()).clocks.get(kind)
    if found is None:
        return None
    rule, name = found
    clock = deadlines.started(case_id, rule, pack(name), tx.now)
    await sql.START.run(
        tx.db,
        bucket_of(case_id),
        case_id,
        kind,
        name,
        clock.starts_at,
        clock.first_due_at,
        clock.due_at,
        clock.not_before,
        clock.next_alarm_at,
    )
    return await sql.CLOCK.one(tx.db, bucket_of(case_id), case_id, kind)


async def pause(tx: Scope, case_id: int, kind: str) -> Clock:
    """The clock stands still while somebody else has to do something. Raises Conflict if it doesn’t run."""
    clock, _, _ = await _running(tx, case_id, kind)
    return await _keep(tx, deadlines.paused(clock, tx.now))


async def resume(tx: Scope, case_id: int, kind: str) -> Clock:
    """The clock goes on. Raises Conflict if it isn’t paused."""
    clock, rule, asking = await _known(tx, case_id, kind)
    if clock.state(tx.now) != "paused":
        raise Conflict(mark("This deadline isn’t paused."))
    return await _keep(tx, deadlines.resumed(clock, rule, asking, tx.now))


async def extend(tx: Scope, case_id: int, kind: str) -> Clock:
    """Extends the clock once, by what its law allows. Raises Invalid for nothing, Conflict when over."""
    clock, rule, asking = await _running(tx, case_id, kind)
    if not rule.extension or clock.is_extended:
        raise Invalid(mark("This deadline can’t be extended further."))
    return await _keep(tx, deadlines.extended(clock, rule, asking, tx.now))


async def finish(tx: Scope, case_id: int, kind: str, *, proof: str) -> Clock:
    """What was due is done, also when late; `proof` says where that can be seen. Twice is once.

    Raises Invalid without proof, or earlier than the law allows.
    """
    clock, _, _ = await _known(tx, case_id, kind)
    if clock.done_at is not None:
        return clock
    if not proof.strip():
        raise Invalid(mark("Say what proves that this was done."))
    if clock.not_before is not None and tx.now < clock.not_before + clock.paused_for(tx.now):
        raise Invalid(mark("It is too early for this: the law asks to wait."))
    stood_ms = int(clock.paused_for(tx.now).total_seconds() * 1000)
    done = msgspec.structs.replace(
        clock, done_at=tx.now, proof=proof, next_alarm_at=None, paused_at=None, paused_ms=stood_ms
    )
    return await _keep(tx, done)


async def clocks_of(scope: Scope, case_id: int) -> list[Clock]:
    """All clocks of a case."""
    return await sql.CLOCKS.all(scope.db, bucket_of(case_id), case_id)


async def warn(scope: Scope) -> int:
    """Tells of every alarm that is due; for the worker. Emits ClockWarned; returns how many clocks spoke."""
    due = await sql.TO_WARN.all(scope.db, scope.now)
    for one in due:
        async with scope.transaction() as tx:
            await _warn(tx, one)
    return len(due)


async def _warn(tx: Scope, one: Clock) -> None:
    clock, rule, asking = await _known(tx, one.case_id, one.kind)
    if clock.next_alarm_at is None or clock.next_alarm_at > tx.now:
        return  # another worker was faster, or it was done meanwhile
    told = await _keep(tx, deadlines.warned(clock, rule, asking, tx.now))
    await _write_down(tx, told)
    is_overdue = clock.state(tx.now, rule.nature) == "overdue"
    bucket = bucket_of(clock.case_id)
    await tx.record(
        ClockWarned(
            bucket=bucket, case_id=clock.case_id, kind=clock.kind, pack=clock.pack, is_overdue=is_overdue
        )
    )


async def _write_down(tx: Scope, clock: Clock) -> None:
    """An alarm stands among the lines of its case, once each; a matter of the register has no such lines."""
    if bucket_of(clock.case_id) == BUCKET:
        number = clock.alarmed << 8 | sum(clock.kind.encode()) & 0xFF
        await case_sql.KEEP_ALARM.run(tx.db, BUCKET, clock.case_id, number, clock.kind, tx.now)


async def _running(tx: Scope, case_id: int, kind: str) -> tuple[Clock, ClockRule, Pack]:
    clock, rule, asking = await _known(tx, case_id, kind)
    if clock.state(tx.now) != "running":
        raise Conflict(mark("This deadline isn’t running any more."))
    return clock, rule, asking


async def _known(tx: Scope, case_id: int, kind: str) -> tuple[Clock, ClockRule, Pack]:
    clock = await sql.CLOCK.maybe(tx.db, bucket_of(case_id), case_id, kind)
    if clock is None:
        raise NotFound
    return clock, *rule_of(clock)


def rule_of(clock: Clock) -> tuple[ClockRule, Pack]:
    """What a clock goes by, and the pack that asks for it."""
    asking = pack(clock.pack)
    rule = asking.clock(clock.kind)
    assert rule is not None, f"pack {clock.pack} lost its clock {clock.kind}"
    return rule, asking


async def _keep(tx: Scope, clock: Clock) -> Clock:
    await sql.CHANGE.run(
        tx.db,
        bucket_of(clock.case_id),
        clock.case_id,
        clock.kind,
        clock.due_at,
        clock.paused_at,
        clock.paused_ms,
        clock.alarmed,
        clock.next_alarm_at,
        clock.done_at,
        clock.proof,
    )
    return clock
