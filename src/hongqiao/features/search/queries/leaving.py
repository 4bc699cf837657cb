"""SQL of what somebody asked, to forget it."""

from hongqiao.kernel.sql import Command, Query

ASKED_BY = Query(
    str,
    """
    select words
    from search_history
    where bucket = $1
      and account_id = $2
    """,
)

FORGET_ASKER = Command(
    """
    delete from search_asked
    where bucket = $1
      and words = $2
      and asker = any($3::bytea[])
    """
)
