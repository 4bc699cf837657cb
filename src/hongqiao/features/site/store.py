"""SQL of the site."""

import msgspec

from hongqiao.kernel.sql import Command, Query

COUNT_TRY = Query(
    int,
    """
    insert into attempt (bucket, key, in_window, tries, ends_at)
    values ($1, $2, $3, 1, $4)
    on conflict (bucket, key, in_window)
    do update set tries = attempt.tries + 1
    returning tries
    """,
)

FORGET_TRIES = Command(
    """
    delete from attempt
    where ends_at < $1
    """,
    buckets="scatter",
    why="the worker clears what is over in every bucket",
)


class KeyHolder(msgspec.Struct, frozen=True):
    """Whose key of the API this is, and how many requests a minute it is good for."""

    name: str
    a_minute: int


KEEP_KEY = Command(
    """
    insert into api_key (bucket, name, hash, a_minute, made_at)
    values ($1, $2, $3, $4, $5)
    on conflict (bucket, name) do update
    set hash = excluded.hash, a_minute = excluded.a_minute, made_at = excluded.made_at
    """
)

DELETE_KEY = Command(
    """
    delete from api_key
    where bucket = $1
      and name = $2
    """
)

KEY_HOLDER = Query(
    KeyHolder,
    """
    select name, a_minute
    from api_key
    where bucket = $1
      and hash = $2
    """,
)

HAS_KEYS = Query(
    bool,
    """
    select exists (
      select 1
      from api_key
      where bucket = $1
    )
    """,
)
