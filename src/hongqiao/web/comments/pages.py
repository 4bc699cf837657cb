"""Saying something under a note, and what can be done with it."""

import hashlib
from collections.abc import Sequence

from litestar import Request, Response, get, post

from hongqiao.features import accounts, comments, notes, trust
from hongqiao.features.comments import CommentThread
from hongqiao.features.notes import NoteFacts
from hongqiao.kernel.errors import SignInNeeded
from hongqiao.kernel.ids import CommentId, NoteId, to_public
from hongqiao.web.asked import Asked, asked_about
from hongqiao.web.note_view import comment_views, note_context, talk_context
from hongqiao.web.request import Here, fields, here, id_in_path

_ONE_PRESS_S = 20


@get("/notes/{note_id:str}/comments")
async def more(request: Request, note_id: str, after: str = "") -> Response:
    """The next page of comments; without script the whole note with them."""
    at, id_ = here(request), NoteId(id_in_path(note_id))
    if not at.reader.partial:
        return at.page(
            "notes/show.html", **await note_context(at, id_, after=after), origin=at.site.settings.origin
        )
    facts = await notes.visible(at.scope, id_)
    stub = {"id": note_id, "path": f"/notes/{note_id}"}
    return at.page("notes/_comments.html", note=stub, **await talk_context(at, facts, after))


@get("/comments/{comment_id:str}/replies")
async def replies(request: Request, comment_id: str, after: str = "") -> Response:
    """The next replies to a comment."""
    at = here(request)
    top = await comments.visible(at.scope, CommentId(id_in_path(comment_id)))
    facts = await notes.visible(at.scope, top.note_id)
    page = await comments.replies(at.scope, top, after)
    views = await comment_views(at, facts, [CommentThread(one, (), 0, "") for one in page.items])
    path = f"/notes/{to_public(top.note_id)}"
    if not at.reader.partial:
        return at.redirect(path)
    next_path = f"/comments/{comment_id}/replies?after={page.next}" if page.next else ""
    return at.page(
        "notes/_comments.html",
        note={"id": to_public(top.note_id), "path": path},
        comments=views,
        more_comments=next_path,
    )


@post("/notes/{note_id:str}/comments", status_code=200)
async def say(request: Request, note_id: str) -> Response:
    """Says something; two presses of one button say it once."""
    at, form = _signed_in(request), await fields(request)
    await accounts.levels.spend_allowance(at.scope, "comments")
    facts = await notes.visible(at.scope, NoteId(id_in_path(note_id)))
    words, answered = form.text("words"), form.text("reply_to")
    window = int(at.scope.now.timestamp()) // _ONE_PRESS_S
    once = hashlib.sha256(f"{answered}\0{words}\0{window}".encode(errors="replace")).hexdigest()
    is_sure = form.is_on("sure")
    if not is_sure and (asked := asked_about(at, [words])):
        return _ask(at, note_id, asked, {"words": words, "reply_to": answered})
    async with at.scope.transaction() as tx:
        said = await comments.say(
            tx, facts, words, CommentId(id_in_path(answered)) if answered else None, once=once
        )
    about = f"comment:{to_public(said.id)}"
    if await trust.screening.is_held(at.scope, about):
        return _go(at, f"/held?about={about}")
    if is_sure and at.reader.partial:  # the question stands in the place of the form: begin anew
        return Response(None, status_code=200, headers={"HX-Refresh": "true"})
    return await _talk(request, at, facts, f"#comment-{to_public(said.id)}")


@post("/comments/{comment_id:str}/delete", status_code=200)
async def delete(request: Request, comment_id: str) -> Response:
    """Deletes a comment of one's own, or under one's own note."""
    at, id_ = _signed_in(request), CommentId(id_in_path(comment_id))
    async with at.scope.transaction() as tx:
        gone = await comments.delete(tx, id_)
    return await _talk(request, at, await notes.visible(at.scope, gone.note_id), "#talk")


@post("/comments/{comment_id:str}/pin", status_code=200)
async def pin(request: Request, comment_id: str) -> Response:
    """Puts a comment first, or back in its place."""
    at, id_, form = _signed_in(request), CommentId(id_in_path(comment_id)), await fields(request)
    change = comments.unpin if form.text("to") == "off" else comments.pin
    comment = await comments.visible(at.scope, id_)
    async with at.scope.transaction() as tx:
        await change(tx, id_)
    return await _talk(request, at, await notes.visible(at.scope, comment.note_id), "#talk")


def _signed_in(request: Request) -> Here:
    at = here(request)
    if not at.reader.is_signed_in:
        raise SignInNeeded
    return at


def _ask(at: Here, note_id: str, asked: Sequence[Asked], said: dict[str, str]) -> Response:
    """The form again, with what to think about: in the place of the form, or as a page without script."""
    shown = {"note": {"id": note_id}, "asked": asked, "said": said}
    if not at.reader.partial:
        return at.page("notes/ask.html", http_status=422, **shown)
    page = at.page("notes/_ask.html", **shown)
    page.headers |= {"HX-Retarget": "#say", "HX-Reswap": "outerHTML"}
    return page


def _go(at: Here, path: str) -> Response:
    """To another page, also from a script that asked for a part of this one."""
    if not at.reader.partial:
        return at.redirect(path)
    return Response(None, status_code=200, headers={"HX-Redirect": path})


async def _talk(request: Request, at: Here, facts: NoteFacts, anchor: str) -> Response:
    if not at.reader.partial:
        return at.redirect(f"/notes/{to_public(facts.id)}{anchor}")
    return at.page("notes/_talk.html", **await note_context(at, facts.id))


HANDLERS = [more, replies, say, delete, pin]
