"""SQL of somebody’s own rows: a copy of them, and their end."""

from hongqiao.kernel.sql import Command, Query

SAVED_WORD_OF = Query(
    str,
    """
    select (to_jsonb(held))::text as row
    from saved_word as held
    where held.bucket = $1
      and held.account_id = $2
    """,
)

ERASE_SAVED_WORD = Command(
    """
    delete from saved_word
    where bucket = $1
      and account_id = $2
    """
)

CARD_EDITION_OF = Query(
    str,
    """
    select to_jsonb(held)::text as row
    from card_edition as held
    where held.bucket = $1
      and held.editor_id = $2
    """,
)

ERASE_CARD_EDITION = Command(
    """
    update card_edition
    set editor_id = 0, editor_handle = ''
    where bucket = $1
      and editor_id = $2
    """
)
