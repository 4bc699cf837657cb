"""Trusted devices: for 30 days they are not asked for the second step, unless they are withdrawn."""

from datetime import timedelta

from hongqiao.features.accounts.model import TrustedDevice
from hongqiao.features.accounts.queries import devices as queries
from hongqiao.features.accounts.tokens import as_cookie, digest, new_token, read_cookie
from hongqiao.kernel.errors import NotFound
from hongqiao.kernel.ids import AccountId, bucket_of
from hongqiao.kernel.scope import Scope

TRUSTED_FOR = timedelta(days=30)


async def trust(scope: Scope, account_id: AccountId, *, device: str) -> str:
    """Trusts this device; returns the cookie's value."""
    bucket, token = bucket_of(account_id), new_token()
    row_id = scope.ids.make(bucket)
    await queries.INSERT_TRUSTED.run(
        scope.db,
        bucket,
        row_id,
        account_id,
        digest(token),
        device[:80],
        scope.now,
        scope.now + TRUSTED_FOR,
    )
    return as_cookie(account_id, row_id, token)


async def is_trusted(scope: Scope, account_id: AccountId, cookie: str) -> bool:
    """Whether the cookie is of a device that this account trusts."""
    ticket = read_cookie(cookie)
    if ticket is None or ticket.account_id != account_id:
        return False
    kept = await queries.TRUSTED_HASH.maybe(
        scope.db, bucket_of(account_id), ticket.row_id, account_id, scope.now
    )
    return kept is not None and ticket.fits(kept)


async def trusted_devices(scope: Scope) -> list[TrustedDevice]:
    """The viewer's, newest first."""
    return await queries.TRUSTED.all(scope.db, bucket_of(scope.me), scope.me, scope.now)


async def distrust(scope: Scope, row_id: int) -> None:
    """From now on this device is asked for the second step again."""
    if not await queries.END_TRUSTED.run(scope.db, bucket_of(scope.me), scope.me, row_id):
        raise NotFound
