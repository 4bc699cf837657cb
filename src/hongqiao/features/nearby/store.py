"""SQL of nearby."""

import msgspec

from hongqiao.kernel.ids import bucket_of_name
from hongqiao.kernel.sql import Command, Query


class Listed(msgspec.Struct, frozen=True):
    """A note under a tile."""

    note_id: int
    cell: int


def bucket_of_tile(tile: int) -> int:
    """The bucket in which the notes of a tile lie."""
    return bucket_of_name(f"tile:{tile}")


SET_READER = Command(
    """
    insert into nearby_reader (bucket, account_id, cell)
    values ($1, $2, $3)
    on conflict (bucket, account_id)
    do update set cell = excluded.cell
    """
)

READER = Query(
    int,
    """
    select cell
    from nearby_reader
    where bucket = $1
      and account_id = $2
    """,
)

FORGET_READER = Command(
    """
    delete from nearby_reader
    where bucket = $1
      and account_id = $2
    """
)

SET_NOTE = Command(
    """
    insert into note_cell (bucket, note_id, account_id, cell)
    values ($1, $2, $3, $4)
    on conflict (bucket, note_id)
    do update set cell = excluded.cell
    """
)

CELL_OF_NOTE = Query(
    int,
    """
    select cell
    from note_cell
    where bucket = $1
      and note_id = $2
    """,
)

FORGET_NOTE = Query(
    int,
    """
    delete from note_cell
    where bucket = $1
      and note_id = $2
    returning cell
    """,
)

PLACED_BY = Query(
    Listed,
    """
    select note_id, cell
    from note_cell
    where bucket = $1
      and account_id = $2
    order by note_id desc
    limit $3
    """,
)

LIST = Command(
    """
    insert into nearby_note (bucket, tile, note_id, cell)
    values ($1, $2, $3, $4)
    on conflict (bucket, tile, note_id)
    do update set cell = excluded.cell
    """
)

UNLIST = Command(
    """
    delete from nearby_note
    where bucket = $1
      and tile = $2
      and note_id = $3
    """
)

NEWEST_IN = Query(
    Listed,
    """
    select found.note_id, found.cell
    from unnest($1::int[], $2::int[]) as wanted (bucket, tile)
    cross join lateral (
      select nearby_note.note_id, nearby_note.cell
      from nearby_note
      where nearby_note.bucket = wanted.bucket
        and nearby_note.tile = wanted.tile
        and nearby_note.note_id < $3
      order by nearby_note.note_id desc
      limit $4
    ) as found
    order by found.note_id desc
    limit $4
    """,
    buckets="many",
)
