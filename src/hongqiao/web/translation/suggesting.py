"""Suggesting a better translation, voting on it, and deciding."""

import hashlib
from collections.abc import Awaitable, Callable, Sequence

from litestar import Request, Response, get, post

from hongqiao.features import accounts, people, translation, trust
from hongqiao.features.site import declare_limit, spend
from hongqiao.features.translation import corrections
from hongqiao.kernel.errors import Conflict, Invalid, NotAllowed, NotFound, SignInNeeded, mark
from hongqiao.kernel.language import base_of
from hongqiao.kernel.scope import Scope
from hongqiao.web.request import Fields, Here, fields, here, id_in_path
from hongqiao.web.shown import forget_held_everywhere
from hongqiao.web.texts import Place, place_of
from hongqiao.web.translation.record import record_page, target_of

SUGGESTIONS_BY_ACCOUNT = declare_limit("suggestions", 60, 86_400)
VOTES_BY_ACCOUNT = declare_limit("votes on suggestions", 600, 3_600)
ANEW_BY_ACCOUNT = declare_limit("translations made anew", 60, 3_600)
EXPORTS_BY_ACCOUNT = declare_limit("corrections taken along", 20, 3_600)
Decision = Callable[[Scope, Place, str, int], Awaitable[corrections.Correction]]


@get("/translations/{ref:str}/suggest")
async def suggest_form(request: Request, ref: str, to: str = "") -> Response:
    """Original and translation, segment by segment."""
    at = _signed_in(request)
    place = await place_of(at, ref)
    target = target_of(at, place.text.lang, to)
    before = await _pairs(at, place, target)
    return _form(at, place, target, before, [pair.said for pair in before])


@post("/translations/{ref:str}/suggestions", status_code=200)
async def suggest(request: Request, ref: str) -> Response:
    """Takes a suggestion; the form again, as it was filled in, with what is wrong."""
    at, form = _signed_in(request), await fields(request)
    place = await place_of(at, ref)
    target = target_of(at, place.text.lang, form.text("to"))
    await spend(at.scope, SUGGESTIONS_BY_ACCOUNT, at.reader.handle)
    before = await _pairs(at, place, target)
    said = [form.text(f"part-{number}") for number in range(len(before))]
    try:
        if form.text("base") != _fingerprint(before):
            raise Conflict(
                mark("The translation changed meanwhile. Look at it again, then send it once more.")
            )
        _screen(at, before, said)
        async with at.scope.transaction() as tx:
            await corrections.suggest(tx, place.text, target, before, said)
    except Invalid as refusal:
        errors = at.say_each(refusal.fields)
        return _form(at, place, target, before, said, errors, at.say(refusal.message), status=422)
    except Conflict as refusal:
        return _form(at, place, target, before, said, {}, at.say(refusal.message), status=409)
    return at.redirect(_record_path(place, target))


@post("/translations/{ref:str}/suggestions/{id_:str}/{act:str}", status_code=200)
async def decide(request: Request, ref: str, id_: str, act: str) -> Response:
    """A vote, or what the author, a moderator or whoever suggested it decides."""
    at, form = _signed_in(request), await fields(request)
    decision = DECISIONS.get(act)
    if decision is None and act != "vote":
        raise NotFound
    place = await place_of(at, ref)
    target = target_of(at, place.text.lang, form.text("to"))
    await spend(at.scope, VOTES_BY_ACCOUNT, at.reader.handle)
    is_known = decision is None and await _votes_as_known(at, place, target, id_in_path(id_))
    try:
        async with at.scope.transaction() as tx:
            if decision is None:
                voting = {"yes": _yes(form), "is_known": is_known, "author_id": place.author_id}
                decided = await corrections.vote(tx, place.text, target, id_in_path(id_), **voting)
            else:
                decided = await decision(tx, place, target, id_in_path(id_))
    except NotAllowed as refusal:
        return await record_page(at, place, target, notice=at.say(refusal.message), http_status=403)
    await corrections.show(at.scope, decided)
    forget_held_everywhere(at, place.text, target)
    return at.redirect(f"{_record_path(place, target)}#suggestion-{id_}")


@get("/corrections.tmx")
async def own_corrections(request: Request) -> Response[bytes]:
    """What the reader suggested so far, in the exchange format of translation memories."""
    at = _signed_in(request)
    await spend(at.scope, EXPORTS_BY_ACCOUNT, at.reader.handle)
    return Response(
        (await corrections.own_tmx(at.scope)).encode(),
        media_type="application/xml",
        headers={
            "content-disposition": 'attachment; filename="corrections.tmx"',
            "cache-control": "private, no-store",
        },
    )


@post("/translations/{ref:str}/anew", status_code=200)
async def make_anew(request: Request, ref: str) -> Response:
    """The author or a moderator has engines try once more."""
    at, form = _signed_in(request), await fields(request)
    place = await place_of(at, ref)
    target = target_of(at, place.text.lang, form.text("to"))
    if at.scope.viewer.account_id != place.author_id and not at.reader.is_staff:
        raise NotAllowed(mark("Only the author of a text and moderators can have it translated anew."))
    await spend(at.scope, ANEW_BY_ACCOUNT, at.reader.handle)
    async with at.scope.transaction() as tx:
        await corrections.make_anew(tx, place.text, target)
    forget_held_everywhere(at, place.text, target)
    return at.redirect(_record_path(place, target))


async def _votes_as_known(at: Here, place: Place, target: str, id_: int) -> bool:
    """Whether the reader’s vote comes from an account that is no longer new. Raises NotFound for a suggestion
    that the page keeps from them, since one of the two blocked the other.
    """
    found = await corrections.suggestions(at.scope, place.text, target)
    by = [one.correction.person_id for one in found if one.correction.id == id_]
    if await people.boundaries.parted_among(at.scope, by):
        raise NotFound
    return await accounts.levels.is_known(at.scope)


def _yes(form: Fields) -> bool:
    yes = form.text("yes")
    if yes not in ("yes", "no"):
        raise Invalid(mark("Vote yes or no."))
    return yes == "yes"


async def _accept(scope: Scope, place: Place, target: str, id_: int) -> corrections.Correction:
    return await corrections.accept(scope, place.text, target, id_, author_id=place.author_id)


async def _refuse(scope: Scope, place: Place, target: str, id_: int) -> corrections.Correction:
    return await corrections.refuse(scope, place.text, target, id_, author_id=place.author_id)


async def _take_back(scope: Scope, place: Place, target: str, id_: int) -> corrections.Correction:
    return await corrections.take_back(scope, place.text, target, id_)


async def _revert(scope: Scope, place: Place, target: str, id_: int) -> corrections.Correction:
    return await corrections.revert(scope, place.text, target, id_)


DECISIONS: dict[str, Decision] = {
    "accept": _accept,
    "refuse": _refuse,
    "take-back": _take_back,
    "revert": _revert,
}


def _screen(at: Here, before: Sequence[corrections.Pair], said: Sequence[str]) -> None:
    """Raises Invalid, with the reason at its segment, for words that screening would hold or refuse anywhere
    else, unless the original or the translation that is shown has them too.
    """
    wrong: dict[str, str] = {}
    for number, (pair, words) in enumerate(zip(before, said, strict=True)):
        if reason := _brought_in(at, [pair], [words]):
            wrong[f"part-{number}"] = reason
    if wrong:
        raise Invalid(fields=wrong)
    if reason := _brought_in(at, before, said):  # split over segments
        raise Invalid(reason)


def _brought_in(at: Here, before: Sequence[corrections.Pair], said: Sequence[str]) -> str:
    """Why screening objects to what a correction brings in; empty where it doesn’t."""
    had = "\n".join(f"{pair.written}\n{pair.said}" for pair in before)
    found = trust.screening.screen_rendering(had, "\n".join(said), home=at.site.settings.home)
    return trust.screening.REASONS[found[0].reason] if found else ""


async def _pairs(at: Here, place: Place, target: str) -> list[corrections.Pair]:
    stored = (await translation.stored(at.scope, [place.text], target)).get(place.text.ref)
    return corrections.pairs(place.text.words, stored.words if stored else "", base_of(target))


def _fingerprint(before: Sequence[corrections.Pair]) -> str:
    """Names the translation that somebody saw, so that nobody corrects one that is there no more."""
    whole = "\0".join(f"{pair.written}\0{pair.said}" for pair in before)
    return hashlib.sha256(whole.encode()).hexdigest()[:32]


def _form(
    at: Here,
    place: Place,
    target: str,
    before: Sequence[corrections.Pair],
    said: Sequence[str],
    errors: dict[str, str] | None = None,
    notice: str = "",
    status: int = 200,
) -> Response:
    return at.page(
        "translation/suggest.html",
        http_status=status,
        place=place,
        target=target,
        base=_fingerprint(before),
        parts=[
            {"written": pair.written, "now": pair.said, "said": words}
            for pair, words in zip(before, said, strict=True)
        ],
        may_suggest=corrections.knows_both(at.reader.reads, place.text.lang, target),
        errors=errors or {},
        notice="" if errors else notice,
        licence=at.site.settings.content_licence,
        needed=corrections.YES_NEEDED,
        known=corrections.KNOWN_NEEDED,
    )


def _record_path(place: Place, target: str) -> str:
    return f"/translations/{place.text.ref}?to={target}"


def _signed_in(request: Request) -> Here:
    at = here(request)
    if not at.reader.is_signed_in:
        raise SignInNeeded
    return at


HANDLERS = [suggest_form, suggest, decide, own_corrections, make_anew]
