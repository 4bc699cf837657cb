"""What a note's author does about comments: lets one in that waited, or puts one aside with a reason."""

from hongqiao.features import notes
from hongqiao.features.comments import store
from hongqiao.features.comments.events import CommentDeleted, CommentMade
from hongqiao.features.comments.held_words import held_words, hold_word, let_word
from hongqiao.features.comments.holding import count_thread
from hongqiao.features.comments.model import REASONS, Comment
from hongqiao.features.comments.queries import aside as rows
from hongqiao.features.comments.read import aside, count_apart, found, found_aside, lets_in
from hongqiao.features.notes import NoteFacts
from hongqiao.kernel.errors import Invalid, NotFound, mark
from hongqiao.kernel.ids import CommentId, bucket_of
from hongqiao.kernel.scope import Scope

__all__ = [
    "REASONS", "REPLIES", "aside", "count_apart", "held_words", "hold_word", "is_welcome", "let_in",
    "let_word", "put_aside", "take_back", "under_own_note",
]  # fmt: skip


REPLIES = ("everyone", "followers", "followed", "nobody")
"""Names of who may comment, by number."""


async def is_welcome(scope: Scope, note: NoteFacts) -> bool:
    """Whether the note's author lets the viewer comment; visitors are told to sign in first. One statement
    where it is limited.
    """
    if not scope.viewer.is_signed_in:
        return note.replies == notes.lists.Replies.EVERYONE
    return await lets_in(scope, note, note.replies)


async def let_in(tx: Scope, comment_id: CommentId) -> Comment:
    """Shows a comment that waited. Emits CommentMade. Raises NotFound unless the viewer wrote the note."""
    said = await found_aside(tx, comment_id)
    if said.note_author_id != tx.me or not said.waits:
        raise NotFound
    bucket = bucket_of(comment_id)
    shown = await rows.LET_IN.maybe(tx.db, bucket, comment_id)
    if shown is None:
        raise NotFound
    await count_thread(tx, shown, 1)
    author_id = said.author_id
    await tx.record(
        CommentMade(bucket=bucket, comment_id=comment_id, note_id=said.note_id, author_id=author_id)
    )
    return said


async def under_own_note(scope: Scope, comment_id: CommentId) -> tuple[Comment, NoteFacts]:
    """Somebody else's comment under the viewer's note, whether it waits or stands. Raises NotFound."""
    try:
        said = await found(scope, comment_id)
    except NotFound:
        said = await found_aside(scope, comment_id)
    if said.note_author_id != scope.me or said.author_id == scope.me:
        raise NotFound
    return said, await notes.visible(scope, said.note_id)


async def put_aside(tx: Scope, comment_id: CommentId, reason: int) -> Comment:
    """Removes somebody's comment under the viewer's note; only who wrote it still sees it, and why.

    Raises NotFound unless the viewer wrote the note, Invalid for a reason that there is not.
    """
    said, _ = await under_own_note(tx, comment_id)
    if not 0 <= reason < len(REASONS):
        raise Invalid(mark("Choose a reason."))
    bucket = bucket_of(comment_id)
    gone = await rows.PUT_ASIDE.maybe(tx.db, bucket, comment_id, reason)
    if gone is None:
        raise NotFound
    if not said.waits:
        await store.UNPIN.run(tx.db, bucket, said.note_id, comment_id)
        await count_thread(tx, gone, -1)
    return said


async def take_back(tx: Scope, comment_id: CommentId) -> Comment:
    """Deletes the viewer's own comment that waits or was removed. Raises NotFound for any other. Emits
    CommentDeleted.
    """
    said = await found_aside(tx, comment_id)
    if said.author_id != tx.me:
        raise NotFound
    await rows.TAKE_BACK.run(tx.db, bucket_of(comment_id), comment_id)
    await tx.record(
        CommentDeleted(
            bucket=bucket_of(comment_id),
            comment_id=comment_id,
            note_id=said.note_id,
            author_id=said.author_id,
        )
    )
    return said
