"""Saving: a note is saved while it stands on any of the viewer's boards."""

from collections.abc import Sequence

from hongqiao.features.reactions.boards import default_board, own_board
from hongqiao.features.reactions.events import NoteSaved, NoteUnsaved
from hongqiao.features.reactions.queries import boards as rows
from hongqiao.kernel.ids import BoardId, NoteId, bucket_of
from hongqiao.kernel.scope import Scope


async def save(tx: Scope, note_id: NoteId, board_id: BoardId | None = None) -> None:
    """Puts a note that the viewer may see on a board of theirs, or on “Saved”, which the first save makes.

    Once more changes nothing. Raises NotFound for a board that is not theirs. Emits NoteSaved.
    """
    bucket = bucket_of(tx.me)
    board = await default_board(tx) if board_id is None else (await own_board(tx, board_id)).id
    if await rows.SAVE.run(tx.db, bucket, board, tx.me, note_id, tx.now):
        await tx.record(NoteSaved(bucket=bucket, account_id=tx.me, note_id=note_id))


async def unsave(tx: Scope, note_id: NoteId, board_id: BoardId | None = None) -> None:
    """Takes a note from one of the viewer's boards, or from all of them. Emits NoteUnsaved."""
    bucket = bucket_of(tx.me)
    if await rows.UNSAVE.run(tx.db, bucket, tx.me, note_id, board_id):
        await tx.record(NoteUnsaved(bucket=bucket, account_id=tx.me, note_id=note_id))


async def saved_among(scope: Scope, ids: Sequence[NoteId]) -> set[NoteId]:
    """Those of these notes that the viewer saved; one statement in the viewer's bucket."""
    if not ids or not scope.viewer.is_signed_in:
        return set()
    return set(await rows.SAVED_AMONG.all(scope.db, bucket_of(scope.me), scope.me, list(set(ids))))


async def boards_holding(scope: Scope, note_id: NoteId) -> set[BoardId]:
    """The viewer's boards on which the note stands."""
    if not scope.viewer.is_signed_in:
        return set()
    return set(await rows.BOARDS_HOLDING.all(scope.db, bucket_of(scope.me), scope.me, note_id))
