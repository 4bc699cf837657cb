"""The first page of somebody whom a decision keeps out: why, and what the law leaves open to them."""

from litestar import Request, Response, get, post

from hongqiao.features import accounts, trust
from hongqiao.features.trust import statement as statements
from hongqiao.kernel.errors import NotFound
from hongqiao.web.confining import PLACE
from hongqiao.web.device import device_name, network_of
from hongqiao.web.request import Here, here
from hongqiao.web.shown import show
from hongqiao.web.trust.statements import statement_view


@get(PLACE)
async def suspended(request: Request) -> Response:
    """The statement of reasons, the complaint, the archive, the way out."""
    at = _confined(request)
    decision_id = await trust.decisions.suspension_of(at.scope, at.scope.me)
    view = None
    if decision_id is not None:
        issued = await statements.statement(at.scope, decision_id)
        view = statement_view(at, issued, await show(at, statements.texts_of(issued.statement)))
    leaves_at = await accounts.leaving.leaves_at(at.scope)
    page = at.page("trust/suspended.html", statement=view, leaves_at=leaves_at, may_appeal=False)
    page.headers["cache-control"] = "no-store"
    return page


@post(f"{PLACE}/stay", status_code=200)
async def stay(request: Request) -> Response:
    """Takes back that they wanted to be erased."""
    at = _confined(request)
    async with at.scope.transaction() as tx:
        await accounts.leaving.stay(tx, device=device_name(at.device), place=network_of(at.address))
    return at.redirect(PLACE)


def _confined(request: Request) -> Here:
    at = here(request)
    if not at.reader.is_confined:
        raise NotFound
    return at


HANDLERS = [suspended, stay]
