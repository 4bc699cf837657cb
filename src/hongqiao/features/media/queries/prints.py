"""SQL of prints: pictures that look alike, and those that are kept out of reach."""

import msgspec

from hongqiao.kernel.sql import Command, Query


class PrintRow(msgspec.Struct, frozen=True):
    """A picture’s prints, 64 hexadecimal signs each; none where nothing can be told."""

    key: str
    pdq: str | None
    pdq_mirrored: str | None
    state: str


PRINT = Query(
    PrintRow,
    """
    select key, encode(substring(bit_send(pdq) from 5), 'hex') as pdq,
      encode(substring(bit_send(pdq_mirrored) from 5), 'hex') as pdq_mirrored, state
    from media_object
    where bucket = $1
      and key = $2
    """,
)

ALIKE = Query(
    str,
    """
    select key
    from media_object
    where pdq is not null
      and (
        bit_count(pdq # $1::text::bit(256)) <= $2
        or bit_count(pdq_mirrored # $1::text::bit(256)) <= $2
      )
    order by key
    limit $3
    """,
    buckets="scatter",
    why="copies of a picture have names that nobody can tell from it; for workers and staff only",
)

USES = Query(
    str,
    """
    select subject
    from media_use
    where bucket = $1
      and key = $2
    order by subject
    limit 1000
    """,
)

QUARANTINE = Command(
    """
    update media_object
    set state = 'quarantined',
      due_at = null
    where bucket = $1
      and key = $2
      and state <> 'quarantined'
    """
)

FREE = Command(
    """
    update media_object
    set state = 'kept'
    where bucket = $1
      and key = $2
      and state = 'quarantined'
    """
)

LET_GO_OLD = Command(
    """
    update media_object
    set state = 'left',
      due_at = $2
    where state = 'quarantined'
      and taken_at < $1
      and not exists (
        select
        from media_use
        where media_use.bucket = media_object.bucket
          and media_use.key = media_object.key
      )
    """,
    buckets="scatter",
    why="the worker ends what is kept out of reach in every bucket",
)
