"""SQL of the notices of what happened at somebody's door."""

from hongqiao.features.accounts.model import DoorNotice
from hongqiao.kernel.sql import Command, Query

INSERT_NOTICE = Command(
    """
    insert into door_notice (bucket, id, account_id, kind, device, place, made_at)
    values ($1, $2, $3, $4, $5, $6, $7)
    """
)

WARN = Command(
    """
    update account
    set warned_at = $3
    where bucket = $1
      and id = $2
    """
)

NOTICED = Command(
    """
    update login
    set noticed_at = $3
    where bucket = $1
      and id = $2
    """
)

NOTICES = Query(
    DoorNotice,
    """
    select id, kind, device, place, made_at
    from door_notice
    where bucket = $1
      and account_id = $2
    order by id desc
    limit 30
    """,
)

FORGET_NOTICES = Command(
    """
    delete from door_notice
    where made_at < $1
    """,
    buckets="scatter",
    why="the worker clears what is over in every bucket",
)
