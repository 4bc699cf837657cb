"""What software looks for, and how much an account may post: declared, in full."""

from litestar import Request, Response, get

from hongqiao.features import accounts, trust
from hongqiao.kernel.errors import mark
from hongqiao.web.public.measured import MEASURED
from hongqiao.web.request import here

LEVELS = {
    "new": mark("New"),
    "known": mark("Known"),
    "trusted": mark("Trusted"),
}
ACTS = {
    "notes": mark("Notes"),
    "comments": mark("Comments"),
    "pictures": mark("Pictures"),
}
HELD = (
    "contact-selling",
    "scam",
    "threat",
    "sexual-offer",
    "drug-offer",
    "many-links",
    "look-alike-link",
    "repeated",
    "flood",
    "many-accounts",
    "new-crowd",
    "nudity",
    "known-picture",
    "translation",
)
ASKED = ("phone", "email", "id-number", "bank-account", "card")


@get("/about/limits")
async def limits(request: Request) -> Response:
    """The table of levels, and the viewer’s own."""
    at, levels = here(request), accounts.levels
    mine = await levels.level_of(at.scope) if at.reader.is_signed_in else ""
    rows = [
        {"name": at.say(words), "times": [levels.ALLOWED[act][level] for level in levels.LEVELS]}
        for act, words in ACTS.items()
    ]
    return at.page(
        "public/limits.html",
        levels=[(at.say(LEVELS[level]), level == mine) for level in levels.LEVELS],
        rows=rows,
        known={"after": levels.KNOWN_AFTER.days, "days": levels.KNOWN_DAYS},
        trusted={"after": levels.TRUSTED_AFTER.days, "days": levels.TRUSTED_DAYS},
        counts_for=levels.COUNTS_FOR.days,
        mine=at.say(LEVELS[mine]) if mine else "",
    )


@get("/about/screening")
async def screening(request: Request) -> Response:
    """What is looked for, what follows, and how often it was right on lines that anybody can read."""
    at = here(request)
    reasons = trust.screening.REASONS
    return at.page(
        "public/screening.html",
        held=[at.say(reasons[name]) for name in HELD],
        asked=[at.say(reasons[name]) for name in ASKED],
        measured=[(lang, n, round(p * 100), round(r * 100)) for lang, n, p, r in MEASURED],
    )
