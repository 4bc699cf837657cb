"""Who asks to follow a private account, and the answer."""

from litestar import Request, Response, get, post

from hongqiao.features import people
from hongqiao.kernel.errors import Invalid, mark
from hongqiao.web.people.boundaries import signed_in
from hongqiao.web.people_lines import line_of
from hongqiao.web.request import fields


@get("/followers/requests")
async def requests(request: Request, after: str = "") -> Response:
    """Who asks to follow the reader, last first."""
    at = signed_in(request)
    page = await people.private.requests(at.scope, after)
    next_path = f"/followers/requests?after={page.next}" if page.next else ""
    return at.page("people/requests.html", people=[line_of(one) for one in page.items], next=next_path)


@post("/followers/requests/{handle:str}", status_code=200)
async def answer(request: Request, handle: str) -> Response:
    """Lets somebody follow, or says no without a word."""
    at, form = signed_in(request), await fields(request)
    asker = await people.person(at.scope, handle)
    answers = {"yes": people.private.accept, "no": people.private.refuse}
    given = answers.get(form.text("answer"))
    if given is None:
        raise Invalid(mark("Say yes or no."))
    async with at.scope.transaction() as tx:
        await given(tx, asker.id)
    return at.redirect("/followers/requests")


HANDLERS = [requests, answer]
