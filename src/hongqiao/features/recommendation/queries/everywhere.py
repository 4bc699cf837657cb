"""SQL of what the worker looks at and forgets in every bucket."""

import msgspec

from hongqiao.kernel.sql import Command, Query


class DoneBy(msgspec.Struct, frozen=True):
    """Something that somebody did."""

    account_id: int
    subject_id: int
    action: int


class Kept(msgspec.Struct, frozen=True):
    """A positive action, for what is read by the same people."""

    account_id: int
    note_id: int
    action: int
    at_s: float


class Stance(msgspec.Struct, frozen=True):
    """How somebody stands to a note: 1 likes it, 0 saw it, -1 hid it."""

    account_id: int
    note_id: int
    community: str
    stance: int


STANCES = Query(
    Stance,
    """
    select account_id, note_id, community, stance::int as stance
    from note_reader
    where at > $1
    order by at desc
    limit $2
    """,
    buckets="scatter",
    why="the worker finds accounts that act as one, and what differing readers approve alike",
)

STANCES_OF = Query(
    Stance,
    """
    select account_id, note_id, community, stance::int as stance
    from note_reader
    where account_id = any($1::bigint[])
    limit $2
    """,
    buckets="scatter",
    why="the worker takes off what accounts that act as one add beside any note",
)

READ_LATELY = Query(
    int,
    """
    select note_id
    from note_audience
    where at > $1
      and note_id < $2
    group by note_id
    order by sum(seen) desc, note_id desc
    limit $3
    """,
    buckets="scatter",
    why="the worker keeps older notes in stock that are read again now",
)

KEPT_LATELY = Query(
    Kept,
    """
    select account_id, subject_id as note_id, action::int as action, extract(epoch from at)::float8 as at_s
    from feed_event
    where at > $1
      and action = any($2::smallint[])
    order by at desc
    limit $3
    """,
    buckets="scatter",
    why="the worker finds out which notes the same people like",
)

DONE_LATELY = Query(
    DoneBy,
    """
    select account_id, subject_id, action::int as action
    from feed_event
    where at > $1
    order by at desc
    limit $2
    """,
    buckets="scatter",
    why="the worker learns from what was done everywhere",
)

FORGET_EVENTS = Command(
    """
    delete from feed_event
    where at < $1
    """,
    buckets="scatter",
    why="the worker forgets everywhere what was done 30 days ago",
)

FORGET_TASTES = Command(
    """
    delete from reader_taste
    where not exists (
      select 1
      from feed_event
      where feed_event.bucket = reader_taste.bucket
        and feed_event.account_id = reader_taste.account_id
    )
    """,
    buckets="scatter",
    why="the worker forgets what is left of readers who did nothing for 30 days",
)

FORGET_READERS = Command(
    """
    delete from note_reader
    where at < $1
    """,
    buckets="scatter",
    why="the worker forgets everywhere who read what 30 days ago",
)
