"""What readers steer Explore by: switch and dial on the feed, less of this, and a page of it all."""

from litestar import Request, Response, get, post

from hongqiao.features import accounts, notes, recommendation
from hongqiao.features.accounts import Preferences
from hongqiao.features.recommendation import controls
from hongqiao.features.site import declare_limit, spend
from hongqiao.kernel.errors import Invalid, SignInNeeded, mark
from hongqiao.kernel.ids import AccountId, NoteId, from_public, to_public
from hongqiao.kernel.language import name_of
from hongqiao.web.age_words import pack_names
from hongqiao.web.cards import faces_of
from hongqiao.web.feeds.visiting import steered
from hongqiao.web.people_lines import met_lines
from hongqiao.web.request import Fields, Here, fields, here, id_in_path
from hongqiao.web.shown import show

SIGNALS_BY_ACCOUNT = declare_limit("signals", 3_000, 3_600)
STEERING_BY_ACCOUNT = declare_limit("steering", 600, 3_600)
_AT_ONCE, _LONGEST_S, _HIDDEN_SHOWN = 100, 3_600.0, 100


@post("/feed/met", status_code=200)
async def met(request: Request) -> Response:
    """What was really seen and opened on a page, as its script tells: public ids, with seconds."""
    at, form = _signed_in(request), await fields(request)
    await spend(at.scope, SIGNALS_BY_ACCOUNT, at.reader.handle)
    seen = [NoteId(id_) for text in _parts(form, "seen") if (id_ := from_public(text)) is not None]
    opened: dict[NoteId, float] = {}
    for text in _parts(form, "opened"):
        public, _, seconds = text.partition(":")
        id_ = from_public(public)
        if id_ is not None and _is_number(seconds):
            opened[NoteId(id_)] = min(float(seconds[:6]), _LONGEST_S)
    await recommendation.note_met(at.scope, seen, opened)
    return Response(None, status_code=204)


@post("/feed/steer", status_code=200)
async def steer(request: Request) -> Response:
    """The switch and the dial; then the feed again, from its top. Visitors have the dial alone."""
    if not here(request).reader.is_signed_in:
        return steered(here(request), await fields(request))
    at, form = await _steering(request)
    await (controls.use_activity if form.is_on("activity") else controls.use_no_activity)(at.scope)
    if form.text("mix") != form.text("mix_before"):
        await controls.set_mix(at.scope, _percent(form.text("mix")))
    return at.redirect(form.text("next", "/"))


@post("/notes/{note_id:str}/less", status_code=200)
async def less(request: Request, note_id: str) -> Response:
    """Hides a note, and shows less like it."""
    at, _ = await _steering(request)
    await controls.less_like(at.scope, NoteId(id_in_path(note_id)))
    if "x-csrf" in request.headers:
        return Response(None, status_code=204)
    return at.redirect("/me/feed")


@get("/me/feed")
async def own_feed(request: Request) -> Response:
    """All that decides about the reader’s Explore, and can be changed."""
    return await _own_feed(_signed_in(request))


@post("/me/feed", status_code=200)
async def choose(request: Request) -> Response:
    """Keeps interests, topics, the mix and the switch."""
    at, form = await _steering(request)
    kept = await accounts.preferences(at.scope)
    wanted = Preferences(kept.locale, kept.reads, form.texts("interests"), kept.both, country=kept.country)
    try:
        await controls.set_topics(at.scope, form.text("topics").replace("#", " ").split())
        await accounts.change_preferences(at.scope, wanted)
        await controls.set_mix(at.scope, _percent(form.text("mix")))
        await (controls.use_activity if form.is_on("activity") else controls.use_no_activity)(at.scope)
    except Invalid as refusal:
        return await _own_feed(at, error=at.say(refusal.message), status=422)
    return at.redirect("/me/feed?kept=1")


@post("/me/feed/less/delete", status_code=200)
async def forget_weight(request: Request) -> Response:
    """Deletes something that the reader wanted less of."""
    at, form = await _steering(request)
    await controls.forget_weight(at.scope, form.text("kind"), form.text("name"))
    return at.redirect("/me/feed")


@post("/me/feed/forget", status_code=200)
async def forget(request: Request) -> Response:
    """Deletes what was kept of what the reader did."""
    at, _ = await _steering(request)
    await controls.forget_activity(at.scope)
    return at.redirect("/me/feed?forgot=1")


async def _own_feed(at: Here, *, error: str = "", status: int = 200) -> Response:
    choice = await recommendation.choice_of(at.scope)
    mix = recommendation.CONFIG.mix if choice.mix is None else choice.mix
    return at.page(
        "feeds/own.html",
        http_status=status,
        choice=choice,
        packs=pack_names(at, "profiling_switch", "minors_without_profiling"),
        mix=mix,
        topics=" ".join(f"#{topic}" for topic in choice.topics),
        weights=await _weights(at),
        error=error,
        saved="kept=1" in at.reader.path,
        forgot="forgot=1" in at.reader.path,
    )


async def _weights(at: Here) -> list[dict]:
    """What the reader wants less of, each named as pages name it."""
    kept = await controls.weights(at.scope)
    authors = await met_lines(at, [AccountId(int(one.name)) for one in kept if one.kind == "author"])
    hidden = [NoteId(int(one.name)) for one in kept if one.kind == "note"][:_HIDDEN_SHOWN]
    lines = await notes.lines(at.scope, hidden)
    faces = await faces_of(at, lines)
    shown = await show(at, [texts[0] for _, texts in faces.values()])
    titles = {str(id_): shown[texts[0].ref].words for id_, (_, texts) in faces.items()}
    found = []
    for one in kept:
        name, path = "", ""
        if one.kind == "author" and int(one.name) in authors:
            name, path = authors[int(one.name)].name, authors[int(one.name)].path
        elif one.kind == "topic":
            name, path = f"#{one.name}", f"/topics/{one.name}"
        elif one.kind == "lang":
            name = name_of(one.name)
        elif one.kind == "note":
            name = titles.get(one.name) or at.say(mark("A note"))
            path = f"/notes/{to_public(int(one.name))}" if one.name in titles else ""
        if name:
            found.append({"kind": one.kind, "key": one.name, "name": name, "path": path})
    return found


def _percent(text: str) -> int | None:
    return int(text) if _is_number(text) and len(text) <= 3 else None


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _parts(form: Fields, name: str) -> list[str]:
    return [part for part in form.text(name).split(".") if part][:_AT_ONCE]


async def _steering(request: Request) -> tuple[Here, Fields]:
    at, form = _signed_in(request), await fields(request)
    await spend(at.scope, STEERING_BY_ACCOUNT, at.reader.handle)
    return at, form


def _signed_in(request: Request) -> Here:
    at = here(request)
    if not at.reader.is_signed_in:
        raise SignInNeeded
    return at


HANDLERS = [met, steer, less, own_feed, choose, forget_weight, forget]
