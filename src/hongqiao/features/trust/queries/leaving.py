"""SQL of decisions about somebody who is erased."""

import msgspec

from hongqiao.kernel.sql import Command, Query


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
