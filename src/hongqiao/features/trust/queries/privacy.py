"""SQL of somebody’s own rows: a copy of them, and their end."""

from hongqiao.kernel.sql import Command, Query

STANDING_OF = Query(
    str,
    """
    select to_jsonb(held)::text as row
    from standing as held
    where held.bucket = $1
      and held.subject = any($2::text[])
    """,
)

ERASE_STANDING = Command(
    """
    delete from standing
    where bucket = $1
      and subject = any($2::text[])
    """
)

STATEMENT_OF_REASONS_OF = Query(
    str,
    """
    select (to_jsonb(held) - 'salt')::text as row
    from statement_of_reasons as held
    where held.bucket = $1
      and held.person_id = $2
    """,
)

ERASE_STATEMENT_OF_REASONS = Command(
    """
    delete from statement_of_reasons
    where bucket = $1
      and person_id = $2
    """
)

UNLINK_STATEMENT_OF_REASONS = Command(
    """
    update statement_of_reasons
    set salt = null
    where bucket = $1
      and person_id = $2
      and salt is not null
    """
)

DECISION_OF = Query(
    str,
    """
    select (to_jsonb(held) - 'by_id')::text as row
    from decision as held
    where held.bucket = $1
      and held.person_id = $2
    """,
)

ERASE_DECISION = Command(
    """
    update decision
    set person_id = case when person_id = $2 then 0 else person_id end,
      by_id = case when by_id = $2 then 0 else by_id end
    where bucket = $1
      and $2 in (person_id, by_id)
    """
)

APPEAL_OF = Query(
    str,
    """
    select (to_jsonb(held) - 'answered_by')::text as row
    from appeal as held
    where held.bucket = $1
      and held.by_id = $2
    """,
)

ERASE_APPEAL = Command(
    """
    with ended as (
      delete from appeal
      where bucket = $1
        and by_id = $2
      returning case_id
    ),
    answered as (
      update appeal
      set answered_by = null
      where bucket = $1
        and answered_by = $2
        and by_id <> $2
    )
    update moderation_case
    set state = 3
    from ended
    where moderation_case.bucket = $1
      and moderation_case.id = ended.case_id
      and moderation_case.state = 2
      and not exists (
        select
        from appeal as other
        where other.bucket = $1
          and other.case_id = ended.case_id
          and other.by_id <> $2
          and other.answered_at is null
      )
    """
)

REPORT_OF = Query(
    str,
    """
    select (to_jsonb(held) - 'key_hash')::text as row
    from report as held
    where held.bucket = $1
      and held.reporter_id = $2
    """,
)

ERASE_REPORT = Command(
    """
    delete from report
    where bucket = $1
      and reporter_id = $2
    """
)

CASE_EVIDENCE_OF = Query(
    str,
    """
    select to_jsonb(held)::text as row
    from case_evidence as held
    join moderation_case as about on about.bucket = $1
      and about.id = held.case_id
    where held.bucket = $1
      and about.person_id = $2
      and about.state <> 0
    """,
)

ERASE_CASE_EVIDENCE = Command(
    """
    delete from case_evidence
    using moderation_case as about
    where case_evidence.bucket = $1
      and about.bucket = $1
      and about.id = case_evidence.case_id
      and about.person_id = $2
    """
)

CASE_LINE_OF = Query(
    str,
    """
    select (to_jsonb(held) - 'words')::text as row
    from case_line as held
    where held.bucket = $1
      and held.by_id = $2
    """,
)

ERASE_CASE_LINE = Command(
    """
    update case_line
    set by_id = 0, by_handle = ''
    where bucket = $1
      and by_id = $2
    """
)

MODERATION_CASE_OF = Query(
    str,
    """
    select (to_jsonb(held) - 'claimed_by' - 'asked_by' - 'parties')::text as row
    from moderation_case as held
    where held.bucket = $1
      and held.person_id = $2
      and held.state <> 0
    """,
)

ERASE_MODERATION_CASE = Command(
    """
    update moderation_case
    set person_id = case when person_id = $2 then 0 else person_id end,
      claimed_by = nullif(claimed_by, $2),
      asked_by = nullif(asked_by, $2),
      parties = array_remove(parties, $2)
    where bucket = $1
      and ($2 in (person_id, claimed_by, asked_by) or parties @> array[$2::bigint])
    """
)

CONSENT_OF = Query(
    str,
    """
    select (to_jsonb(held))::text as row
    from consent as held
    where held.bucket = $1
      and held.account_id = $2
    """,
)

ERASE_CONSENT = Command(
    """
    delete from consent
    where bucket = $1
      and account_id = $2
    """
)
