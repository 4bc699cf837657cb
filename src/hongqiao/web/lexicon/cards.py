"""Culture cards: what a term means, where that is from, and how the card changed."""

from urllib.parse import urlencode

from litestar import Request, Response, get

from hongqiao.features import lexicon
from hongqiao.kernel.errors import NotFound
from hongqiao.kernel.language import base_of
from hongqiao.web.lexicon.paths import card_path
from hongqiao.web.request import Here, here

_LISTED_AT_MOST, _WANTED_LENGTH = 300, 60


@get("/lexicon/card")
async def show(request: Request, lang: str = "", term: str = "") -> Response:
    """One card: a page, or the piece of it that a script shows over a text."""
    at = here(request)
    found = await lexicon.cards.card(at.scope, lang, term)
    context = {**_context(at, found), "may_edit": lexicon.cards.may_edit_cards(at.scope)}
    if at.reader.partial:
        return at.block("lexicon/card.html", "card", **context)
    return at.page("lexicon/card.html", **context)


@get("/lexicon/cards")
async def listed(request: Request, lang: str = "zh", q: str = "", page: int = 1) -> Response:
    """Cards of a language, or those in which the words of `q` stand; page by page."""
    at = here(request)
    if lang not in lexicon.LANGS or page < 1:
        raise NotFound
    own, wanted = base_of(at.reader.reads[0]), q.strip().casefold()[:_WANTED_LENGTH]
    known = await at.site.cards.look(at.scope)
    terms = [term for term in known.of(lang) if _speaks_of(term, wanted)]
    start = (page - 1) * _LISTED_AT_MOST
    rows = [
        {
            "name": term.terms[0],
            "path": card_path(lang, term.terms[0]),
            "said": term.said.get(own) or term.said.get("en", ""),
        }
        for term in terms[start : start + _LISTED_AT_MOST]
    ]
    said_lang = own if own in lexicon.LANGS and own != lang else "en"
    more = len(terms) > start + _LISTED_AT_MOST
    return at.page(
        "lexicon/cards.html",
        rows=rows,
        lang=lang,
        langs=lexicon.LANGS,
        said_lang=said_lang,
        q=q.strip()[:_WANTED_LENGTH],
        more=f"/lexicon/cards?{urlencode({'lang': lang, 'q': wanted, 'page': page + 1})}" if more else "",
        may_edit=lexicon.cards.may_edit_cards(at.scope),
    )


def _speaks_of(term: lexicon.Term, wanted: str) -> bool:
    words = (*term.terms, *term.said.values())
    return not wanted or any(wanted in one.casefold() for one in words)


def _context(at: Here, found: lexicon.cards.Card) -> dict:
    own, body = base_of(at.reader.reads[0]), found.newest.body
    said_lang = own if own in body.said else "en"
    why_lang = own if body.why.get(own) else "en"
    return {
        "card": found,
        "said": body.said.get(said_lang, ""),
        "said_lang": said_lang,
        "why": body.why.get(why_lang, ""),
        "why_lang": why_lang,
        "edit_path": card_path(found.lang, found.name).replace("/card?", "/card/edit?"),
    }


HANDLERS = [show, listed]
