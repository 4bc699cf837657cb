"""SQL of word filters."""

from datetime import datetime

import msgspec

from hongqiao.kernel.sql import Command, Query


class WordFilter(msgspec.Struct, frozen=True):
    """Words that somebody would rather not read, what is done with them, and until when (None: for good)."""

    id: int
    words: str
    way: int
    ends_at: datetime | None


ADD = Command(
    """
    insert into word_filter (bucket, account_id, id, words, way, ends_at, made_at)
    values ($1, $2, $3, $4, $5, $6, $7)
    """
)

DROP = Command(
    """
    delete from word_filter
    where bucket = $1
      and account_id = $2
      and id = $3
    """
)

MINE = Query(
    WordFilter,
    """
    select id, words, way, ends_at
    from word_filter
    where bucket = $1
      and account_id = $2
      and (ends_at is null or ends_at > $3)
    order by id desc
    limit 100
    """,
)
