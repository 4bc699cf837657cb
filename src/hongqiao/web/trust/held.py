"""What screening holds of the viewer’s own: why, since when, and until when a person looks at it."""

from litestar import Request, Response, get

from hongqiao.features import trust
from hongqiao.kernel.errors import NotFound, SignInNeeded
from hongqiao.web.request import Here, here
from hongqiao.web.trust.words import SUBJECTS


@get("/held")
async def held(request: Request, about: str = "") -> Response:
    """Everything of the viewer’s that waits; `about` is what they posted a moment ago."""
    at = here(request)
    if not at.reader.is_signed_in:
        raise SignInNeeded
    things = await trust.screening.waiting(at.scope)
    if about and about not in {thing.subject for thing in things}:
        things = [*await _new(at, about), *things]  # its case is opened a moment later
    return at.page(
        "trust/held.html", things=[_shown(at, thing) for thing in things], is_new=bool(about and things)
    )


async def _new(at: Here, about: str) -> list[trust.screening.HeldThing]:
    try:
        return [await trust.screening.held(at.scope, about)]
    except NotFound:
        return []


def _shown(at: Here, thing: trust.screening.HeldThing) -> dict:
    kind, _, name = thing.subject.partition(":")
    return {
        "path": f"/notes/{name}" if kind == "note" else "",
        "words": thing.words,
        "about": at.say(SUBJECTS[thing.subject_kind]),
        "reasons": [at.say(trust.screening.REASONS[reason]) for reason in thing.reasons],
        "held_at": thing.held_at,
        "due_at": thing.due_at,
    }


HANDLERS = [held]
