"""Security: password, second step, passkeys, devices, and what happened at the door."""

from datetime import timedelta

import msgspec
from litestar import Request, Response, get, post

from hongqiao.features import accounts
from hongqiao.features.site import spend
from hongqiao.kernel.errors import Invalid, mark
from hongqiao.kernel.ids import to_public
from hongqiao.web.accounts.forms import (
    SIGN_IN_BY_HANDLE,
    login_cookie,
    login_of,
    signed_in,
    where_from,
)
from hongqiao.web.request import Here, fields, id_in_path
from hongqiao.web.watching import tell_of_failure

DONE = {
    "password": mark("Your password is changed. Everywhere else you were signed out."),
    "second-off": mark("The second step is off."),
    "passkey": mark("Your passkey is ready."),
    "passkey-removed": mark("The passkey was removed."),
    "others": mark("You’re signed out everywhere else."),
}
UNKNOWN_DEVICE = mark("Unknown device")
KINDS = {
    "signed_in": mark("Signed in"),
    "login_ended": mark("Signed out, as too many devices were signed in"),
    "password_changed": mark("Password changed"),
    "second_added": mark("Second step added"),
    "second_removed": mark("Second step removed"),
    "recovery_used": mark("Signed in with a recovery code"),
    "recovery_renewed": mark("New recovery codes made"),
    "passkey_added": mark("Passkey added"),
    "passkey_removed": mark("Passkey removed"),
    "came_back": mark("Came back before the account was erased"),
    "archive_asked": mark("Asked for an archive of all your data"),
    "guardian_left": mark("Whoever looked after you here has left; name somebody new under Family"),
}


@get("/settings/security")
async def security_form(request: Request) -> Response:
    """Everything about who may come in; what happened at the door counts as seen then."""
    at = signed_in(request)
    if at.reader.is_warned:
        await accounts.notices.see(at.scope, login_of(at))
        at.reader = msgspec.structs.replace(at.reader, is_warned=False)
    return await _security_page(at, done=request.query_params.get("done", ""))


@post("/settings/password", status_code=200)
async def password(request: Request) -> Response:
    """Changes the password; every other device is signed out, and this one gets a new login."""
    at, form = signed_in(request), await fields(request)
    try:
        await spend(at.scope, SIGN_IN_BY_HANDLE, at.reader.handle)
        await accounts.passwords.change_password(
            at.scope,
            old=form.text("current"),
            new=form.text("password"),
            current=login_of(at),
            **where_from(at),
        )
    except Invalid as refusal:
        if "old" in refusal.fields:
            tell_of_failure(at, "proof.failed", refusal)
        return await _security_page(at, errors=at.say_each(refusal.fields), status=422)
    cookie, _ = await accounts.proofs.renew_login(at.scope, login_of(at))
    return at.redirect("/settings/security?done=password", cookies=[login_cookie(at, cookie)])


@post("/settings/sessions/{login_id:str}/end", status_code=200)
async def revoke(request: Request, login_id: str) -> Response:
    """Signs one device out."""
    at = signed_in(request)
    await accounts.devices.revoke_login(at.scope, id_in_path(login_id))
    return at.redirect("/settings/security#sessions")


@post("/settings/sessions/end-others", status_code=200)
async def revoke_others(request: Request) -> Response:
    """Signs all other devices out, and trusts none of them any more."""
    at = signed_in(request)
    await accounts.devices.revoke_other_logins(at.scope, login_of(at))
    return at.redirect("/settings/security?done=others")


@post("/settings/trusted/{row_id:str}/end", status_code=200)
async def distrust(request: Request, row_id: str) -> Response:
    """Asks this device for the second step again."""
    at = signed_in(request)
    await accounts.devices.distrust(at.scope, id_in_path(row_id))
    return at.redirect("/settings/security#second")


async def _security_page(
    at: Here, *, done: str = "", errors: dict | None = None, status: int = 200
) -> Response:
    named = {_FIELDS.get(field, field): words for field, words in (errors or {}).items()}
    second = await accounts.second_factor.standing(at.scope)
    return at.page(
        "accounts/security.html",
        http_status=status,
        sessions=await _sessions(at),
        second=second,
        trusted=await _trusted(at) if second.is_on else [],
        passkeys=await _passkeys(at),
        can_have_passkeys=accounts.passkeys.are_possible(at.site.settings),
        notices=await _notices(at),
        form={"errors": named, "error": ""},
        done=at.say(DONE[done]) if done in DONE else "",
    )


async def _sessions(at: Here) -> list[dict]:
    lasts = timedelta(days=at.site.settings.login_days)
    return [
        {
            "id": to_public(login.id),
            "device": _named(at, login.device),
            "place": login.place,
            "since": login.made_at,
            "last_seen": login.seen_at,
            "current": login.is_current,
            "until": login.made_at + lasts,
        }
        for login in await accounts.devices.logins(at.scope, login_of(at))
    ]


async def _trusted(at: Here) -> list[dict]:
    return [
        {"id": to_public(one.id), "device": _named(at, one.device), "until": one.ends_at}
        for one in await accounts.devices.trusted_devices(at.scope)
    ]


async def _passkeys(at: Here) -> list[dict]:
    return [
        {"id": to_public(key.id), "name": key.name, "made_at": key.made_at, "used_at": key.used_at}
        for key in await accounts.passkeys.passkeys(at.scope)
    ]


async def _notices(at: Here) -> list[dict]:
    return [
        {
            "words": at.say(KINDS[one.kind]),
            "device": _named(at, one.device),
            "place": one.place,
            "when": one.made_at,
        }
        for one in await accounts.notices.newest(at.scope)
    ]


def _named(at: Here, device: str) -> str:
    return at.say(UNKNOWN_DEVICE) if device == "?" else device


_FIELDS = {"old": "current", "new": "password"}
"""Names of fields in the form by the names that the feature gives them."""

HANDLERS = [security_form, password, revoke, revoke_others, distrust]
