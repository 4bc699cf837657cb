"""A note: its page, the same as a layer over the feed, its history, and taking it back."""

from litestar import Request, Response, get, post

from hongqiao.features import notes
from hongqiao.kernel.errors import SignInNeeded
from hongqiao.kernel.ids import NoteId
from hongqiao.kernel.language import guess_lang
from hongqiao.web.note_view import note_context
from hongqiao.web.request import here, id_in_path


@get("/notes/{note_id:str}")
async def show(request: Request, note_id: str, reply_to: str = "", open: str = "") -> Response:
    """The note."""
    at = here(request)
    context = await note_context(at, NoteId(id_in_path(note_id)))
    answered = next((c for c in _all(context["comments"]) if c.id == reply_to), None)
    context["replying"] = {"id": answered.id, "name": answered.author.name} if answered else None
    context["opened"] = open == "yes"
    context["origin"] = at.site.settings.origin
    if at.reader.partial:
        return at.block("notes/show.html", "view", **context)
    return at.page("notes/show.html", **context)


@get("/notes/{note_id:str}/history")
async def history(request: Request, note_id: str) -> Response:
    """How the note once read, as it was written."""
    at, id_ = here(request), NoteId(id_in_path(note_id))
    context = await note_context(at, id_)
    revisions = [
        {
            "number": revision.revision,
            "title": revision.title,
            "body": revision.body,
            "made": revision.made_at,
            "lang": guess_lang(f"{revision.title}\n{revision.body}", author_lang=context["facts"].lang),
        }
        for revision in await notes.lists.revisions(at.scope, id_)
    ]
    return at.page("notes/history.html", note=context["note"], revisions=revisions)


@post("/notes/{note_id:str}/withdraw", status_code=200)
async def withdraw(request: Request, note_id: str) -> Response:
    """Takes the viewer's own note back."""
    at = here(request)
    if not at.reader.is_signed_in:
        raise SignInNeeded
    async with at.scope.transaction() as tx:
        await notes.withdraw(tx, NoteId(id_in_path(note_id)))
    return at.redirect(f"/people/{at.reader.handle}")


def _all(views: list) -> list:
    return [one for view in views for one in (view, *view.replies)]


HANDLERS = [show, history, withdraw]
