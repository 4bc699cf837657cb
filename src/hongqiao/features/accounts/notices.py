"""Notices of what happened at somebody's door: shown once on each device, and listed for a year."""

from datetime import timedelta

from hongqiao.features import site
from hongqiao.features.accounts import store
from hongqiao.features.accounts.model import DoorNotice
from hongqiao.features.accounts.queries import notices as queries
from hongqiao.kernel.ids import AccountId, LoginId, bucket_of
from hongqiao.kernel.scope import Scope

KINDS = (
    "signed_in",
    "login_ended",
    "password_changed",
    "second_added",
    "second_removed",
    "recovery_used",
    "recovery_renewed",
    "passkey_added",
    "passkey_removed",
    "came_back",
    "archive_asked",
    "guardian_left",
)
KEPT_FOR = timedelta(days=365)


async def leave(
    scope: Scope,
    account_id: AccountId,
    kind: str,
    *,
    device: str,
    place: str,
    but_for: LoginId | None = None,
) -> None:
    """Leaves a notice for all the account's devices but the one that did it, and tells the security log."""
    assert kind in KINDS, kind
    bucket = bucket_of(account_id)
    row_id = scope.ids.make(bucket)
    await queries.INSERT_NOTICE.run(
        scope.db, bucket, row_id, account_id, kind, device[:80], place[:60], scope.now
    )
    site.log_event(scope, f"door.{kind}", account_id=account_id, network=place)
    await queries.WARN.run(scope.db, bucket, account_id, scope.now)
    if but_for is not None:
        await queries.NOTICED.run(scope.db, bucket, but_for, scope.now)


async def newest(scope: Scope) -> list[DoorNotice]:
    """The viewer's notices, newest first, 30 at most."""
    return await queries.NOTICES.all(scope.db, bucket_of(scope.me), scope.me)


async def see(scope: Scope, current: LoginId) -> None:
    """This device has shown them."""
    await queries.NOTICED.run(scope.db, bucket_of(scope.me), current, scope.now)


async def hear(scope: Scope) -> None:
    """The viewer has looked at what was decided about them."""
    await store.TELL.run(scope.db, bucket_of(scope.me), scope.me, None)


async def hear_alarm(scope: Scope) -> None:
    """The viewer has looked at the deadlines."""
    await store.ALARM.run(scope.db, bucket_of(scope.me), scope.me, None)


async def announce_archive(scope: Scope, account_id: AccountId) -> None:
    """Tells somebody on every page that their archive is ready, until they look."""
    await store.TELL_ARCHIVE.run(scope.db, bucket_of(account_id), account_id, scope.now)


async def look_at_archive(scope: Scope) -> None:
    """The viewer has seen that their archive is ready."""
    await store.TELL_ARCHIVE.run(scope.db, bucket_of(scope.me), scope.me, None)
