"""SQL of remembered segments, each in the bucket of its own key, and of the texts in which they stand."""

from datetime import datetime

import msgspec

from hongqiao.kernel.sql import Command, Query


class SegmentRow(msgspec.Struct, frozen=True):
    """What stands for a segment, and who said it (0: an operator's file)."""

    key: bytes
    words: str
    person_id: int


class PatternRow(msgspec.Struct, frozen=True):
    """A remembered segment as an example for others of its pattern."""

    key: bytes
    written: str
    words: str
    person_id: int


class UnitRow(msgspec.Struct, frozen=True):
    """A remembered segment as it is handed on."""

    bucket: int
    key: bytes
    correction_id: int
    written: str
    words: str
    person_id: int
    made_at: datetime


REMEMBERED = Query(
    SegmentRow,
    """
    select distinct on (m.key) m.key, m.words, m.person_id
    from unnest($1::int[], $2::bytea[]) as asked (bucket, key)
    join segment_memory m on m.bucket = asked.bucket and m.key = asked.key
    where m.target = $3
    order by m.key, m.made_at desc, m.correction_id desc
    """,
    buckets="many",
)

KEEP_SEGMENT = Command(
    """
    insert into segment_memory
      (bucket, key, target, correction_id, source, written, words, person_id, made_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    on conflict (bucket, key, target, correction_id) do update
    set words = excluded.words
    """
)

DROP_SEGMENT = Command(
    """
    delete from segment_memory
    where bucket = $1
      and key = $2
      and target = $3
      and correction_id = $4
    """
)

ALIKE = Query(
    PatternRow,
    """
    select distinct on (p.key) p.key, p.written, p.words, p.person_id
    from unnest($1::int[], $2::bytea[]) as asked (bucket, key)
    join segment_pattern p on p.bucket = asked.bucket and p.key = asked.key
    where p.target = $3
    order by p.key, p.made_at desc, p.correction_id desc
    """,
    buckets="many",
)

KEEP_PATTERN = Command(
    """
    insert into segment_pattern
      (bucket, key, target, correction_id, source, written, words, person_id, made_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    on conflict (bucket, key, target, correction_id) do update
    set written = excluded.written, words = excluded.words
    """
)

DROP_PATTERN = Command(
    """
    delete from segment_pattern
    where bucket = $1
      and key = $2
      and target = $3
      and correction_id = $4
    """
)

NOTE_USES = Command(
    """
    insert into segment_use (bucket, key, text_key)
    select asked.bucket, asked.key, $3
    from unnest($1::int[], $2::bytea[]) as asked (bucket, key)
    on conflict (bucket, key, text_key) do nothing
    """,
    buckets="scatter",
    why="the worker notes all segments of a text, each in a bucket of its own",
)

FORGET_USES = Command(
    """
    delete from segment_use u
    using unnest($1::int[], $2::bytea[]) as asked (bucket, key)
    where u.bucket = asked.bucket
      and u.key = asked.key
      and u.text_key = $3
    """,
    buckets="scatter",
    why="the worker forgets all segments of a withdrawn text, each in a bucket of its own",
)

TEXTS_WITH = Query(
    bytes,
    """
    select text_key
    from segment_use
    where bucket = $1
      and key = $2
      and text_key > $3
    order by text_key
    limit $4
    """,
)

HAS_RESULT = Query(
    bytes,
    """
    select distinct t.key
    from unnest($1::int[], $2::bytea[]) as asked (bucket, key)
    join translation t on t.bucket = asked.bucket and t.key = asked.key
    where t.target = $3
      and t.origin = 'engine'
    limit 1000
    """,
    buckets="many",
)

CREDIT = Command(
    """
    update translation
    set people = $6
    where bucket = $1
      and key = $2
      and target = $3
      and origin = 'engine'
      and engine = $4
      and version = $5
    """
)

DROP_COMPOSED = Command(
    """
    delete from translation
    where bucket = $1
      and key = $2
      and target = $3
      and origin = 'engine'
      and people <> '{}'
    """
)

UNITS_AFTER = Query(
    UnitRow,
    """
    select bucket, key, correction_id, written, words, person_id, made_at
    from segment_memory
    where (bucket, key, correction_id) > ($1, $2, $3)
      and source = $4
      and target = $5
    order by bucket, key, correction_id
    limit $6
    """,
    buckets="scatter",
    why="an operator hands the whole memory on, from the command line",
)
