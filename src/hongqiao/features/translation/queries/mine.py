"""SQL of what somebody corrected: a list in the bucket of their account, the words at their places."""

from datetime import datetime

import msgspec

from hongqiao.kernel.sql import Command, Query


class Listed(msgspec.Struct, frozen=True):
    """Where one correction lies."""

    correction_id: int
    key: bytes
    target: str


class Said(msgspec.Struct, frozen=True):
    """What it says, segment by segment."""

    id: int
    source: str
    target: str
    written: list[str]
    said: list[str]
    made_at: datetime


ADD_TO_MINE = Command(
    """
    insert into my_correction (bucket, account_id, correction_id, key, target)
    values ($1, $2, $3, $4, $5)
    on conflict do nothing
    """
)

LISTED = Query(
    Listed,
    """
    select correction_id, key, target
    from my_correction
    where bucket = $1
      and account_id = $2
      and correction_id < $3
    order by correction_id desc
    limit $4
    """,
)

SAID = Query(
    Said,
    """
    select c.id, c.source, c.target, c.written, c.said, c.made_at
    from unnest($1::int[], $2::bytea[], $3::text[], $4::bigint[]) as asked (bucket, key, target, id)
    join correction c on c.bucket = asked.bucket and c.key = asked.key and c.target = asked.target
      and c.id = asked.id
    where c.person_id = $5
      and c.shared
    order by c.id desc
    limit 500
    """,
    buckets="many",
)
"""Of texts that everyone may read; those that few may read stay where they are."""
