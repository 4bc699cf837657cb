"""Logins: opaque tokens of 256 random bits; only their hash is kept, and each can be revoked at once."""

import hashlib
import hmac
import secrets
from datetime import timedelta

import msgspec

from hongqiao.features.accounts import store
from hongqiao.features.accounts.model import Login, account_bucket, is_handle
from hongqiao.features.accounts.passwords import is_right
from hongqiao.kernel.errors import Invalid, NotFound, mark
from hongqiao.kernel.ids import AccountId, LoginId, bucket_of, from_public, to_public
from hongqiao.kernel.scope import Scope, Viewer

LASTS = timedelta(days=60)
_SEEN_EVERY = timedelta(minutes=10)


async def sign_in(scope: Scope, handle: str, password: str, *, device: str) -> str:
    """Checks the password and starts a login; returns the cookie's value.

    Raises Invalid, in the same words and after the same time for an unknown handle and a wrong password.
    """
    handle, known = handle.strip().lstrip("@").lower(), None
    if is_handle(handle):
        known = await store.CREDENTIALS.maybe(scope.db, account_bucket(handle), handle)
    if not await is_right(password, known.password_hash if known else None):
        raise Invalid(mark("Handle and password don’t match. Check both and try again."))
    assert known is not None
    return await start_login(scope, AccountId(known.id), device=device)


async def start_login(scope: Scope, account_id: AccountId, *, device: str) -> str:
    """Starts a login for someone whose identity is proven; returns the cookie's value."""
    bucket, token = bucket_of(account_id), secrets.token_urlsafe(32)
    login_id = scope.ids.make(bucket)
    await store.INSERT_LOGIN.run(
        scope.db, bucket, login_id, account_id, _digest(token), device[:80], scope.now
    )
    return f"{to_public(account_id)}.{to_public(login_id)}.{token}"


async def viewer_of(scope: Scope, cookie: str) -> tuple[Viewer, LoginId] | None:
    """Who holds this cookie, or None when it is no login (any more). One statement."""
    account_id, login_id, token = _parts(cookie)
    if account_id is None or login_id is None:
        return None
    row = await store.VIEWER.maybe(scope.db, bucket_of(account_id), login_id, account_id)
    if (
        row is None
        or not hmac.compare_digest(row.token_hash, _digest(token))
        or row.seen_at + LASTS < scope.now
    ):
        return None
    if row.seen_at + _SEEN_EVERY < scope.now:
        await store.SEE_LOGIN.run(scope.db, bucket_of(account_id), login_id, scope.now)
    viewer = Viewer(
        AccountId(account_id), row.handle, row.role, row.locale, tuple(row.reads), tuple(row.both_ways)
    )
    return viewer, LoginId(login_id)


async def logins(scope: Scope, current: LoginId) -> list[Login]:
    """The viewer's logins that still hold, last used first."""
    rows = await store.LOGINS.all(scope.db, bucket_of(scope.me), scope.me, scope.now - LASTS)
    return [msgspec.structs.replace(row, is_current=row.id == current) for row in rows]


async def revoke_login(scope: Scope, login_id: int) -> None:
    """Ends one of the viewer's logins."""
    if not await store.END_LOGIN.run(scope.db, bucket_of(scope.me), login_id, scope.me):
        raise NotFound


async def revoke_other_logins(scope: Scope, current: LoginId) -> None:
    """Ends all the viewer's logins but this one."""
    await store.END_LOGINS.run(scope.db, bucket_of(scope.me), scope.me, current)


async def sign_out(scope: Scope, current: LoginId) -> None:
    """Ends this login."""
    await store.END_LOGIN.run(scope.db, bucket_of(scope.me), current, scope.me)


def _parts(cookie: str) -> tuple[int | None, int | None, str]:
    account, _, rest = cookie.partition(".")
    login, _, token = rest.partition(".")
    return from_public(account), from_public(login), token


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode(errors="replace")).digest()
