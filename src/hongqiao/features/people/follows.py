"""Following: the viewer's side of the edge is written here, the other side by a reactor."""

from collections.abc import Sequence

from hongqiao.features.people import boundaries, private, store
from hongqiao.features.people.events import Followed
from hongqiao.features.people.model import MAY_FOLLOW, Person, Profile
from hongqiao.kernel.errors import Invalid, NotAllowed, NotFound, mark
from hongqiao.kernel.ids import AccountId, bucket_of
from hongqiao.kernel.moments import END_OF_TIME, from_micros, to_micros
from hongqiao.kernel.paging import PAGE_SIZE, Page, cut, read_cursor, write_cursor
from hongqiao.kernel.scope import Scope

_LARGEST_ID = (1 << 63) - 1


async def follow(tx: Scope, target_id: AccountId) -> None:
    """The viewer follows somebody whom person() found, or asks to, if they are private; once more changes
    nothing. Emits Followed or FollowAsked.

    Raises Invalid for oneself, NotFound for somebody parted from the viewer, and NotAllowed beyond 5,000; the
    transaction must then be rolled back.
    """
    me = tx.me
    if target_id == me:
        raise Invalid(mark("You can’t follow yourself."))
    await boundaries.hold_self(tx, me)
    if await boundaries.parted_among(tx, [target_id]):
        raise NotFound
    if await private.is_private(tx, target_id) and not await followed_among(tx, [target_id]):
        await private.ask(tx, target_id)
    else:
        await _follow(tx, target_id)


async def _follow(tx: Scope, target_id: AccountId) -> None:
    me, bucket = tx.me, bucket_of(tx.me)
    following = await store.FOLLOW.maybe(tx.db, bucket, me, target_id, tx.now)
    if following is None:
        return
    if following > MAY_FOLLOW:
        raise NotAllowed(mark("You follow 5,000 people, which is as many as anyone can."))
    await tx.record(Followed(bucket=bucket, follower_id=me, target_id=target_id))


async def unfollow(tx: Scope, target_id: AccountId) -> None:
    """The viewer follows them no more, nor asks to; once more changes nothing. Emits either."""
    await boundaries.end_follow(tx, tx.me, target_id)


async def followed_among(scope: Scope, ids: Sequence[AccountId]) -> set[AccountId]:
    """Those of these people whom the viewer follows; one statement in the viewer's bucket."""
    if not ids or not scope.viewer.is_signed_in:
        return set()
    return set(await store.FOLLOWED_AMONG.all(scope.db, bucket_of(scope.me), scope.me, list(set(ids))))


async def followed_by(scope: Scope, *, limit: int = MAY_FOLLOW) -> list[AccountId]:
    """Whom the viewer follows, newest first."""
    if not scope.viewer.is_signed_in:
        return []
    return await store.FOLLOWED_BY.all(scope.db, bucket_of(scope.me), scope.me, limit)


async def followers(scope: Scope, profile: Profile, cursor: str = "") -> Page[Person]:
    """Who follows this person, newest first; nobody who is parted from the viewer. Raises Invalid for a
    broken cursor, NotFound where the person is private to the viewer.
    """
    await boundaries.require_open(scope, profile)
    return await _listed(scope, store.FOLLOWERS, profile, cursor)


async def following(scope: Scope, profile: Profile, cursor: str = "") -> Page[Person]:
    """Whom this person follows, as followers()."""
    await boundaries.require_open(scope, profile)
    return await _listed(scope, store.FOLLOWING, profile, cursor)


async def _listed(scope: Scope, ends: store.Ends, profile: Profile, cursor: str) -> Page[Person]:
    place = read_cursor(cursor, 2)
    before, before_id = (from_micros(place[0]), place[1]) if place else (END_OF_TIME, _LARGEST_ID)
    found = await ends.all(scope.db, bucket_of(profile.id), profile.id, before, before_id, PAGE_SIZE + 1)
    edges, more = cut(found, PAGE_SIZE)
    known = await boundaries.met(scope, [AccountId(edge.person_id) for edge in edges])
    shown = [known[edge.person_id] for edge in edges if edge.person_id in known]
    return Page(shown, write_cursor(to_micros(edges[-1].made_at), edges[-1].person_id) if more else "")
