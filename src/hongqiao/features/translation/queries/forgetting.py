"""SQL by which the worker forgets what is due; it says which words went, so that their traces can go too."""

import msgspec

from hongqiao.kernel.sql import Query


class Gone(msgspec.Struct, frozen=True):
    """Words that were forgotten: what is known of their segments goes after them."""

    key: bytes
    words: str
    lang: str


SWEEP_UNUSED = Query(
    Gone,
    """
    with unused as materialized (
      select s.bucket, s.key
      from translation_source s
      where s.made_at > $1
        and s.made_at < $2
        and not exists (
          select 1
          from translation_use u
          where u.bucket = s.bucket
            and u.key = s.key
        )
      limit $3
    ), results as (
      delete from translation t
      using unused
      where t.bucket = unused.bucket
        and t.key = unused.key
    )
    delete from translation_source s
    using unused
    where s.bucket = unused.bucket
      and s.key = unused.key
    returning s.key, s.words, s.lang
    """,
    buckets="scatter",
    why="the worker clears what nothing uses in every bucket",
)

FORGET_LOANS = Query(
    Gone,
    """
    with over as (
      delete from translation_loan
      where ends_at < $1
      returning bucket, key
    ),
    gone as (
      delete from translation t
      using over
      where t.bucket = over.bucket
        and t.key = over.key
    )
    delete from translation_source s
    using over
    where s.bucket = over.bucket
      and s.key = over.key
    returning s.key, s.words, s.lang
    """,
    buckets="scatter",
    why="the worker forgets what is due in every bucket",
)
