"""Consents: what may be done with what somebody does, one switch each, and everything they ever chose."""

from litestar import Request, Response, get, post

from hongqiao.features import recommendation, trust
from hongqiao.features.recommendation import controls
from hongqiao.kernel.errors import Invalid, NotFound, mark
from hongqiao.web.accounts.forms import signed_in
from hongqiao.web.age_words import pack_names
from hongqiao.web.house_words import as_html
from hongqiao.web.request import Here, fields

NAMES = {
    "terms": mark("Terms"),
    "privacy": mark("Privacy"),
    "profiling-feed": mark("Explore may use what I do"),
    "nearby": mark("Where I am"),
    "mail": mark("Mail"),
    "push": mark("Push messages"),
    "remote-translation": mark("Translation elsewhere"),
    "transfer-abroad": mark("Data in other countries"),
    "public-ratings": mark("Ratings in public data"),
    "guardian": mark("Guardian"),
}
SURFACES = {
    "sign-up": mark("when joining"),
    "settings": mark("in the settings"),
    "feed": mark("on the feed"),
    "notice": mark("in the bar above a page"),
}


@get("/settings/consents")
async def consents(request: Request) -> Response:
    """What the viewer agreed to, with a switch for what can be switched."""
    at = signed_in(request)
    ledger = await trust.consent.ledger(at.scope, at.scope.me)
    last = {one.purpose: one for one in ledger}
    choice = await recommendation.choice_of(at.scope)
    return at.page(
        "accounts/consents.html",
        texts=[(name, at.say(NAMES[name]), last.get(name)) for name in trust.texts.AGREED_TO],
        is_agreed=await trust.consent.has_agreed(at.scope, at.scope.me),
        is_profiled=choice.profiled,
        activity=at.say(controls.ACTIVITY_WORDS),
        activity_since=last.get("profiling-feed"),
        activity_packs=pack_names(at, "profiling_switch", "minors_without_profiling"),
        ledger=[
            {
                "number": one.number,
                "name": at.say(NAMES[one.purpose]),
                "yes": one.choice,
                "at": one.at,
                "where": at.say(SURFACES.get(one.surface, one.surface)),
            }
            for one in reversed(ledger)
        ],
        is_whole=trust.consent.is_whole(ledger),
        saved="kept=1" in at.reader.path,
    )


@post("/settings/consents", status_code=200)
async def choose(request: Request) -> Response:
    """Gives or takes back one consent; both are one press."""
    at, form = signed_in(request), await fields(request)
    if form.text("purpose") != "profiling-feed":
        raise Invalid(mark("There is nothing to choose about this here."))
    act = controls.use_activity if form.text("to") == "on" else controls.use_no_activity
    await act(at.scope, words=at.say(controls.ACTIVITY_WORDS), surface="settings")
    return at.redirect("/settings/consents?kept=1")


@post("/settings/consents/agree", status_code=200)
async def agree(request: Request) -> Response:
    """Agrees to the texts as they are now."""
    at, form = signed_in(request), await fields(request)
    async with at.scope.transaction() as tx:
        if not await trust.consent.has_agreed(tx, at.scope.me):
            await trust.consent.agree(tx, at.scope.me, lang=at.reader.locale, surface="notice")
    return at.redirect(form.text("next", "/"))


@get("/settings/consents/{number:str}")
async def consent_words(request: Request, number: str) -> Response:
    """The words of one choice, as they were shown."""
    at = signed_in(request)
    return await _words_page(at, int(number) if number.isascii() and number.isdigit() else -1)


async def _words_page(at: Here, number: int) -> Response:
    ledger = await trust.consent.ledger(at.scope, at.scope.me)
    one = next((one for one in ledger if one.number == number), None)
    if one is None:
        raise NotFound
    words = await trust.consent.words_of(at.scope, at.scope.me, one)
    is_text = words.startswith("# ")
    return at.page(
        "accounts/consent_words.html",
        one=one,
        title=at.say(NAMES[one.purpose]),
        html=as_html(words) if is_text else None,
        words=words,
    )


HANDLERS = [consents, choose, agree, consent_words]
