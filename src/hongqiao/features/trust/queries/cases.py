"""SQL of cases, their evidence, reports and lines. All of it lies in the log’s bucket."""

from datetime import datetime

import msgspec

from hongqiao.features.trust.casework import Case, Progress
from hongqiao.kernel.sql import Command, Query


class ReportRow(msgspec.Struct, frozen=True):
    """A report as it was made."""

    id: int
    case_id: int
    reporter_id: int | None
    form: str
    category: str
    words: str
    lang: str
    name: str
    email: str
    key_hash: bytes | None
    made_at: datetime


class LineRow(msgspec.Struct, frozen=True):
    """Something that staff did or wrote in a case."""

    id: int
    by_handle: str
    kind: str
    words: str
    made_at: datetime


class KeptBody(msgspec.Struct, frozen=True):
    """The evidence of a case, as JSON."""

    case_id: int
    body: str


OPEN_CASE = Query(
    int,
    """
    insert into moderation_case (
      bucket, id, subject, subject_kind, person_id, parties, category, priority, reported_at
    )
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    on conflict (bucket, subject) where state = 0
    do update set subject = excluded.subject
    returning id
    """,
)

COUNT_REPORT = Command(
    """
    update moderation_case
    set reports = reports + 1, priority = greatest(priority, $3),
      category = case when $5 > priority then $4 else category end, is_flagged = is_flagged or $6
    where bucket = $1
      and id = $2
    """
)

CASE = Query(
    Case,
    """
    select id, subject, subject_kind, person_id, parties, category, priority, reports, state, claimed_by,
      decision_id, outcome, reported_at, decided_at, asked_by, is_flagged
    from moderation_case
    where bucket = $1
      and id = $2
    """,
)

LOCK_CASE = Query(
    Case,
    """
    select id, subject, subject_kind, person_id, parties, category, priority, reports, state, claimed_by,
      decision_id, outcome, reported_at, decided_at, asked_by, is_flagged
    from moderation_case
    where bucket = $1
      and id = $2
    for update
    """,
)

QUEUE = Query(
    Case,
    """
    select id, subject, subject_kind, person_id, parties, category, priority, reports, state, claimed_by,
      decision_id, outcome, reported_at, decided_at, asked_by, is_flagged
    from moderation_case
    where bucket = $1
      and state in (0, 2)
    order by priority desc, reported_at
    limit $2
    """,
)

CLAIM = Command(
    """
    update moderation_case
    set claimed_by = $3, claimed_at = $4
    where bucket = $1
      and id = $2
    """
)

SETTLE = Command(
    """
    update moderation_case
    set state = $3, outcome = $4, decision_id = $5, decided_at = $6, claimed_by = null, claimed_at = null,
      asked_by = null
    where bucket = $1
      and id = $2
    """
)

REOPEN = Command(
    """
    update moderation_case
    set state = 2, claimed_by = null, claimed_at = null
    where bucket = $1
      and id = $2
      and state in (1, 3)
      and exists (
        select
        from appeal
        where appeal.bucket = $1
          and appeal.case_id = $2
          and appeal.answered_at is null
      )
    """
)

KEEP_EVIDENCE = Command(
    """
    insert into case_evidence (bucket, case_id, version, body, made_at)
    values ($1, $2, $3, $4, $5)
    on conflict do nothing
    """
)

EVIDENCE = Query(
    str,
    """
    select body
    from case_evidence
    where bucket = $1
      and case_id = $2
    order by made_at
    limit 20
    """,
)

NEWEST_EVIDENCE = Query(
    KeptBody,
    """
    select distinct on (case_id) case_id, body
    from case_evidence
    where bucket = $1
      and case_id = any($2::bigint[])
    order by case_id, made_at desc
    limit 200
    """,
)

INSERT_REPORT = Command(
    """
    insert into report (
      bucket, id, case_id, reporter_id, form, category, words, lang, name, email, key_hash, made_at
    )
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
    on conflict do nothing
    """
)

INSERT_MACHINE_REPORT = Command(
    """
    insert into report (bucket, id, case_id, form, category, words, lang, name, email, made_at)
    select $1, $2, $3, 'machine', $4, $5, 'und', '', '', $6
    where not exists (
      select
      from report
      where report.bucket = $1
        and report.case_id = $3
        and report.form = 'machine'
        and report.words = $5
    )
    """
)

FIRST_NOTICE = Query(
    datetime,
    """
    select made_at
    from report
    where bucket = $1
      and case_id = $2
      and form <> 'machine'
    order by made_at
    limit 1
    """,
)

REPORT_OF = Query(
    int,
    """
    select id
    from report
    where bucket = $1
      and case_id = $2
      and reporter_id = $3
    """,
)

REPORT = Query(
    ReportRow,
    """
    select id, case_id, reporter_id, form, category, words, lang, name, email, key_hash, made_at
    from report
    where bucket = $1
      and id = $2
    """,
)

REPORTS = Query(
    ReportRow,
    """
    select id, case_id, reporter_id, form, category, words, lang, name, email, key_hash, made_at
    from report
    where bucket = $1
      and case_id = $2
    order by id
    limit 200
    """,
)

REPORTS_BY = Query(
    Progress,
    """
    select report.id, report.category, report.words, report.lang, report.made_at,
      moderation_case.subject_kind, moderation_case.state = 0 as is_open,
      moderation_case.state = 2 as is_contested, moderation_case.outcome, moderation_case.decided_at
    from report
    join moderation_case on moderation_case.bucket = report.bucket
      and moderation_case.id = report.case_id
    where report.bucket = $1
      and report.reporter_id = $2
    order by report.id desc
    limit $3
    """,
)

REPORTERS = Query(
    int,
    """
    select reporter_id
    from report
    where bucket = $1
      and case_id = $2
      and reporter_id is not null
    limit 10000
    """,
)

ADD_LINE = Command(
    """
    insert into case_line (bucket, case_id, id, by_id, by_handle, kind, words, made_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8)
    """
)

LINES = Query(
    LineRow,
    """
    select id, by_handle, kind, words, made_at
    from case_line
    where bucket = $1
      and case_id = $2
    order by made_at, id
    limit 500
    """,
)

KEEP_ALARM = Command(
    """
    insert into case_line (bucket, case_id, id, by_id, by_handle, kind, words, made_at)
    select $1, id, $3, 0, '', 'warned', $4, $5
    from moderation_case
    where bucket = $1
      and id = $2
    on conflict do nothing
    """
)
