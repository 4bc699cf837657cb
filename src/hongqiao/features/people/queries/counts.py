"""SQL of counts of many people at once."""

import msgspec

from hongqiao.kernel.sql import Command, Query


class Followers(msgspec.Struct, frozen=True):
    """How many follow somebody."""

    account_id: int
    followers: int


FOLLOWERS_OF = Query(
    Followers,
    """
    select counted.account_id, sum(counted.followers)::int as followers
    from unnest($1::int[], $2::bigint[]) as wanted (bucket, account_id)
    join people_count as counted on counted.bucket = wanted.bucket
      and counted.account_id = wanted.account_id
    group by counted.account_id
    limit 20000
    """,
    buckets="many",
)

HIDE_NOTE = Command(
    """
    with hidden as (
      update counted_note
      set state = 4
      where bucket = $1
        and account_id = $2
        and note_id = $3
        and state = 1
      returning bucket, account_id
    )
    insert into people_count (bucket, account_id, slot, notes)
    select bucket, account_id, $4, -1
    from hidden
    on conflict (bucket, account_id, slot)
    do update set notes = people_count.notes - 1
    """
)

SHOW_NOTE = Command(
    """
    with shown as (
      update counted_note
      set state = 1
      where bucket = $1
        and account_id = $2
        and note_id = $3
        and state = 4
      returning bucket, account_id
    )
    insert into people_count (bucket, account_id, slot, notes)
    select bucket, account_id, $4, 1
    from shown
    on conflict (bucket, account_id, slot)
    do update set notes = people_count.notes + 1
    """
)
