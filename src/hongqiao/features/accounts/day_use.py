"""Minutes of a day, counted only for accounts whose day has a limit; nothing else about the time."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hongqiao.features.accounts.queries import guardians as sql
from hongqiao.kernel.ids import AccountId, bucket_of
from hongqiao.kernel.scope import Scope

KEPT_FOR = timedelta(days=7)


def day_in(zone: str, now: datetime) -> date:
    """The day that it is there."""
    return now.astimezone(ZoneInfo(zone)).date()


async def count_minute(scope: Scope, account_id: AccountId, day: date) -> int:
    """One more minute of this day; returns how many there are."""
    return await sql.COUNT_MINUTE.one(scope.db, bucket_of(account_id), account_id, day)


async def minutes_on(scope: Scope, account_id: AccountId, day: date) -> int:
    """Minutes of this day so far."""
    return await sql.MINUTES.maybe(scope.db, bucket_of(account_id), account_id, day) or 0


async def forget_days(scope: Scope) -> None:
    """Deletes what is older than a week; for the worker."""
    await sql.FORGET_DAYS.run(scope.db, scope.now.date() - KEPT_FOR)
