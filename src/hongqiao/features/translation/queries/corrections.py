"""SQL of corrections and votes, which lie in the bucket of their place, and of a text's whole record."""

from datetime import datetime

import msgspec

from hongqiao.features.translation.agreement import Correction, Vote
from hongqiao.kernel.sql import Command, Query


class Standing(msgspec.Struct, frozen=True):
    """How a correction's votes stand, and how the viewer voted (None: not yet)."""

    correction_id: int
    yes: int
    no: int
    mine: bool | None


class Result(msgspec.Struct, frozen=True):
    """One stored result of a text, failures included."""

    target: str
    origin: str
    engine: str
    version: str
    words: str
    quality: str
    checks: list[str]
    reason: str
    people: list[int]
    made_at: datetime
    confidence: float | None
    meaning: float | None
    estimate: float | None


class Gone(msgspec.Struct, frozen=True):
    """What a forgotten correction may have left in other buckets; no words."""

    target: str
    id: int
    text_key: bytes
    source: str
    written: list[str]


INSERT = Command(
    """
    insert into correction (
      bucket, key, target, id, ref, text_key, source, shared, person_id, words, written, said, checks, state,
      made_at
    )
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'open', $14)
    on conflict (bucket, key, target, person_id) where state = 'open' do nothing
    """
)

AT_PLACE = Query(
    Correction,
    """
    select key, target, id, ref, text_key, source, shared, person_id, words, written, said, checks, state,
      settled_by, made_at, settled_at
    from correction
    where bucket = $1
      and key = $2
      and target = $3
    order by id desc
    limit 100
    """,
)

ONE = Query(
    Correction,
    """
    select key, target, id, ref, text_key, source, shared, person_id, words, written, said, checks, state,
      settled_by, made_at, settled_at
    from correction
    where bucket = $1
      and key = $2
      and target = $3
      and id = $4
    """,
)

LOCK = Query(
    Correction,
    """
    select key, target, id, ref, text_key, source, shared, person_id, words, written, said, checks, state,
      settled_by, made_at, settled_at
    from correction
    where bucket = $1
      and key = $2
      and target = $3
      and id = $4
    for update
    """,
)

SETTLE = Command(
    """
    update correction
    set state = $5, settled_by = $6, settled_at = $7
    where bucket = $1
      and key = $2
      and target = $3
      and id = $4
    """
)

CAST_VOTE = Command(
    """
    insert into correction_vote
      (bucket, key, target, correction_id, person_id, yes, first_lang, is_known, made_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    on conflict (bucket, key, target, correction_id, person_id) do update
    set yes = excluded.yes, first_lang = excluded.first_lang, is_known = excluded.is_known,
      made_at = excluded.made_at
    """
)

VOTES = Query(
    Vote,
    """
    select yes, first_lang, is_known
    from correction_vote
    where bucket = $1
      and key = $2
      and target = $3
      and correction_id = $4
    limit 10000
    """,
)

STANDINGS = Query(
    Standing,
    """
    select correction_id, count(*) filter (where yes) as yes, count(*) filter (where not yes) as no,
      bool_or(yes) filter (where person_id = $4) as mine
    from correction_vote
    where bucket = $1
      and key = $2
      and target = $3
    group by correction_id
    limit 1000
    """,
)

FORGET = Query(
    Gone,
    """
    delete from correction
    where bucket = $1
      and key = $2
    returning target, id, text_key, source, written
    """,
)

FORGET_VOTES = Command(
    """
    delete from correction_vote
    where bucket = $1
      and key = $2
    """
)

KEEP_PERSONS = Command(
    """
    insert into translation
      (bucket, key, target, origin, engine, version, source, words, quality, checks, reason, confidence,
       made_at, people)
    values ($1, $2, $3, 'person', '', $4, $5, $6, 'good', $7, '', null, $8, $9)
    on conflict (bucket, key, target, origin, engine, version) do update
    set words = excluded.words, checks = excluded.checks, people = excluded.people,
      made_at = excluded.made_at
    """
)

DROP_PERSONS = Command(
    """
    delete from translation
    where bucket = $1
      and key = $2
      and target = $3
      and origin = 'person'
      and version = $4
    """
)

DROP_ENGINES = Command(
    """
    delete from translation
    where bucket = $1
      and key = $2
      and target = $3
      and origin = 'engine'
    """
)

DROP_OWN = Command(
    """
    delete from translation
    where bucket = $1
      and key = $2
      and target = $3
      and origin = 'author'
    """
)

RESULTS = Query(
    Result,
    """
    select t.target, t.origin, t.engine, t.version, t.words, t.quality, t.checks, t.reason, t.people,
      t.made_at, t.confidence, t.meaning, t.estimate
    from unnest($1::int[], $2::bytea[]) as asked (bucket, key)
    join translation t on t.bucket = asked.bucket and t.key = asked.key
    order by array_position(array['author', 'person', 'engine'], t.origin), t.made_at desc
    limit 200
    """,
    buckets="many",
)
