"""SQL of somebody’s own rows: a copy of them, and their end."""

from hongqiao.kernel.sql import Command, Query

BOARDS = Query(
    int,
    """
    select id
    from board
    where bucket = $1
      and owner_id = $2
    order by id
    """,
)

LIKE_OUT_OF = Query(
    str,
    """
    select (to_jsonb(held))::text as row
    from like_out as held
    where held.bucket = $1
      and held.account_id = $2
    """,
)

ERASE_LIKE_OUT = Command(
    """
    delete from like_out
    where bucket = $1
      and account_id = $2
    """
)

ERASE_LIKE_IN = Command(
    """
    delete from like_in
    where bucket = $1
      and subject_id = any($2::bigint[])
    """
)

ERASE_SAVE_IN = Command(
    """
    delete from save_in
    where bucket = $1
      and note_id = any($2::bigint[])
    """
)

BOARD_NOTE_OF = Query(
    str,
    """
    select (to_jsonb(held))::text as row
    from board_note as held
    where held.bucket = $1
      and held.owner_id = $2
    """,
)

ERASE_BOARD_NOTE = Command(
    """
    delete from board_note
    where bucket = $1
      and owner_id = $2
    """
)

BOARD_OF = Query(
    str,
    """
    select (to_jsonb(held))::text as row
    from board as held
    where held.bucket = $1
      and held.owner_id = $2
    """,
)

ERASE_BOARD = Command(
    """
    delete from board
    where bucket = $1
      and owner_id = $2
    """
)
