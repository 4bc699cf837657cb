"""Adding, naming and removing passkeys."""

from litestar import Request, Response, get, post

from hongqiao.features import accounts
from hongqiao.kernel.errors import Conflict, Invalid, NotFound
from hongqiao.web.accounts.forms import login_of, signed_in, where_from
from hongqiao.web.device import device_name
from hongqiao.web.request import Here, fields, id_in_path


@get("/settings/passkeys/new")
async def add_form(request: Request) -> Response:
    """A name and the button; making the key needs script."""
    at = signed_in(request)
    accounts.proofs.require_fresh(at.scope)
    return await _add_page(at, name=device_name(at.device))


@post("/settings/passkeys", status_code=200)
async def add(request: Request) -> Response:
    """Keeps what the browser made."""
    at, form = signed_in(request), await fields(request)
    name = form.text("name")
    try:
        await accounts.passkeys.add(
            at.scope, form.text("answer"), name=name, current=login_of(at), **where_from(at)
        )
    except (Invalid, Conflict) as refusal:
        errors = at.say_each(getattr(refusal, "fields", {}))
        error = "" if errors else at.say(refusal.message)
        return await _add_page(at, name=name, errors=errors, error=error, status=422)
    return at.redirect("/settings/security?done=passkey")


@post("/settings/passkeys/{passkey_id:str}/name", status_code=200)
async def rename(request: Request, passkey_id: str) -> Response:
    """Gives one another name."""
    at, form = signed_in(request), await fields(request)
    await accounts.passkeys.rename(at.scope, id_in_path(passkey_id), form.text("name"))
    return at.redirect("/settings/security#passkeys")


@post("/settings/passkeys/{passkey_id:str}/remove", status_code=200)
async def remove(request: Request, passkey_id: str) -> Response:
    """Takes one away."""
    at = signed_in(request)
    await accounts.passkeys.remove(at.scope, id_in_path(passkey_id), current=login_of(at), **where_from(at))
    return at.redirect("/settings/security?done=passkey-removed")


async def _add_page(
    at: Here, *, name: str, errors: dict | None = None, error: str = "", status: int = 200
) -> Response:
    if not accounts.passkeys.are_possible(at.site.settings):
        raise NotFound
    form = {"name": name, "errors": errors or {}, "error": error}
    options = await accounts.passkeys.options_to_add(at.scope, login_of(at))
    return at.page("accounts/passkey.html", http_status=status, form=form, passkey=options)


HANDLERS = [add_form, add, rename, remove]
