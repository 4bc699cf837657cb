"""What a reader wants with pictures that show nakedness."""

from litestar import Request, Response, get, post

from hongqiao.features import accounts, trust
from hongqiao.kernel.errors import Invalid, SignInNeeded, mark
from hongqiao.web.request import Here, fields, here

CHOICES = {
    "veil": (mark("Behind a veil"), mark("Blurred and grey; one press shows a picture.")),
    "hide": (mark("Not at all"), mark("Notes with such a cover are left out of lists.")),
    "show": (mark("As they are"), mark("For adults only.")),
}


@get("/settings/pictures")
async def sensitive(request: Request) -> Response:
    """The choice."""
    return await _page(_signed_in(request), saved="kept=1" in here(request).reader.path)


@post("/settings/pictures", status_code=200)
async def choose(request: Request) -> Response:
    """Keeps the choice; whoever may be a minor cannot take the veil away."""
    at, form = _signed_in(request), await fields(request)
    wanted = form.text("choice")
    if wanted == "show" and (await accounts.preferences(at.scope)).is_minor:
        raise Invalid(mark("This can be chosen from 18 on."))
    await trust.screening.pictures.choose(at.scope, wanted)
    return at.redirect("/settings/pictures?kept=1")


async def _page(at: Here, *, saved: bool) -> Response:
    is_minor = (await accounts.preferences(at.scope)).is_minor
    choices = [
        (key, *(at.say(one) for one in words))
        for key, words in CHOICES.items()
        if not (is_minor and key == "show")
    ]
    wanted = await trust.screening.pictures.choice(at.scope)
    return at.page("trust/pictures.html", wanted=wanted, choices=choices, saved=saved)


def _signed_in(request: Request) -> Here:
    at = here(request)
    if not at.reader.is_signed_in:
        raise SignInNeeded
    return at


HANDLERS = [sensitive, choose]
