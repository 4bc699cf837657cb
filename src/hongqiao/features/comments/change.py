"""Deleting and pinning comments, and counting what they got."""

from hongqiao.features import notes
from hongqiao.features.comments import store
from hongqiao.features.comments.events import CommentDeleted
from hongqiao.features.comments.model import Comment, may_delete, may_pin, rank_of
from hongqiao.features.comments.read import found
from hongqiao.features.comments.welcome import take_back
from hongqiao.kernel.errors import NotFound
from hongqiao.kernel.ids import CommentId, bucket_of
from hongqiao.kernel.scope import Scope


async def delete(tx: Scope, comment_id: CommentId) -> Comment:
    """Deletes a comment, and with a top comment its replies; returns what it was.

    Raises NotFound unless the viewer wrote the comment or the note. Emits CommentDeleted; a reactor
    follows with the replies and with the words themselves.
    """
    try:
        comment = await found(tx, comment_id)
    except NotFound:
        return await take_back(tx, comment_id)
    bucket = bucket_of(comment_id)
    if not may_delete(comment, tx.viewer.account_id):
        raise NotFound
    if comment.parent_id is not None and await _hold_top(tx, comment) is None:
        raise NotFound
    if not await store.MARK_DELETED.run(tx.db, bucket, comment_id):
        raise NotFound
    if comment.parent_id is not None:
        await store.COUNT.run(tx.db, bucket, comment.parent_id, store.SLOT, 0, -1)
        gone = 1
    else:
        await store.UNPIN.run(tx.db, bucket, comment.note_id, comment_id)
        # Read only now, when the deleted row is held and no reply can come any more.
        gone = 1 + await store.REPLY_COUNT.one(tx.db, bucket, comment_id)
    await notes.count(tx, comment.note_id, comments=-gone)
    author_id = comment.author_id
    await tx.record(
        CommentDeleted(bucket=bucket, comment_id=comment_id, note_id=comment.note_id, author_id=author_id)
    )
    return comment


async def pin(tx: Scope, comment_id: CommentId) -> None:
    """Puts a top comment first, in place of another. Raises NotFound unless the viewer wrote the note."""
    comment = await _pinnable(tx, comment_id)
    if await _hold_top(tx, comment) is None:
        raise NotFound
    await store.PIN.run(tx.db, bucket_of(comment_id), comment.note_id, comment_id)


async def unpin(tx: Scope, comment_id: CommentId) -> None:
    """Puts a pinned comment back in its place. Raises NotFound unless the viewer wrote the note."""
    comment = await _pinnable(tx, comment_id)
    await store.UNPIN.run(tx.db, bucket_of(comment_id), comment.note_id, comment_id)


async def count(tx: Scope, comment_id: CommentId, *, likes: int) -> None:
    """Adds to a comment's likes (less than zero: takes off) and moves it in its thread.

    Call it in the transaction, in the comment's bucket, that writes the rows which are counted.
    """
    bucket = bucket_of(comment_id)
    if await store.STANDING.maybe(tx.db, bucket, comment_id) is None:
        return
    await store.COUNT.run(tx.db, bucket, comment_id, store.SLOT, likes, 0)
    now = await store.STANDING.one(tx.db, bucket, comment_id)
    rank = rank_of(now.made_at, now.likes)
    if rank != now.rank:  # only when the likes doubled or halved, so that a loved comment is not a hot row
        await store.SET_RANK.run(tx.db, bucket, comment_id, rank)


async def _pinnable(tx: Scope, comment_id: CommentId) -> Comment:
    comment = await found(tx, comment_id)
    if not may_pin(comment, tx.viewer.account_id):
        raise NotFound
    return comment


async def _hold_top(tx: Scope, comment: Comment) -> int | None:
    return await store.HOLD_TOP.maybe(tx.db, bucket_of(comment.id), comment.id, comment.note_id)
