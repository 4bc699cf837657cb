"""Confirming who one is before something that could do harm: by password, code or passkey."""

from litestar import Request, Response, get, post

from hongqiao.features import accounts
from hongqiao.features.site import spend, spend_all
from hongqiao.kernel.errors import Invalid, TooSoon, Unavailable
from hongqiao.web.accounts.forms import (
    CODE_BY_ACCOUNT,
    CODE_BY_ACCOUNT_A_DAY,
    PASSKEY_BY_ADDRESS,
    SIGN_IN_BY_HANDLE,
    login_cookie,
    login_of,
    signed_in,
    status_of,
    with_patience,
)
from hongqiao.web.device import network_of
from hongqiao.web.request import Fields, Here, fields, local_path
from hongqiao.web.watching import tell_of_failure


@get("/confirm")
async def confirm_form(request: Request) -> Response:
    """The form; afterwards one is led back."""
    at = signed_in(request)
    return await _confirm_page(at, next_path=request.query_params.get("next", "/"))


@post("/confirm", status_code=200)
async def confirm(request: Request) -> Response:
    """Takes one proof; this device gets a new login for it."""
    at, form = signed_in(request), await fields(request)
    next_path = form.text("next", "/")
    try:
        await _prove(at, form)
    except (Invalid, TooSoon, Unavailable) as refusal:
        tell_of_failure(at, "proof.failed", refusal)
        errors = at.say_each(getattr(refusal, "fields", {}))
        error, status = "" if errors else at.say(refusal.message), status_of(refusal)
        page = await _confirm_page(at, next_path=next_path, errors=errors, error=error, status=status)
        return with_patience(page, refusal)
    cookie, _ = await accounts.proofs.renew_login(at.scope, login_of(at))
    return at.redirect(next_path, cookies=[login_cookie(at, cookie)])


async def _prove(at: Here, form: Fields) -> None:
    if answer := form.text("answer"):
        await spend(at.scope, PASSKEY_BY_ADDRESS, network_of(at.address))
        await accounts.passkeys.prove(at.scope, answer, current=login_of(at))
    elif code := form.text("code")[:100].strip():
        account = str(at.scope.me)
        await spend_all(at.scope, [(CODE_BY_ACCOUNT, account), (CODE_BY_ACCOUNT_A_DAY, account)])
        await accounts.second_factor.prove(at.scope, code)
    else:
        await spend(at.scope, SIGN_IN_BY_HANDLE, at.reader.handle)
        await accounts.proofs.prove_by_password(at.scope, form.text("password"))


async def _confirm_page(
    at: Here, *, next_path: str, errors: dict | None = None, error: str = "", status: int = 200
) -> Response:
    can_have = accounts.passkeys.are_possible(at.site.settings)
    return at.page(
        "accounts/confirm.html",
        http_status=status,
        form={"next": local_path(next_path), "errors": errors or {}, "error": error},
        has_code=(await accounts.second_factor.standing(at.scope)).is_on,
        passkey=await accounts.passkeys.options_to_prove(at.scope, login_of(at)) if can_have else "",
    )


HANDLERS = [confirm_form, confirm]
