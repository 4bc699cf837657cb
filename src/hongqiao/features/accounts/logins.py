"""Logins: opaque tokens of 256 random bits; only their hash is kept, and each can be revoked at once."""

from datetime import datetime, timedelta
from typing import NamedTuple

import msgspec

from hongqiao.features import site, trust
from hongqiao.features.accounts import ages, levels, notices, store, trusted
from hongqiao.features.accounts.leaving import come_back
from hongqiao.features.accounts.model import Entry, account_bucket, is_handle
from hongqiao.features.accounts.passwords import is_right
from hongqiao.features.accounts.queries import devices as queries
from hongqiao.features.accounts.tokens import as_cookie, digest, new_token, read_cookie
from hongqiao.kernel.errors import Invalid, mark
from hongqiao.kernel.ids import AccountId, LoginId, bucket_of
from hongqiao.kernel.scope import Scope, Viewer

LASTS = timedelta(days=60)
MOST = 30
"""Logins that an account may have at once; one more ends the one that was longest unused."""
_SEEN_EVERY = timedelta(minutes=10)
_FREE, _SUSPENDED = 0, 2


class Held(NamedTuple):
    """Who holds a login. `is_warned`: something happened at their door that this device hasn’t shown yet,
    `is_told`: something was decided about them that they haven’t looked at, `is_ageless`: a pack asks how old
    people are and they were never asked, `is_alarmed`: a legal deadline warns an administrator,
    `has_archive`: their archive is ready, and they haven’t looked.
    """

    viewer: Viewer
    login_id: LoginId
    is_warned: bool
    is_told: bool = False
    limits: ages.Limits = ages.Limits()
    is_ageless: bool = False
    is_alarmed: bool = False
    has_archive: bool = False


async def sign_in(
    scope: Scope, handle: str, password: str, *, device: str, place: str = "", trusted_by: str = ""
) -> Entry:
    """Checks the password; starts a login, or the second step where the account has one and `trusted_by`
    (a cookie) is no device that may skip it.

    Raises Invalid, in the same words and after the same time for an unknown handle and a wrong password.
    The login of somebody whom a decision keeps out is confined: only confined_viewer_of knows it.
    """
    handle, known = handle.strip().lstrip("@").lower(), None
    if is_handle(handle):
        known = await store.CREDENTIALS.maybe(scope.db, account_bucket(handle), handle)
    if not await is_right(password, known.password_hash if known else None):
        account_id = known.id if known else None
        site.log_event(scope, "sign_in.failed", account_id=account_id, network=place)
        raise Invalid(mark("Handle and password don’t match. Check both and try again."))
    assert known is not None
    account_id = AccountId(known.id)
    if known.is_suspended:
        site.log_event(scope, "sign_in.suspended", account_id=account_id, network=place)
    if known.has_second and not await trusted.is_trusted(scope, account_id, trusted_by):
        return Entry(await start_half(scope, account_id, device=device, place=place), needs_second=True)
    if known.is_away:
        await come_back(scope, account_id, device=device, place=place)
    return Entry(await admit(scope, account_id, device=device, place=place))


async def admit(scope: Scope, account_id: AccountId, *, device: str, place: str) -> str:
    """Starts a login and leaves a notice of it; returns the cookie's value."""
    async with scope.transaction() as tx:
        await notices.leave(tx, account_id, "signed_in", device=device, place=place)
        return await start_login(tx, account_id, device=device, place=place)


async def start_login(scope: Scope, account_id: AccountId, *, device: str, place: str = "") -> str:
    """Starts a login for someone whose identity is proven; returns the cookie's value."""
    bucket, token = bucket_of(account_id), new_token()
    login_id = scope.ids.make(bucket)
    await queries.INSERT_LOGIN.run(
        scope.db, bucket, login_id, account_id, digest(token), device[:80], place[:60], scope.now
    )
    for ended in await queries.END_UNUSED.all(scope.db, bucket, account_id, MOST):
        await notices.leave(scope, account_id, "login_ended", device=ended.device, place=ended.place)
    return as_cookie(account_id, login_id, token)


async def start_half(scope: Scope, account_id: AccountId, *, device: str, place: str) -> str:
    """Remembers for ten minutes that the password was right; returns the cookie's value. It opens nothing."""
    bucket, token = bucket_of(account_id), new_token()
    half_id = scope.ids.make(bucket)
    await queries.INSERT_HALF.run(
        scope.db, bucket, half_id, account_id, digest(token), device[:80], place[:60], scope.now
    )
    return as_cookie(account_id, half_id, token)


def begins(scope: Scope) -> tuple[datetime, datetime]:
    """Since when a login must have been used, and since when it must have been made, to hold now."""
    return scope.now - LASTS, scope.now - timedelta(days=scope.ports.settings.login_days)


async def viewer_of(scope: Scope, cookie: str) -> Held | None:
    """Who holds this cookie, or None when it is no login (any more), or a confined one. One statement."""
    return await _held(scope, cookie, _FREE)


async def confined_viewer_of(scope: Scope, cookie: str) -> Held | None:
    """Who holds this cookie while a decision keeps them out: for what the law leaves open to them, and
    nothing else. They have no role. One statement.
    """
    held = await _held(scope, cookie, _SUSPENDED)
    if held is None:
        return None
    viewer = msgspec.structs.replace(held.viewer, role="member")
    return Held(viewer, held.login_id, is_warned=False)


async def _held(scope: Scope, cookie: str, state: int) -> Held | None:
    ticket = read_cookie(cookie)
    if ticket is None:
        return None
    bucket = bucket_of(ticket.account_id)
    row = await queries.VIEWER.maybe(scope.db, bucket, ticket.row_id, ticket.account_id, state)
    if row is None or not ticket.fits(row.token_hash):
        return None
    unused_since, made_since = begins(scope)
    if row.seen_at < unused_since or row.made_at < made_since:
        return None
    if row.seen_at + _SEEN_EVERY < scope.now:
        await queries.SEE_LOGIN.run(scope.db, bucket, ticket.row_id, scope.now)
        await levels.see(scope, bucket, ticket.account_id)
    reads, both = tuple(row.reads), tuple(row.both_ways)
    age, settings = ages.Age(row.age_band, at=row.age_at), scope.ports.settings
    viewer = Viewer(
        account_id=ticket.account_id,
        handle=row.handle,
        role=row.role,
        locale=row.locale,
        reads=reads,
        both=both,
        proven_at=row.proven_at,
        is_adult=ages.is_adult(age, scope.now),
        country=row.country,
    )
    limits = ages.limits_of(
        age,
        settings,
        scope.now,
        minutes=row.minutes_a_day,
        has_night=row.has_night_pause,
        has_guardian=row.has_guardian,
    )
    is_ageless = row.age_band == "unknown" and trust.rules(settings, on=scope.now.date()).asks_age
    is_alarmed = row.is_alarmed and row.role == "admin"
    login_id = LoginId(ticket.row_id)
    return Held(viewer, login_id, row.is_warned, row.is_told, limits, is_ageless, is_alarmed, row.has_archive)
