"""SQL of screening: holds beside their subjects, prints of words by band, cases that wait."""

from datetime import datetime

import msgspec

from hongqiao.kernel.sql import Command, Query


class HoldRow(msgspec.Struct, frozen=True):
    """Something that waits for a person."""

    subject: str
    subject_kind: str
    person_id: int
    findings: str
    evidence: str
    held_at: datetime


class PrintRow(msgspec.Struct, frozen=True):
    """The print of something posted of late."""

    subject: str
    person_id: int
    print_rows: list[int]


class WaitingRow(msgspec.Struct, frozen=True):
    """A case that software opened about somebody, still to be decided."""

    id: int
    subject: str
    subject_kind: str
    category: str
    reported_at: datetime


HOLD = Command(
    """
    insert into screening_hold (bucket, subject, subject_kind, person_id, findings, evidence, held_at)
    values ($1, $2, $3, $4, $5, $6, $7)
    on conflict (bucket, subject)
    do update set findings = excluded.findings, evidence = excluded.evidence, held_at = excluded.held_at
    """
)

HELD = Query(
    HoldRow,
    """
    select subject, subject_kind, person_id, findings, evidence, held_at
    from screening_hold
    where bucket = $1
      and subject = $2
    """,
)

IS_HELD = Query(
    int,
    """
    select 1
    from screening_hold
    where bucket = $1
      and subject = $2
    """,
)

LET_GO = Query(
    HoldRow,
    """
    delete from screening_hold
    where bucket = $1
      and subject = $2
    returning subject, subject_kind, person_id, findings, evidence, held_at
    """,
)

WAITING_OF = Query(
    WaitingRow,
    """
    select id, subject, subject_kind, category, reported_at
    from moderation_case
    where bucket = $1
      and person_id = $2
      and state = 0
      and exists (
        select
        from report
        where report.bucket = $1
          and report.case_id = moderation_case.id
          and report.form = 'machine'
      )
    order by id desc
    limit 100
    """,
)

CASE_OF = Query(
    int,
    """
    select id
    from moderation_case
    where bucket = $1
      and subject = $2
      and state = 0
    """,
)

FORMS = Query(
    str,
    """
    select distinct form
    from report
    where bucket = $1
      and case_id = $2
    limit 10
    """,
)

ADD_PRINT = Command(
    """
    insert into screening_print (bucket, band, subject, person_id, print_rows, made_at)
    values ($1, $2, $3, $4, $5, $6)
    on conflict (bucket, band, subject)
    do update set print_rows = excluded.print_rows, made_at = excluded.made_at
    """
)

PRINTS_LIKE = Query(
    PrintRow,
    """
    select distinct known.subject, known.person_id, known.print_rows
    from unnest($1::int[], $2::text[]) as wanted (bucket, band)
    join screening_print known on known.bucket = wanted.bucket
      and known.band = wanted.band
    where known.made_at > $3
      and known.subject <> $4
    limit 400
    """,
    buckets="many",
)

FORGET_PRINTS = Command(
    """
    delete from screening_print
    where made_at < $1
    """,
    buckets="scatter",
    why="the worker clears prints that are too old in every bucket",
)


class MatchRow(msgspec.Struct, frozen=True):
    """A picture on a list that is the same as one here."""

    list: str
    category: str
    distance: int


class ListRow(msgspec.Struct, frozen=True):
    """A list of known pictures."""

    name: str
    category: str
    pictures: int
    added_at: datetime


ADD_KNOWN = Command(
    """
    insert into known_picture (bucket, list, pdq, category, added_at)
    values ($1, $2, $3::text::bit(256), $4, $5)
    on conflict (bucket, list, pdq)
    do update set category = excluded.category
    """
)

DROP_LIST = Command(
    """
    delete from known_picture
    where bucket = $1
      and list = $2
    """
)

LISTS = Query(
    ListRow,
    """
    select list as name, min(category) as category, count(*)::int as pictures, max(added_at) as added_at
    from (
      select list, pdq, category, added_at
      from known_picture
      where bucket = $1
      union
      select $2, pdq, category, added_at
      from removed_picture
      where bucket = $1
    ) as listed
    group by list
    order by list
    limit 100
    """,
)

MATCH = Query(
    MatchRow,
    """
    select list, category, bit_count(pdq # $2::text::bit(256))::int as distance
    from (
      select list, pdq, category
      from known_picture
      where bucket = $1
      union all
      select $4, pdq, category
      from removed_picture
      where bucket = $1
    ) as listed
    where bit_count(pdq # $2::text::bit(256)) <= $3
    order by distance
    limit 1
    """,
)

SET_SIGHTING = Command(
    """
    insert into picture_sighting (bucket, key, version, score, parts, is_sensitive, seen_at)
    values ($1, $2, $3, $4, $5, $6, $7)
    on conflict (bucket, key)
    do update set version = excluded.version, score = excluded.score, parts = excluded.parts,
      is_sensitive = excluded.is_sensitive, seen_at = excluded.seen_at
    """
)

SENSITIVE = Query(
    str,
    """
    select seen.key
    from unnest($1::int[], $2::text[]) as wanted (bucket, key)
    join picture_sighting seen on seen.bucket = wanted.bucket
      and seen.key = wanted.key
    where seen.is_sensitive
    limit 1000
    """,
    buckets="many",
)

CHOICE = Query(
    str,
    """
    select choice
    from picture_choice
    where bucket = $1
      and account_id = $2
    """,
)

CHOOSE = Command(
    """
    insert into picture_choice (bucket, account_id, choice)
    values ($1, $2, $3)
    on conflict (bucket, account_id)
    do update set choice = excluded.choice
    """
)

SIGHTED = Query(
    str,
    """
    select key
    from picture_sighting
    where key > $1
    order by key
    limit $2
    """,
    buckets="scatter",
    why="the worker looks which pictures are gone in every bucket",
)

FORGET_SIGHTING = Command(
    """
    delete from picture_sighting
    where bucket = $1
      and key = $2
    """
)
