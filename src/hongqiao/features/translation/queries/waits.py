"""SQL of readers who wait. A row lies in its reader's bucket; the worker finds rows by their key."""

import msgspec

from hongqiao.kernel.sql import Command, Query


class Waits(msgspec.Struct, frozen=True):
    """For how many translations a reader waits, and how many of them they tapped."""

    waiting: int
    tapped: int


WAITS = Query(
    Waits,
    """
    select count(*)::int as waiting, (count(*) filter (where is_tapped))::int as tapped
    from translation_wish
    where bucket = $1
      and reader = $2
      and waits_until > $3
      and not (key = any($4) and target = $5)
    """,
)

WAIT = Command(
    """
    insert into translation_wish (bucket, reader, key, target, is_tapped, waits_until)
    values ($1, $2, $3, $4, $5, $6)
    on conflict (bucket, reader, key, target) do update
    set is_tapped = translation_wish.is_tapped or excluded.is_tapped,
      waits_until = greatest(translation_wish.waits_until, excluded.waits_until)
    """
)

STAY = Command(
    """
    update translation_wish
    set waits_until = $5
    where bucket = $1
      and reader = $2
      and key = any($3)
      and target = $4
      and waits_until < $5
    """
)

IS_WAITED_FOR = Query(
    bool,
    """
    select exists (
      select 1
      from translation_wish
      where key = $1
        and target = $2
        and waits_until > $3
    )
    """,
    buckets="scatter",
    why="the worker asks before it translates whether any reader still waits",
)

END_WAITS = Command(
    """
    delete from translation_wish
    where key = $1
      and target = $2
    """,
    buckets="scatter",
    why="the worker ends the waiting of all readers of one translation",
)

FORGET_WAITS = Command(
    """
    delete from translation_wish
    where waits_until < $1
    """,
    buckets="scatter",
    why="the worker clears what is over in every bucket",
)
