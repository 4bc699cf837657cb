"""SQL of legal clocks. A clock lies in the bucket of its case."""

from hongqiao.features.trust.deadlines import Clock
from hongqiao.kernel.sql import Command, Query

START = Command(
    """
    insert into case_clock (
      bucket, case_id, kind, pack, starts_at, first_due_at, due_at, not_before, next_alarm_at
    )
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    on conflict do nothing
    """
)

CHANGE = Command(
    """
    update case_clock
    set due_at = $4, paused_at = $5, paused_ms = $6, alarmed = $7, next_alarm_at = $8, done_at = $9,
      proof = $10
    where bucket = $1
      and case_id = $2
      and kind = $3
    """
)

CLOCK = Query(
    Clock,
    """
    select case_id, kind, pack, starts_at, first_due_at, due_at, not_before, paused_at, paused_ms, alarmed,
      next_alarm_at, done_at, proof
    from case_clock
    where bucket = $1
      and case_id = $2
      and kind = $3
    for update
    """,
)

CLOCKS = Query(
    Clock,
    """
    select case_id, kind, pack, starts_at, first_due_at, due_at, not_before, paused_at, paused_ms, alarmed,
      next_alarm_at, done_at, proof
    from case_clock
    where bucket = $1
      and case_id = $2
    order by kind
    limit 50
    """,
)

TO_WARN = Query(
    Clock,
    """
    select case_id, kind, pack, starts_at, first_due_at, due_at, not_before, paused_at, paused_ms, alarmed,
      next_alarm_at, done_at, proof
    from case_clock
    where next_alarm_at <= $1
    order by next_alarm_at
    limit 500
    """,
    buckets="scatter",
    why="the worker looks for alarms in every bucket",
)

OPEN = Query(
    Clock,
    """
    select case_id, kind, pack, starts_at, first_due_at, due_at, not_before, paused_at, paused_ms, alarmed,
      next_alarm_at, done_at, proof
    from case_clock
    where done_at is null
    order by due_at
    limit $1
    """,
    buckets="scatter",
    why="an administrator sees the deadlines of every case",
)

PRESSING = Query(
    Clock,
    """
    select case_id, kind, pack, starts_at, first_due_at, due_at, not_before, paused_at, paused_ms, alarmed,
      next_alarm_at, done_at, proof
    from case_clock
    where done_at is null
      and (alarmed > 0 or due_at <= $1)
    order by due_at
    limit 200
    """,
    buckets="scatter",
    why="staff see every deadline that presses",
)
