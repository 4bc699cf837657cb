"""Private accounts: who may look is let in one by one. A wish to follow gives nothing by itself."""

from collections.abc import Sequence

from hongqiao.features.people.boundaries import hold_self
from hongqiao.features.people.events import FollowAnswered, FollowAsked, PrivacyChanged
from hongqiao.features.people.model import Person
from hongqiao.features.people.profiles import people
from hongqiao.features.people.queries import requests as rows
from hongqiao.kernel.errors import NotFound
from hongqiao.kernel.ids import AccountId, bucket_of
from hongqiao.kernel.moments import END_OF_TIME, from_micros, to_micros
from hongqiao.kernel.paging import PAGE_SIZE, Page, cut, read_cursor, write_cursor
from hongqiao.kernel.scope import Scope

_LARGEST_ID = (1 << 63) - 1


async def go_private(tx: Scope) -> None:
    """From now on the viewer lets followers in; who follows already stays. Emits PrivacyChanged."""
    if await rows.SET_PRIVATE.run(tx.db, bucket_of(tx.me), tx.me, True):
        await tx.record(PrivacyChanged(bucket=bucket_of(tx.me), account_id=tx.me))


async def go_public(tx: Scope) -> None:
    """Opens the viewer's account again; who still asks is let in by a reactor. Emits PrivacyChanged."""
    if await rows.SET_PRIVATE.run(tx.db, bucket_of(tx.me), tx.me, False):
        await tx.record(PrivacyChanged(bucket=bucket_of(tx.me), account_id=tx.me))


async def is_private(scope: Scope, account_id: AccountId) -> bool:
    """Whether followers of this account are let in one by one."""
    return bool(await rows.IS_PRIVATE.maybe(scope.db, bucket_of(account_id), account_id))


async def hold_privacy(tx: Scope) -> bool:
    """Whether the viewer's account is private; it stays so until the transaction ends."""
    return bool(await rows.HOLD_PRIVACY.maybe(tx.db, bucket_of(tx.me), tx.me))


async def ask(tx: Scope, target_id: AccountId) -> None:
    """The viewer asks to follow; once more changes nothing. Emits FollowAsked."""
    bucket = bucket_of(tx.me)
    if await rows.WISH.run(tx.db, bucket, tx.me, target_id, tx.now):
        await tx.record(FollowAsked(bucket=bucket, asker_id=tx.me, target_id=target_id))


async def asked_among(scope: Scope, ids: Sequence[AccountId]) -> set[AccountId]:
    """Those of these people whom the viewer asked and who haven't answered; one statement."""
    if not ids or not scope.viewer.is_signed_in:
        return set()
    return set(await rows.WISHED_AMONG.all(scope.db, bucket_of(scope.me), scope.me, list(set(ids))))


async def requests(scope: Scope, cursor: str = "") -> Page[Person]:
    """Who asks to follow the viewer, last first. Raises Invalid for a broken cursor."""
    place = read_cursor(cursor, 2)
    before, before_id = (from_micros(place[0]), place[1]) if place else (END_OF_TIME, _LARGEST_ID)
    found = await rows.REQUESTS.all(scope.db, bucket_of(scope.me), scope.me, before, before_id, PAGE_SIZE + 1)
    edges, more = cut(found, PAGE_SIZE)
    known = await people(scope, [AccountId(edge.person_id) for edge in edges])
    shown = [known[edge.person_id] for edge in edges if edge.person_id in known]
    return Page(shown, write_cursor(to_micros(edges[-1].made_at), edges[-1].person_id) if more else "")


async def count_requests(scope: Scope) -> int:
    """How many ask to follow the viewer, a hundred at most."""
    return await rows.REQUEST_COUNT.one(scope.db, bucket_of(scope.me), scope.me)


async def accept(tx: Scope, asker_id: AccountId) -> None:
    """Lets somebody follow the viewer who asked; a reactor makes the follow. Emits FollowAnswered.

    Raises NotFound for who doesn't ask, or not any more.
    """
    await hold_self(tx, tx.me)
    bucket = bucket_of(tx.me)
    if not await rows.ACCEPT_REQUEST.run(tx.db, bucket, tx.me, asker_id):
        raise NotFound
    await tx.record(FollowAnswered(bucket=bucket, asker_id=asker_id, target_id=tx.me, is_accepted=True))


async def refuse(tx: Scope, asker_id: AccountId) -> None:
    """Says no, without a word to who asked. Emits FollowAnswered. Raises NotFound for who doesn't ask."""
    bucket = bucket_of(tx.me)
    if not await rows.DROP_REQUEST.run(tx.db, bucket, tx.me, asker_id):
        raise NotFound
    await tx.record(FollowAnswered(bucket=bucket, asker_id=asker_id, target_id=tx.me, is_accepted=False))
