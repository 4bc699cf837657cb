"""SQL of inboxes, in the bucket of their reader. What lies at or below the floor does not count."""

import msgspec

from hongqiao.kernel.sql import Command, Query


class Held(msgspec.Struct, frozen=True):
    """A note in an inbox and the inbox's floor; without a note, the inbox has none in this range."""

    floor: int
    note_id: int | None


OPEN = Command(
    """
    insert into following_inbox (bucket, account_id, floor, made_at)
    values ($1, $2, $3, $4)
    on conflict do nothing
    """
)

FLOOR = Query(
    int,
    """
    select floor
    from following_inbox
    where bucket = $1
      and account_id = $2
    """,
)

# Floor and notes by one statement: the floor may be raised, and notes below it deleted, at any moment.
HELD = Query(
    Held,
    """
    select inbox.floor, held.note_id
    from following_inbox as inbox
    left join lateral (
      select laid.note_id
      from following_inbox_note as laid
      where laid.bucket = inbox.bucket
        and laid.account_id = inbox.account_id
        and laid.note_id > inbox.floor
        and laid.note_id < $3
      order by laid.note_id desc
      limit $4
    ) as held on true
    where inbox.bucket = $1
      and inbox.account_id = $2
    order by held.note_id desc
    limit $4
    """,
)

RAISE = Command(
    """
    update following_inbox
    set floor = case when floor = $4 then $3 else greatest(floor, $3) end
    where bucket = $1
      and account_id = $2
    """
)

# The lock makes whoever closes the inbox wait, so that no note is left behind without one.
LAY = Command(
    """
    insert into following_inbox_note (bucket, account_id, note_id)
    select inbox.bucket, inbox.account_id, laid.note_id
    from (
      select bucket, account_id
      from following_inbox
      where bucket = $1
        and account_id = $2
      for share
    ) as inbox
    cross join unnest($3::bigint[]) as laid (note_id)
    on conflict do nothing
    """
)

TAKE_OUT = Command(
    """
    delete from following_inbox_note
    where bucket = $1
      and account_id = $2
      and note_id = any($3)
    """
)

TRIM = Command(
    """
    delete from following_inbox_note as laid
    using following_inbox as inbox
    where laid.bucket = $1
      and laid.account_id = $2
      and inbox.bucket = $1
      and inbox.account_id = $2
      and inbox.floor < $3
      and laid.note_id <= inbox.floor
    """
)

CLOSE = Command(
    """
    delete from following_inbox
    where bucket = $1
      and account_id = $2
    """
)

CLEAR = Command(
    """
    delete from following_inbox_note
    where bucket = $1
      and account_id = $2
    """
)

READERS = Query(
    int,
    """
    select account_id
    from following_inbox
    where account_id > $1
    order by account_id
    limit $2
    """,
    buckets="scatter",
    why="the worker looks who of those with an inbox follows an author",
)

HOLDERS = Query(
    int,
    """
    select laid.account_id
    from unnest($1::int[], $2::bigint[]) as asked (bucket, account_id)
    join following_inbox_note as laid on laid.bucket = asked.bucket
      and laid.account_id = asked.account_id
      and laid.note_id = $3
    limit 10000
    """,
    buckets="many",
)
