"""The far side of likes and saves: the row beside the subject and its count, which change together."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Protocol

from hongqiao.features import notes, people, translation
from hongqiao.features.reactions import leaving, store
from hongqiao.features.reactions.events import (
    BoardDeleted,
    BoardNamed,
    Liked,
    NoteSaved,
    NoteUnsaved,
    Unliked,
)
from hongqiao.features.reactions.model import Board, Kind, name_text, subject_of
from hongqiao.features.reactions.queries import boards as rows
from hongqiao.kernel.edges import settle
from hongqiao.kernel.events import Reactors
from hongqiao.kernel.ids import AccountId, CommentId, NoteId, bucket_of
from hongqiao.kernel.language import UNDETERMINED
from hongqiao.kernel.scope import Scope

_AT_ONCE = 100
CountLikes = Callable[[Scope, int], Awaitable[None]]
"""Adds +1 or -1 to the subject's likes, in the transaction that writes the like."""


class CountCommentLikes(Protocol):
    """What comments offer for counting: `comments.count`."""

    async def __call__(self, tx: Scope, comment_id: CommentId, *, likes: int) -> None: ...


def register(reactors: Reactors) -> None:
    """Registers what follows from likes of notes, from saves and from deleted boards."""
    leaving.register(reactors)
    for liking in (Liked, Unliked):
        reactors.on(liking, "reactions.mirror_note_like", mirror_note_like)
    for saving in (NoteSaved, NoteUnsaved):
        reactors.on(saving, "reactions.mirror_save", mirror_save)
    reactors.on(BoardDeleted, "reactions.clear_board", clear_board)
    for naming in (BoardNamed, BoardDeleted):
        reactors.on(naming, "reactions.read_name", read_name)


def register_comment_likes(reactors: Reactors, count: CountCommentLikes) -> None:
    """Registers what follows from likes of comments. Comments are a neighbour that this feature does not
    know: whoever wires both hands in `comments.count`.
    """

    async def mirror_comment_like(scope: Scope, event: Liked | Unliked) -> None:
        if event.kind == Kind.COMMENT:
            await _mirror_like(scope, event, lambda tx, by: count(tx, CommentId(event.subject_id), likes=by))

    for liking in (Liked, Unliked):
        reactors.on(liking, "reactions.mirror_comment_like", mirror_comment_like)


async def mirror_note_like(scope: Scope, event: Liked | Unliked) -> None:
    """Makes the likes beside a note equal to what the reader's bucket says, and counts them."""
    if event.kind == Kind.NOTE:
        await _mirror_like(scope, event, lambda tx, by: notes.count(tx, NoteId(event.subject_id), likes=by))


async def mirror_save(scope: Scope, event: NoteSaved | NoteUnsaved) -> None:
    """Makes the saves beside a note equal to what stands on the reader's boards, and counts them."""
    reader, note_id = event.account_id, NoteId(event.note_id)

    async def saved_since() -> datetime | None:
        return await rows.SAVED_SINCE.maybe(scope.db, bucket_of(reader), reader, note_id)

    async def make_equal(since: datetime | None) -> None:
        async with scope.transaction() as tx:
            if since is None:
                by = -await store.REMOVE_SAVE.run(tx.db, bucket_of(note_id), note_id, reader)
            else:
                by = await store.ADD_SAVE.run(tx.db, bucket_of(note_id), note_id, reader, since)
            if by:
                await notes.count(tx, note_id, saves=by)

    await settle(saved_since, make_equal)


async def clear_board(scope: Scope, event: BoardDeleted) -> None:
    """Takes the notes from a deleted board, a hundred at a time. Emits NoteUnsaved for each."""
    while True:
        async with scope.transaction() as tx:
            taken = await rows.TAKE_FROM_DELETED.all(tx.db, event.bucket, event.board_id, _AT_ONCE)
            for note_id in taken:
                await tx.record(NoteUnsaved(bucket=event.bucket, account_id=event.owner_id, note_id=note_id))
            if not taken:
                await rows.ERASE_BOARD.run(tx.db, event.bucket, event.board_id)
                return


async def read_name(scope: Scope, event: BoardNamed | BoardDeleted) -> None:
    """Says to translation which name of a board is in use, and which no longer."""
    subject, owner = subject_of(event.board_id), AccountId(event.owner_id)
    owner_lang = next((one.lang for one in (await people.people(scope, [owner])).values()), UNDETERMINED)
    former = {event.name if isinstance(event, BoardDeleted) else event.name_before}

    async def look() -> Board | None:
        return await rows.BOARD.maybe(scope.db, event.bucket, event.board_id)

    async def make_equal(board: Board | None) -> None:
        used = {board.text(owner_lang)} if board and board.name else set()
        await translation.remember(scope, list(used), subject=subject)
        ever = {
            name_text(event.board_id, name, owner_lang, owner_id=owner, is_private=is_private)
            for name in former
            if name
            for is_private in (True, False)
        }
        await translation.forget(scope, list(ever - used), subject=subject)
        former.update({board.name} if board else ())

    await settle(look, make_equal)


async def _mirror_like(scope: Scope, event: Liked | Unliked, count: CountLikes) -> None:
    reader, kind, subject = event.account_id, event.kind, event.subject_id
    bucket = bucket_of(subject)

    async def liked_since() -> datetime | None:
        return await store.LIKED_SINCE.maybe(scope.db, bucket_of(reader), reader, kind, subject)

    async def make_equal(since: datetime | None) -> None:
        async with scope.transaction() as tx:
            if since is None:
                by = -await store.REMOVE_LIKE.run(tx.db, bucket, subject, kind, reader)
            else:
                by = await store.ADD_LIKE.run(tx.db, bucket, subject, kind, reader, since)
            if by:
                await count(tx, by)

    await settle(liked_since, make_equal)
