"""Boards: making, naming, opening and closing them, and what stands on one."""

from hongqiao.features import people
from hongqiao.features.reactions.events import BoardDeleted, BoardNamed
from hongqiao.features.reactions.model import BOARDS_AT_MOST, Board, checked_name, may_open
from hongqiao.features.reactions.queries import boards as rows
from hongqiao.kernel.errors import Conflict, NotAllowed, NotFound, mark
from hongqiao.kernel.ids import AccountId, BoardId, NoteId, bucket_of
from hongqiao.kernel.moments import END_OF_TIME, from_micros, to_micros
from hongqiao.kernel.paging import PAGE_SIZE, Page, cut, read_cursor, write_cursor
from hongqiao.kernel.scope import Scope

_LARGEST_ID = (1 << 63) - 1
_TRIES = 3


async def boards_of(scope: Scope, owner_id: AccountId) -> list[Board]:
    """Somebody's boards, “Saved” first, then as they were made; private ones for their owner only."""
    if not await people.boundaries.shows(scope, owner_id):
        return []
    found = await rows.BOARDS_OF.all(scope.db, bucket_of(owner_id), owner_id, BOARDS_AT_MOST)
    return [board for board in found if may_open(board, scope.viewer.account_id)]


async def board(scope: Scope, board_id: BoardId) -> Board:
    """A board that the viewer may see. Raises NotFound when it is absent or private, or its owner keeps
    their account private.
    """
    found = await rows.BOARD.maybe(scope.db, bucket_of(board_id), board_id)
    if found is None or not may_open(found, scope.viewer.account_id):
        raise NotFound
    if not await people.boundaries.shows(scope, found.owner_id):
        raise NotFound
    return found


async def notes_on(scope: Scope, on: Board, cursor: str = "") -> Page[NoteId]:
    """Ids of the notes on a board, newest first; who may see each is decided by whoever shows them."""
    place = read_cursor(cursor, 2)
    before, before_id = (from_micros(place[0]), place[1]) if place else (END_OF_TIME, _LARGEST_ID)
    found = await rows.NOTES_ON.all(scope.db, bucket_of(on.id), on.id, before, before_id, PAGE_SIZE + 1)
    shown, more = cut(found, PAGE_SIZE)
    ids = [NoteId(entry.note_id) for entry in shown]
    return Page(ids, write_cursor(to_micros(shown[-1].added_at), ids[-1]) if more else "")


async def make_board(tx: Scope, name: str, *, is_private: bool = False) -> BoardId:
    """Makes a board of the viewer's. Emits BoardNamed.

    Raises Invalid for its name, NotAllowed beyond 200 boards.
    """
    cleaned, bucket = checked_name(name), bucket_of(tx.me)
    if await rows.BOARD_COUNT.one(tx.db, bucket, tx.me) >= BOARDS_AT_MOST:
        raise NotAllowed(mark("You have 200 boards, which is as many as anyone can."))
    for _ in range(_TRIES):
        made = await _insert(tx, cleaned, is_default=False, is_private=is_private)
        if made is not None:
            await tx.record(BoardNamed(bucket=bucket, board_id=made, owner_id=tx.me))
            return made
    raise Conflict(mark("That didn’t go through. Please try again."))


async def rename_board(tx: Scope, board_id: BoardId, name: str) -> None:
    """Gives a board of the viewer's another name. Emits BoardNamed.

    Raises Invalid for the name, NotFound for the board.
    """
    cleaned, own = checked_name(name), await own_board(tx, board_id)
    await rows.RENAME_BOARD.run(tx.db, bucket_of(own.id), own.id, cleaned)
    await _tell_name(tx, own)


async def open_board(tx: Scope, board_id: BoardId) -> None:
    """Lets everybody see a board of the viewer's. Emits BoardNamed."""
    own = await own_board(tx, board_id)
    await rows.SET_PRIVACY.run(tx.db, bucket_of(own.id), own.id, False)
    await _tell_name(tx, own)


async def close_board(tx: Scope, board_id: BoardId) -> None:
    """Makes a board of the viewer's private. Emits BoardNamed."""
    own = await own_board(tx, board_id)
    await rows.SET_PRIVACY.run(tx.db, bucket_of(own.id), own.id, True)
    await _tell_name(tx, own)


async def delete_board(tx: Scope, board_id: BoardId) -> None:
    """Deletes a board of the viewer's; its notes stay saved where another holds them. Emits BoardDeleted."""
    own = await own_board(tx, board_id)
    bucket = bucket_of(own.id)
    if await rows.MARK_DELETED.run(tx.db, bucket, own.id):
        await tx.record(BoardDeleted(bucket=bucket, board_id=own.id, owner_id=tx.me, name=own.name))


async def own_board(scope: Scope, board_id: BoardId) -> Board:
    """A board of the viewer's; raises NotFound for anybody else's."""
    found = await rows.BOARD.maybe(scope.db, bucket_of(board_id), board_id)
    if found is None or found.owner_id != scope.me:
        raise NotFound
    return found


async def default_board(tx: Scope) -> BoardId:
    """The viewer's “Saved” board, made when it is not there; private, as saving is nobody else's business."""
    for _ in range(_TRIES):
        there = await rows.DEFAULT_BOARD.maybe(tx.db, bucket_of(tx.me), tx.me)
        made = there or await _insert(tx, "", is_default=True, is_private=True)
        if made is not None:
            return BoardId(made)
    raise Conflict(mark("That didn’t go through. Please try again."))


async def _tell_name(tx: Scope, before: Board) -> None:
    event = BoardNamed(
        bucket=bucket_of(before.id), board_id=before.id, owner_id=tx.me, name_before=before.name
    )
    await tx.record(event)


async def _insert(tx: Scope, name: str, *, is_default: bool, is_private: bool) -> BoardId | None:
    bucket = bucket_of(tx.me)
    board_id = BoardId(tx.ids.make(bucket))
    made = await rows.INSERT_BOARD.run(tx.db, bucket, board_id, tx.me, name, is_default, is_private, tx.now)
    return board_id if made else None
