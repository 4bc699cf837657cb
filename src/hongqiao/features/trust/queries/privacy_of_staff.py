"""SQL of somebody’s own rows: a copy of them, and their end."""

from hongqiao.kernel.sql import Command, Query

MATTER_OF = Query(
    str,
    """
    select (to_jsonb(held) - 'key_hash')::text as row
    from matter as held
    where held.bucket = $1
      and held.person_id = $2
      and held.kind <> 'breach'
    """,
)

ERASE_MATTER = Command(
    """
    with ended as (
      delete from matter
      where bucket = $1
        and person_id = $2
      returning id
    )
    delete from matter_line
    using ended
    where matter_line.bucket = $1
      and matter_line.matter_id = ended.id
    """
)

MATTER_LINE_OF = Query(
    str,
    """
    select (to_jsonb(held) - 'words')::text as row
    from matter_line as held
    where held.bucket = $1
      and held.by_id = $2
    """,
)

ERASE_MATTER_LINE = Command(
    """
    update matter_line
    set by_id = 0, by_handle = ''
    where bucket = $1
      and by_id = $2
    """
)

CASE_PROPOSAL_OF = Query(
    str,
    """
    select (to_jsonb(held) - 'ruling')::text as row
    from case_proposal as held
    where held.bucket = $1
      and held.by_id = $2
    """,
)

ERASE_CASE_PROPOSAL = Command(
    """
    update case_proposal
    set by_id = 0, by_handle = ''
    where bucket = $1
      and by_id = $2
    """
)

ERASE_CASE_COPY = Command(
    """
    delete from case_copy
    where bucket = $1
      and person_id = $2
    """
)

SAVED_REASON_OF = Query(
    str,
    """
    select to_jsonb(held)::text as row
    from saved_reason as held
    where held.bucket = $1
      and held.by_id = $2
    """,
)

ERASE_SAVED_REASON = Command(
    """
    update saved_reason
    set by_id = 0
    where bucket = $1
      and by_id = $2
    """
)

TRUSTED_FLAGGER_OF = Query(
    str,
    """
    select to_jsonb(held)::text as row
    from trusted_flagger as held
    where held.bucket = $1
      and held.account_id = $2
    """,
)

ERASE_TRUSTED_FLAGGER = Command(
    """
    delete from trusted_flagger
    where bucket = $1
      and account_id = $2
    """
)

STAFF_ACT_OF = Query(
    str,
    """
    select (to_jsonb(held) - 'hash')::text as row
    from staff_act as held
    where held.bucket = $1
      and held.by_id = $2
    """,
)

ERASE_STAFF_ACT = Command(
    """
    delete from staff_act
    where bucket = $1
      and by_id = $2
    """
)

STAFF_LIMIT_OF = Query(
    str,
    """
    select to_jsonb(held)::text as row
    from staff_limit as held
    where held.bucket = $1
      and held.account_id = $2
    """,
)

ERASE_STAFF_LIMIT = Command(
    """
    delete from staff_limit
    where bucket = $1
      and account_id = $2
    """
)
