"""SQL of guardians and of the minutes of a day."""

from datetime import datetime

import msgspec

from hongqiao.features.accounts.model import Band
from hongqiao.kernel.sql import Command, Query


class WardRow(msgspec.Struct, frozen=True):
    """A younger account, its age band and its times; nothing of what it reads or writes."""

    id: int
    handle: str
    minutes_a_day: int | None
    has_night_pause: bool
    age: Band
    age_at: datetime | None


LINK = Command(
    """
    insert into guardian (bucket, account_id, guardian_id, made_at)
    values ($1, $2, $3, $4)
    on conflict do nothing
    """
)

UNLINK = Command(
    """
    delete from guardian
    where bucket = $1
      and account_id = $2
      and guardian_id = $3
    """
)

GUARDIAN = Query(
    int,
    """
    select guardian_id
    from guardian
    where bucket = $1
      and account_id = $2
    """,
)

ADD_WARD = Command(
    """
    insert into ward (bucket, account_id, ward_id, made_at)
    values ($1, $2, $3, $4)
    on conflict do nothing
    """
)

DROP_WARD = Command(
    """
    delete from ward
    where bucket = $1
      and account_id = $2
      and ward_id = $3
    """
)

WARDS = Query(
    int,
    """
    select ward_id
    from ward
    where bucket = $1
      and account_id = $2
    order by made_at
    limit $3
    """,
)

WARD_ROWS = Query(
    WardRow,
    """
    select account.id, account.handle, account.minutes_a_day, account.has_night_pause,
      account.age_band as age, account.age_at
    from unnest($1::int[], $2::bigint[]) as wanted (bucket, id)
    join guardian on guardian.bucket = wanted.bucket
      and guardian.account_id = wanted.id
    join account on account.bucket = wanted.bucket
      and account.id = wanted.id
    where guardian.guardian_id = $3
      and account.state = 0
    order by account.handle
    limit 100
    """,
    buckets="many",
)

COUNT_MINUTE = Query(
    int,
    """
    insert into day_use (bucket, account_id, day, minutes)
    values ($1, $2, $3, 1)
    on conflict (bucket, account_id, day)
    do update set minutes = day_use.minutes + 1
    returning minutes
    """,
)

MINUTES = Query(
    int,
    """
    select minutes
    from day_use
    where bucket = $1
      and account_id = $2
      and day = $3
    """,
)

FORGET_DAYS = Command(
    """
    delete from day_use
    where day < $1
    """,
    buckets="scatter",
    why="the worker clears what is over in every bucket",
)
