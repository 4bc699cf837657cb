"""Explore, Following and the shelves of the eight subjects."""

from litestar import Request, Response, get

from hongqiao.features import feeds
from hongqiao.features.accounts import INTERESTS
from hongqiao.features.notes import topics
from hongqiao.kernel.errors import SignInNeeded, mark
from hongqiao.kernel.ids import NoteId
from hongqiao.kernel.paging import Page
from hongqiao.web.cards import card_pieces
from hongqiao.web.request import Here, here

REASON = mark("Popular and fresh: Explore shows everyone the same, and how it ranks is written down.")
INTEREST_NAMES = {
    "food": mark("Food"),
    "travel": mark("Travel"),
    "style": mark("Outfits"),
    "home": mark("Home"),
    "pets": mark("Cats and dogs"),
    "study": mark("Study"),
    "crafts": mark("Crafts"),
    "outdoors": mark("Outdoors"),
}


@get("/")
async def explore(request: Request, after: str = "") -> Response:
    """Explore: the same order for everyone, each in their own language."""
    at = here(request)
    page = await feeds.explore(at.scope, at.site.shelf, after)
    context = await _list(at, page, "/", at.say(REASON))
    return _feed(at, tab="explore", title=at.say("Explore"), chips=_chips(at), **context)


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


def _feed(at: Here, **context: object) -> Response:
    if at.reader.partial:
        return at.block("feeds/explore.html", "cards", **context)
    return at.page("feeds/explore.html", **context)


async def _list(at: Here, page: Page[NoteId], path: str, reason: str) -> dict:
    cards = await card_pieces(at, page.items, reason=reason)
    return {"cards": cards, "next": f"{path}?after={page.next}" if page.next else ""}


def _chips(at: Here, *, current: str = "") -> list[dict]:
    """The eight subjects by their topic in the reader's own words; interests they chose come first."""
    chosen = [tag for tag in INTERESTS if tag in at.reader.interests]
    ordered = [*chosen, *(tag for tag in INTERESTS if tag not in chosen)]
    names = [at.say(INTEREST_NAMES[tag]) for tag in ordered]
    chips = [
        {"label": name, "path": f"/subjects/{tag}", "current": tag == current}
        for name, tag in zip(names, ordered, strict=True)
    ]
    return [{"label": at.say(mark("All")), "path": "/", "current": not current}, *chips]


HANDLERS = [explore, following, subject]
