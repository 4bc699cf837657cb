"""The devices of an account: which hold a login, ending them, and clearing what is over."""

from collections.abc import Collection
from datetime import date, timedelta

import msgspec

from hongqiao.features.accounts import store, trusted
from hongqiao.features.accounts.logins import MOST as MOST
from hongqiao.features.accounts.logins import Held as Held
from hongqiao.features.accounts.logins import begins
from hongqiao.features.accounts.logins import confined_viewer_of as confined_viewer_of
from hongqiao.features.accounts.logins import start_login as start_login
from hongqiao.features.accounts.model import Login, TrustedDevice
from hongqiao.features.accounts.notices import KEPT_FOR
from hongqiao.features.accounts.proofs import require_fresh
from hongqiao.features.accounts.queries import devices as queries
from hongqiao.features.accounts.queries import months, notices, passkeys
from hongqiao.kernel.errors import NotFound
from hongqiao.kernel.ids import AccountId, LoginId, bucket_of
from hongqiao.kernel.scope import Scope

HALF_FOR = timedelta(minutes=10)
OF_LATE = timedelta(days=30)


async def logins(scope: Scope, current: LoginId) -> list[Login]:
    """The viewer's logins that still hold, last used first."""
    rows = await queries.LOGINS.all(scope.db, bucket_of(scope.me), scope.me, *begins(scope))
    return [msgspec.structs.replace(row, is_current=row.id == current) for row in rows]


async def revoke_login(scope: Scope, login_id: int) -> None:
    """Ends one of the viewer's logins."""
    if not await queries.END_LOGIN.run(scope.db, bucket_of(scope.me), login_id, scope.me):
        raise NotFound


async def revoke_other_logins(scope: Scope, current: LoginId) -> None:
    """Ends all the viewer's logins but this one, and what could become one without a second step.

    Raises ProofNeeded unless the viewer proved of late who they are.
    """
    require_fresh(scope)
    async with scope.transaction() as tx:
        await queries.END_LOGINS.run(tx.db, bucket_of(tx.me), tx.me, current)
        await queries.END_HALVES.run(tx.db, bucket_of(tx.me), tx.me)
        await queries.END_ALL_TRUSTED.run(tx.db, bucket_of(tx.me), tx.me)


async def sign_out(scope: Scope, current: LoginId) -> None:
    """Ends this login."""
    await queries.END_LOGIN.run(scope.db, bucket_of(scope.me), current, scope.me)


async def trusted_devices(scope: Scope) -> list[TrustedDevice]:
    """The viewer's devices that skip the second step, newest first."""
    return await trusted.trusted_devices(scope)


async def distrust(scope: Scope, row_id: int) -> None:
    """Asks this device for the second step again. Raises NotFound when it is none of the viewer's."""
    await trusted.distrust(scope, row_id)


async def holding(scope: Scope, login_ids: Collection[LoginId]) -> set[int]:
    """Which of these logins still hold: not ended, of an account that is not suspended. One statement."""
    asked = list(login_ids)
    return set(await queries.HOLDING.all(scope.db, [bucket_of(one) for one in asked], asked))


async def count_month(scope: Scope) -> int:
    """Keeps how many members were here in this month (UTC) so far; for the worker."""
    begins = scope.now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    members = await months.MEMBERS_SINCE.one(scope.db, begins)
    await months.KEEP_MONTH.run(scope.db, months.BUCKET, begins.date(), members)
    return members


async def members_by_month(scope: Scope, begins: date, ends: date) -> list[months.Month]:
    """Members who were here, month by month, oldest first; the last day does not count."""
    return await months.MONTHS.all(scope.db, months.BUCKET, begins, ends)


async def forget_due(scope: Scope) -> int:
    """Clears what has ended by itself; for the worker. Returns how many logins that were."""
    await queries.FORGET_HALVES.run(scope.db, scope.now - HALF_FOR)
    await queries.FORGET_TRUSTED.run(scope.db, scope.now)
    await notices.FORGET_NOTICES.run(scope.db, scope.now - KEPT_FOR)
    await passkeys.FORGET_PROOFS.run(scope.db, scope.now)
    return await queries.FORGET_LOGINS.run(scope.db, *begins(scope))


async def languages_of_late(scope: Scope) -> list[str]:
    """The languages into which members who were here of late have all else translated, most members first.

    For the worker only: it looks at every login.
    """
    return await store.LANGUAGES_SINCE.all(scope.db, scope.now - OF_LATE)


async def keep_region(scope: Scope, region: str) -> None:
    """Keeps from which region, roughly, the viewer comes; for where a policy pack wants it on profiles."""
    await store.SET_REGION.run(scope.db, bucket_of(scope.me), scope.me, region)


async def region_of(scope: Scope, account_id: AccountId) -> str:
    """The region that was kept of an account, or nothing."""
    return await store.REGION.maybe(scope.db, bucket_of(account_id), account_id) or ""
