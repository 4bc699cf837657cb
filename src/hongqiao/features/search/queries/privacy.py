"""SQL of somebody’s own rows: a copy of them, and their end."""

from hongqiao.kernel.sql import Command, Query

SEARCH_HISTORY_OF = Query(
    str,
    """
    select (to_jsonb(held))::text as row
    from search_history as held
    where held.bucket = $1
      and held.account_id = $2
    """,
)

ERASE_SEARCH_HISTORY = Command(
    """
    delete from search_history
    where bucket = $1
      and account_id = $2
    """
)

SEARCH_CHOICE_OF = Query(
    str,
    """
    select (to_jsonb(held))::text as row
    from search_choice as held
    where held.bucket = $1
      and held.account_id = $2
    """,
)

ERASE_SEARCH_CHOICE = Command(
    """
    delete from search_choice
    where bucket = $1
      and account_id = $2
    """
)

SEARCH_NAME_OF = Query(
    str,
    """
    select to_jsonb(held)::text as row
    from search_name as held
    where held.bucket = $1
      and held.kind = 'person'
      and held.key = $2::bigint::text
    """,
)

ERASE_SEARCH_NAME = Command(
    """
    delete from search_name
    where bucket = $1
      and kind = 'person'
      and key = $2::bigint::text
    """
)

ERASE_SEARCH_FORM = Command(
    """
    delete from search_form
    where bucket = $1
      and kind = 'person'
      and key = $2::bigint::text
    """
)

ERASE_SEARCH_NOTE = Command(
    """
    delete from search_note
    where bucket = $1
      and id = any($2::bigint[])
    """
)

ERASE_SEARCH_WANTING = Command(
    """
    delete from search_wanting
    where bucket = $1
      and id = any($2::bigint[])
    """
)
