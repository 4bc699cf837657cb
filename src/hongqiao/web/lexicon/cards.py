"""Culture cards: what a term means, where that is from, and how the card changed."""

from urllib.parse import urlencode

from litestar import Request, Response, get, post

from hongqiao.features import lexicon
from hongqiao.kernel.errors import Invalid, NotAllowed, NotFound, mark
from hongqiao.kernel.language import base_of
from hongqiao.web.lexicon.paths import card_path
from hongqiao.web.request import Fields, Here, fields, here

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
    terms = [term for term in lexicon.terms_of(lang) if _speaks_of(term, wanted)]
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
    )


def _speaks_of(term: lexicon.Term, wanted: str) -> bool:
    words = (*term.terms, *term.said.values())
    return not wanted or any(wanted in one.casefold() for one in words)


@get("/lexicon/card/edit")
async def form(request: Request, lang: str = "", term: str = "") -> Response:
    """The form for whoever is trusted with cards."""
    at = here(request)
    _trusted(at)
    return _form_page(at, await lexicon.cards.card(at.scope, lang, term))


@post("/lexicon/card/edit", status_code=200)
async def edit(request: Request) -> Response:
    """Adds an edition."""
    at, given = here(request), await fields(request)
    _trusted(at)
    found = await lexicon.cards.card(at.scope, given.text("lang"), given.text("term"))
    body = _body(given, found)
    try:
        async with at.scope.transaction() as tx:
            await lexicon.cards.edit_card(
                tx, found.lang, found.name, body, based_on=_number(given.text("based_on"))
            )
    except Invalid as refusal:
        errors = at.say_each(refusal.fields)
        message = "" if errors else at.say(refusal.message)
        return _form_page(at, found, body=body, errors=errors, message=message, http_status=422)
    return at.redirect(card_path(found.lang, found.name))


@post("/lexicon/card/restore", status_code=200)
async def restore(request: Request) -> Response:
    """Makes an older edition the newest again."""
    at, given = here(request), await fields(request)
    _trusted(at)
    lang, name = given.text("lang"), given.text("term")
    async with at.scope.transaction() as tx:
        await lexicon.cards.restore_edition(tx, lang, name, _number(given.text("edition")))
    return at.redirect(card_path(lang, name))


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


def _form_page(
    at: Here,
    found: lexicon.cards.Card,
    *,
    body: lexicon.cards.CardBody | None = None,
    errors: dict[str, str] | None = None,
    message: str = "",
    http_status: int = 200,
) -> Response:
    return at.page(
        "lexicon/card_edit.html",
        http_status=http_status,
        card=found,
        body=body or found.newest.body,
        langs=[lang for lang in lexicon.LANGS if lang != found.lang],
        why_langs=lexicon.LANGS,
        errors=errors or {},
        message=message,
    )


def _body(given: Fields, found: lexicon.cards.Card) -> lexicon.cards.CardBody:
    said = {lang: given.text(f"said_{lang}").strip() for lang in lexicon.LANGS if lang != found.lang}
    why = {lang: given.text(f"why_{lang}").strip() for lang in lexicon.LANGS}
    return lexicon.cards.CardBody(_filled(said), _filled(why), given.text("source").strip())


def _filled(words: dict[str, str]) -> dict[str, str]:
    return {lang: said for lang, said in words.items() if said}


def _number(text: str) -> int:
    if not text.isdecimal() or len(text) > 6:
        raise Invalid(mark("This request could not be read. Go back and try again."))
    return int(text)


def _trusted(at: Here) -> None:
    if not lexicon.cards.may_edit_cards(at.scope):
        raise NotAllowed(mark("Only people whom this site trusts with it may edit cards."))


HANDLERS = [show, listed, form, edit, restore]
