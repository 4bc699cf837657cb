"""SQL of somebody’s own rows: a copy of them, and their end."""

from hongqiao.kernel.sql import Command, Query

ERASE_TRANSLATION = Command(
    """
    update translation
    set people = array_remove(people, $1)
    where people @> array[$1::bigint]
    """,
    buckets="scatter",
    why="an erasure looks in every bucket; few a day, by the worker",
)

CORRECTION_OF = Query(
    str,
    """
    select to_jsonb(held)::text as row
    from correction as held
    where held.person_id = $1
    """,
    buckets="scatter",
    why="made for one person’s copy, by the worker",
)

ERASE_CORRECTION = Command(
    """
    delete from correction
    where person_id = $1
    """,
    buckets="scatter",
    why="an erasure looks in every bucket; few a day, by the worker",
)

CORRECTION_VOTE_OF = Query(
    str,
    """
    select to_jsonb(held)::text as row
    from correction_vote as held
    where held.person_id = $1
    """,
    buckets="scatter",
    why="made for one person’s copy, by the worker",
)

ERASE_CORRECTION_VOTE = Command(
    """
    delete from correction_vote
    where person_id = $1
    """,
    buckets="scatter",
    why="an erasure looks in every bucket; few a day, by the worker",
)

MY_CORRECTION_OF = Query(
    str,
    """
    select (to_jsonb(held))::text as row
    from my_correction as held
    where held.bucket = $1
      and held.account_id = $2
    """,
)

ERASE_MY_CORRECTION = Command(
    """
    delete from my_correction
    where bucket = $1
      and account_id = $2
    """
)

ERASE_SEGMENT_MEMORY = Command(
    """
    delete from segment_memory
    where person_id = $1
    """,
    buckets="scatter",
    why="an erasure looks in every bucket; few a day, by the worker",
)

ERASE_SEGMENT_PATTERN = Command(
    """
    delete from segment_pattern
    where person_id = $1
    """,
    buckets="scatter",
    why="an erasure looks in every bucket; few a day, by the worker",
)
