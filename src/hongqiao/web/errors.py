"""Refusals and faults as answers: the one place that knows status codes."""

import logging
from urllib.parse import quote, urlsplit

from litestar import Request, Response
from litestar.exceptions import HTTPException

from hongqiao.kernel.errors import (
    AdultsOnly,
    Conflict,
    Invalid,
    NotAllowed,
    NotFound,
    ProofNeeded,
    Refusal,
    SignInNeeded,
    TooLarge,
    TooSoon,
    Unavailable,
    mark,
)
from hongqiao.web.request import here
from hongqiao.web.watching import tell_of_refusal

LOG = logging.getLogger("hongqiao.web")
STATUS: dict[type[Refusal], int] = {
    AdultsOnly: 403,
    NotFound: 404,
    SignInNeeded: 401,
    NotAllowed: 403,
    TooLarge: 413,
    Invalid: 422,
    Conflict: 409,
    TooSoon: 429,
    Unavailable: 503,
}
_FROM_FRAMEWORK = {
    400: mark("This request could not be read. Go back and try again."),
    404: mark("This page isn’t here, or isn’t open to you."),
    405: mark("This cannot be done here."),
    413: mark("This is more than can be taken at once. Send less."),
}

_TITLES = {
    401: (mark("Sign in first"), mark("Afterwards you come back to where you were.")),
    403: (mark("Not this time"), mark("Reload the page and try again.")),
    404: (mark("Nothing here"), mark("It may have been withdrawn, or the address has a typo.")),
    405: (mark("Nothing here"), mark("Go back and take the link or button on the page.")),
    413: (mark("Too much at once"), mark("Pictures may have up to 20 MB each.")),
    422: (mark("That didn’t work"), mark("Go back: what you typed is still there. Change it and try again.")),
    429: (mark("A little slower"), mark("Nothing is lost. Wait a minute, then try again.")),
    500: (
        mark("Something broke"),
        mark("Try again in a moment. If it keeps happening, tell whoever runs this site."),
    ),
    503: (mark("Not ready yet"), mark("Try again in a moment.")),
}

_GATE = (mark("Adults only"), mark("If that is not you, go back: there is enough else to see."))


def refused(request: Request, refusal: Refusal) -> Response:
    """A refusal in the reader's words."""
    if refusal.detail:
        LOG.info("%s %s: %s", request.method, request.url.path, refusal.detail)
    tell_of_refusal(request, refusal)
    if isinstance(refusal, SignInNeeded) and request.method == "GET":
        return here(request).redirect(f"/sign-in?next={request.url.path}")
    if isinstance(refusal, ProofNeeded) and not _is_for_script(request):
        return here(request).redirect(f"/confirm?next={quote(_page_before(request), safe='/')}")
    status = next(code for family, code in STATUS.items() if isinstance(refusal, family))
    messages = [refusal.message, *(getattr(refusal, "fields", {}).values())]
    headers = {"Retry-After": str(refusal.retry_after_s)} if isinstance(refusal, TooSoon) else {}
    about = _GATE if isinstance(refusal, AdultsOnly) else None
    return _answer(request, status, messages[1:] or messages[:1], refusal.values, headers, about)


def not_served(request: Request, fault: HTTPException) -> Response:
    """What the framework refuses: unknown paths, wrong methods, unreadable bodies."""
    message = _FROM_FRAMEWORK.get(fault.status_code, _FROM_FRAMEWORK[400])
    return _answer(request, fault.status_code, [message], {}, {})


def failed(request: Request, fault: Exception) -> Response:
    """A fault of ours: the log has the trace, the reader a calm sentence."""
    if isinstance(fault, UnicodeError | ValueError) and request.method != "GET" and _is_their_text(fault):
        return _answer(request, 422, [mark("This text holds characters that no language uses.")], {}, {})
    LOG.error("%s %s", request.method, request.url.path, exc_info=fault)
    if isinstance(fault, OSError):  # the database or a disk is away
        return _answer(request, 503, [mark("A part of the site isn’t available right now.")], {}, {})
    message = mark("Something broke on our side. Nothing that you sent and that was confirmed is lost.")
    return _answer(request, 500, [message], {}, {})


def _is_their_text(fault: Exception) -> bool:
    return isinstance(fault, UnicodeError) or "surrogates not allowed" in str(fault)


def _is_for_script(request: Request) -> bool:
    return here(request).reader.partial or "x-csrf" in request.headers


def _page_before(request: Request) -> str:
    """Where somebody goes on after they confirmed who they are: this page, or the one with the button."""
    if request.method == "GET":
        return here(request).reader.path
    came_from = urlsplit(request.headers.get("referer", ""))
    return came_from.path if came_from.netloc == request.headers.get("host") else "/settings/security"


def _answer(
    request: Request,
    status: int,
    messages: list[str],
    values: dict[str, object],
    headers: dict[str, str],
    about: tuple[str, str] | None = None,
) -> Response:
    if "here" not in request.scope:
        return Response("", status_code=status, media_type="text/plain", headers=headers)
    at = here(request)
    words = [at.say(message, **values) for message in messages]
    if _is_for_script(request):
        return Response(
            "\n".join(words), status_code=status, media_type="text/plain; charset=utf-8", headers=headers
        )
    title, advice = about or _TITLES.get(status, _TITLES[500 if status >= 500 else 422])
    page = at.page(
        "public/error.html",
        http_status=status,
        status=status,
        title=at.say(title),
        message=" ".join(words),
        advice=at.say(advice),
    )
    page.headers.update(headers)
    return page
