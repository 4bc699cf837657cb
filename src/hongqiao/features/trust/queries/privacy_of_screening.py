"""SQL of somebody’s own rows: a copy of them, and their end."""

from hongqiao.kernel.sql import Command, Query

SCREENING_HOLD_OF = Query(
    str,
    """
    select (to_jsonb(held) - 'findings' - 'evidence')::text as row
    from screening_hold as held
    where held.person_id = $1
    """,
    buckets="scatter",
    why="made for one person’s copy, by the worker",
)

ERASE_SCREENING_HOLD = Command(
    """
    delete from screening_hold
    where person_id = $1
    """,
    buckets="scatter",
    why="an erasure looks in every bucket; few a day, by the worker",
)

ERASE_SCREENING_PRINT = Command(
    """
    delete from screening_print
    where person_id = $1
    """,
    buckets="scatter",
    why="an erasure looks in every bucket; few a day, by the worker",
)

PICTURE_CHOICE_OF = Query(
    str,
    """
    select to_jsonb(held)::text as row
    from picture_choice as held
    where held.bucket = $1
      and held.account_id = $2
    """,
)

ERASE_PICTURE_CHOICE = Command(
    """
    delete from picture_choice
    where bucket = $1
      and account_id = $2
    """
)
