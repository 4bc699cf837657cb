"""Joining, signing out, and how somebody reads."""

from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import timedelta

from litestar import Request, Response, get, post

from hongqiao.features import accounts, people, trust
from hongqiao.features.accounts import Preferences, SignUp
from hongqiao.features.site import Limit, declare_limit, spend_all
from hongqiao.kernel.errors import Invalid, TooSoon, mark
from hongqiao.kernel.ids import AccountId
from hongqiao.kernel.scope import Scope, Viewer
from hongqiao.web.accounts.forms import login_cookie, status_of, where_from, with_patience
from hongqiao.web.age_words import age_choices, pack_names
from hongqiao.web.device import network_of
from hongqiao.web.door import READING
from hongqiao.web.reading import Reading, languages_in, ways_of
from hongqiao.web.request import Here, fields, here, local_path

HOUR_S = 3_600
FAMILY_WORDS = mark("Somebody of age looks after this account and may set its times.")
SIGN_UP_BY_ADDRESS = declare_limit("sign up, address", 20, HOUR_S, by="address")
READING_LASTS_S = int(timedelta(days=365).total_seconds())


@post("/sign-out", status_code=200)
async def sign_out(request: Request) -> Response:
    """Ends this login; the browser forgets pages and what scripts kept, for whoever uses it next."""
    at = here(request)
    if at.login_id is not None:
        await accounts.devices.sign_out(at.scope, at.login_id)
    answer = at.redirect("/", cookies=[login_cookie(at, "")])
    answer.headers["clear-site-data"] = '"cache", "storage"'
    return answer


@get("/sign-up")
async def sign_up_form(request: Request) -> Response:
    """The form, with languages and interests as they were chosen before."""
    at = here(request)
    form = SignUp("", "", "", at.reader.reads, at.reader.interests, at.reader.locale)
    return _sign_up_page(at, form, next_path=request.query_params.get("next", "/"))


@post("/sign-up", status_code=200)
async def sign_up(request: Request) -> Response:
    """Makes account and profile in one transaction, and signs in."""
    at, posted = here(request), await fields(request)
    form = SignUp(
        handle=posted.text("handle"),
        password=posted.text("password"),
        age=posted.text("age")[:10],
        reads=languages_in(posted, (), ())[0],
        interests=posted.texts("interests"),
        locale=at.reader.locale,
        name=posted.text("name"),
        invite=posted.text("invite"),
        family_code=posted.text("family_code")[:100],
    )
    try:
        by_all = Limit("sign up, all", at.site.settings.sign_ups_per_hour, HOUR_S)
        await spend_all(at.scope, [(SIGN_UP_BY_ADDRESS, network_of(at.address)), (by_all, "")])
        if not form.invite:  # an invite is the way in without script
            answer = posted.text("challenge"), posted.text("proof")
            await accounts.invites.take_answer(at.scope, *answer, visit=at.visit)
        cookie = await _join(at, form)
    except (Invalid, TooSoon) as refusal:
        errors = at.say_each(getattr(refusal, "fields", {}), **refusal.values)
        page = _sign_up_page(
            at,
            form,
            next_path=posted.text("next", "/"),
            errors=errors,
            error=at.say(refusal.message),
            status=status_of(refusal),
        )
        return with_patience(page, refusal)
    return at.redirect(posted.text("next", "/"), cookies=[login_cookie(at, cookie)])


async def _join(at: Here, form: SignUp) -> str:
    async with AsyncExitStack() as stack:
        settings = at.site.settings
        if settings.invite_only or (settings.proof_bits and form.invite):
            await stack.enter_async_context(accounts.invites.use_invite(at.scope, form.invite))
        tx = await stack.enter_async_context(at.scope.transaction())
        account_id, checked = await accounts.sign_up(tx, form)
        await people.introduce(tx, account_id, checked.handle, name=checked.name, lang=checked.reads[0])
        await _start_private(tx, account_id)
        await trust.consent.agree(tx, account_id, lang=at.reader.locale, surface="sign-up")
        if checked.family_code.strip():
            words = at.say(FAMILY_WORDS)
            await trust.consent.choose(
                tx, account_id, "guardian", yes=True, words=words, lang=at.reader.locale, surface="sign-up"
            )
        return await accounts.devices.start_login(tx, account_id, **where_from(at))


async def _start_private(tx: Scope, account_id: AccountId) -> None:
    """Where a pack asks it of somebody of this age, the account begins private; they may open it."""
    joined = replace(tx, viewer=Viewer(account_id))
    age = await accounts.ages.own(joined)
    if accounts.ages.starts_with(age, tx.ports.settings, tx.now).is_private:
        await people.private.go_private(joined)


@post("/reading", status_code=200)
async def reading(request: Request) -> Response:
    """How somebody reads: kept with the account, or in a cookie without one."""
    at, form = here(request), await fields(request)
    locale = form.text("locale", at.reader.locale)
    locale = locale if locale in at.site.settings.locales else at.reader.locale
    reads, both = languages_in(form, at.reader.reads, at.reader.both)
    interests = form.texts("interests") or at.reader.interests
    if at.reader.is_signed_in:
        kept = await accounts.preferences(at.scope)
        wanted = Preferences(
            locale, reads, form.texts("interests") or kept.interests, both, country=kept.country
        )
        await accounts.change_preferences(at.scope, wanted)
        return at.redirect(form.text("next", "/"))
    known = tuple(tag for tag in interests if tag in accounts.INTERESTS)
    value = Reading(locale, reads, both, known).as_cookie()
    return at.redirect(form.text("next", "/"), cookies=[at.cookie(READING, value, max_age_s=READING_LASTS_S)])


@get("/reading")
async def reading_form(request: Request) -> Response:
    """Every choice of languages, with or without an account."""
    at = here(request)
    reader, next_path = at.reader, local_path(request.query_params.get("next", "/"))
    form = {"reads": reader.reads, "ways": ways_of(reader.reads, reader.both), "locale": reader.locale}
    return at.page("accounts/reading.html", form={**form, "next": next_path})


@get("/welcome")
async def welcome(request: Request) -> Response:
    """First visit: choose languages and interests, without an account."""
    at = here(request)
    next_path = local_path(request.query_params.get("next", "/"))
    form = {"reads": at.reader.reads, "interests": at.reader.interests, "next": next_path}
    return at.page("accounts/welcome.html", form=form)


def _sign_up_page(
    at: Here, form: SignUp, *, next_path: str, errors: dict | None = None, error: str = "", status: int = 200
) -> Response:
    shown = {
        "handle": form.handle,
        "name": form.name,
        "age": form.age,
        "family_code": form.family_code,
        "invite": form.invite,
        "reads": form.reads,
        "interests": form.interests,
        "next": local_path(next_path),
        "errors": errors or {},
        "error": error,
    }
    held = trust.rules(at.site.settings, on=at.scope.now.date())
    return at.page(
        "accounts/sign_up.html",
        http_status=status,
        form=shown,
        ages=age_choices(at),
        is_family_asked=held.guardian_consent_below > held.minimum_age,
        asked_by=pack_names(at, "minimum_age", "guardian_consent_below"),
        invite_needed=at.site.settings.invite_only,
        puzzle=accounts.invites.puzzle(at.scope, visit=at.visit),
        bits=at.site.settings.proof_bits,
    )


HANDLERS = [sign_out, sign_up_form, sign_up, reading, reading_form, welcome]
