"""Search: results in four tabs, what is offered while typing, one's own history."""

from collections.abc import Collection, Sequence

import msgspec
from litestar import Request, Response, get, post
from markupsafe import Markup

from hongqiao.features import notes, people, search, trust
from hongqiao.features.search import Name
from hongqiao.features.site import declare_limit, spend
from hongqiao.kernel.errors import SignInNeeded, mark
from hongqiao.kernel.ids import AccountId, NoteId
from hongqiao.kernel.language import NAMES, READABLE, base_of
from hongqiao.web.cards import Found, cards_of
from hongqiao.web.people_lines import line_of
from hongqiao.web.rendering import spoken
from hongqiao.web.request import Here, fields, here
from hongqiao.web.search.marking import marked, snippet
from hongqiao.web.search.words import Offer, address, kind_words, reason_words, since_words, way_of

TABS = ("notes", "people", "topics", "places")
PAGE = 24
SEARCHES = declare_limit("searches", 600, 600, by="reader")
_LANGS = tuple(dict.fromkeys(base_of(tag) for tag in READABLE))


class Asked(msgspec.Struct, frozen=True):
    """The form as it was sent."""

    q: str = ""
    tab: str = "notes"
    lang: str = ""
    since: str = ""
    picture: str = ""
    place: str = ""
    after: int = 0

    @property
    def text(self) -> str:
        """What is asked, with the chosen filters as words of the query."""
        narrowed = [f"lang:{self.lang}" if self.lang in _LANGS else ""]
        narrowed += [f"since:{self.since}" if self.since in ("day", "week", "month", "year") else ""]
        narrowed += ["has:picture" if self.picture else ""]
        place = self.place.replace('"', " ").strip()
        narrowed += [f'place:"{place}"' if place else ""]
        return " ".join(filter(None, (self.q, *narrowed)))


@get("/search")
async def seek(
    request: Request,
    q: str = "",
    tab: str = "notes",
    lang: str = "",
    since: str = "",
    picture: str = "",
    place: str = "",
    after: int = 0,
) -> Response:
    """The search page; without words, one's own history and nothing else."""
    at = here(request)
    asked = Asked(
        _typed(q)[:200],
        tab if tab in TABS else "notes",
        lang,
        since,
        picture,
        _typed(place)[:60],
        max(0, after),
    )
    if asked.q:
        await spend(at.scope, SEARCHES, at.reader.handle or at.address)
    found = await (_notes(at, asked) if asked.tab == "notes" else _names(at, asked))
    if at.reader.partial and asked.tab == "notes":
        return at.block("search/search.html", "cards", **found)
    if asked.q and not asked.after and (found["cards"] or found["people"] or found["names"]):
        await search.history.note_search(at.scope, asked.q)
    return at.page("search/search.html", asked=asked, **_form(at, asked), **await _past(at), **found)


@get("/search/offers")
async def offers(request: Request, q: str = "") -> Response:
    """What may be meant, as JSON for the search box: names that begin so; one's own history before that."""
    at = here(request)
    if typed := _typed(q)[:60]:
        found = await _offered(at, typed)
    elif at.reader.is_signed_in:
        found = [
            Offer(one.shown, at.say(mark("searched before")), address(one.shown), "clock")
            for one in await search.history.history(at.scope)
        ][:8]
    else:
        found = []
    return Response(
        msgspec.json.encode(found), media_type="application/json", headers={"cache-control": "no-store"}
    )


@post("/search/history", status_code=200)
async def change_history(request: Request) -> Response:
    """Clears the reader's history, stops keeping one, or keeps one again."""
    at, form = here(request), await fields(request)
    if not at.reader.is_signed_in:
        raise SignInNeeded
    words, to = at.say(search.history.HISTORY_WORDS), form.text("to")
    if to == "stop":
        await search.history.stop_history(at.scope, words=words)
    elif to == "keep":
        await search.history.keep_history(at.scope, words=words)
    else:
        await search.history.clear_history(at.scope)
    return at.redirect("/search")


def _typed(q: str) -> str:
    """Without what no database keeps, and with single blanks."""
    return " ".join(q.replace("\0", " ").split())


async def _notes(at: Here, asked: Asked) -> dict:
    answer = await at.site.finder.answer(at.scope, asked.text) if asked.q else search.Answer([])
    hits = answer.hits[asked.after : asked.after + PAGE]
    lines = await notes.lines(at.scope, [NoteId(hit.id) for hit in hits])
    reasons = {NoteId(hit.id): at.say(reason_words(hit.why)) for hit in hits}
    told = await _snippets(at, asked, hits, {line.id for line in lines})
    ways = {NoteId(hit.id): told.get(hit.id) or _way(at, hit) for hit in hits}
    more = len(answer.hits) > asked.after + PAGE
    return {
        "cards": await cards_of(at, lines, reasons, ways),
        "next": _path(asked, after=asked.after + PAGE) if more else "",
        "meant": answer.meant,
        "related": [(topic, address(f"#{topic}")) for topic in answer.related],
        "people": [],
        "names": [],
    }


async def _snippets(
    at: Here, asked: Asked, hits: Sequence[search.Hit], seen: Collection[int]
) -> dict[int, Found]:
    """What holds the typed words, as its author wrote it; only of notes that the reader may see."""
    ids = [NoteId(hit.id) for hit in hits if hit.id in seen and hit.why[:1] == ("body",)]
    found = {}
    for note in await notes.lists.words_of(at.scope, ids):
        said = snippet(note.body, asked.q)
        if said is not None:
            found[note.id] = Found(Markup("<span{}>{}</span>").format(spoken(note.lang), said), "search")
    return found


def _way(at: Here, hit: search.Hit) -> Found:
    icon, words = way_of(hit.why)
    return Found(at.say(words) if words else "", icon)


async def _names(at: Here, asked: Asked) -> dict:
    question = await at.site.finder.question(at.scope, asked.q)
    kind = {"people": "person", "topics": "topic", "places": "place"}[asked.tab]
    found = await search.names.named(at.scope, kind, question)
    shown = await _people(at, found) if kind == "person" else []
    listed = (
        []
        if kind == "person"
        else [(marked(name.shown, asked.q), _path_of(name), name.notes) for name in found]
    )
    return {"cards": b"", "next": "", "meant": "", "related": [], "people": shown, "names": listed}


async def _people(at: Here, found: Sequence[Name]) -> list[dict]:
    ids = [AccountId(int(name.key)) for name in found]
    hidden = await trust.standing.hidden_among(at.scope, ids)
    there = await people.boundaries.met(at.scope, [id_ for id_ in ids if id_ not in hidden])
    followed = await people.followed_among(at.scope, ids) if at.reader.is_signed_in and ids else frozenset()
    asked = await people.private.asked_among(at.scope, [one.id for one in there.values() if one.is_private])
    lines = [(id_, line_of(there[id_])) for id_ in ids if id_ in there]
    return [
        {
            **msgspec.structs.asdict(line),
            "initial": line.initial,
            "path": line.path,
            "followed": id_ in followed,
            "asked": id_ in asked,
            "is_me": id_ == at.scope.viewer.account_id,
        }
        for id_, line in lines
    ]


async def _offered(at: Here, typed: str) -> list[Offer]:
    found = await search.names.offered(at.scope, typed)
    ids = [AccountId(int(name.key)) for name in found if name.kind == "person"]
    handles = {str(id_): person.handle for id_, person in (await _offered_people(at, ids)).items()}
    listed = []
    for name in found:
        if name.kind != "person":
            path = address(name.shown) if name.kind == "query" else _path_of(name)
            listed.append(Offer(name.shown, at.say(kind_words(name.kind)), path, _ICONS[name.kind]))
        elif name.key in handles:
            handle = handles[name.key]
            listed.append(Offer(name.shown, f"@{handle}", f"/people/{handle}", "person"))
    return listed


async def _offered_people(at: Here, ids: Sequence[AccountId]) -> dict[AccountId, people.Person]:
    """Those whom the reader may meet and didn’t mute."""
    kept = await people.boundaries.among(at.scope, ids)
    hidden = kept.parted | kept.muted | await trust.standing.hidden_among(at.scope, ids)
    return await people.people(at.scope, [id_ for id_ in ids if id_ not in hidden])


_ICONS = {"topic": "hash", "place": "pin", "query": "search"}


def _path_of(name: Name) -> str:
    return f"/topics/{name.key}" if name.kind == "topic" else address(f'place:"{name.key}"')


def _path(asked: Asked, *, tab: str = "", after: int = 0) -> str:
    given = msgspec.structs.asdict(asked) | {"after": after or "", "tab": tab or asked.tab}
    return address(given.pop("q"), **{name: str(value) for name, value in given.items() if value})


def _form(at: Here, asked: Asked) -> dict:
    titles = (mark("Notes"), mark("People"), mark("Topics"), mark("Locations"))
    return {
        "tabs": [
            (at.say(title), _path(asked, tab=tab), tab == asked.tab)
            for tab, title in zip(TABS, titles, strict=True)
        ],
        "langs": [(tag, NAMES[tag]) for tag in _LANGS],
        "moments": [(moment, at.say(words)) for moment, words in since_words()],
        "has_filters": bool(asked.lang or asked.since or asked.picture or asked.place),
    }


async def _past(at: Here) -> dict:
    if not at.reader.is_signed_in:
        return {"past": [], "keeps": False}
    past = await search.history.history(at.scope)
    return {
        "past": [(one.shown, address(one.shown)) for one in past],
        "keeps": await search.history.keeps_history(at.scope),
    }


HANDLERS = [seek, offers, change_history]
