"""Likes, saves and boards."""

from litestar import Request, Response, get, post

from hongqiao.features import comments, notes, people, reactions, trust
from hongqiao.features.reactions import Kind
from hongqiao.features.site import declare_limit, spend
from hongqiao.kernel.errors import NotFound, SignInNeeded, mark
from hongqiao.kernel.ids import BoardId, CommentId, NoteId, to_public
from hongqiao.web.cards import cards_of
from hongqiao.web.note_view import unnamed_board
from hongqiao.web.people_lines import line_of
from hongqiao.web.request import Here, fields, here, id_in_path
from hongqiao.web.shown import show_one

REACTIONS_BY_ACCOUNT = declare_limit("reactions", 2_000, 3_600)


@post("/notes/{note_id:str}/like", status_code=200)
async def like_note(request: Request, note_id: str) -> Response:
    """Likes a note, or takes the like back."""
    at, id_, is_on = await _pressed(request, note_id)
    await notes.visible(at.scope, NoteId(id_))
    async with at.scope.transaction() as tx:
        await (reactions.like if is_on else reactions.unlike)(tx, Kind.NOTE, id_)
    return _after(request, at, f"/notes/{note_id}")


@post("/comments/{comment_id:str}/like", status_code=200)
async def like_comment(request: Request, comment_id: str) -> Response:
    """Likes a comment, or takes the like back."""
    at, id_, is_on = await _pressed(request, comment_id)
    comment = await comments.visible(at.scope, CommentId(id_))
    async with at.scope.transaction() as tx:
        await (reactions.like if is_on else reactions.unlike)(tx, Kind.COMMENT, id_)
    return _after(request, at, f"/notes/{to_public(comment.note_id)}#comment-{comment_id}")


@post("/notes/{note_id:str}/save", status_code=200)
async def save(request: Request, note_id: str, board: str = "") -> Response:
    """Saves a note on a board (the first one, unless one is named), or takes it off."""
    at, id_, is_on = await _pressed(request, note_id)
    await notes.visible(at.scope, NoteId(id_))
    board_id = BoardId(id_in_path(board)) if board else None
    async with at.scope.transaction() as tx:
        await (reactions.save if is_on else reactions.unsave)(tx, NoteId(id_), board_id)
    return _after(request, at, f"/notes/{note_id}")


@get("/boards/{board_id:str}")
async def board(request: Request, board_id: str, after: str = "") -> Response:
    """A board; a private one is there for its owner only."""
    at = here(request)
    shown = await reactions.board(at.scope, BoardId(id_in_path(board_id)))
    if await trust.standing.hidden_among(at.scope, [shown.owner_id]):
        raise NotFound
    page = await reactions.notes_on(at.scope, shown, after)
    lines = await notes.lines(at.scope, page.items)
    reason = at.say(mark("It was saved to this board."))
    cards = await cards_of(at, lines, dict.fromkeys((line.id for line in lines), reason))
    next_path = f"/boards/{board_id}?after={page.next}" if page.next else ""
    if at.reader.partial:
        return at.block("reactions/board.html", "cards", cards=cards, next=next_path)
    owner = (await people.people(at.scope, [shown.owner_id])).get(shown.owner_id)
    if owner is None:
        raise NotFound
    view = {
        "id": board_id,
        "name": await show_one(at, shown.text(owner.lang)) if shown.name else unnamed_board(at),
        "is_private": shown.is_private,
        "owner": line_of(owner),
        "mine": shown.owner_id == at.scope.viewer.account_id,
        "count": shown.notes - (len(page.items) - len(lines)),  # without those that the reader may not see
        "is_default": shown.is_default,
        "path": f"/boards/{board_id}",
    }
    return at.page("reactions/board.html", board=view, cards=cards, next=next_path)


@post("/boards", status_code=200)
async def make_board(request: Request) -> Response:
    """Makes a board; asked for from a note, it holds that note at once."""
    at, form = _signed_in(request), await fields(request)
    note = form.text("note")
    if note:
        await notes.visible(at.scope, NoteId(id_in_path(note)))
    async with at.scope.transaction() as tx:
        board_id = await reactions.make_board(tx, form.text("name"), is_private=form.is_on("private"))
        if note:
            await reactions.save(tx, NoteId(id_in_path(note)), board_id)
    return at.redirect(f"/notes/{note}" if note else f"/boards/{to_public(board_id)}")


@post("/boards/{board_id:str}/rename", status_code=200)
async def rename_board(request: Request, board_id: str) -> Response:
    """Gives a board another name."""
    at, form = _signed_in(request), await fields(request)
    async with at.scope.transaction() as tx:
        await reactions.rename_board(tx, BoardId(id_in_path(board_id)), form.text("name"))
    return at.redirect(f"/boards/{board_id}")


@post("/boards/{board_id:str}/privacy", status_code=200)
async def board_privacy(request: Request, board_id: str) -> Response:
    """Opens a board to everyone, or closes it."""
    at, form = _signed_in(request), await fields(request)
    change = (
        reactions.close_board
        if form.is_on("private") or form.text("to") == "private"
        else reactions.open_board
    )
    async with at.scope.transaction() as tx:
        await change(tx, BoardId(id_in_path(board_id)))
    return at.redirect(f"/boards/{board_id}")


@post("/boards/{board_id:str}/delete", status_code=200)
async def delete_board(request: Request, board_id: str) -> Response:
    """Deletes a board; the notes on it stay where they are."""
    at = _signed_in(request)
    async with at.scope.transaction() as tx:
        await reactions.delete_board(tx, BoardId(id_in_path(board_id)))
    return at.redirect(f"/people/{at.reader.handle}?tab=boards")


def _signed_in(request: Request) -> Here:
    at = here(request)
    if not at.reader.is_signed_in:
        raise SignInNeeded
    return at


async def _pressed(request: Request, subject: str) -> tuple[Here, int, bool]:
    at, form = _signed_in(request), await fields(request)
    await spend(at.scope, REACTIONS_BY_ACCOUNT, at.reader.handle)
    return at, id_in_path(subject), form.text("to", "on") != "off"


def _after(request: Request, at: Here, path: str) -> Response:
    """A script shows the change itself; a plain form goes back to where it was pressed."""
    if "x-csrf" in request.headers:
        return Response(None, status_code=204)
    return at.redirect(_path_of_referer(request) or path)


def _path_of_referer(request: Request) -> str:
    referer = request.headers.get("referer", "")
    host = request.headers.get("host", "\0")
    return referer.split(host, 1)[1] if f"//{host}/" in referer else ""


HANDLERS = [
    like_note,
    like_comment,
    save,
    board,
    make_board,
    rename_board,
    board_privacy,
    delete_board,
]
