"""Muting and blocking somebody, and letting them near again."""

from litestar import Request, Response, get, post

from hongqiao.features import people
from hongqiao.features.site import declare_limit, spend
from hongqiao.kernel.errors import SignInNeeded
from hongqiao.web.people_lines import line_of
from hongqiao.web.request import Here, fields, here

BOUNDARIES_BY_ACCOUNT = declare_limit("boundaries", 300, 3_600)


@get("/people/{handle:str}/boundaries")
async def boundaries(request: Request, handle: str) -> Response:
    """What muting and blocking somebody would do."""
    at = signed_in(request)
    profile = await people.person(at.scope, handle)
    kept = await people.boundaries.among(at.scope, [profile.id])
    is_me = profile.id == at.scope.me
    return at.page(
        "people/boundaries.html", person=line_of(profile), is_muted=profile.id in kept.muted, is_me=is_me
    )


@post("/people/{handle:str}/block", status_code=200)
async def block(request: Request, handle: str) -> Response:
    """Blocks somebody, or no longer."""
    at, off = await _pressed(request)
    if off:
        profile = await people.boundaries.kept_away(at.scope, handle)
    else:
        profile = await people.person(at.scope, handle)
    async with at.scope.transaction() as tx:
        await (people.boundaries.unblock if off else people.boundaries.block)(tx, profile.id)
    return at.redirect("/settings/people?done=" + ("unblocked" if off else "blocked"))


@post("/people/{handle:str}/mute", status_code=200)
async def mute(request: Request, handle: str) -> Response:
    """Mutes somebody, or no longer."""
    at, off = await _pressed(request)
    if off:
        profile = await people.boundaries.kept_away(at.scope, handle)
    else:
        profile = await people.person(at.scope, handle)
    async with at.scope.transaction() as tx:
        await (people.boundaries.unmute if off else people.boundaries.mute)(tx, profile.id)
    return at.redirect("/settings/people?done=" + ("unmuted" if off else "muted"))


def signed_in(request: Request) -> Here:
    """The request of a member; raises SignInNeeded for a visitor."""
    at = here(request)
    if not at.reader.is_signed_in:
        raise SignInNeeded
    return at


async def _pressed(request: Request) -> tuple[Here, bool]:
    at, form = signed_in(request), await fields(request)
    await spend(at.scope, BOUNDARIES_BY_ACCOUNT, at.reader.handle)
    return at, form.text("to") == "off"


HANDLERS = [boundaries, block, mute]
