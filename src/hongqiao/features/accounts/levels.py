"""How much an account may do in an hour: by its age, the days on which it was here, and what was decided.

The level is no judgement of a person and is shown to nobody else; what it changes stands on /about/limits.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Literal

from hongqiao.features import trust
from hongqiao.features.accounts.queries import levels as sql
from hongqiao.features.site import Limit, spend
from hongqiao.kernel.errors import TooSoon, mark
from hongqiao.kernel.ids import bucket_of
from hongqiao.kernel.scope import Scope

Level = Literal["new", "known", "trusted"]
LEVELS: tuple[Level, ...] = ("new", "known", "trusted")
KNOWN_AFTER, KNOWN_DAYS = timedelta(days=3), 3
TRUSTED_AFTER, TRUSTED_DAYS = timedelta(days=30), 15
COUNTS_FOR = timedelta(days=90)
"""How long a decision against somebody keeps them at the first level."""
HOUR_S = 3_600
ALLOWED: Mapping[str, Mapping[Level, int]] = {
    "notes": {"new": 20, "known": 40, "trusted": 60},
    "comments": {"new": 40, "known": 80, "trusted": 120},
    "pictures": {"new": 150, "known": 300, "trusted": 400},
}
"""How often an hour. Our own choice; notes and comments of one hour are far below what a person writes."""
_REACHED = mark("This is as much as your account may post in an hour. /about/limits shows how that grows.")


async def level_of(scope: Scope) -> Level:
    """The viewer’s level. Two statements: their row, and what was decided about them."""
    row = await sql.FACTS.one(scope.db, bucket_of(scope.me), scope.me)
    upheld = await trust.decisions.upheld_against(scope, scope.me, since=scope.now - COUNTS_FOR)
    return level(scope.viewer.role, made_at=row.made_at, days=row.days_seen, upheld=upheld, now=scope.now)


async def is_known(scope: Scope) -> bool:
    """Whether the viewer’s account is no longer new; outside of transactions, as level_of."""
    return await level_of(scope) != "new"


def level(role: str, *, made_at: datetime, days: int, upheld: int, now: datetime) -> Level:
    """The rule itself. `upheld` counts decisions that stand against the account."""
    if role != "member":
        return "trusted"
    age = now - made_at
    if upheld or age < KNOWN_AFTER or days < KNOWN_DAYS:
        return "new"
    return "trusted" if age >= TRUSTED_AFTER and days >= TRUSTED_DAYS else "known"


async def spend_allowance(scope: Scope, what: str) -> None:
    """Counts one of the viewer’s notes, comments or pictures; beyond the limit raises TooSoon.

    Call it outside the transaction that it guards.
    """
    times = ALLOWED[what][await level_of(scope)]
    try:
        await spend(scope, Limit(what, times, HOUR_S), scope.viewer.handle)
    except TooSoon as reached:
        raise TooSoon(reached.retry_after_s, _REACHED) from reached


async def see(scope: Scope, bucket: int, account_id: int) -> None:
    """Counts this day for the account, once."""
    await sql.SEE_DAY.run(scope.db, bucket, account_id, scope.now.date())
