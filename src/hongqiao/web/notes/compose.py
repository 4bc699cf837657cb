"""Writing a note: the draft is kept on the server from the first picture on."""

import base64
from collections.abc import Sequence

from litestar import Request, Response, get, post

from hongqiao.features import accounts, media, notes, trust
from hongqiao.features.comments import welcome
from hongqiao.features.notes import NoteDraft, drafts
from hongqiao.kernel.errors import Conflict, Invalid, NotFound, SignInNeeded, mark
from hongqiao.kernel.ids import DraftId, to_public
from hongqiao.web.asked import Asked, asked_about
from hongqiao.web.cards import AUDIENCES
from hongqiao.web.notes.forms import Change, all_of, typed, with_moved_picture, with_picture, without_picture
from hongqiao.web.request import Here, fields, here, id_in_path

UPLOAD_BYTES = 22 * (1 << 20)
UPLOADS_BYTES = 120 * (1 << 20)


@get("/compose")
async def compose(request: Request) -> Response:
    """A new note."""
    at = _signed_in(request)
    return await _form_page(at, await drafts.start_draft(at.scope))


@get("/compose/{draft_id:str}")
async def compose_draft(request: Request, draft_id: str) -> Response:
    """A draft as it was kept."""
    at = _signed_in(request)
    return await _form_page(at, await drafts.draft(at.scope, DraftId(id_in_path(draft_id))))


@get("/drafts")
async def draft_list(request: Request) -> Response:
    """All drafts."""
    at = _signed_in(request)
    kept = await drafts.drafts(at.scope)
    covers = await media.pictures(at.scope, [draft.pictures[0].key for draft in kept if draft.pictures])
    listed = [
        {
            "id": to_public(draft.id),
            "title": draft.title,
            "saved": draft.saved_at,
            "cover": _small(covers.get(draft.pictures[0].key) if draft.pictures else None),
        }
        for draft in kept
    ]
    return at.page("notes/drafts.html", drafts=listed)


@get("/notes/{note_id:str}/edit")
async def edit(request: Request, note_id: str) -> Response:
    """Opens the viewer's note as a draft."""
    at = _signed_in(request)
    async with at.scope.transaction() as tx:
        draft = await drafts.edit_draft(tx, id_in_path(note_id))
    return at.redirect(f"/compose/{to_public(draft.id)}")


@post("/compose/{draft_id:str}/draft", status_code=204)
async def keep_draft(request: Request, draft_id: str) -> None:
    """Keeps what is typed so far."""
    at = _signed_in(request)
    await _change(at, draft_id, typed(await fields(request)))


@post("/compose/{draft_id:str}/pictures", status_code=200, request_max_body_size=UPLOADS_BYTES)
async def add_pictures(request: Request, draft_id: str) -> Response:
    """Takes one picture from a script, or several from the plain form; answers with the piece or the page."""
    at, form = _signed_in(request), await fields(request)
    files = [*form.files("picture"), *form.files("pictures")]
    changes: list[Change] = [] if at.reader.partial or "x-csrf" in request.headers else [typed(form)]
    keys, trouble = [], ""
    for file in files[: at.site.settings.pictures_per_note]:
        await accounts.levels.spend_allowance(at.scope, "pictures")
        try:
            picture = await media.take(at.scope, await file.read())
            await trust.screening.pictures.turn_away_known(at.scope, picture.key)
        except Invalid as refusal:
            if not changes:
                raise
            trouble = at.say(refusal.message, **refusal.values)
            continue
        keys.append(picture.key)
        changes.append(with_picture(picture.key))
    if not files and not changes:
        raise Invalid(mark("Choose a picture first."))
    draft = await _change(at, draft_id, all_of(*changes))
    if "x-csrf" not in request.headers:
        return await _form_page(at, draft, error=trouble, status=422 if trouble else 200)
    shown = [view for view in await _picture_views(at, draft) if view["key"] in keys]
    return at.page(
        "notes/_picture.html",
        draft_id=draft_id,
        shot=shown[-1],
        number=shown[-1]["position"] + 1,
        limits=_limits(at),
    )


@post("/compose/{draft_id:str}/pictures/{key:str}/remove", status_code=200)
async def remove_picture(request: Request, draft_id: str, key: str) -> Response:
    """Takes a picture out of the draft."""
    at = _signed_in(request)
    changes = all_of(typed(await fields(request)), without_picture(key))
    return await _after_change(request, at, await _change(at, draft_id, changes))


@post("/compose/{draft_id:str}/pictures/{key:str}/move", status_code=200)
async def move_picture(request: Request, draft_id: str, key: str) -> Response:
    """Moves a picture one place."""
    at, form = _signed_in(request), await fields(request)
    changes = all_of(typed(form), with_moved_picture(key, form.text("to")))
    return await _after_change(request, at, await _change(at, draft_id, changes))


@post("/compose/{draft_id:str}/publish", status_code=200)
async def publish(request: Request, draft_id: str) -> Response:
    """Publishes. A second press finds the note that the first one made."""
    at, form = _signed_in(request), await fields(request)
    id_ = DraftId(id_in_path(draft_id))
    await accounts.levels.spend_allowance(at.scope, "notes")
    change, draft = typed(form), NoteDraft(id=id_)
    try:
        published = await drafts.published_from(at.scope, id_)
        if published is None:
            draft = await _change(at, draft_id, change)
            if not form.is_on("sure") and (asked := asked_about(at, _words_of(draft))):
                return await _form_page(at, draft, asked=asked, status=422)
            published = await notes.publish_draft(at.scope, id_)
    except Invalid as refusal:
        errors, error = at.say_each(refusal.fields), at.say(refusal.message, **refusal.values)
        return await _form_page(at, draft, errors=errors, error=error, status=422)
    except (Conflict, NotFound):
        published = await drafts.published_from(at.scope, id_)  # the other of two presses was faster
        if published is None:
            raise
    about = f"note:{to_public(published)}"
    is_held = await trust.screening.is_held(at.scope, about)
    return at.redirect(f"/held?about={about}" if is_held else f"/notes/{to_public(published)}")


@post("/compose/{draft_id:str}/discard", status_code=200)
async def discard(request: Request, draft_id: str) -> Response:
    """Throws the draft away."""
    at = _signed_in(request)
    await drafts.discard_draft(at.scope, DraftId(id_in_path(draft_id)))
    return at.redirect("/drafts")


def _small(picture: media.Picture | None) -> str:
    if picture is None:
        return ""
    return media.path_of(picture.key, media.best_width(picture, 320), "webp")


def _signed_in(request: Request) -> Here:
    at = here(request)
    if not at.reader.is_signed_in:
        raise SignInNeeded
    return at


async def _change(at: Here, draft_id: str, change: Change) -> NoteDraft:
    async with at.scope.transaction() as tx:
        return await drafts.change_draft(tx, DraftId(id_in_path(draft_id)), change)


async def _after_change(request: Request, at: Here, draft: NoteDraft) -> Response:
    if "x-csrf" in request.headers:
        return Response(None, status_code=204)
    return await _form_page(at, draft)


async def _form_page(
    at: Here,
    draft: NoteDraft,
    *,
    errors: dict | None = None,
    error: str = "",
    asked: Sequence[Asked] = (),
    status: int = 200,
) -> Response:
    form = _form(draft) | {
        "asked": asked,
        "pictures": await _picture_views(at, draft),
        "errors": errors or {},
        "error": error,
    }
    return at.page("notes/compose.html", http_status=status, form=form, limits=_limits(at))


def _words_of(draft: NoteDraft) -> list[str]:
    """Everything in the draft that others would read."""
    if AUDIENCES[draft.audience] == "me":
        return []
    said = [draft.title, draft.body, draft.place, draft.version_title, draft.version_body]
    return [*said, *(picture.alt for picture in draft.pictures)]


def _limits(at: Here) -> dict[str, int]:
    return {"title": 100, "body": 5_000, "alt": 500, "pictures": at.site.settings.pictures_per_note}


def _form(draft: NoteDraft) -> dict:
    return {
        "draft_id": to_public(draft.id),
        "title": draft.title,
        "body": draft.body,
        "place": draft.place,
        "subject": draft.subject,
        "audience": AUDIENCES[draft.audience],
        "replies": welcome.REPLIES[draft.replies],
        "ai": draft.is_ai,
        "commercial": draft.commercial,
        "cover_style": draft.cover_style,
        "version_lang": draft.version_lang,
        "version_title": draft.version_title,
        "version_body": draft.version_body,
        "saved": draft.saved_at,
        "editing": to_public(draft.edits) if draft.edits else "",
    }


async def _picture_views(at: Here, draft: NoteDraft) -> list[dict]:
    known = await media.pictures(at.scope, [picture.key for picture in draft.pictures])
    views = []
    for position, shown in enumerate(draft.pictures):
        picture = known.get(shown.key)
        if picture is not None:
            views.append(
                {
                    "key": picture.key,
                    "width": picture.width,
                    "height": picture.height,
                    "widths": picture.widths,
                    "thumb": base64.b64encode(picture.thumbhash).decode(),
                    "ratio": picture.ratio,
                    "alt": shown.alt,
                    "position": position,
                }
            )
    return views


HANDLERS = [
    compose,
    compose_draft,
    draft_list,
    edit,
    keep_draft,
    add_pictures,
    remove_picture,
    move_picture,
    publish,
    discard,
]
