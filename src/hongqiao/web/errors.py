"""Refusals and faults as answers: the one place that knows status codes."""

import logging

from litestar import Request, Response
from litestar.exceptions import HTTPException

from hongqiao.kernel.errors import (
    Conflict,
    Invalid,
    NotAllowed,
    NotFound,
    Refusal,
    SignInNeeded,
    TooLarge,
    TooSoon,
    Unavailable,
    mark,
)
from hongqiao.web.request import here

LOG = logging.getLogger("hongqiao.web")
STATUS: dict[type[Refusal], int] = {
    NotFound: 404, SignInNeeded: 401, NotAllowed: 403, TooLarge: 413, Invalid: 422, Conflict: 409, TooSoon: 429,
    Unavailable: 503,
}
_FROM_FRAMEWORK = {
    400: mark("This request could not be read. Go back and try again."),
    404: mark("This page isn’t here, or isn’t open to you."),
    405: mark("This cannot be done here."),
    413: mark("This is more than can be taken at once. Send less."),
}


def refused(request: Request, refusal: Refusal) -> Response:
    """A refusal in the reader's words."""
    if refusal.detail:
        LOG.info("%s %s: %s", request.method, request.url.path, refusal.detail)
    if isinstance(refusal, SignInNeeded) and request.method == "GET":
        return here(request).redirect(f"/sign-in?next={request.url.path}")
    status = next(code for family, code in STATUS.items() if isinstance(refusal, family))
    messages = [refusal.message, *(getattr(refusal, "fields", {}).values())]
    headers = {"Retry-After": str(refusal.retry_after_s)} if isinstance(refusal, TooSoon) else {}
    return _answer(request, status, messages[1:] or messages[:1], refusal.values, headers)


def not_served(request: Request, fault: HTTPException) -> Response:
    """What the framework refuses: unknown paths, wrong methods, unreadable bodies."""
    message = _FROM_FRAMEWORK.get(fault.status_code, _FROM_FRAMEWORK[400])
    return _answer(request, fault.status_code, [message], {}, {})


def failed(request: Request, fault: Exception) -> Response:
    """A fault of ours: the log has the trace, the reader a calm sentence."""
    if isinstance(fault, UnicodeError | ValueError) and request.method != "GET" and _is_their_text(fault):
        return _answer(request, 422, [mark("This text holds signs that no language uses.")], {}, {})
    LOG.error("%s %s", request.method, request.url.path, exc_info=fault)
    message = mark("Something broke on our side. Nothing that you sent and that was confirmed is lost.")
    return _answer(request, 500, [message], {}, {})


def _is_their_text(fault: Exception) -> bool:
    return isinstance(fault, UnicodeError) or "surrogates not allowed" in str(fault)


def _answer(
    request: Request, status: int, messages: list[str], values: dict[str, object], headers: dict[str, str]
) -> Response:
    if "here" not in request.scope:
        return Response("", status_code=status, media_type="text/plain", headers=headers)
    at = here(request)
    words = [at.say(message, **values) for message in messages]
    if at.reader.partial or "x-csrf" in request.headers:
        return Response(
            "\n".join(words), status_code=status, media_type="text/plain; charset=utf-8", headers=headers
        )
    page = at.page("public/error.html", status=status, code=status, messages=words)
    page.headers.update(headers)
    return page
