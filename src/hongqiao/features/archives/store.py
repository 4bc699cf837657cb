"""SQL of archives. Rows lie with their account."""

from datetime import datetime

import msgspec

from hongqiao.kernel.sql import Command, Query


class OutRow(msgspec.Struct, frozen=True):
    """An archive that somebody asked for."""

    id: int
    account_id: int
    key: str
    locale: str
    state: str
    parts: int
    size_bytes: int
    made_at: datetime
    ready_at: datetime | None
    ends_at: datetime


class InRow(msgspec.Struct, frozen=True):
    """An archive that somebody brought."""

    id: int
    account_id: int
    key: str
    source: str
    audience: int
    state: str
    parts: int
    size_bytes: int
    receipt: bytes
    made_at: datetime
    done_at: datetime | None


class Due(msgspec.Struct, frozen=True):
    bucket: int
    id: int
    key: str


INSERT_IN = Command(
    """
    insert into archive_in
      (bucket, id, account_id, key, source, audience, state, parts, size_bytes, receipt, made_at)
    values ($1, $2, $3, $4, $5, $6, 'waiting', $7, $8, ''::bytea, $9)
    """
)

IN = Query(
    InRow,
    """
    select id, account_id, key, source, audience, state, parts, size_bytes, receipt, made_at, done_at
    from archive_in
    where bucket = $1
      and id = $2
    """,
)

INS = Query(
    InRow,
    """
    select id, account_id, key, source, audience, state, parts, size_bytes, receipt, made_at, done_at
    from archive_in
    where bucket = $1
      and account_id = $2
    order by id desc
    limit 20
    """,
)

END_IN = Command(
    """
    update archive_in
    set state = $3, receipt = $4, done_at = $5
    where bucket = $1
      and id = $2
      and state = 'waiting'
    """
)

BROUGHT = Query(
    int,
    """
    select note_id
    from brought_note
    where bucket = $1
      and account_id = $2
      and ref = $3
    """,
)

ADD_BROUGHT = Command(
    """
    insert into brought_note (bucket, account_id, ref, note_id, made_at)
    values ($1, $2, $3, $4, $5)
    on conflict do nothing
    """
)

INSERT_OUT = Command(
    """
    insert into archive_out (bucket, id, account_id, key, locale, state, made_at, ends_at)
    values ($1, $2, $3, $4, $5, 'asked', $6, $7)
    """
)

OUT = Query(
    OutRow,
    """
    select id, account_id, key, locale, state, parts, size_bytes, made_at, ready_at, ends_at
    from archive_out
    where bucket = $1
      and id = $2
    """,
)

OUTS = Query(
    OutRow,
    """
    select id, account_id, key, locale, state, parts, size_bytes, made_at, ready_at, ends_at
    from archive_out
    where bucket = $1
      and account_id = $2
      and ends_at > $3
    order by id desc
    limit 20
    """,
)

READY_OUT = Query(
    OutRow,
    """
    select id, account_id, key, locale, state, parts, size_bytes, made_at, ready_at, ends_at
    from archive_out
    where bucket = $1
      and account_id = $2
      and key = $3
      and state = 'ready'
      and ends_at > $4
    """,
)

FINISH_OUT = Command(
    """
    update archive_out
    set state = $3, parts = $4, size_bytes = $5, hash = $6, ready_at = $7, ends_at = $8
    where bucket = $1
      and id = $2
      and state = 'asked'
    """
)

END_OUT = Command(
    """
    update archive_out
    set state = 'failed', ends_at = $3
    where bucket = $1
      and id = $2
    """
)

DUE_OUTS = Query(
    Due,
    """
    select bucket, id, key
    from archive_out
    where ends_at <= $1
    order by ends_at
    limit 100
    """,
    buckets="scatter",
    why="the worker deletes archives of every bucket when their week is over",
)

FORGET_OUT = Command(
    """
    delete from archive_out
    where bucket = $1
      and id = $2
      and ends_at <= $3
    """
)


class PictureName(msgspec.Struct, frozen=True):
    """Under which name a picture travels."""

    key: str
    name: str


PICTURE_NAMES = Query(
    PictureName,
    """
    select key, name
    from brought_picture
    where bucket = $1
      and account_id = $2
    limit 1000000
    """,
)

NAME_PICTURE = Command(
    """
    insert into brought_picture (bucket, account_id, key, name)
    values ($1, $2, $3, $4)
    on conflict do nothing
    """
)

KEEP_ROW = Command(
    """
    insert into brought_row (bucket, account_id, kind, number, body)
    values ($1, $2, $3, $4, $5)
    """
)

ENDED_INS = Query(
    Due,
    """
    select bucket, id, key
    from archive_in
    where account_id = 0
    limit 100
    """,
    buckets="scatter",
    why="the worker deletes what ended accounts had brought, in every bucket",
)

FORGET_IN = Command(
    """
    delete from archive_in
    where bucket = $1
      and id = $2
      and account_id = 0
    """
)
