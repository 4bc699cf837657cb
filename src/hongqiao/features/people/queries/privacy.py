"""SQL of somebody’s own rows: a copy of them, and their end."""

from hongqiao.kernel.sql import Command, Query

FOLLOW_OUT_OF = Query(
    str,
    """
    select (to_jsonb(held))::text as row
    from follow_out as held
    where held.bucket = $1
      and held.account_id = $2
    """,
)

ERASE_FOLLOW_OUT = Command(
    """
    delete from follow_out
    where bucket = $1
      and account_id = $2
    """
)

FOLLOW_IN_OF = Query(
    str,
    """
    select (to_jsonb(held))::text as row
    from follow_in as held
    where held.bucket = $1
      and held.account_id = $2
    """,
)

ERASE_FOLLOW_IN = Command(
    """
    delete from follow_in
    where bucket = $1
      and account_id = $2
    """
)

COUNTED_NOTE_OF = Query(
    str,
    """
    select (to_jsonb(held))::text as row
    from counted_note as held
    where held.bucket = $1
      and held.account_id = $2
    """,
)

ERASE_COUNTED_NOTE = Command(
    """
    delete from counted_note
    where bucket = $1
      and account_id = $2
    """
)

PEOPLE_COUNT_OF = Query(
    str,
    """
    select (to_jsonb(held))::text as row
    from people_count as held
    where held.bucket = $1
      and held.account_id = $2
    """,
)

ERASE_PEOPLE_COUNT = Command(
    """
    delete from people_count
    where bucket = $1
      and account_id = $2
    """
)

PROFILE_OF = Query(
    str,
    """
    select (to_jsonb(held))::text as row
    from profile as held
    where held.bucket = $1
      and held.account_id = $2
    """,
)

ERASE_PROFILE = Command(
    """
    delete from profile
    where bucket = $1
      and account_id = $2
    """
)

BOUNDARY_OF = Query(
    str,
    """
    select to_jsonb(held)::text as row
    from boundary as held
    where held.bucket = $1
      and held.account_id = $2
      and held.kind <> 2
    """,
)

ERASE_BOUNDARY = Command(
    """
    delete from boundary
    where $1 in (account_id, other_id)
    """,
    buckets="scatter",
    why="an erasure looks in every bucket; few a day, by the worker",
)

FOLLOW_WISH_OF = Query(
    str,
    """
    select to_jsonb(held)::text as row
    from follow_wish as held
    where held.bucket = $1
      and held.account_id = $2
    """,
)

ERASE_FOLLOW_WISH = Command(
    """
    delete from follow_wish
    where $1 in (account_id, target_id)
    """,
    buckets="scatter",
    why="an erasure looks in every bucket; few a day, by the worker",
)

FOLLOW_REQUEST_OF = Query(
    str,
    """
    select to_jsonb(held)::text as row
    from follow_request as held
    where held.bucket = $1
      and held.account_id = $2
    """,
)

ERASE_FOLLOW_REQUEST = Command(
    """
    delete from follow_request
    where $1 in (account_id, asker_id)
    """,
    buckets="scatter",
    why="an erasure looks in every bucket; few a day, by the worker",
)

WORD_FILTER_OF = Query(
    str,
    """
    select to_jsonb(held)::text as row
    from word_filter as held
    where held.bucket = $1
      and held.account_id = $2
    """,
)

ERASE_WORD_FILTER = Command(
    """
    delete from word_filter
    where bucket = $1
      and account_id = $2
    """
)
