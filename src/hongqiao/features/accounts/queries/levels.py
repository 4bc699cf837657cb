"""SQL of levels: how old an account is, and on how many days it was here."""

from datetime import datetime

import msgspec

from hongqiao.kernel.sql import Command, Query


class FactsRow(msgspec.Struct, frozen=True):
    made_at: datetime
    days_seen: int


FACTS = Query(
    FactsRow,
    """
    select made_at, days_seen
    from account
    where bucket = $1
      and id = $2
    """,
)

SEE_DAY = Command(
    """
    update account
    set days_seen = days_seen + 1, seen_on = $3
    where bucket = $1
      and id = $2
      and (seen_on is null or seen_on < $3)
    """
)
