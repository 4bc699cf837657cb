"""SQL of decisions and appeals, which lie in the log’s bucket, and of standings, beside their subject."""

from datetime import datetime

import msgspec

from hongqiao.features.trust.records import Action, SubjectKind
from hongqiao.kernel.sql import Command, Query


class DecisionRow(msgspec.Struct, frozen=True):
    """What was decided, by whom, and whether it still holds."""

    id: int
    case_id: int
    subject: str
    subject_kind: SubjectKind
    person_id: int
    action: Action
    category: str
    by_id: int
    seen: str
    made_at: datetime
    ends_at: datetime | None
    lifted_at: datetime | None
    countries: list[str] = []
    batch: int | None = None

    @property
    def was_taken_back(self) -> bool:
        """Lifted before its time; one that came to its end was a breach all the same."""
        return self.lifted_at is not None and (self.ends_at is None or self.lifted_at < self.ends_at)


class AppealRow(msgspec.Struct, frozen=True):
    """What somebody said against a decision, and the answer."""

    id: int
    decision_id: int
    case_id: int
    by_id: int
    words: str
    lang: str
    made_at: datetime
    answered_by: int | None
    answered_at: datetime | None
    outcome: str
    answer: str
    answer_lang: str
    reversal_id: int | None


class Standing(msgspec.Struct, frozen=True):
    """What holds of a subject."""

    action: Action
    category: str
    decision_id: int
    ends_at: datetime | None
    countries: list[str] = []


class StandingOf(msgspec.Struct, frozen=True):
    """What holds of one of several subjects."""

    subject: str
    action: Action
    ends_at: datetime | None
    countries: list[str]


INSERT_DECISION = Command(
    """
    insert into decision (
      bucket, id, case_id, subject, subject_kind, person_id, action, category, by_id, seen, made_at, ends_at,
      countries, batch
    )
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
    """
)

DECISION = Query(
    DecisionRow,
    """
    select id, case_id, subject, subject_kind, person_id, action, category, by_id, seen, made_at, ends_at,
      lifted_at, countries, batch
    from decision
    where bucket = $1
      and id = $2
    """,
)

IN_FORCE = Query(
    Standing,
    """
    select action, category, id as decision_id, ends_at, countries
    from decision
    where bucket = $1
      and subject = $2
      and lifted_at is null
    order by id
    limit 100
    """,
)

HOLDING_OF = Query(
    int,
    """
    select id
    from decision
    where bucket = $1
      and person_id = $2
      and action = any($3::text[])
      and lifted_at is null
    order by id desc
    limit 1
    """,
)

UPHELD_AGAINST = Query(
    int,
    """
    select count(*)::int
    from decision
    where bucket = $1
      and person_id = $2
      and lifted_at is null
      and made_at > $3
    """,
)

LIFT = Query(
    DecisionRow,
    """
    update decision
    set lifted_at = $3
    where bucket = $1
      and id = $2
      and lifted_at is null
    returning id, case_id, subject, subject_kind, person_id, action, category, by_id, seen, made_at, ends_at,
      lifted_at, countries, batch
    """,
)

ENDED = Query(
    int,
    """
    select id
    from decision
    where bucket = $1
      and ends_at <= $2
      and lifted_at is null
    order by ends_at
    limit 200
    """,
)

INSERT_APPEAL = Command(
    """
    insert into appeal (bucket, id, decision_id, case_id, by_id, words, lang, made_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8)
    on conflict (bucket, decision_id) do nothing
    """
)

APPEAL = Query(
    AppealRow,
    """
    select id, decision_id, case_id, by_id, words, lang, made_at, answered_by, answered_at, outcome, answer,
      answer_lang, reversal_id
    from appeal
    where bucket = $1
      and decision_id = $2
    """,
)

CONTESTED = Query(
    DecisionRow,
    """
    select decision.id, decision.case_id, decision.subject, decision.subject_kind, decision.person_id,
      decision.action, decision.category, decision.by_id, decision.seen, decision.made_at, decision.ends_at,
      decision.lifted_at, decision.countries, decision.batch
    from appeal
    join decision on decision.bucket = appeal.bucket
      and decision.id = appeal.decision_id
    where appeal.bucket = $1
      and appeal.case_id = $2
      and appeal.answered_at is null
    order by appeal.id
    limit 1
    """,
)

ANSWER = Command(
    """
    update appeal
    set answered_by = $3, answered_at = $4, outcome = $5, answer = $6, answer_lang = $7, reversal_id = $8
    where bucket = $1
      and decision_id = $2
      and answered_at is null
    """
)

SET_STANDING = Command(
    """
    insert into standing (bucket, subject, action, category, decision_id, ends_at, countries)
    values ($1, $2, $3, $4, $5, $6, $7)
    on conflict (bucket, subject, action)
    do update set category = excluded.category, decision_id = excluded.decision_id,
      ends_at = excluded.ends_at, countries = excluded.countries
    """
)

CLEAR_STANDINGS = Command(
    """
    delete from standing
    where bucket = $1
      and subject = $2
      and action <> all($3::text[])
    """
)

STANDINGS = Query(
    Standing,
    """
    select action, category, decision_id, ends_at, countries
    from standing
    where bucket = $1
      and subject = $2
    limit 20
    """,
)

STANDINGS_AMONG = Query(
    StandingOf,
    """
    select standing.subject, standing.action, standing.ends_at, standing.countries
    from unnest($1::int[], $2::text[]) as wanted (bucket, subject)
    join standing on standing.bucket = wanted.bucket
      and standing.subject = wanted.subject
    limit 10000
    """,
    buckets="many",
)
