"""SQL of somebody’s own rows: a copy of them, and their end."""

from hongqiao.kernel.sql import Command, Query

FEED_EVENT_OF = Query(
    str,
    """
    select (to_jsonb(held))::text as row
    from feed_event as held
    where held.bucket = $1
      and held.account_id = $2
    """,
)

ERASE_FEED_EVENT = Command(
    """
    delete from feed_event
    where bucket = $1
      and account_id = $2
    """
)

NOTE_READER_OF = Query(
    str,
    """
    select to_jsonb(held)::text as row
    from note_reader as held
    where held.account_id = $1
    """,
    buckets="scatter",
    why="made for one person’s copy, by the worker",
)

ERASE_NOTE_READER = Command(
    """
    delete from note_reader
    where account_id = $1
      or bucket = $2
      and note_id = any($3::bigint[])
    """,
    buckets="scatter",
    why="an erasure looks in every bucket; few a day, by the worker",
)

ERASE_NOTE_AUDIENCE = Command(
    """
    delete from note_audience
    where bucket = $1
      and note_id = any($2::bigint[])
    """
)

NOTE_VECTOR_OF = Query(
    str,
    """
    select to_jsonb(held)::text as row
    from note_vector as held
    where held.bucket = $1
      and held.note_id = any($2::bigint[])
    """,
)

ERASE_NOTE_VECTOR = Command(
    """
    delete from note_vector
    where bucket = $1
      and note_id = any($2::bigint[])
    """
)

READER_TASTE_OF = Query(
    str,
    """
    select (to_jsonb(held))::text as row
    from reader_taste as held
    where held.bucket = $1
      and held.account_id = $2
    """,
)

ERASE_READER_TASTE = Command(
    """
    delete from reader_taste
    where bucket = $1
      and account_id = $2
    """
)

READER_SEARCH_OF = Query(
    str,
    """
    select (to_jsonb(held))::text as row
    from reader_search as held
    where held.bucket = $1
      and held.account_id = $2
    """,
)

ERASE_READER_SEARCH = Command(
    """
    delete from reader_search
    where bucket = $1
      and account_id = $2
    """
)

FEED_CHOICE_OF = Query(
    str,
    """
    select (to_jsonb(held))::text as row
    from feed_choice as held
    where held.bucket = $1
      and held.account_id = $2
    """,
)

ERASE_FEED_CHOICE = Command(
    """
    delete from feed_choice
    where bucket = $1
      and account_id = $2
    """
)

FEED_WEIGHT_OF = Query(
    str,
    """
    select (to_jsonb(held))::text as row
    from feed_weight as held
    where held.bucket = $1
      and held.account_id = $2
    """,
)

ERASE_FEED_WEIGHT = Command(
    """
    delete from feed_weight
    where bucket = $1
      and account_id = $2
    """
)

FEED_SERVED_OF = Query(
    str,
    """
    select (to_jsonb(held))::text as row
    from feed_served as held
    where held.bucket = $1
      and held.account_id = $2
    """,
)

ERASE_FEED_SERVED = Command(
    """
    delete from feed_served
    where bucket = $1
      and account_id = $2
    """
)
