"""SQL of the site."""

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
