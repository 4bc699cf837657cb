"""Leaving: what it means, doing it, and what became of it under a secret address."""

import msgspec
from litestar import Request, Response, get, post

from hongqiao.features import accounts, people
from hongqiao.kernel.errors import mark
from hongqiao.web.accounts.forms import login_cookie, signed_in
from hongqiao.web.people_lines import forget_line
from hongqiao.web.request import Here, fields, here

CLASSES = {
    "notes": mark("Notes and drafts"),
    "comments": mark("Comments"),
    "reactions": mark("Likes, saved notes and boards"),
    "people": mark("Profile and follows"),
    "search and feeds": mark("Searches, and what your feed knew"),
    "topics": mark("Topics that you followed or changed"),
    "lexicon": mark("Saved words"),
    "translation": mark("Corrections of translations"),
    "accounts": mark("Account, devices and keys"),
    "trust": mark("Marks by moderators"),
}
"""What a receipt counts, in words."""

OTHER = mark("Other things")
_SURE = mark("Tick the box to say that you want this.")


@get("/settings/leave")
async def leave_form(request: Request) -> Response:
    """What happens, in plain words, and the button."""
    at = signed_in(request)
    accounts.proofs.require_fresh(at.scope)
    return _leave_page(at)


@post("/settings/leave", status_code=200)
async def leave(request: Request) -> Response:
    """Leaves; every device is signed out, and the address of what comes of it is shown once."""
    at, form = signed_in(request), await fields(request)
    if not form.is_on("sure"):
        return _leave_page(at, errors=at.say_each({"sure": _SURE}), status=422)
    me = at.scope.me
    async with at.scope.transaction() as tx:
        left = await accounts.leaving.leave(tx)
        await people.step_out(tx, me)
    forget_line(at, me)
    return at.redirect(f"/left/{left.address}", cookies=[login_cookie(at, "")])


@get("/left/{address:str}")
async def left(request: Request, address: str) -> Response:
    """Until when one can come back; then the receipt. For whoever has the address."""
    at = here(request)
    until = await accounts.leaving.stands_until(at.scope, address)
    if until is not None:
        return _unlisted(at.page("accounts/left.html", until=until, receipt=None))
    signed = await accounts.leaving.receipt(at.scope, address)
    return _unlisted(at.page("accounts/left.html", until=None, receipt=_shown(at, signed), address=address))


@get("/left/{address:str}/receipt")
async def receipt(request: Request, address: str) -> Response:
    """The receipt as it was signed, to keep."""
    at = here(request)
    signed = await accounts.leaving.receipt(at.scope, address)
    told = {"receipt": signed.body, "key": signed.key, "signature": signed.signature}
    headers = {"content-disposition": 'attachment; filename="receipt.json"'}
    body = msgspec.json.format(msgspec.json.encode(told), indent=2)
    return _unlisted(Response(body, media_type="application/json", headers=headers))


def _leave_page(at: Here, *, errors: dict | None = None, status: int = 200) -> Response:
    days = accounts.leaving.grace(at.scope).days
    return at.page("accounts/leave.html", http_status=status, days=days, form={"errors": errors or {}})


def _shown(at: Here, signed: accounts.leaving.Signed) -> dict:
    told = signed.receipt
    return {
        "erased_at": told.erased_at,
        "rows": [(at.say(CLASSES.get(name, OTHER)), rows) for name, rows in told.rows.items()],
        "objects": told.objects,
        "held": [(at.say(words), until) for words, until in accounts.leaving.grounds(told)],
        "key": signed.key,
        "signature": signed.signature,
    }


def _unlisted(page: Response) -> Response:
    page.headers["x-robots-tag"] = "noindex"
    page.headers["referrer-policy"] = "no-referrer"
    page.headers["cache-control"] = "no-store"
    return page


HANDLERS = [leave_form, leave, left, receipt]
