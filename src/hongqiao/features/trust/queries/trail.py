"""SQL of the staff trail, and of how much one wants to see a day. In the log’s bucket."""

from datetime import datetime

import msgspec

from hongqiao.kernel.sql import Command, Query


class ActRow(msgspec.Struct, frozen=True):
    """Something that staff looked at or did; `hash` chains it to the one before."""

    number: int
    by_id: int
    by_handle: str
    did: str
    subject: str
    is_severe: bool
    at: datetime
    hash: bytes


LAST_ACT = Query(
    ActRow,
    """
    select number, by_id, by_handle, did, subject, is_severe, at, hash
    from staff_act
    where bucket = $1
    order by number desc
    limit 1
    """,
)

ADD_ACT = Command(
    """
    insert into staff_act (bucket, number, by_id, by_handle, did, subject, is_severe, at, hash)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    on conflict do nothing
    """
)

ACTS = Query(
    ActRow,
    """
    select number, by_id, by_handle, did, subject, is_severe, at, hash
    from staff_act
    where bucket = $1
      and number < $2
    order by number desc
    limit $3
    """,
)

SEVERE_SEEN = Query(
    int,
    """
    select count(distinct subject)
    from staff_act
    where bucket = $1
      and by_id = $2
      and at >= $3
      and is_severe
    """,
)

OWN_LIMIT = Query(
    int,
    """
    select severe_a_day
    from staff_limit
    where bucket = $1
      and account_id = $2
    """,
)

SET_LIMIT = Command(
    """
    insert into staff_limit (bucket, account_id, severe_a_day)
    values ($1, $2, $3)
    on conflict (bucket, account_id)
    do update set severe_a_day = excluded.severe_a_day
    """
)

FORGET_ACTS = Command(
    """
    delete from staff_act
    where bucket = $1
      and number <= (
        select max(old.number)
        from staff_act as old
        where old.bucket = $1
          and old.at < $2
      )
      and number < (
        select max(last.number)
        from staff_act as last
        where last.bucket = $1
      )
    """
)
