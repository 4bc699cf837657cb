"""Signing in: password, then the second step where there is one; or a passkey."""

from litestar import Request, Response, get, post

from hongqiao.features import accounts
from hongqiao.features.site import declare_limit, spend, spend_all
from hongqiao.kernel.errors import Invalid, NotFound, TooSoon, Unavailable, mark
from hongqiao.web.accounts.forms import (
    CODE_BY_ACCOUNT,
    CODE_BY_ACCOUNT_A_DAY,
    PASSKEY_BY_ADDRESS,
    QUARTER_S,
    SIGN_IN_BY_HANDLE,
    login_cookie,
    status_of,
    where_from,
    with_patience,
)
from hongqiao.web.device import network_of
from hongqiao.web.door import STEP, TRUSTED
from hongqiao.web.request import Here, cookie_name, fields, here, local_path
from hongqiao.web.watching import tell_of_failure

SIGN_IN_BY_ADDRESS = declare_limit("sign in, address", 40, QUARTER_S, by="address")
STEP_LASTS_S, TRUSTED_LASTS_S = 600, 30 * 86_400
_TOO_LATE = mark("That took a little long. Sign in again.")


@get("/sign-in")
async def sign_in_form(request: Request) -> Response:
    """The form."""
    return _sign_in_page(here(request), next_path=request.query_params.get("next", "/"))


@post("/sign-in", status_code=200)
async def sign_in(request: Request) -> Response:
    """Starts a login; in a new one, so that a fixed session gains nothing."""
    at, form = here(request), await fields(request)
    handle, next_path = form.text("handle")[:60], form.text("next", "/")
    try:
        one_handle = handle.strip().lstrip("@").lower()  # as sign_in reads it: @mei is no second way in
        limits = [(SIGN_IN_BY_ADDRESS, network_of(at.address)), (SIGN_IN_BY_HANDLE, one_handle)]
        await spend_all(at.scope, limits)
        trusted_by, password = _cookie(request, at, TRUSTED), form.text("password")
        entry = await accounts.sign_in(at.scope, handle, password, trusted_by=trusted_by, **where_from(at))
    except (Invalid, TooSoon) as refusal:
        error, status = at.say(refusal.message), status_of(refusal)
        page = _sign_in_page(at, handle=handle, next_path=next_path, error=error, status=status)
        return with_patience(page, refusal)
    if entry.needs_second:
        step = at.cookie(STEP, entry.cookie, max_age_s=STEP_LASTS_S)
        return at.redirect(_with_next("/sign-in/code", next_path), cookies=[step])
    return at.redirect(next_path, cookies=[login_cookie(at, entry.cookie)])


@get("/sign-in/code")
async def code_form(request: Request) -> Response:
    """The second step; who has not taken the first one is led there."""
    at, next_path = here(request), local_path(request.query_params.get("next", "/"))
    if await accounts.second_factor.waiting(at.scope, _cookie(request, at, STEP)) is None:
        return at.redirect(_with_next("/sign-in", next_path))
    return _code_page(at, next_path=next_path)


@post("/sign-in/code", status_code=200)
async def code(request: Request) -> Response:
    """Takes the second step; only now there is a login."""
    at, form = here(request), await fields(request)
    next_path, step = form.text("next", "/"), _cookie(request, at, STEP)
    try:
        account_id = await accounts.second_factor.waiting(at.scope, step)
        if account_id is None:
            raise NotFound
        limits = [(CODE_BY_ACCOUNT, str(account_id)), (CODE_BY_ACCOUNT_A_DAY, str(account_id))]
        await spend_all(at.scope, limits)
        passed = await accounts.second_factor.pass_step(
            at.scope, step, form.text("code")[:100], is_trusting=form.is_on("trust")
        )
    except NotFound:
        return _sign_in_page(at, next_path=next_path, error=at.say(_TOO_LATE), status=422)
    except (Invalid, TooSoon, Unavailable) as refusal:
        tell_of_failure(at, "second_step.failed", refusal, account_id=account_id)
        errors = at.say_each(getattr(refusal, "fields", {}))
        error = "" if errors else at.say(refusal.message)
        page = _code_page(at, next_path=next_path, errors=errors, error=error, status=status_of(refusal))
        return with_patience(page, refusal)
    cookies = [login_cookie(at, passed.login), at.cookie(STEP, "", max_age_s=0)]
    if passed.trusted:
        cookies.append(at.cookie(TRUSTED, passed.trusted, max_age_s=TRUSTED_LASTS_S))
    return at.redirect(next_path, cookies=cookies)


@post("/sign-in/passkey", status_code=200)
async def passkey(request: Request) -> Response:
    """Signs in with what the browser's passkey signed."""
    at, form = here(request), await fields(request)
    next_path = form.text("next", "/")
    try:
        await spend(at.scope, PASSKEY_BY_ADDRESS, network_of(at.address))
        cookie = await accounts.passkeys.sign_in(
            at.scope, form.text("answer"), visit=at.visit, **where_from(at)
        )
    except (Invalid, TooSoon) as refusal:
        tell_of_failure(at, "passkey.failed", refusal)
        error, status = at.say(refusal.message), status_of(refusal)
        return with_patience(_sign_in_page(at, next_path=next_path, error=error, status=status), refusal)
    return at.redirect(next_path, cookies=[login_cookie(at, cookie)])


def _cookie(request: Request, at: Here, key: str) -> str:
    return request.cookies.get(cookie_name(key, at.site.settings), "")


def _with_next(path: str, next_path: str) -> str:
    local = local_path(next_path)
    return path if local == "/" else f"{path}?next={local}"


def _sign_in_page(
    at: Here, *, handle: str = "", next_path: str, error: str = "", status: int = 200
) -> Response:
    form = {"handle": handle, "next": local_path(next_path), "errors": {}, "error": error}
    can_have = accounts.passkeys.are_possible(at.site.settings)
    options = accounts.passkeys.options_to_sign_in(at.scope, visit=at.visit) if can_have else ""
    return at.page("accounts/sign_in.html", http_status=status, form=form, passkey=options)


def _code_page(
    at: Here, *, next_path: str, errors: dict | None = None, error: str = "", status: int = 200
) -> Response:
    form = {"next": local_path(next_path), "errors": errors or {}, "error": error}
    return at.page("accounts/code.html", http_status=status, form=form)


HANDLERS = [sign_in_form, sign_in, code_form, code, passkey]
