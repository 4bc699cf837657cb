"""What the door and the pages refuse, told to the security log."""

from litestar import Request

from hongqiao.features.site import log_event
from hongqiao.kernel.errors import (
    AdultsOnly,
    Invalid,
    NotAllowed,
    NotFound,
    ProofNeeded,
    Refusal,
    SignInNeeded,
    mark,
)
from hongqiao.web.device import network_of
from hongqiao.web.request import Here, here

_STAFF_PATHS = "/admin"
_EVERYDAY = (SignInNeeded, ProofNeeded, AdultsOnly)
"""What anybody meets who only has to sign in, or to prove who they are."""


class FormRefused(NotAllowed):
    """A form that another site sent, or that lacks its token."""

    def __init__(self) -> None:
        super().__init__(mark("This page has expired. Nothing was changed: reload it and try again."))


def tell_of_refusal(request: Request, refusal: Refusal) -> None:
    """Tells of what was refused for who asks: forms of others, staff's pages, and what a role may not do."""
    if "here" not in request.scope or isinstance(refusal, _EVERYDAY):
        return
    at, route = here(request), request.scope.get("path_template", "")
    if isinstance(refusal, FormRefused):
        event = "form.refused"
    elif isinstance(refusal, NotAllowed):
        event = "request.refused"
    elif isinstance(refusal, NotFound) and route.startswith(_STAFF_PATHS):
        event = "staff.refused"
    else:
        return
    log_event(at.scope, event, network=network_of(at.address), route=f"{request.method} {route}")


def tell_of_failure(at: Here, event: str, refusal: Refusal, *, account_id: int | None = None) -> None:
    """Tells of a proof that was wrong; tries beyond a limit are told of by the limit."""
    if isinstance(refusal, Invalid):
        log_event(at.scope, event, account_id=account_id, network=network_of(at.address))
