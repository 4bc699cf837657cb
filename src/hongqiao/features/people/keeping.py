"""The far sides of boundaries: who is blocked, who is asked to be followed, and who was let in."""

from dataclasses import replace
from datetime import datetime

from hongqiao.features.people import boundaries, private, store
from hongqiao.features.people.events import (
    Blocked,
    FollowAnswered,
    FollowAsked,
    Followed,
    PrivacyChanged,
    Unblocked,
)
from hongqiao.features.people.model import Kind
from hongqiao.features.people.queries import boundaries as rows
from hongqiao.features.people.queries import requests
from hongqiao.kernel.edges import settle
from hongqiao.kernel.events import Reactors
from hongqiao.kernel.ids import AccountId, bucket_of
from hongqiao.kernel.scope import Scope, Viewer


def register(reactors: Reactors) -> None:
    """Registers what follows from boundaries on the side of the other."""
    for blocking in (Blocked, Unblocked):
        reactors.on(blocking, "people.mirror_block", mirror_block)
    reactors.on(FollowAsked, "people.mirror_request", mirror_request)
    reactors.on(FollowAnswered, "people.answer_wish", answer_wish)
    reactors.on(PrivacyChanged, "people.let_in", let_in)


async def mirror_block(scope: Scope, event: Blocked | Unblocked) -> None:
    """Tells the side of who is blocked, and ends what they followed or wished to. Emits Unfollowed."""
    blocker, blocked = event.blocker_id, event.blocked_id

    async def blocked_since() -> datetime | None:
        return await rows.DRAWN_SINCE.maybe(scope.db, bucket_of(blocker), blocker, blocked, Kind.BLOCKS)

    async def make_equal(since: datetime | None) -> None:
        bucket = bucket_of(blocked)
        async with scope.transaction() as tx:
            await boundaries.hold_self(tx, blocked)
            if since is None:
                await rows.ERASE.run(tx.db, bucket, blocked, blocker, Kind.BLOCKED_BY)
                return
            await rows.DRAW.run(tx.db, bucket, blocked, blocker, Kind.BLOCKED_BY, since)
            await boundaries.end_follow(tx, blocked, blocker)

    await settle(blocked_since, make_equal)


async def mirror_request(scope: Scope, event: FollowAsked) -> None:
    """Makes the list of who asks equal to what the asker wishes. An answer that was given stays."""
    asker, target = event.asker_id, event.target_id

    async def wished_since() -> datetime | None:
        return await requests.WISHED_SINCE.maybe(scope.db, bucket_of(asker), asker, target)

    async def make_equal(since: datetime | None) -> None:
        bucket = bucket_of(target)
        if since is None:
            await requests.DROP_REQUEST.run(scope.db, bucket, target, asker)
            return
        await requests.ADD_REQUEST.run(scope.db, bucket, target, asker, since)
        if not await private.is_private(
            scope, AccountId(target)
        ):  # it was opened while the wish was on its way
            await _let_all_in(scope, target)

    await settle(wished_since, make_equal)


async def answer_wish(scope: Scope, event: FollowAnswered) -> None:
    """Turns a wish into a follow, or ends it; what was taken back meanwhile stays so. Emits Followed."""
    asker, target, bucket = event.asker_id, event.target_id, bucket_of(event.asker_id)
    async with scope.transaction() as tx:
        await boundaries.hold_self(tx, asker)
        wished = await requests.DROP_WISH.run(tx.db, bucket, asker, target)
        if wished and event.is_accepted and not await _is_parted(tx, asker, target):
            following = await store.FOLLOW.maybe(tx.db, bucket, asker, target, tx.now)
            if following is not None:
                await tx.record(Followed(bucket=bucket, follower_id=asker, target_id=target))
    await requests.DROP_REQUEST.run(scope.db, bucket_of(target), target, asker)


async def let_in(scope: Scope, event: PrivacyChanged) -> None:
    """Lets in everybody who asks, once the account is open again. Emits FollowAnswered."""
    if not await private.is_private(scope, AccountId(event.account_id)):
        await _let_all_in(scope, event.account_id)


async def _let_all_in(scope: Scope, account_id: int) -> None:
    owner = replace(scope, viewer=Viewer(AccountId(account_id)))
    while waiting := (await private.requests(owner)).items:
        for asker in waiting:
            async with owner.transaction() as tx:
                if await requests.ACCEPT_REQUEST.run(tx.db, bucket_of(account_id), account_id, asker.id):
                    await tx.record(
                        FollowAnswered(
                            bucket=bucket_of(account_id),
                            asker_id=asker.id,
                            target_id=account_id,
                            is_accepted=True,
                        )
                    )


async def _is_parted(scope: Scope, one: int, other: int) -> bool:
    found = await rows.AMONG.all(scope.db, bucket_of(one), one, [other])
    return any(each.kind != Kind.MUTES for each in found)
