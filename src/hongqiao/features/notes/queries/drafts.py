"""SQL of drafts."""

from datetime import datetime

import msgspec

from hongqiao.kernel.sql import Command, Query


class DraftRow(msgspec.Struct, frozen=True):
    id: int
    fields: bytes
    saved_at: datetime


KEEP_DRAFT = Command(
    """
    insert into draft (bucket, id, account_id, fields, saved_at)
    values ($1, $2, $3, $4, $5)
    on conflict (bucket, id)
    do update set fields = excluded.fields, saved_at = excluded.saved_at
    where draft.account_id = excluded.account_id
    """
)

START_DRAFT = Command(
    """
    insert into draft (bucket, id, account_id, fields, saved_at)
    values ($1, $2, $3, $4, $5)
    on conflict (bucket, id) do nothing
    """
)

DRAFT = Query(
    DraftRow,
    """
    select id, fields, saved_at
    from draft
    where bucket = $1
      and id = $2
      and account_id = $3
    """,
)

LOCK_DRAFT = Query(
    DraftRow,
    """
    select id, fields, saved_at
    from draft
    where bucket = $1
      and id = $2
      and account_id = $3
    for update
    """,
)

DRAFTS = Query(
    DraftRow,
    """
    select id, fields, saved_at
    from draft
    where bucket = $1
      and account_id = $2
    order by saved_at desc
    limit 50
    """,
)

FORGET_OLD = Command(
    """
    delete from draft
    where saved_at < $1
    """,
    buckets="scatter",
    why="the worker forgets what is due in every bucket",
)

DELETE_DRAFT = Command(
    """
    delete from draft
    where bucket = $1
      and id = $2
      and account_id = $3
    """
)
