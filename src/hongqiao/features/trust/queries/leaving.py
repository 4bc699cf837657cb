"""SQL of decisions about somebody who is erased."""

import msgspec

from hongqiao.kernel.sql import Command, Query


class Closed(msgspec.Struct, frozen=True):
    """A case that is over, and the decisions about it that hold no more, with those that took them back."""

    id: int
    lifted: list[int]
    reversals: list[int]


class Kept(msgspec.Struct, frozen=True):
    """Evidence of a case."""

    case_id: int
    body: str


END_DECISIONS = Command(
    """
    update decision
    set lifted_at = $3
    where bucket = $1
      and person_id = $2
      and lifted_at is null
    """
)

CLEAR_OWN = Command(
    """
    delete from standing
    where bucket = $1
      and subject = $2
    """
)

STATEMENTS_ABOUT = Query(
    int,
    """
    select decision_id
    from statement_of_reasons
    where bucket = $1
      and person_id = $2
    """,
)

EVIDENCE_ABOUT = Query(
    Kept,
    """
    select held.case_id, held.body
    from case_evidence as held
    join moderation_case as about on about.bucket = $1
      and about.id = held.case_id
    where held.bucket = $1
      and about.person_id = $2
    """,
)

CLOSED_BEFORE = Query(
    Closed,
    """
    select held.id,
      array(
        select decision.id
        from decision
        where decision.bucket = held.bucket
          and decision.case_id = held.id
          and decision.lifted_at is not null
      ) as lifted,
      array(
        select appeal.reversal_id
        from appeal
        where appeal.bucket = held.bucket
          and appeal.case_id = held.id
          and appeal.reversal_id is not null
      ) as reversals
    from moderation_case as held
    where held.bucket = $1
      and held.state in (1, 3)
      and held.decided_at < $2
      and not exists (
        select
        from case_clock
        where case_clock.bucket = held.bucket
          and case_clock.case_id = held.id
          and case_clock.done_at is null
          and case_clock.due_at > $3
      )
    order by held.decided_at
    limit 50
    """,
)

EVIDENCE_OF = Query(
    Kept,
    """
    select case_id, body
    from case_evidence
    where bucket = $1
      and case_id = any($2::bigint[])
    """,
)

EMPTY_REPORTS = Command(
    """
    update report
    set reporter_id = null, words = '', name = '', email = '', key_hash = null
    where bucket = $1
      and case_id = any($2::bigint[])
    """
)

EMPTY_APPEALS = Command(
    """
    update appeal
    set by_id = 0, answered_by = null, words = '', answer = ''
    where bucket = $1
      and case_id = any($2::bigint[])
    """
)

END_STATEMENTS = Command(
    """
    delete from statement_of_reasons
    where bucket = $1
      and decision_id = any($2::bigint[])
    """
)

END_CASES = Command(
    """
    with evidence as (
      delete from case_evidence
      where bucket = $1
        and case_id = any($2::bigint[])
    ),
    lines as (
      delete from case_line
      where bucket = $1
        and case_id = any($2::bigint[])
    ),
    copies as (
      delete from case_copy
      where bucket = $1
        and case_id = any($2::bigint[])
    ),
    running as (
      delete from case_clock
      where bucket = $1
        and case_id = any($2::bigint[])
    ),
    decided as (
      delete from decision
      where bucket = $1
        and case_id = any($2::bigint[])
        and lifted_at is not null
    )
    delete from moderation_case
    where bucket = $1
      and id = any($2::bigint[])
    """
)
