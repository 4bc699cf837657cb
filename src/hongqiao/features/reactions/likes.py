"""Likes: the viewer's side is written here, the subject's side and its count by a reactor."""

from collections.abc import Sequence

from hongqiao.features import people
from hongqiao.features.reactions import store
from hongqiao.features.reactions.events import Liked, Unliked
from hongqiao.features.reactions.model import Kind
from hongqiao.kernel.ids import bucket_of
from hongqiao.kernel.scope import Scope


async def like(tx: Scope, kind: Kind, subject_id: int) -> None:
    """The viewer likes what they may see (the caller asked); once more changes nothing. Emits Liked."""
    bucket = bucket_of(tx.me)
    if await store.LIKE.run(tx.db, bucket, tx.me, int(kind), subject_id, tx.now):
        await tx.record(Liked(bucket=bucket, account_id=tx.me, kind=int(kind), subject_id=subject_id))


async def unlike(tx: Scope, kind: Kind, subject_id: int) -> None:
    """Takes the viewer's like back, also from what they see no more. Emits Unliked."""
    bucket = bucket_of(tx.me)
    if await store.UNLIKE.run(tx.db, bucket, tx.me, int(kind), subject_id):
        await tx.record(Unliked(bucket=bucket, account_id=tx.me, kind=int(kind), subject_id=subject_id))


async def likes_apart(scope: Scope, kind: Kind, ids: Sequence[int]) -> dict[int, int]:
    """How many likes of these the viewer doesn't see, as a block parts them from who gave them; by subject.

    Two statements, one while nobody is parted from the viewer, none for visitors.
    """
    parted = await people.boundaries.parted_from(scope) if ids else []
    if not parted:
        return {}
    buckets = [bucket_of(id_) for id_ in ids]
    found = await store.LIKES_OF.all(scope.db, buckets, list(ids), int(kind), parted)
    return {one.subject_id: one.likes for one in found}


async def liked_among(scope: Scope, kind: Kind, ids: Sequence[int]) -> set[int]:
    """Those of these notes or comments that the viewer likes; one statement in the viewer's bucket."""
    if not ids or not scope.viewer.is_signed_in:
        return set()
    bucket = bucket_of(scope.me)
    return set(await store.LIKED_AMONG.all(scope.db, bucket, scope.me, int(kind), list(set(ids))))
