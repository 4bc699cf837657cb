"""Passwords: argon2id, hashed in a thread, two at a time so that a crowd cannot take all memory.

Parameters: 19 MiB, 2 passes, 1 lane. Source: OWASP Password Storage Cheat Sheet.
"""

import asyncio

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from hongqiao.features import site
from hongqiao.features.accounts import notices, store
from hongqiao.features.accounts.model import account_bucket, password_trouble
from hongqiao.features.accounts.queries import devices as queries
from hongqiao.kernel.errors import Invalid, NotFound, mark
from hongqiao.kernel.ids import LoginId, bucket_of
from hongqiao.kernel.scope import Scope

_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_AT_ONCE = asyncio.Semaphore(2)
_NOBODY = _HASHER.hash("nobody has this password")
UNSET = "!"
"""In place of a hash: no password fits, until the operator sets one."""


async def hashed(password: str) -> str:
    """The argon2id hash, with its salt and parameters."""
    async with _AT_ONCE:
        return await asyncio.to_thread(_HASHER.hash, password)


async def is_right(password: str, password_hash: str | None) -> bool:
    """Whether the password fits; takes as long for an account that does not exist (None) or has none."""
    is_set = password_hash not in (None, UNSET)
    async with _AT_ONCE:
        fits = await asyncio.to_thread(_verify, password_hash if is_set else _NOBODY, password)
    return fits and is_set


def _verify(password_hash: str, password: str) -> bool:
    try:
        return _HASHER.verify(password_hash, password)
    except (VerifyMismatchError, InvalidHashError, UnicodeEncodeError):
        return False


async def change_password(
    scope: Scope, *, old: str, new: str, device: str, place: str, current: LoginId
) -> None:
    """Changes the viewer's password and signs out all other devices; the old one is the proof that it takes.

    Raises Invalid with field messages. proofs.renew_login should follow.
    """
    known = await store.CREDENTIALS.maybe(scope.db, bucket_of(scope.me), scope.viewer.handle)
    if known is None or not await is_right(old, known.password_hash):
        raise Invalid(fields={"old": mark("This isn’t your current password.")})
    _require_good(scope, new, handle=scope.viewer.handle)
    changed = await hashed(new)
    async with scope.transaction() as tx:
        await _replace(tx, tx.me, changed, but_for=current)
        await notices.leave(tx, tx.me, "password_changed", device=device, place=place, but_for=current)


async def reset_password(scope: Scope, handle: str, new: str) -> None:
    """Sets anybody's password and ends all their logins; for the command line only."""
    known = await store.CREDENTIALS.maybe(scope.db, account_bucket(handle), handle)
    if known is None:
        raise NotFound(mark("Nobody has this handle."))
    _require_good(scope, new, handle=handle)
    await _replace(scope, known.id, await hashed(new), but_for=LoginId(0))
    site.log_event(scope, "password.reset", account_id=known.id)


def _require_good(scope: Scope, new: str, *, handle: str) -> None:
    if reason := password_trouble(new, handle=handle, site_name=scope.ports.settings.site_name):
        raise Invalid(fields={"new": reason})


async def _replace(scope: Scope, account_id: int, password_hash: str, *, but_for: LoginId) -> None:
    """Whoever got in by the old password is out, and so is what could let them in again."""
    bucket = bucket_of(account_id)
    await store.SET_PASSWORD.run(scope.db, bucket, account_id, password_hash)
    await queries.END_LOGINS.run(scope.db, bucket, account_id, but_for)
    await queries.END_HALVES.run(scope.db, bucket, account_id)
    await queries.END_ALL_TRUSTED.run(scope.db, bucket, account_id)
