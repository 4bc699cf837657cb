"""What a note's author lets stand under it: who may comment, what waits for them, what they remove."""

from litestar import Request, Response, get, post

from hongqiao.features import comments, notes
from hongqiao.features.comments import welcome
from hongqiao.kernel.errors import Invalid, NotFound, SignInNeeded, mark
from hongqiao.kernel.ids import CommentId, NoteId, to_public
from hongqiao.web.note_view import comment_views
from hongqiao.web.request import Here, fields, here, id_in_path


@get("/notes/{note_id:str}/replies")
async def replies_form(request: Request, note_id: str) -> Response:
    """Who may comment on the reader's own note."""
    at = _signed_in(request)
    facts = await _own(at, note_id)
    return at.page("notes/replies.html", path=f"/notes/{note_id}", chosen=welcome.REPLIES[facts.replies])


@post("/notes/{note_id:str}/replies", status_code=200)
async def limit_replies(request: Request, note_id: str) -> Response:
    """Says who may comment from now on; what was said before stays."""
    at, form = _signed_in(request), await fields(request)
    facts, chosen = await _own(at, note_id), form.text("replies")
    if chosen not in welcome.REPLIES:
        raise Invalid(mark("Choose who may comment."))
    async with at.scope.transaction() as tx:
        await notes.lists.limit_replies(tx, facts.id, notes.lists.Replies(welcome.REPLIES.index(chosen)))
    return at.redirect(f"/notes/{note_id}")


@post("/comments/{comment_id:str}/let-in", status_code=200)
async def let_in(request: Request, comment_id: str) -> Response:
    """Lets a comment stand that waited for the note's author."""
    at = _signed_in(request)
    async with at.scope.transaction() as tx:
        said = await welcome.let_in(tx, CommentId(id_in_path(comment_id)))
    return at.redirect(f"/notes/{to_public(said.note_id)}#comment-{comment_id}")


@get("/comments/{comment_id:str}/remove")
async def remove_form(request: Request, comment_id: str) -> Response:
    """Asks for a reason."""
    at = _signed_in(request)
    said, facts = await welcome.under_own_note(at.scope, CommentId(id_in_path(comment_id)))
    shown = await comment_views(at, facts, [comments.CommentThread(said, (), 0, "")])
    return at.page(
        "notes/remove_comment.html",
        comment=shown[0] if shown else None,
        id=comment_id,
        path=f"/notes/{to_public(facts.id)}",
        reasons=[(number, at.say(reason)) for number, reason in enumerate(welcome.REASONS)],
    )


@post("/comments/{comment_id:str}/remove", status_code=200)
async def remove(request: Request, comment_id: str) -> Response:
    """Removes a comment under the reader's note; who wrote it sees the reason."""
    at, form = _signed_in(request), await fields(request)
    reason = form.text("reason", "0")
    number = int(reason) if reason.isascii() and reason.isdigit() and len(reason) < 3 else -1
    async with at.scope.transaction() as tx:
        said = await welcome.put_aside(tx, CommentId(id_in_path(comment_id)), number)
    return at.redirect(f"/notes/{to_public(said.note_id)}#talk")


async def _own(at: Here, note_id: str) -> notes.NoteFacts:
    facts = await notes.visible(at.scope, NoteId(id_in_path(note_id)))
    if facts.author_id != at.scope.me:
        raise NotFound
    return facts


def _signed_in(request: Request) -> Here:
    at = here(request)
    if not at.reader.is_signed_in:
        raise SignInNeeded
    return at


HANDLERS = [replies_form, limit_replies, let_in, remove_form, remove]
