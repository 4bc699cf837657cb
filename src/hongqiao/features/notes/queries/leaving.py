"""SQL of notes whose author leaves: all out of sight together, and back."""

from hongqiao.kernel.sql import Command, Query

STEP_OUT = Query(
    int,
    """
    update note
    set state = 3
    where bucket = $1
      and author_id = $2
      and state = 0
    returning id
    """,
)

AWAY_BY = Query(
    int,
    """
    select id
    from note
    where bucket = $1
      and author_id = $2
      and state = 3
    order by id
    limit 500
    """,
)

STEP_IN = Query(
    int,
    """
    update note
    set state = $3
    where bucket = $1
      and id = $2
      and state = 3
    returning id
    """,
)

OPEN_UP = Query(
    int,
    """
    update note
    set state = 0
    where bucket = $1
      and author_id = $2
      and state in (2, 3)
    returning id
    """,
)

STILL_THERE = Query(
    int,
    """
    select id
    from note
    where bucket = $1
      and author_id = $2
      and state <> 1
    order by id
    limit 200
    """,
)

DISCARD_DRAFTS = Command(
    """
    delete from draft
    where bucket = $1
      and account_id = $2
    """
)
