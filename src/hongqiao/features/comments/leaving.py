"""Comments of somebody who is erased: deleted, or left as an empty place where others answered."""

from hongqiao.features import notes, trust
from hongqiao.features.comments import store
from hongqiao.features.comments.events import CommentDeleted
from hongqiao.features.comments.model import subject_of
from hongqiao.features.comments.queries import leaving as sql
from hongqiao.kernel.ids import NoteId, bucket_of
from hongqiao.kernel.scope import Scope


async def take_back(scope: Scope) -> None:
    """Takes back all comments of the viewer. Emits CommentDeleted for those that nobody answered.

    The words of all go; who else spoke keeps their place in the thread. For an erasure.
    """
    last = 0
    while ids := await sql.MINE.all(scope.db, bucket_of(scope.me), scope.me, last):
        for comment_id in ids:
            async with scope.transaction() as tx:
                await _take_back(tx, comment_id)
        last = ids[-1]


async def _take_back(tx: Scope, comment_id: int) -> None:
    bucket = bucket_of(comment_id)
    own = await sql.LOCK_OWN.maybe(tx.db, bucket, comment_id, tx.me)
    if own is None:
        return
    await trust.screening.forget(tx, subject_of(comment_id))
    if own.replies:
        await sql.EMPTY.run(tx.db, bucket, comment_id)
        return
    if own.state != 1:
        await sql.MARK_GONE.run(tx.db, bucket, comment_id)
        await store.UNPIN.run(tx.db, bucket, own.note_id, comment_id)
    if own.state == 0:
        await _take_off_counts(tx, own)
    await tx.record(
        CommentDeleted(bucket=bucket, comment_id=comment_id, note_id=own.note_id, author_id=tx.me)
    )


async def _take_off_counts(tx: Scope, own: sql.Own) -> None:
    """What stands under something held is counted by that one alone."""
    if own.parent_id is not None:
        await store.COUNT.run(tx.db, bucket_of(own.id), own.parent_id, store.SLOT, 0, -1)
    if own.is_open:
        await notes.count(tx, NoteId(own.note_id), comments=-1)
