"""Editing culture cards, and adding them for words that the lexicon doesn't have: for trusted people."""

import re

from litestar import Request, Response, get, post

from hongqiao.features import lexicon
from hongqiao.features.lexicon import cards
from hongqiao.kernel.errors import Conflict, Invalid, NotAllowed, SignInNeeded, mark
from hongqiao.web.lexicon.paths import card_path
from hongqiao.web.request import Fields, Here, fields, here

_BETWEEN = re.compile(r"[,，、،\n]")
_STANDS: dict[cards.Stands, str] = {
    "anywhere": mark("Anywhere in a text"),
    "alone": mark("By itself, between pauses"),
    "whole": mark("As the whole text"),
}


@get("/lexicon/card/edit")
async def form(request: Request, lang: str = "", term: str = "") -> Response:
    """The form for whoever is trusted with cards."""
    at = here(request)
    _trusted(at)
    found = await cards.card(at.scope, lang, term)
    return _form_page(at, found.lang, found, _as_it_stands(found))


@get("/lexicon/card/new")
async def new_form(request: Request, lang: str = "zh") -> Response:
    """An empty form, for a word that the lexicon doesn't have."""
    at = here(request)
    _trusted(at)
    return _form_page(at, lang if lang in lexicon.LANGS else "zh", None, cards.CardBody({}, {}, ""))


@post("/lexicon/card/edit", status_code=200)
async def edit(request: Request) -> Response:
    """Adds an edition."""
    at, given = here(request), await fields(request)
    _trusted(at)
    found = await cards.card(at.scope, given.text("lang"), given.text("term"))
    body = _body(given, found.lang)
    try:
        async with at.scope.transaction() as tx:
            await cards.edit_card(tx, found.lang, found.name, body, based_on=_number(given.text("based_on")))
    except Invalid as refusal:
        return _refused(at, found.lang, found, body, refusal)
    return await _show_changed(at, found.lang, found.name)


@post("/lexicon/card/new", status_code=200)
async def add(request: Request) -> Response:
    """Adds a card."""
    at, given = here(request), await fields(request)
    _trusted(at)
    lang, name = given.text("lang"), given.text("term").strip()
    body = _body(given, lang)
    try:
        async with at.scope.transaction() as tx:
            await cards.add_card(tx, lang, name, body)
    except (Invalid, Conflict) as refusal:
        return _refused(at, lang, None, body, refusal, word=name)
    return await _show_changed(at, lang, name)


@post("/lexicon/card/restore", status_code=200)
async def restore(request: Request) -> Response:
    """Makes an older edition the newest again."""
    at, given = here(request), await fields(request)
    _trusted(at)
    lang, name = given.text("lang"), given.text("term")
    async with at.scope.transaction() as tx:
        await cards.restore_edition(tx, lang, name, _number(given.text("edition")))
    return await _show_changed(at, lang, name)


@post("/lexicon/card/off", status_code=200)
async def take_off(request: Request) -> Response:
    """The card is found in no text any more."""
    at, given = here(request), await fields(request)
    _trusted(at)
    lang, name = given.text("lang"), given.text("term")
    async with at.scope.transaction() as tx:
        await cards.take_off(tx, lang, name, based_on=_number(given.text("based_on")))
    return await _show_changed(at, lang, name)


async def _show_changed(at: Here, lang: str, name: str) -> Response:
    """Whoever changed it sees it in texts at once; other processes follow."""
    await at.site.cards.refresh(at.scope)
    return at.redirect(card_path(lang, name))


def _as_it_stands(found: cards.Card) -> cards.CardBody:
    """The newest edition with what it leaves open filled in as shipped."""
    body, term = found.newest.body, found.term
    return cards.CardBody(
        body.said, body.why, body.source, term.terms[1:], term.stands, term.not_after, term.not_before
    )


def _refused(
    at: Here,
    lang: str,
    found: cards.Card | None,
    body: cards.CardBody,
    refusal: Invalid | Conflict,
    *,
    word: str = "",
) -> Response:
    told = refusal.fields if isinstance(refusal, Invalid) else {}
    errors = at.say_each(told)
    return _form_page(
        at,
        lang if lang in lexicon.LANGS else "zh",
        found,
        body,
        word=word,
        errors=errors,
        message="" if errors else at.say(refusal.message),
        http_status=422 if isinstance(refusal, Invalid) else 409,
    )


def _form_page(
    at: Here,
    lang: str,
    found: cards.Card | None,
    body: cards.CardBody,
    *,
    word: str = "",
    errors: dict[str, str] | None = None,
    message: str = "",
    http_status: int = 200,
) -> Response:
    return at.page(
        "lexicon/card_edit.html",
        http_status=http_status,
        card=found,
        lang=lang,
        word=word,
        body=body,
        also=", ".join(body.also or ()),
        not_after=", ".join(body.not_after or ()),
        not_before=", ".join(body.not_before or ()),
        stands=[(key, at.say(words)) for key, words in _STANDS.items()],
        langs=sorted(lexicon.LANGS, key=lambda one: one != "en"),
        errors=errors or {},
        message=message,
    )


def _body(given: Fields, lang: str) -> cards.CardBody:
    said = {one: given.text(f"said_{one}").strip() for one in lexicon.LANGS if one != lang}
    why = {one: given.text(f"why_{one}").strip() for one in lexicon.LANGS}
    stands = given.text("stands")
    return cards.CardBody(
        _filled(said),
        _filled(why),
        given.text("source").strip(),
        _listed(given, "also"),
        next((one for one in _STANDS if one == stands), None),
        _listed(given, "not_after"),
        _listed(given, "not_before"),
    )


def _listed(given: Fields, name: str) -> tuple[str, ...] | None:
    """What stands between commas; None where the form has no such field."""
    if name not in given.names(name):
        return None
    parts = (part.strip() for part in _BETWEEN.split(given.text(name)))
    return tuple(dict.fromkeys(part for part in parts if part))


def _filled(words: dict[str, str]) -> dict[str, str]:
    return {lang: said for lang, said in words.items() if said}


def _number(text: str) -> int:
    if not text.isdecimal() or len(text) > 6:
        raise Invalid(mark("This request could not be read. Go back and try again."))
    return int(text)


def _trusted(at: Here) -> None:
    if not at.reader.is_signed_in:
        raise SignInNeeded
    if not cards.may_edit_cards(at.scope):
        raise NotAllowed(mark("Only people whom this site trusts with it may edit cards."))


HANDLERS = [form, new_form, edit, add, restore, take_off]
