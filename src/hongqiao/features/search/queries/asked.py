"""SQL of what was asked: how many asked it, and each person's own history."""

from datetime import datetime

import msgspec

from hongqiao.kernel.sql import Command, Query


class Past(msgspec.Struct, frozen=True):
    """A search of one's own."""

    shown: str
    asked_at: datetime


class Popular(msgspec.Struct, frozen=True):
    """A query and how many asked it of late."""

    words: str
    askers: int


ASK = Command(
    """
    insert into search_asked (bucket, words, asker, asked_at)
    values ($1, $2, $3, $4)
    on conflict (bucket, words, asker)
    do update set asked_at = excluded.asked_at
    """
)

ASKERS = Query(
    int,
    """
    select count(*)
    from (
      select 1
      from search_asked
      where bucket = $1
        and words = $2
        and asked_at > $3
      limit 1000
    ) as askers
    """,
)

ASKERS_OF = Query(
    Popular,
    """
    select asked.words, count(*) as askers
    from unnest($1::int[], $2::text[]) as wanted (bucket, words)
    join search_asked as asked on asked.bucket = wanted.bucket
      and asked.words = wanted.words
    where asked.asked_at > $3
    group by asked.words
    limit 500
    """,
    buckets="many",
)

FORGET_ASKED = Command(
    """
    delete from search_asked
    where asked_at < $1
    """,
    buckets="scatter",
    why="the worker forgets what is due in every bucket",
)

FORGET_HISTORY = Command(
    """
    delete from search_history
    where asked_at < $1
    """,
    buckets="scatter",
    why="the worker forgets what is due in every bucket",
)

REMEMBER = Command(
    """
    insert into search_history (bucket, account_id, words, shown, asked_at)
    select $1, $2, $3, $4, $5
    where not exists (
      select 1
      from search_choice
      where bucket = $1
        and account_id = $2
        and not keeps
    )
    on conflict (bucket, account_id, words)
    do update set shown = excluded.shown, asked_at = excluded.asked_at
    """
)

HISTORY = Query(
    Past,
    """
    select shown, asked_at
    from search_history
    where bucket = $1
      and account_id = $2
    order by asked_at desc
    limit $3
    """,
)

CLEAR = Command(
    """
    delete from search_history
    where bucket = $1
      and account_id = $2
    """
)

KEEPS = Query(
    bool,
    """
    select keeps
    from search_choice
    where bucket = $1
      and account_id = $2
    """,
)

CHOOSE = Command(
    """
    insert into search_choice (bucket, account_id, keeps)
    values ($1, $2, $3)
    on conflict (bucket, account_id)
    do update set keeps = excluded.keeps
    """
)
