"""SQL of leaving: who asked to be erased, what became of it, and handles that nobody gets any more."""

from datetime import datetime

import msgspec

from hongqiao.kernel.sql import Command, Query


class Due(msgspec.Struct, frozen=True):
    """An account whose time of grace is over."""

    account_id: int
    handle: str
    key_hash: bytes


class Departure(msgspec.Struct, frozen=True):
    """When somebody asked to be erased, and when they will be."""

    key_hash: bytes
    asked_at: datetime
    due_at: datetime


class ReceiptRow(msgspec.Struct, frozen=True):
    """A receipt as it was signed."""

    account_id: int
    key_hash: bytes
    body: str
    signature: bytes
    public_key: bytes
    held_until: datetime | None


class Known(msgspec.Struct, frozen=True):
    """An account under a handle, whatever its state."""

    id: int
    handle: str
    state: int


STEP_OUT = Command(
    """
    update account
    set state = 3
    where bucket = $1
      and id = $2
      and state = 0
    """
)

STEP_IN = Command(
    """
    update account
    set state = 0
    where bucket = $1
      and id = $2
      and state = 3
    """
)

BEGIN_ERASURE = Command(
    """
    update account
    set state = 4
    where bucket = $1
      and id = $2
      and state in (2, 3, 4)
      and exists (
        select 1
        from departure
        where departure.bucket = $1
          and departure.account_id = $2
          and departure.due_at <= $3
      )
    """
)

ASK = Command(
    """
    insert into departure (bucket, account_id, key_hash, asked_at, due_at)
    values ($1, $2, $3, $4, $5)
    on conflict (bucket, account_id) do nothing
    """
)

DEPARTURE = Query(
    Departure,
    """
    select key_hash, asked_at, due_at
    from departure
    where bucket = $1
      and account_id = $2
    """,
)

STAY = Command(
    """
    delete from departure
    where bucket = $1
      and account_id = $2
    """
)

DUE = Query(
    Due,
    """
    select account.id as account_id, account.handle, departure.key_hash
    from departure
    join account on account.bucket = departure.bucket
      and account.id = departure.account_id
    where departure.due_at <= $1
    order by departure.due_at
    limit $2
    """,
    buckets="scatter",
    why="the worker finds whose time of grace is over in every bucket",
)

IS_AWAY = Query(
    bool,
    """
    select account.state in (3, 4) or departure.account_id is not null
    from account
    left join departure on departure.bucket = account.bucket
      and departure.account_id = account.id
    where account.bucket = $1
      and account.id = $2
    """,
)

IS_THERE = Query(
    int,
    """
    select state::int
    from account
    where bucket = $1
      and id = $2
    """,
)

KNOWN = Query(
    Known,
    """
    select id, handle, state::int
    from account
    where bucket = $1
      and handle = $2
    """,
)

KNOWN_BY_ID = Query(
    Known,
    """
    select id, handle, state::int
    from account
    where bucket = $1
      and id = $2
    """,
)

SPEND_HANDLE = Command(
    """
    insert into spent_handle (bucket, hash, spent_at)
    values ($1, $2, $3)
    on conflict do nothing
    """
)

KEEP_RECEIPT = Command(
    """
    insert into erasure_receipt
      (bucket, account_id, key_hash, body, signature, public_key, erased_at, held_until)
    values ($1, $2, $3, $4, $5, $6, $7, $8)
    on conflict (bucket, account_id) do update
    set key_hash = excluded.key_hash, body = excluded.body, signature = excluded.signature,
      public_key = excluded.public_key, erased_at = excluded.erased_at, held_until = excluded.held_until
    """
)

RECEIPT = Query(
    ReceiptRow,
    """
    select account_id, key_hash, body, signature, public_key, held_until
    from erasure_receipt
    where bucket = $1
      and account_id = $2
    """,
)

HELD_NO_LONGER = Query(
    ReceiptRow,
    """
    select account_id, key_hash, body, signature, public_key, held_until
    from erasure_receipt
    where held_until <= $1
    order by held_until
    limit $2
    """,
    buckets="scatter",
    why="the worker finds what need not be kept any more in every bucket",
)

HOLD_UNTIL = Command(
    """
    update erasure_receipt
    set held_until = $3
    where bucket = $1
      and account_id = $2
    """
)

FORGET_RECEIPTS = Command(
    """
    delete from erasure_receipt
    where erased_at < $1
    """,
    buckets="scatter",
    why="the worker clears what is over in every bucket",
)
