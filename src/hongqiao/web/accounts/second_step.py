"""Setting the second step up and taking it away: authenticator app and recovery codes."""

from litestar import Request, Response, get, post
from markupsafe import Markup

from hongqiao.features import accounts
from hongqiao.features.site import spend_all
from hongqiao.kernel.errors import Conflict, Invalid, TooSoon
from hongqiao.web.accounts.forms import (
    CODE_BY_ACCOUNT,
    CODE_BY_ACCOUNT_A_DAY,
    login_of,
    signed_in,
    status_of,
    unkept,
    where_from,
    with_patience,
)
from hongqiao.web.request import Here, fields


@get("/settings/second-step")
async def set_up_form(request: Request) -> Response:
    """The QR code, the key to type, and the field for the first code."""
    at = signed_in(request)
    try:
        return await _set_up_page(at)
    except Conflict:
        return at.redirect("/settings/security#second")


@post("/settings/second-step", status_code=200)
async def turn_on(request: Request) -> Response:
    """Takes the first code; shows the recovery codes, this once."""
    at, form = signed_in(request), await fields(request)
    try:
        account = str(at.scope.me)
        await spend_all(at.scope, [(CODE_BY_ACCOUNT, account), (CODE_BY_ACCOUNT_A_DAY, account)])
        made = await accounts.second_factor.turn_on(
            at.scope, form.text("code")[:100], current=login_of(at), **where_from(at)
        )
    except (Invalid, TooSoon) as refusal:
        errors = at.say_each(getattr(refusal, "fields", {})) or {"code": at.say(refusal.message)}
        page = await _set_up_page(at, errors=errors, status=status_of(refusal))
        return with_patience(page, refusal)
    return _codes_page(at, made, is_new=True)


@post("/settings/second-step/codes", status_code=200)
async def renew_codes(request: Request) -> Response:
    """New recovery codes in place of the old ones."""
    at = signed_in(request)
    made = await accounts.second_factor.renew_codes(at.scope, current=login_of(at), **where_from(at))
    return _codes_page(at, made, is_new=False)


@post("/settings/second-step/off", status_code=200)
async def turn_off(request: Request) -> Response:
    """Takes the second step away."""
    at = signed_in(request)
    await accounts.second_factor.turn_off(at.scope, current=login_of(at), **where_from(at))
    return at.redirect("/settings/security?done=second-off")


async def _set_up_page(at: Here, *, errors: dict | None = None, status: int = 200) -> Response:
    prepared = await accounts.second_factor.begin(at.scope)
    page = at.page(
        "accounts/second_step.html",
        http_status=status,
        form={"errors": errors or {}, "error": ""},
        picture=_qr(prepared.uri),
        uri=prepared.uri,
        key=prepared.key,
    )
    return unkept(page)


def _codes_page(at: Here, made: list[str], *, is_new: bool) -> Response:
    return unkept(at.page("accounts/recovery_codes.html", codes=made, is_new=is_new))


def _qr(uri: str) -> Markup:
    """The code as a picture that needs no request; white ground also in the dark, as cameras want it."""
    import segno  # few people set this up, and rarely

    drawn = segno.make(uri, error="m", micro=False)
    return Markup(drawn.svg_inline(scale=5, border=4, light="#fff", omitsize=True))


HANDLERS = [set_up_form, turn_on, renew_codes, turn_off]
