"""SQL of what staff have at hand: proposals, copies, kept words, flaggers. All in the log’s bucket."""

from datetime import datetime

import msgspec

from hongqiao.features.trust.casework import Case
from hongqiao.features.trust.queries.decisions import DecisionRow
from hongqiao.kernel.sql import Command, Query


class ProposalRow(msgspec.Struct, frozen=True):
    """What one moderator wants and another has to confirm."""

    by_id: int
    by_handle: str
    ruling: str
    made_at: datetime


class CopyRow(msgspec.Struct, frozen=True):
    """Another subject that shows the very picture of a case, and what was decided about it."""

    subject: str
    person_id: int
    key: str
    found_at: datetime
    decision_id: int | None


class ReasonRow(msgspec.Struct, frozen=True):
    """Words that a moderator kept for later cases."""

    id: int
    lang: str
    name: str
    category: str
    facts: str
    why: str


class CaseWords(msgspec.Struct, frozen=True):
    """An open case and the evidence kept for it."""

    id: int
    body: str


PROPOSE = Command(
    """
    insert into case_proposal (bucket, case_id, by_id, by_handle, ruling, made_at)
    values ($1, $2, $3, $4, $5, $6)
    on conflict (bucket, case_id)
    do update set by_id = excluded.by_id, by_handle = excluded.by_handle, ruling = excluded.ruling,
      made_at = excluded.made_at
    """
)

PROPOSAL = Query(
    ProposalRow,
    """
    select by_id, by_handle, ruling, made_at
    from case_proposal
    where bucket = $1
      and case_id = $2
    """,
)

DROP_PROPOSAL = Command(
    """
    delete from case_proposal
    where bucket = $1
      and case_id = $2
    """
)

PROPOSED = Query(
    int,
    """
    select case_id
    from case_proposal
    where bucket = $1
    limit 200
    """,
)

ASK_COLLEAGUE = Command(
    """
    update moderation_case
    set asked_by = $3, claimed_by = null, claimed_at = null
    where bucket = $1
      and id = $2
    """
)

KEEP_COPY = Command(
    """
    insert into case_copy (bucket, case_id, subject, person_id, key, found_at)
    values ($1, $2, $3, $4, $5, $6)
    on conflict do nothing
    """
)

COPIES = Query(
    CopyRow,
    """
    select subject, person_id, key, found_at, decision_id
    from case_copy
    where bucket = $1
      and case_id = $2
    order by found_at, subject
    limit 1000
    """,
)

ACT_ON_COPY = Command(
    """
    update case_copy
    set decision_id = $4
    where bucket = $1
      and case_id = $2
      and subject = $3
    """
)

LET_GO_OF_COPY = Command(
    """
    update case_copy
    set decision_id = null
    where bucket = $1
      and case_id = $2
      and decision_id = $3
    """
)

OPEN_OF_PERSON = Query(
    Case,
    """
    select id, subject, subject_kind, person_id, parties, category, priority, reports, state, claimed_by,
      decision_id, outcome, reported_at, decided_at, asked_by, is_flagged
    from moderation_case
    where bucket = $1
      and person_id = $2
      and state = 0
    order by reported_at
    limit 100
    """,
)

OPEN_WORDS = Query(
    CaseWords,
    """
    select moderation_case.id, evidence.body
    from moderation_case
    join lateral (
      select case_evidence.body
      from case_evidence
      where case_evidence.bucket = moderation_case.bucket
        and case_evidence.case_id = moderation_case.id
      order by case_evidence.made_at desc
      limit 1
    ) as evidence on true
    where moderation_case.bucket = $1
      and moderation_case.state = 0
    order by moderation_case.reported_at desc
    limit 300
    """,
)

DECIDED_ABOUT = Query(
    DecisionRow,
    """
    select id, case_id, subject, subject_kind, person_id, action, category, by_id, seen, made_at, ends_at,
      lifted_at, countries, batch
    from decision
    where bucket = $1
      and person_id = $2
    order by id desc
    limit 50
    """,
)

OF_BATCH = Query(
    DecisionRow,
    """
    select id, case_id, subject, subject_kind, person_id, action, category, by_id, seen, made_at, ends_at,
      lifted_at, countries, batch
    from decision
    where bucket = $1
      and batch = $2
    order by id
    limit 200
    """,
)

OPEN_AGAIN = Command(
    """
    update moderation_case
    set state = 0, outcome = '', decision_id = null, decided_at = null
    where bucket = $1
      and id = $2
      and not exists (
        select
        from moderation_case as other
        where other.bucket = $1
          and other.state = 0
          and other.subject = moderation_case.subject
          and other.id <> moderation_case.id
      )
    """
)

KEEP_REASON = Command(
    """
    insert into saved_reason (bucket, id, lang, name, category, facts, why, by_id, made_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    """
)

REASONS = Query(
    ReasonRow,
    """
    select id, lang, name, category, facts, why
    from saved_reason
    where bucket = $1
    order by lang, name, id
    limit 200
    """,
)

DROP_REASON = Command(
    """
    delete from saved_reason
    where bucket = $1
      and id = $2
    """
)

TRUST_FLAGGER = Command(
    """
    insert into trusted_flagger (bucket, account_id, name, since)
    values ($1, $2, $3, $4)
    on conflict (bucket, account_id)
    do update set name = excluded.name
    """
)

DISTRUST_FLAGGER = Command(
    """
    delete from trusted_flagger
    where bucket = $1
      and account_id = $2
    """
)

FLAGGER = Query(
    str,
    """
    select name
    from trusted_flagger
    where bucket = $1
      and account_id = $2
    """,
)

CALL_UNFOUNDED = Query(
    int,
    """
    update report
    set is_unfounded = true
    where bucket = $1
      and case_id = $2
    returning coalesce(reporter_id, 0)
    """,
)

UNFOUNDED = Query(
    int,
    """
    select count(*)
    from report
    where bucket = $1
      and reporter_id = $2
      and is_unfounded
      and made_at > $3
    """,
)
