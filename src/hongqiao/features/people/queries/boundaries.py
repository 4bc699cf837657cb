"""SQL of blocks and mutes. The row of who is blocked (kind 2) is the far side of a block (kind 1)."""

from datetime import datetime

import msgspec

from hongqiao.features.people.store import FollowEnd
from hongqiao.kernel.sql import Command, Query


class Kept(msgspec.Struct, frozen=True):
    """Somebody at a boundary of the viewer's, and which."""

    other_id: int
    kind: int


HOLD_SELF = Query(
    int,
    """
    select account_id
    from profile
    where bucket = $1
      and account_id = $2
    for no key update
    """,
)

DRAW = Command(
    """
    insert into boundary (bucket, account_id, other_id, kind, made_at)
    values ($1, $2, $3, $4, $5)
    on conflict do nothing
    """
)

ERASE = Command(
    """
    delete from boundary
    where bucket = $1
      and account_id = $2
      and other_id = $3
      and kind = $4
    """
)

DRAWN_SINCE = Query(
    datetime,
    """
    select made_at
    from boundary
    where bucket = $1
      and account_id = $2
      and other_id = $3
      and kind = $4
    """,
)

AMONG = Query(
    Kept,
    """
    select other_id, kind
    from boundary
    where bucket = $1
      and account_id = $2
      and other_id = any($3)
    """,
)

PARTED_FROM = Query(
    int,
    """
    select distinct other_id
    from boundary
    where bucket = $1
      and account_id = $2
      and kind in (1, 2)
    limit $3
    """,
)

FOLLOWERS_AMONG = Query(
    int,
    """
    select count(*)
    from follow_in
    where bucket = $1
      and account_id = $2
      and follower_id = any($3)
    """,
)

LISTED = Query(
    FollowEnd,
    """
    select other_id as person_id, made_at
    from boundary
    where bucket = $1
      and account_id = $2
      and kind = $3
      and (made_at, other_id) < ($4, $5)
    order by made_at desc, other_id desc
    limit $6
    """,
)
