"""SQL of somebody’s own rows: a copy of them, and their end."""

from hongqiao.kernel.sql import Command, Query

NEARBY_READER_OF = Query(
    str,
    """
    select to_jsonb(held)::text as row
    from nearby_reader as held
    where held.bucket = $1
      and held.account_id = $2
    """,
)

ERASE_NEARBY_READER = Command(
    """
    delete from nearby_reader
    where bucket = $1
      and account_id = $2
    """
)

NOTE_CELL_OF = Query(
    str,
    """
    select to_jsonb(held)::text as row
    from note_cell as held
    where held.bucket = $1
      and held.account_id = $2
    """,
)

ERASE_NOTE_CELL = Command(
    """
    delete from note_cell
    where bucket = $1
      and account_id = $2
    """
)
