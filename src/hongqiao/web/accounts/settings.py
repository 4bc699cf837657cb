"""Settings: how somebody reads and is shown, their password, their devices."""

from litestar import Request, Response, get, post

from hongqiao.features import accounts, people
from hongqiao.features.accounts import Preferences
from hongqiao.features.site import spend
from hongqiao.kernel.errors import Invalid, SignInNeeded
from hongqiao.kernel.ids import LoginId, to_public
from hongqiao.web.accounts.forms import SIGN_IN_BY_HANDLE
from hongqiao.web.people_lines import forget_line
from hongqiao.web.reading import languages_in, ways_of
from hongqiao.web.request import Here, fields, here, id_in_path


@get("/settings")
async def settings_form(request: Request) -> Response:
    """Languages, name, bio, place."""
    return await _settings_page(_signed_in(request))


@post("/settings", status_code=200)
async def settings(request: Request) -> Response:
    """Keeps the profile and how somebody reads; one transaction, one bucket."""
    at, form = _signed_in(request), await fields(request)
    reads, both = languages_in(form, (), at.reader.both)
    wanted = Preferences(form.text("locale"), reads, form.texts("interests"), both)
    words = {name: form.text(name) for name in ("name", "bio", "place")}
    try:
        async with at.scope.transaction() as tx:
            await accounts.change_preferences(tx, wanted)
            await people.change_profile(tx, **words)
        forget_line(at, at.scope.me)
    except Invalid as refusal:
        errors = at.say_each(refusal.fields)
        return await _settings_page(at, words=words, wanted=wanted, errors=errors, status=422)
    return at.redirect("/settings?kept=1")


@get("/settings/security")
async def security_form(request: Request) -> Response:
    """Password and the devices that are signed in."""
    return await _security_page(_signed_in(request))


@post("/settings/password", status_code=200)
async def password(request: Request) -> Response:
    """Changes the password; every other device is signed out."""
    at, form = _signed_in(request), await fields(request)
    try:
        await spend(at.scope, SIGN_IN_BY_HANDLE, at.reader.handle)
        async with at.scope.transaction() as tx:
            await accounts.change_password(tx, old=form.text("current"), new=form.text("password"))
            await accounts.revoke_other_logins(tx, _login_id(at))
    except Invalid as refusal:
        return await _security_page(at, errors=at.say_each(refusal.fields), status=422)
    return at.redirect("/settings/security?kept=1")


@post("/settings/sessions/{login_id:str}/end", status_code=200)
async def revoke(request: Request, login_id: str) -> Response:
    """Signs one device out."""
    at = _signed_in(request)
    await accounts.revoke_login(at.scope, id_in_path(login_id))
    return at.redirect("/settings/security")


@post("/settings/sessions/end-others", status_code=200)
async def revoke_others(request: Request) -> Response:
    """Signs all other devices out."""
    at = _signed_in(request)
    await accounts.revoke_other_logins(at.scope, _login_id(at))
    return at.redirect("/settings/security")


def _signed_in(request: Request) -> Here:
    at = here(request)
    if not at.reader.is_signed_in:
        raise SignInNeeded
    return at


def _login_id(at: Here) -> LoginId:
    assert at.login_id is not None
    return at.login_id


async def _settings_page(
    at: Here,
    *,
    words: dict | None = None,
    wanted: Preferences | None = None,
    errors: dict | None = None,
    status: int = 200,
) -> Response:
    profile = await people.person(at.scope, at.reader.handle)
    kept = wanted or await accounts.preferences(at.scope)
    shown = words or {"name": profile.name, "bio": profile.bio, "place": profile.place}
    form = {
        **shown,
        "locale": kept.locale,
        "reads": kept.reads,
        "ways": ways_of(kept.reads, kept.both),
        "interests": kept.interests,
        "errors": errors or {},
        "error": "",
    }
    return at.page("accounts/settings.html", http_status=status, form=form, saved="kept=1" in at.reader.path)


async def _security_page(at: Here, *, errors: dict | None = None, status: int = 200) -> Response:
    named = {_FIELDS.get(field, field): words for field, words in (errors or {}).items()}
    sessions = [
        {
            "id": to_public(login.id),
            "device": login.device,
            "place": "",
            "last_seen": login.seen_at,
            "current": login.is_current,
        }
        for login in await accounts.logins(at.scope, _login_id(at))
    ]
    return at.page(
        "accounts/security.html",
        http_status=status,
        sessions=sessions,
        form={"errors": named, "error": ""},
        saved="kept=1" in at.reader.path,
    )


_FIELDS = {"old": "current", "new": "password"}
"""Names of fields in the form by the names that the feature gives them."""

HANDLERS = [settings_form, settings, security_form, password, revoke, revoke_others]
