"""SQL of somebody’s own rows: a copy of them, and their end."""

from hongqiao.kernel.sql import Command, Query

COMMENTS = Query(
    int,
    """
    select comment_id
    from my_comment
    where bucket = $1
      and account_id = $2
    order by comment_id
    """,
)

ERASE_COMMENT_PIN = Command(
    """
    delete from comment_pin
    where bucket = $1
      and note_id = any($2::bigint[])
    """
)

COMMENT_STAT_OF = Query(
    str,
    """
    select to_jsonb(held)::text as row
    from unnest($1::int[], $2::bigint[]) as own (bucket, id)
    join comment_stat as held on held.bucket = own.bucket
      and held.comment_id = own.id
    """,
    buckets="many",
)

COMMENT_OF = Query(
    str,
    """
    select to_jsonb(held)::text as row
    from unnest($1::int[], $2::bigint[]) as own (bucket, id)
    join comment as held on held.bucket = own.bucket
      and held.id = own.id
    """,
    buckets="many",
)

ERASE_COMMENT = Command(
    """
    delete from comment
    where bucket = $1
      and note_id = any($2::bigint[])
    """
)

MY_COMMENT_OF = Query(
    str,
    """
    select (to_jsonb(held))::text as row
    from my_comment as held
    where held.bucket = $1
      and held.account_id = $2
    """,
)

ERASE_MY_COMMENT = Command(
    """
    delete from my_comment
    where bucket = $1
      and account_id = $2
    """
)

HELD_WORD_OF = Query(
    str,
    """
    select to_jsonb(held)::text as row
    from held_word as held
    where held.bucket = $1
      and held.account_id = $2
    """,
)

ERASE_HELD_WORD = Command(
    """
    delete from held_word
    where bucket = $1
      and account_id = $2
    """
)
