"""Consents: what may be done with what somebody does, one switch each, and everything they ever chose."""

from litestar import Request, Response, get, post

from hongqiao.features import trust
from hongqiao.kernel.errors import NotFound, mark
from hongqiao.web.accounts.forms import signed_in
from hongqiao.web.accounts.switches import switch, switches
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
    "search-history": mark("My searches"),
}
SURFACES = {
    "sign-up": mark("when joining"),
    "settings": mark("in the settings"),
    "feed": mark("on the feed"),
    "notice": mark("in the bar above a page"),
    "search": mark("on the search page"),
    "nearby": mark("on the page “Nearby”"),
    "/nearby": mark("on the page “Nearby”"),
}


@get("/settings/consents")
async def consents(request: Request) -> Response:
    """What the viewer agreed to, with a switch for what can be switched."""
    at = signed_in(request)
    ledger = await trust.consent.ledger(at.scope, at.scope.me)
    last = {one.purpose: one for one in ledger}
    return at.page(
        "accounts/consents.html",
        switches=await switches(at, last),
        texts=[(name, at.say(NAMES[name]), last.get(name)) for name in trust.texts.AGREED_TO],
        is_agreed=await trust.consent.has_agreed(at.scope, at.scope.me),
        guardian=last.get("guardian"),
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
    """Gives or takes back one consent; both are one press, but for a position, which has to be said."""
    at, form = signed_in(request), await fields(request)
    await switch(at, form.text("purpose"), is_on=form.text("to") == "on")
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
