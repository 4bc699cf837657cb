"""SQL of how many members were here in a month: a number for each month, no names."""

from datetime import date

import msgspec

from hongqiao.kernel.ids import bucket_of_name
from hongqiao.kernel.sql import Command, Query

BUCKET = bucket_of_name("months")


class Month(msgspec.Struct, frozen=True):
    """Members who were signed in at some time of a month."""

    month: date
    members: int


MEMBERS_SINCE = Query(
    int,
    """
    select count(distinct account_id)
    from login
    where seen_at >= $1
    """,
    buckets="scatter",
    why="the worker counts the members of every bucket",
)

KEEP_MONTH = Command(
    """
    insert into member_month (bucket, month, members)
    values ($1, $2, $3)
    on conflict (bucket, month)
    do update set members = greatest(member_month.members, excluded.members)
    """
)

MONTHS = Query(
    Month,
    """
    select month, members
    from member_month
    where bucket = $1
      and month >= $2
      and month < $3
    order by month
    limit 120
    """,
)
