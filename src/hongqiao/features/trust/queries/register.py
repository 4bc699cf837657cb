"""SQL of the register. All of it lies in the log’s bucket."""

from datetime import datetime

import msgspec

from hongqiao.features.trust.matters import Kind, Matter
from hongqiao.kernel.sql import Command, Query


class MatterLine(msgspec.Struct, frozen=True):
    """Something that was done in a matter."""

    id: int
    by_handle: str
    words: str
    made_at: datetime


class MatterKind(msgspec.Struct, frozen=True):
    """What a matter is about."""

    id: int
    kind: Kind


INSERT = Command(
    """
    insert into matter (bucket, id, kind, person_id, fields, lang, key_hash, made_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8)
    """
)

MATTER = Query(
    Matter,
    """
    select id, kind, person_id, fields, lang, key_hash, state, outcome, made_at, closed_at
    from matter
    where bucket = $1
      and id = $2
    """,
)

KINDS_OF = Query(
    MatterKind,
    """
    select id, kind
    from matter
    where bucket = $1
      and id = any($2::bigint[])
    limit 200
    """,
)

LOCK = Query(
    Matter,
    """
    select id, kind, person_id, fields, lang, key_hash, state, outcome, made_at, closed_at
    from matter
    where bucket = $1
      and id = $2
    for update
    """,
)

MATTERS = Query(
    Matter,
    """
    select id, kind, person_id, fields, lang, key_hash, state, outcome, made_at, closed_at
    from matter
    where bucket = $1
      and kind = any($2::text[])
    order by state, id desc
    limit $3
    """,
)

OWN = Query(
    Matter,
    """
    select id, kind, person_id, fields, lang, key_hash, state, outcome, made_at, closed_at
    from matter
    where bucket = $1
      and person_id = $2
      and kind <> 'breach'
    order by id desc
    limit 50
    """,
)

CLOSE = Command(
    """
    update matter
    set state = 1, outcome = $3, closed_at = $4
    where bucket = $1
      and id = $2
    """
)

ADD_LINE = Command(
    """
    insert into matter_line (bucket, matter_id, id, by_id, by_handle, words, made_at)
    values ($1, $2, $3, $4, $5, $6, $7)
    """
)

LINES = Query(
    MatterLine,
    """
    select id, by_handle, words, made_at
    from matter_line
    where bucket = $1
      and matter_id = $2
    order by id
    limit 500
    """,
)

FORGET_CLOSED = Command(
    """
    with ended as (
      delete from matter
      where bucket = $1
        and closed_at < $2
      returning id
    )
    delete from matter_line
    using ended
    where matter_line.bucket = $1
      and matter_line.matter_id = ended.id
    """
)
