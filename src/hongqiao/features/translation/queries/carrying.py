"""SQL of an author's own versions that go with their words from one key to another."""

import msgspec

from hongqiao.kernel.sql import Command, Query


class Version(msgspec.Struct, frozen=True):
    """An author's own words in one language."""

    target: str
    source: str
    words: str


VERSIONS = Query(
    Version,
    """
    select target, source, words
    from translation
    where bucket = $1
      and key = $2
      and origin = 'author'
    limit 100
    """,
)

CARRY = Command(
    """
    insert into translation
      (bucket, key, target, origin, engine, version, source, words, quality, checks, reason, confidence,
       made_at)
    values ($1, $2, $3, 'author', '', '', $4, $5, 'good', '{}', '', null, $6)
    on conflict (bucket, key, target, origin, engine, version) do nothing
    """
)
