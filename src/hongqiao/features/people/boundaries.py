"""Blocks, by which two people see nothing of each other, and mutes, which only the one who mutes notices.

The row of who blocks is written here, that of who is blocked by a reactor. Two people are *parted* when a
block stands between them, whoever made it.
"""

from collections.abc import Sequence

from hongqiao.features.people import store
from hongqiao.features.people.events import Blocked, FollowAnswered, FollowAsked, Unblocked, Unfollowed
from hongqiao.features.people.model import Boundaries, Kind, Person, Profile, plain_handle
from hongqiao.features.people.profiles import people
from hongqiao.features.people.queries import boundaries as rows
from hongqiao.features.people.queries import requests
from hongqiao.kernel.errors import Invalid, NotFound, mark
from hongqiao.kernel.ids import AccountId, bucket_of, bucket_of_name
from hongqiao.kernel.moments import END_OF_TIME, from_micros, to_micros
from hongqiao.kernel.paging import PAGE_SIZE, Page, cut, read_cursor, write_cursor
from hongqiao.kernel.scope import Scope

_LARGEST_ID = (1 << 63) - 1
PARTED_AT_MOST = 5_000


NONE = Boundaries()


async def block(tx: Scope, target_id: AccountId) -> None:
    """The viewer blocks somebody; once more changes nothing. Emits Blocked, Unfollowed.

    Their own follow and wish to follow end here, those of the other in the reactor. Raises Invalid for
    oneself.
    """
    _require_other(tx, target_id)
    me, bucket = tx.me, bucket_of(tx.me)
    await hold_self(tx, me)
    if not await rows.DRAW.run(tx.db, bucket, me, target_id, Kind.BLOCKS, tx.now):
        return
    await end_follow(tx, me, target_id)
    if await requests.DROP_REQUEST.run(tx.db, bucket, me, target_id):
        await tx.record(FollowAnswered(bucket=bucket, asker_id=target_id, target_id=me, is_accepted=False))
    await tx.record(Blocked(bucket=bucket, blocker_id=me, blocked_id=target_id))


async def unblock(tx: Scope, target_id: AccountId) -> None:
    """The viewer blocks them no more; nobody follows anybody by that. Emits Unblocked."""
    bucket = bucket_of(tx.me)
    if await rows.ERASE.run(tx.db, bucket, tx.me, target_id, Kind.BLOCKS):
        await tx.record(Unblocked(bucket=bucket, blocker_id=tx.me, blocked_id=target_id))


async def mute(tx: Scope, target_id: AccountId) -> None:
    """The viewer would rather not meet what somebody makes; nobody else learns of it. Raises Invalid."""
    _require_other(tx, target_id)
    await rows.DRAW.run(tx.db, bucket_of(tx.me), tx.me, target_id, Kind.MUTES, tx.now)


async def unmute(tx: Scope, target_id: AccountId) -> None:
    """Takes it back."""
    await rows.ERASE.run(tx.db, bucket_of(tx.me), tx.me, target_id, Kind.MUTES)


async def among(scope: Scope, ids: Sequence[int]) -> Boundaries:
    """What stands between the viewer and these people: one statement, none for visitors."""
    if not ids or not scope.viewer.is_signed_in:
        return NONE
    found = await rows.AMONG.all(scope.db, bucket_of(scope.me), scope.me, list(set(ids)))
    if not found:
        return NONE
    return Boundaries(
        frozenset(one.other_id for one in found if one.kind != Kind.MUTES),
        frozenset(one.other_id for one in found if one.kind == Kind.MUTES),
    )


async def parted_among(scope: Scope, ids: Sequence[int]) -> frozenset[int]:
    """Those of these people who are parted from the viewer; one statement, none for visitors."""
    return (await among(scope, ids)).parted


async def parted_from(scope: Scope) -> list[int]:
    """Everybody who is parted from the viewer, 5,000 at most: for counts, from which they are taken off."""
    if not scope.viewer.is_signed_in:
        return []
    return await rows.PARTED_FROM.all(scope.db, bucket_of(scope.me), scope.me, PARTED_AT_MOST)


async def met(scope: Scope, ids: Sequence[AccountId]) -> dict[AccountId, Person]:
    """As people(), without those who are parted from the viewer. Two statements."""
    parted = await parted_among(scope, ids)
    return await people(scope, [id_ for id_ in ids if id_ not in parted])


async def require_open(scope: Scope, profile: Profile) -> None:
    """Raises NotFound where the viewer sees of this person nothing but name and bio."""
    if not await is_open(scope, profile):
        raise NotFound


async def is_open(scope: Scope, profile: Person) -> bool:
    """Whether the viewer may see more of a person than name and bio: a private one lets in who follows."""
    me = scope.viewer.account_id
    if not profile.is_private or profile.id == me:
        return True
    if me is None:
        return False
    return await follows(scope, me, profile.id)


async def shows(scope: Scope, owner_id: AccountId) -> bool:
    """Whether what somebody keeps on their profile is for the viewer's eyes. Up to three statements."""
    if owner_id == scope.viewer.account_id:
        return True
    if await parted_among(scope, [owner_id]):
        return False
    owner = (await people(scope, [owner_id])).get(owner_id)
    return owner is not None and await is_open(scope, owner)


async def count_followers_apart(scope: Scope, profile: Profile) -> int:
    """How many followers of somebody a block hides from the viewer. Two statements at most."""
    parted = await parted_from(scope)
    if not parted:
        return 0
    return await rows.FOLLOWERS_AMONG.one(scope.db, bucket_of(profile.id), profile.id, parted)


async def follows(scope: Scope, follower_id: int, target_id: int) -> bool:
    """Whether one follows the other, as the follower's own side says."""
    since = await store.FOLLOWED_SINCE.maybe(scope.db, bucket_of(follower_id), follower_id, target_id)
    return since is not None


async def blocked(scope: Scope, cursor: str = "") -> Page[Person]:
    """Whom the viewer blocks, last first. Raises Invalid for a broken cursor."""
    return await _listed(scope, Kind.BLOCKS, cursor)


async def muted(scope: Scope, cursor: str = "") -> Page[Person]:
    """Whom the viewer mutes, last first. Raises Invalid for a broken cursor."""
    return await _listed(scope, Kind.MUTES, cursor)


async def kept_away(scope: Scope, handle: str) -> Profile:
    """Whom the viewer blocks or mutes, under this handle, though they see nothing else of them.

    Raises NotFound for everybody else.
    """
    plain = plain_handle(handle)
    found = await store.PROFILE.maybe(scope.db, bucket_of_name(plain), plain) if plain else None
    mine = await rows.AMONG.all(scope.db, bucket_of(scope.me), scope.me, [found.id]) if found else []
    if found is None or not any(one.kind != Kind.BLOCKED_BY for one in mine):
        raise NotFound
    return found


async def hold_self(tx: Scope, account_id: int) -> None:
    """Makes follows and blocks of one person wait for each other, until the transaction ends."""
    await rows.HOLD_SELF.maybe(tx.db, bucket_of(account_id), account_id)


async def end_follow(tx: Scope, follower_id: int, target_id: int) -> None:
    """Ends a follow or a wish to follow on the follower's side. Emits Unfollowed, FollowAsked."""
    bucket = bucket_of(follower_id)
    if await store.UNFOLLOW.run(tx.db, bucket, follower_id, target_id):
        await tx.record(Unfollowed(bucket=bucket, follower_id=follower_id, target_id=target_id))
    if await requests.DROP_WISH.run(tx.db, bucket, follower_id, target_id):
        await tx.record(FollowAsked(bucket=bucket, asker_id=follower_id, target_id=target_id))


def _require_other(tx: Scope, target_id: AccountId) -> None:
    if target_id == tx.me:
        raise Invalid(mark("That is you."))


async def _listed(scope: Scope, kind: Kind, cursor: str) -> Page[Person]:
    place = read_cursor(cursor, 2)
    before, before_id = (from_micros(place[0]), place[1]) if place else (END_OF_TIME, _LARGEST_ID)
    me = scope.me
    found = await rows.LISTED.all(scope.db, bucket_of(me), me, kind, before, before_id, PAGE_SIZE + 1)
    edges, more = cut(found, PAGE_SIZE)
    known = await people(scope, [AccountId(edge.person_id) for edge in edges])
    shown = [known[edge.person_id] for edge in edges if edge.person_id in known]
    return Page(shown, write_cursor(to_micros(edges[-1].made_at), edges[-1].person_id) if more else "")
