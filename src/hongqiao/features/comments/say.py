"""Saying something under a note. The note's bucket holds all of it, so counts are exact at once."""

from hongqiao.features import notes, trust
from hongqiao.features.comments import store
from hongqiao.features.comments.events import CommentMade
from hongqiao.features.comments.model import Comment, checked_words, once_key, rank_of
from hongqiao.features.comments.read import found
from hongqiao.features.notes import NoteFacts
from hongqiao.kernel.errors import Conflict, NotFound, mark
from hongqiao.kernel.ids import CommentId, bucket_of
from hongqiao.kernel.language import guess_lang
from hongqiao.kernel.moments import to_millis
from hongqiao.kernel.scope import Scope

_TRIES = 3


async def say(
    tx: Scope,
    note: NoteFacts,
    words: str,
    reply_to: CommentId | None = None,
    *,
    once: str = "",
    lang: str = "",
) -> Comment:
    """Says something under a note that the viewer may see (notes.visible), or in answer to a comment there.

    `once` names one pressing of the button: the same again gives the comment that was made then.
    `lang` is told by importers; else it is guessed now and looked at again by the worker.
    Raises Invalid with field messages, NotFound when the answered comment is gone. Emits CommentMade.
    """
    await trust.standing.require_unrestricted(tx)
    cleaned, me, bucket = checked_words(words), tx.me, bucket_of(note.id)
    top_id = await _top_of(tx, note, reply_to) if reply_to is not None else None
    comment = Comment(
        id=CommentId(0),
        note_id=note.id,
        note_author_id=note.author_id,
        parent_id=top_id,
        reply_to_id=reply_to if reply_to != top_id else None,
        author_id=me,
        words=cleaned,
        lang=lang or guess_lang(cleaned, author_lang=tx.viewer.reads[0]),
        rank=rank_of(tx.now, 0),
        is_pinned=False,
        made_at=tx.now,
        likes=0,
        replies=0,
    )
    comment_id, is_new = await _insert(tx, comment, once_key(once))
    if is_new:
        if top_id is not None:
            await store.COUNT.run(tx.db, bucket, top_id, store.SLOT, 0, 1)
        await notes.count(tx, note.id, comments=1)
        await tx.record(CommentMade(bucket=bucket, comment_id=comment_id, note_id=note.id, author_id=me))
    return await found(tx, comment_id)


async def _top_of(tx: Scope, note: NoteFacts, reply_to: CommentId) -> CommentId:
    """The top comment under which the answer stands, held until the transaction ends so that it cannot go."""
    top_id = await store.HOLD_TOP.maybe(tx.db, bucket_of(note.id), reply_to, note.id)
    if top_id is None:
        raise NotFound(mark("The comment you answered is gone."))
    return CommentId(top_id)


async def _insert(tx: Scope, said: Comment, key: bytes | None) -> tuple[CommentId, bool]:
    """Its id, and whether it is new: under a known key it is the comment of the first time."""
    bucket = bucket_of(said.note_id)
    for _ in range(_TRIES):  # two processes may have made one id in one millisecond
        comment_id = CommentId(tx.ids.make(bucket, at_ms=to_millis(tx.now)))
        if await store.INSERT.run(
            tx.db,
            bucket,
            comment_id,
            said.note_id,
            said.note_author_id,
            said.parent_id,
            said.reply_to_id,
            said.author_id,
            said.words,
            said.lang,
            said.rank,
            key,
            said.made_at,
        ):
            return comment_id, True
        before = await store.SAID_BEFORE.maybe(tx.db, bucket, said.note_id, said.author_id, key)
        if before is not None:
            return CommentId(before), False
    raise Conflict(mark("That didn’t go through. Please try again."))
