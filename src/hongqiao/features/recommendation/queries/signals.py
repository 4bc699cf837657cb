"""SQL of what readers did with notes, and of what follows for note and reader."""

import msgspec

from hongqiao.kernel.sql import Command, Query


class Done(msgspec.Struct, frozen=True):
    """Something that a reader did; `degree` grades an opening by how long it lasted, 0 to 3."""

    subject_id: int
    action: int
    degree: int


class Vector(msgspec.Struct, frozen=True):
    """Of a note or a reader; `steps` is how often a reader's was moved."""

    version: str
    vector: bytes
    steps: int


class NoteVector(msgspec.Struct, frozen=True):
    note_id: int
    version: str
    vector: bytes


class Audience(msgspec.Struct, frozen=True):
    """How one community of readers took a note; parts of people where not everyone counts whole."""

    note_id: int
    community: str
    seen: float
    positive: float
    negative: float
    opened: float = 0.0


RECORD = Query(
    int,
    """
    insert into feed_event (bucket, account_id, subject_id, action, degree, at)
    select $1, $2, told.subject_id, told.action, told.degree, $6
    from unnest($3::bigint[], $4::smallint[], $5::smallint[]) as told (subject_id, action, degree)
    on conflict (bucket, account_id, subject_id, action)
    do update set degree = greatest(feed_event.degree, excluded.degree), at = excluded.at
    returning subject_id
    """,
)

TAKE_BACK = Command(
    """
    delete from feed_event
    where bucket = $1
      and account_id = $2
      and subject_id = $3
      and action = $4
    """
)

DONE_WITH = Query(
    Done,
    """
    select subject_id, action, degree
    from feed_event
    where bucket = $1
      and account_id = $2
      and subject_id = $3
    limit 20
    """,
)

LATELY = Query(
    Done,
    """
    select subject_id, action, degree
    from feed_event
    where bucket = $1
      and account_id = $2
      and action = any($3::smallint[])
    order by at desc
    limit $4
    """,
)

# One row with all ids: two thousand rows cost a page a millisecond of the web process, this a quarter of it.
SEEN = Query(
    list,
    """
    select coalesce(array_agg(late.subject_id), '{}') as seen
    from (
      select subject_id
      from feed_event
      where bucket = $1
        and account_id = $2
        and action = $3
      order by at desc
      limit $4
    ) as late
    """,
)

TAKE_INTO_TASTE = Query(
    Done,
    """
    update feed_event
    set in_taste = true
    where bucket = $1
      and account_id = $2
      and subject_id = $3
      and action > 0
      and not in_taste
    returning subject_id, action, degree
    """,
)

TASTE = Query(
    Vector,
    """
    select version, vector, steps
    from reader_taste
    where bucket = $1
      and account_id = $2
    """,
)

LOCK_TASTE = Query(
    Vector,
    """
    select version, vector, steps
    from reader_taste
    where bucket = $1
      and account_id = $2
    for update
    """,
)

SET_TASTE = Command(
    """
    insert into reader_taste (bucket, account_id, version, vector, steps)
    values ($1, $2, $3, $4, $5)
    on conflict (bucket, account_id)
    do update set version = excluded.version, vector = excluded.vector, steps = excluded.steps
    """
)

VECTOR = Query(
    Vector,
    """
    select version, vector, 0 as steps
    from note_vector
    where bucket = $1
      and note_id = $2
    """,
)

SET_VECTOR = Command(
    """
    insert into note_vector (bucket, note_id, version, vector)
    values ($1, $2, $3, $4)
    on conflict (bucket, note_id)
    do update set version = excluded.version, vector = excluded.vector
    """
)

REMAKE_VECTOR = Command(
    """
    update note_vector
    set version = $3, vector = $4
    where bucket = $1
      and note_id = $2
      and version = $5
    """
)

FORGET_VECTOR = Command(
    """
    delete from note_vector
    where bucket = $1
      and note_id = $2
    """
)

VECTORS_AMONG = Query(
    NoteVector,
    """
    select vector.note_id, vector.version, vector.vector
    from unnest($1::int[], $2::bigint[]) as wanted (bucket, note_id)
    join note_vector as vector on vector.bucket = wanted.bucket
      and vector.note_id = wanted.note_id
    limit 10000
    """,
    buckets="many",
)

SET_STANCE = Command(
    """
    with before as (
      select stance, opened
      from note_reader
      where bucket = $1
        and note_id = $2
        and account_id = $3
    ), kept as (
      insert into note_reader (bucket, note_id, account_id, community, stance, at, opened)
      values ($1, $2, $3, $4, $5, $7, $8)
      on conflict (bucket, note_id, account_id)
      do update set stance = excluded.stance, opened = note_reader.opened or excluded.opened
      where note_reader.stance <> excluded.stance
        or excluded.opened and not note_reader.opened
      returning bucket, note_id, community, stance, opened
    )
    insert into note_audience (bucket, note_id, community, slot, seen, positive, negative, at, opened)
    select $1, kept.note_id, kept.community, $6, case when before.stance is null then 1 else 0 end,
      (kept.stance > 0)::int - coalesce((before.stance > 0)::int, 0),
      (kept.stance < 0)::int - coalesce((before.stance < 0)::int, 0), $7,
      kept.opened::int - coalesce(before.opened::int, 0)
    from kept
    left join before on true
    on conflict (bucket, note_id, community, slot)
    do update set seen = note_audience.seen + excluded.seen,
      positive = note_audience.positive + excluded.positive,
      negative = note_audience.negative + excluded.negative, at = excluded.at,
      opened = note_audience.opened + excluded.opened
    """
)

FORGET_AUDIENCE = Command(
    """
    delete from note_audience
    where bucket = $1
      and note_id = $2
    """
)

FORGET_NOTE_READERS = Command(
    """
    delete from note_reader
    where bucket = $1
      and note_id = $2
    """
)

FORGET_READER = Command(
    """
    delete from note_reader
    where account_id = $1
    """,
    buckets="scatter",
    why="somebody’s traces lie beside the notes; once when they say so, by the worker",
)

AUDIENCES = Query(
    Audience,
    """
    select audience.note_id, audience.community, sum(audience.seen)::float8 as seen,
      sum(audience.positive)::float8 as positive, sum(audience.negative)::float8 as negative,
      sum(audience.opened)::float8 as opened
    from unnest($1::int[], $2::bigint[]) as wanted (bucket, note_id)
    join note_audience as audience on audience.bucket = wanted.bucket
      and audience.note_id = wanted.note_id
    group by audience.note_id, audience.community
    limit 100000
    """,
    buckets="many",
)

FORGET_OWN_EVENTS = Command(
    """
    delete from feed_event
    where bucket = $1
      and account_id = $2
    """
)

FORGET_OWN_TASTE = Command(
    """
    delete from reader_taste
    where bucket = $1
      and account_id = $2
    """
)
