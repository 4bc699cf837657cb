"""Nearby: asked for, coarse, and left as easily; and where an author says that a note is from."""

from litestar import Request, Response, get, post

from hongqiao.features import nearby, notes
from hongqiao.features.notes import NoteLine
from hongqiao.features.site import declare_limit, spend
from hongqiao.kernel.errors import Invalid, NotAllowed, SignInNeeded, mark
from hongqiao.kernel.ids import NoteId
from hongqiao.kernel.paging import Page
from hongqiao.web.cards import cards_of
from hongqiao.web.feeds.names import WITHIN
from hongqiao.web.request import Fields, Here, fields, here, id_in_path
from hongqiao.web.shown import show_one

MOVES_BY_ACCOUNT = declare_limit("nearby", 30, 86_400)
"""Whoever moves about to find something out is slowed down, although it would tell no more than a cell."""


@get("/nearby")
async def around(request: Request, after: str = "") -> Response:
    """Notes from around the reader, newest first; before that, what is asked of them."""
    at = _signed_in(request)
    if await nearby.cell_here(at.scope) is None:
        return _asking(at)
    page = await nearby.around(at.scope, after)
    lines, reasons = await _lines(at, page)
    cards = await cards_of(at, lines, reasons)
    context = {"cards": cards, "next": f"/nearby?after={page.next}" if page.next else ""}
    if at.reader.partial:
        return at.block("feeds/nearby.html", "cards", **context)
    return at.page(
        "feeds/nearby.html", is_on=True, words=at.say(nearby.WORDS), error="", step=nearby.STEP, **context
    )


@post("/nearby", status_code=200)
async def enter(request: Request) -> Response:
    """Agrees and says where, or moves."""
    at, form = _signed_in(request), await fields(request)
    await spend(at.scope, MOVES_BY_ACCOUNT, at.reader.handle)
    try:
        await nearby.enter(at.scope, *_place(form), words=at.say(nearby.WORDS))
    except (Invalid, NotAllowed) as refusal:
        return _asking(at, error=at.say(refusal.message), status=422)
    return at.redirect("/nearby")


@post("/nearby/leave", status_code=200)
async def leave(request: Request) -> Response:
    """Takes it back: what was kept is deleted."""
    at = _signed_in(request)
    await nearby.leave(at.scope, words=at.say(nearby.WORDS))
    return at.redirect("/nearby")


@get("/notes/{note_id:str}/nearby")
async def place_of(request: Request, note_id: str) -> Response:
    """Whether an author’s note is found nearby, and the form by which they say so."""
    return await _placing(_signed_in(request), NoteId(id_in_path(note_id)))


@post("/notes/{note_id:str}/nearby", status_code=200)
async def place(request: Request, note_id: str) -> Response:
    """Puts the author’s note into a square of two kilometres, or takes it out of it."""
    at, form, id_ = _signed_in(request), await fields(request), NoteId(id_in_path(note_id))
    await notes.visible(at.scope, id_)
    await spend(at.scope, MOVES_BY_ACCOUNT, at.reader.handle)
    try:
        if form.is_on("remove"):
            await nearby.unplace_note(at.scope, id_)
        else:
            await nearby.place_note(at.scope, id_, *_place(form))
    except (Invalid, NotAllowed) as refusal:
        return await _placing(at, id_, error=at.say(refusal.message), status=422)
    return at.redirect(f"/notes/{note_id}/nearby")


async def _lines(at: Here, page: Page[nearby.NearNote]) -> tuple[list[NoteLine], dict[NoteId, str]]:
    lines = await notes.lines(at.scope, [one.id for one in page.items])
    within = {one.id: one.within_km for one in page.items}
    return lines, {line.id: at.say(WITHIN, km=within[line.id]) for line in lines}


def _asking(at: Here, *, error: str = "", status: int = 200) -> Response:
    words = at.say(nearby.WORDS)
    return at.page(
        "feeds/nearby.html",
        http_status=status,
        is_on=False,
        words=words,
        error=error,
        step=nearby.STEP,
        next="",
    )


async def _placing(at: Here, id_: NoteId, *, error: str = "", status: int = 200) -> Response:
    is_placed = await nearby.is_placed(at.scope, id_)
    whole = (await notes.cards(at.scope, [id_]))[id_]
    return at.page(
        "feeds/placing.html",
        http_status=status,
        is_placed=is_placed,
        is_on=await nearby.cell_here(at.scope) is not None,
        is_public=whole.audience == 0,
        title=await show_one(at, whole.title_text),
        path=at.reader.path.partition("/nearby")[0],
        error=error,
        step=nearby.STEP,
    )


def _place(form: Fields) -> tuple[float, float]:
    """Latitude and longitude as people type them, in degrees; a comma may stand for the point."""
    try:
        latitude, longitude = (
            float(form.text(name).replace(",", ".")[:12]) for name in ("latitude", "longitude")
        )
    except ValueError as unread:
        raise Invalid(mark("Type latitude and longitude as numbers, such as 31.2 and 121.5.")) from unread
    return latitude, longitude


def _signed_in(request: Request) -> Here:
    at = here(request)
    if not at.reader.is_signed_in:
        raise SignInNeeded
    return at


HANDLERS = [around, enter, leave, place_of, place]
