"""Saying something under a note. The note's bucket holds all of it, so counts are exact at once."""

import msgspec

from hongqiao.features import notes, trust
from hongqiao.features.comments import held_words, store
from hongqiao.features.comments.events import CommentMade, CommentSetAside
from hongqiao.features.comments.model import Aside, Comment, checked_words, once_key, rank_of, subject_of
from hongqiao.features.comments.read import found, found_aside, lets_in, visible_among
from hongqiao.features.comments.screening import hold_back, screened
from hongqiao.features.notes import NoteFacts
from hongqiao.kernel.errors import Conflict, NotAllowed, NotFound, mark
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
    What screening suspects waits out of sight for a person: trust.screening.is_held.
    Raises Invalid with field messages or for what screening refuses, NotFound when the answered comment is
    gone, NotAllowed where the note's author doesn't let the viewer comment. With words that they want to
    look at first, it waits. Emits CommentMade, unless it waits.
    """
    await trust.standing.require_unrestricted(tx)
    cleaned = checked_words(words)
    suspect = screened(tx, cleaned)
    await _require_welcome(tx, note)
    top_id = await _top_of(tx, note, reply_to) if reply_to is not None else None
    waits = not suspect and tx.me != note.author_id and await held_words.is_held(tx, note.author_id, cleaned)
    comment = _said(tx, note, cleaned, top_id, reply_to, lang=lang, waits=waits)
    comment_id, is_new = await _insert(tx, comment, once_key(once))
    comment = msgspec.structs.replace(comment, id=comment_id)
    if is_new and suspect:
        await hold_back(tx, comment, suspect, is_public=note.audience == 0)
    if is_new and (suspect or waits):
        await tx.record(CommentSetAside(bucket=bucket_of(comment_id), **_named(comment)))
    elif is_new:
        await _count(tx, comment)
    if waits:
        return await found_aside(tx, comment_id)
    return await _as_it_stands(tx, comment)


async def _as_it_stands(tx: Scope, comment: Comment) -> Comment:
    """The comment; one that is held, as it was said."""
    if await trust.screening.is_held(tx, subject_of(comment.id)):
        return comment
    return await found(tx, comment.id)


def _said(
    tx: Scope,
    note: NoteFacts,
    words: str,
    top_id: CommentId | None,
    reply_to: CommentId | None,
    *,
    lang: str,
    waits: bool,
) -> Comment:
    return Comment(
        id=CommentId(0),
        note_id=note.id,
        note_author_id=note.author_id,
        parent_id=top_id,
        reply_to_id=reply_to if reply_to != top_id else None,
        author_id=tx.me,
        words=words,
        lang=lang or guess_lang(words, author_lang=tx.viewer.reads[0]),
        rank=rank_of(tx.now, 0),
        is_pinned=False,
        made_at=tx.now,
        likes=0,
        replies=0,
        state=int(Aside.WAITS) if waits else 0,
    )


async def _require_welcome(tx: Scope, note: NoteFacts) -> None:
    """Raises NotAllowed where the note's author doesn't let the viewer comment. Up to three statements."""
    if not await lets_in(tx, note, await notes.lists.replies_to(tx, note.id)):
        raise NotAllowed(
            mark("The author of this note chose who may comment on it, and you aren’t among them.")
        )


async def _count(tx: Scope, said: Comment) -> None:
    """Counts what was said, and tells of it."""
    bucket = bucket_of(said.id)
    if said.parent_id is not None:
        await store.COUNT.run(tx.db, bucket, said.parent_id, store.SLOT, 0, 1)
    await notes.count(tx, said.note_id, comments=1)
    await tx.record(CommentMade(bucket=bucket, **_named(said)))


def _named(said: Comment) -> dict[str, int]:
    return {"comment_id": said.id, "note_id": said.note_id, "author_id": said.author_id}


async def _top_of(tx: Scope, note: NoteFacts, reply_to: CommentId) -> CommentId:
    """The top comment under which the answer stands, held until the transaction ends so that it cannot go."""
    top_id = await store.HOLD_TOP.maybe(tx.db, bucket_of(note.id), reply_to, note.id)
    if top_id is None or not {reply_to, top_id} <= (await visible_among(tx, [reply_to, top_id])).keys():
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
            said.state,
        ):
            return comment_id, True
        before = await store.SAID_BEFORE.maybe(tx.db, bucket, said.note_id, said.author_id, key)
        if before is not None:
            return CommentId(before), False
    raise Conflict(mark("That didn’t go through. Please try again."))
