"""SQL of translations. A row of `translation` with a reason is a failure: kept, never shown."""

from datetime import datetime

import msgspec

from hongqiao.kernel.sql import Command, Query


class Row(msgspec.Struct, frozen=True):
    """A result that may be shown, with the key that it was asked under."""

    key: bytes
    words: str
    source: str
    target: str
    origin: str
    engine: str
    version: str
    quality: str
    checks: list[str]
    made_at: datetime
    people: list[int]


class Source(msgspec.Struct, frozen=True):
    """Words that wait for a translation."""

    lang: str
    words: str
    shared: bool


BEST = Query(
    Row,
    """
    select distinct on (t.key)
      t.key, t.words, t.source, t.target, t.origin, t.engine, t.version, t.quality, t.checks, t.made_at,
      t.people
    from unnest($1::int[], $2::bytea[]) as asked (bucket, key)
    join translation t on t.bucket = asked.bucket and t.key = asked.key
    where t.target = $3
      and t.reason = ''
    order by t.key, array_position(array['author', 'person', 'engine'], t.origin), t.made_at desc
    """,
    buckets="many",
)

FAILED = Query(
    bytes,
    """
    select t.key
    from unnest($1::int[], $2::bytea[]) as asked (bucket, key)
    join translation t on t.bucket = asked.bucket and t.key = asked.key
    where t.target = $3
      and t.reason <> ''
      and t.made_at > case t.reason when 'cut' then $5::timestamptz else $4::timestamptz end
    limit 1000
    """,
    buckets="many",
)

KNOWN = Query(
    bytes,
    """
    select distinct t.key
    from unnest($1::int[], $2::bytea[]) as asked (bucket, key)
    join translation t on t.bucket = asked.bucket and t.key = asked.key
    where t.target = $3
      and (
        t.reason = ''
        or t.made_at > case t.reason when 'cut' then $5::timestamptz else $4::timestamptz end
      )
    limit 1000
    """,
    buckets="many",
)

SOURCE = Query(
    Source,
    """
    select lang, words, shared
    from translation_source
    where bucket = $1
      and key = $2
    """,
)

INSERT_SOURCE = Command(
    """
    insert into translation_source (bucket, key, lang, words, shared, made_at)
    values ($1, $2, $3, $4, $5, $6)
    on conflict (bucket, key) do nothing
    """
)

INSERT_USE = Command(
    """
    insert into translation_use (bucket, key, subject, ref)
    values ($1, $2, $3, $4)
    on conflict (bucket, key, subject, ref) do nothing
    """
)

USED_BY = Query(
    str,
    """
    select ref
    from translation_use
    where bucket = $1
      and key = $2
    limit 100
    """,
)

KEEP = Command(
    """
    insert into translation
      (bucket, key, target, origin, engine, version, source, words, quality, checks, reason, confidence,
       made_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
    on conflict (bucket, key, target, origin, engine, version) do update
    set source = excluded.source, words = excluded.words, quality = excluded.quality,
      checks = excluded.checks, reason = excluded.reason, confidence = excluded.confidence,
      meaning = null, estimate = null, made_at = excluded.made_at
    """
)

KEEP_IF_WANTED = Command(
    """
    insert into translation
      (bucket, key, target, origin, engine, version, source, words, quality, checks, reason, confidence,
       meaning, estimate, made_at)
    select s.bucket, s.key, $3, 'engine', $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14
    from translation_source s
    where s.bucket = $1
      and s.key = $2
    for share
    on conflict (bucket, key, target, origin, engine, version) do update
    set source = excluded.source, words = excluded.words, quality = excluded.quality,
      checks = excluded.checks, reason = excluded.reason, confidence = excluded.confidence,
      meaning = excluded.meaning, estimate = excluded.estimate, made_at = excluded.made_at
    where excluded.reason in ('', 'screened')
      or translation.reason <> ''
    """
)
"""Whoever withdraws the words waits. A failure replaces good words only where they may not be shown."""

DELETE_USE = Command(
    """
    delete from translation_use
    where bucket = $1
      and key = $2
      and subject = $3
      and ref = $4
    """
)

DELETE_UNUSED_SOURCE = Command(
    """
    delete from translation_source s
    where s.bucket = $1
      and s.key = $2
      and not exists (
        select 1
        from translation_use u
        where u.bucket = $1
          and u.key = $2
      )
    """
)

DELETE_UNUSED = Command(
    """
    delete from translation t
    where t.bucket = $1
      and t.key = $2
      and not exists (
        select 1
        from translation_use u
        where u.bucket = $1
          and u.key = $2
      )
    """
)


class Written(msgspec.Struct, frozen=True):
    """How many of the newest texts are in a language."""

    lang: str
    texts: int


NEWEST_LANGUAGES = Query(
    Written,
    """
    select newest.lang, count(*)::int as texts
    from (
      select lang
      from translation_source
      order by made_at desc
      limit 500
    ) newest
    group by newest.lang
    order by texts desc, newest.lang
    limit 8
    """,
    buckets="scatter",
    why="the worker looks what languages are written of late, whosever they are",
)


class Spent(msgspec.Struct, frozen=True):
    """Tokens that an engine took in a day."""

    engine: str
    tokens: int


SPENT = Query(
    Spent,
    """
    select s.engine, s.tokens
    from unnest($1::int[], $2::text[]) as asked (bucket, engine)
    join engine_spending s on s.bucket = asked.bucket and s.engine = asked.engine
    where s.day = $3
    """,
    buckets="many",
)

SPEND = Command(
    """
    insert into engine_spending (bucket, engine, day, tokens)
    values ($1, $2, $3, $4)
    on conflict (bucket, engine, day) do update
    set tokens = engine_spending.tokens + excluded.tokens
    """
)

LEND = Command(
    """
    insert into translation_loan (bucket, key, ends_at)
    values ($1, $2, $3)
    on conflict (bucket, key) do update
    set ends_at = excluded.ends_at
    """
)
