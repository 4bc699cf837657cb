"""Explore, Following and the shelves of the eight subjects."""

import logging

from litestar import Request, Response, get

from hongqiao.features import feeds, notes, recommendation
from hongqiao.features.accounts import INTERESTS
from hongqiao.features.notes import topics
from hongqiao.kernel.errors import Invalid, SignInNeeded, mark
from hongqiao.kernel.ids import NoteId
from hongqiao.kernel.paging import Page
from hongqiao.web.cards import cards_of, feed_pieces, suggested_pieces
from hongqiao.web.feeds.names import INTEREST_NAMES
from hongqiao.web.feeds.reasons import sentences
from hongqiao.web.feeds.visiting import asked_mix, everyones_explore
from hongqiao.web.request import Here, here, id_in_path
from hongqiao.web.shown import show_one

LOG = logging.getLogger("hongqiao.feeds")
_RISING_SHOWN = 6
REASON = mark("Popular and fresh: Explore shows everyone the same, and how it ranks is written down.")


@get("/")
async def explore(request: Request, after: str = "") -> Response:
    """Explore: the reader’s own; for visitors, and while nothing is laid ready, the same for everyone."""
    at = here(request)
    own = await _own_explore(at, after) if at.reader.is_signed_in else None
    if own is not None:
        return own
    page, mix = await everyones_explore(at, after, asked_mix(request))
    cards = await suggested_pieces(at, page.items, reason=at.say(REASON))
    steer = None if at.reader.is_signed_in else {"is_visitor": True, "is_profiled": False, "mix": mix}
    context = {"cards": cards, "next": f"/?after={page.next}" if page.next else ""}
    return _feed(at, tab="explore", title=at.say("Explore"), chips=_chips(at), steer=steer, **context)


@get("/following")
async def following(request: Request, after: str = "") -> Response:
    """The notes of those whom the reader follows, newest first, complete."""
    at = here(request)
    if not at.reader.is_signed_in:
        raise SignInNeeded
    page = await feeds.following_feed(at.scope, after)
    context = await _list(at, page, "/following", at.say(mark("You follow its author.")))
    return _feed(at, tab="following", title=at.say("Following"), chips=[], **context)


@get("/subjects/{subject:str}")
async def subject(request: Request, subject: str, after: str = "") -> Response:
    """Public notes on one of the eight subjects, newest first."""
    at = here(request)
    page = await topics.notes_on_shelf(at.scope, subject, after)
    name = at.say(INTEREST_NAMES[subject])
    context = await _list(at, page, f"/subjects/{subject}", at.say(mark("New in %(subject)s."), subject=name))
    return _feed(at, tab="explore", title=name, chips=_chips(at, current=subject), **context)


@get("/notes/{note_id:str}/near")
async def near(request: Request, note_id: str) -> Response:
    """More like a note: what lies near it, the same for everybody."""
    at, id_ = here(request), NoteId(id_in_path(note_id))
    await notes.visible(at.scope, id_)
    found = await recommendation.more_like(at.scope, at.site.stockroom, id_)
    whole = (await notes.cards(at.scope, [id_]))[id_]
    title = await show_one(at, whole.title_text)
    reason = at.say(mark("It is like the note that you came from."))
    cards = await suggested_pieces(at, found, reason=reason)
    path = f"/notes/{note_id}"
    return at.page("feeds/near.html", title=title, path=path, cards=cards, next="")


async def _own_explore(at: Here, after: str) -> Response | None:
    """A page of the reader’s own Explore; None when there is none, or the address is of everyone’s, or
    something is wrong with it: everyone’s is better than none.
    """
    try:
        page = await recommendation.explore_for(at.scope, at.site.stockroom, after)
    except Invalid:
        return None
    except (ArithmeticError, AttributeError, LookupError, OSError, TypeError, ValueError):
        LOG.exception("somebody gets everyone's Explore instead of their own")
        return None
    if page is None:
        return None
    cards = await cards_of(at, page.lines, await sentences(at, page.reasons))
    context = {"cards": cards, "next": f"/?after={page.next}" if page.next else ""}
    if at.reader.partial:
        return at.block("feeds/explore.html", "cards", **context)
    title, chips = at.say(mark("Explore")), _chips(at)
    steer = {"is_visitor": False, "is_profiled": page.choice.profiled, "mix": page.mix}
    return at.page("feeds/explore.html", tab="explore", title=title, chips=chips, steer=steer, **context)


@get("/places/{name:str}")
async def place(request: Request, name: str, after: str = "") -> Response:
    """Public notes from one place, as people name it, newest first."""
    at = here(request)
    about = await topics.place(at.scope, name)
    page = await topics.notes_about(at.scope, about.slug, after)
    shown = await show_one(at, about.text)
    reason = at.say(mark("It is from this place."))
    lines = await notes.lists.feed_lines(at.scope, page.items)
    path = f"/places/{about.slug.removeprefix('@')}"
    context = {
        "cards": await cards_of(at, lines, dict.fromkeys((line.id for line in lines), reason)),
        "next": f"{path}?after={page.next}" if page.next else "",
    }
    if at.reader.partial:
        return at.block("feeds/place.html", "cards", **context)
    view = {"slug": about.slug, "name": shown, "notes_count": about.notes - (len(page.items) - len(lines))}
    return at.page("feeds/place.html", about=view, **context)


def _feed(at: Here, **context: object) -> Response:
    if at.reader.partial:
        return at.block("feeds/explore.html", "cards", **context)
    return at.page("feeds/explore.html", **{"steer": None, **context})


async def _list(at: Here, page: Page[NoteId], path: str, reason: str) -> dict:
    cards = await feed_pieces(at, page.items, reason=reason)
    return {"cards": cards, "next": f"{path}?after={page.next}" if page.next else ""}


def _chips(at: Here, *, current: str = "") -> list[dict]:
    """The eight subjects by their topic in the reader's own words; interests they chose come first."""
    chosen = [tag for tag in INTERESTS if tag in at.reader.interests]
    ordered = [*chosen, *(tag for tag in INTERESTS if tag not in chosen)]
    names = [at.say(INTEREST_NAMES[tag]) for tag in ordered]
    chips = [
        {"label": name, "path": f"/subjects/{tag}", "current": tag == current, "rises": False}
        for name, tag in zip(names, ordered, strict=True)
    ]
    return [
        {"label": at.say(mark("All")), "path": "/", "current": not current, "rises": False},
        *chips,
        *_rising(at),
    ]


def _rising(at: Here) -> list[dict]:
    """Topics that rise now among those who write in the reader’s languages."""
    topics = recommendation.rising_in(at.scope, at.site.stockroom.stock)[:_RISING_SHOWN]
    return [
        {"label": f"#{topic}", "path": f"/topics/{topic}", "current": False, "rises": True}
        for topic in topics
    ]


HANDLERS = [explore, following, subject, place, near]
