"""SQL of somebody’s own rows: a copy of them, and their end."""

from hongqiao.kernel.sql import Command, Query

ARCHIVE_OUT_OF = Query(
    str,
    """
    select (to_jsonb(held) - 'key' - 'parts')::text as row
    from archive_out as held
    where held.bucket = $1
      and held.account_id = $2
    """,
)

ERASE_ARCHIVE_OUT = Command(
    """
    update archive_out
    set account_id = 0, state = 'failed', ends_at = 'epoch'
    where bucket = $1
      and account_id = $2
    """
)

ARCHIVE_IN_OF = Query(
    str,
    """
    select (
        to_jsonb(held) - 'key' - 'parts' || jsonb_build_object(
          'receipt', nullif(convert_from(held.receipt, 'utf8'), '')::jsonb
        )
      )::text as row
    from archive_in as held
    where held.bucket = $1
      and held.account_id = $2
    """,
)

ERASE_ARCHIVE_IN = Command(
    """
    update archive_in
    set account_id = 0, state = 'refused', receipt = ''::bytea
    where bucket = $1
      and account_id = $2
    """
)

BROUGHT_NOTE_OF = Query(
    str,
    """
    select to_jsonb(held)::text as row
    from brought_note as held
    where held.bucket = $1
      and held.account_id = $2
    """,
)

ERASE_BROUGHT_NOTE = Command(
    """
    delete from brought_note
    where bucket = $1
      and account_id = $2
    """
)

BROUGHT_ROW_OF = Query(
    str,
    """
    select to_jsonb(held)::text as row
    from brought_row as held
    where held.bucket = $1
      and held.account_id = $2
    """,
)

ERASE_BROUGHT_ROW = Command(
    """
    delete from brought_row
    where bucket = $1
      and account_id = $2
    """
)

BROUGHT_PICTURE_OF = Query(
    str,
    """
    select to_jsonb(held)::text as row
    from brought_picture as held
    where held.bucket = $1
      and held.account_id = $2
    """,
)

ERASE_BROUGHT_PICTURE = Command(
    """
    delete from brought_picture
    where bucket = $1
      and account_id = $2
    """
)
