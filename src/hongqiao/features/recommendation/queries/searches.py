"""SQL of what readers searched for lately."""

import msgspec

from hongqiao.kernel.sql import Command, Query


class Searched(msgspec.Struct, frozen=True):
    """What one search was about."""

    version: str
    vector: bytes


KEEP = Command(
    """
    insert into reader_search (bucket, account_id, at, version, vector)
    select $1, $2, $3, $4, $5
    where not exists (
      select 1
      from reader_search
      where bucket = $1
        and account_id = $2
        and at >= $3
        and version = ''
    )
    on conflict do nothing
    """
)

MARK_CLEARED = Command(
    """
    insert into reader_search (bucket, account_id, at, version, vector)
    values ($1, $2, $3, '', '')
    on conflict (bucket, account_id, at)
    do update set version = '', vector = ''
    """
)

LATEST = Query(
    Searched,
    """
    select version, vector
    from reader_search
    where bucket = $1
      and account_id = $2
      and version <> ''
    order by at desc
    limit $3
    """,
)

FORGET_UNTIL = Command(
    """
    delete from reader_search
    where bucket = $1
      and account_id = $2
      and at <= $3
    """
)

FORGET_OWN = Command(
    """
    delete from reader_search
    where bucket = $1
      and account_id = $2
    """
)

FORGET_OLD = Command(
    """
    delete from reader_search
    where at < $1
    """,
    buckets="scatter",
    why="the worker forgets everywhere what was searched for 30 days ago",
)
