"""Age and family: how old somebody says they are, their own times, and accounts that they look after."""

from datetime import date

from litestar import Request, Response, get, post

from hongqiao.features import trust
from hongqiao.features.accounts import ages
from hongqiao.kernel.errors import Invalid, NotAllowed, Refusal
from hongqiao.kernel.ids import AccountId, to_public
from hongqiao.web.accounts.forms import signed_in
from hongqiao.web.accounts.pages import FAMILY_WORDS
from hongqiao.web.age_words import BANDS, age_choices, pack_names
from hongqiao.web.people_lines import people_lines
from hongqiao.web.request import Fields, Here, fields, id_in_path


@get("/settings/family")
async def family(request: Request) -> Response:
    """The page."""
    return await _family_page(signed_in(request))


@post("/settings/family/age", status_code=200)
async def say_age(request: Request) -> Response:
    """Says how old the viewer is by now, or somebody whom they look after."""
    at, form = signed_in(request), await fields(request)
    ward = form.text("ward")
    try:
        if ward:
            await ages.declare_for(at.scope, AccountId(id_in_path(ward)), form.text("age"))
        else:
            async with at.scope.transaction() as tx:
                await ages.declare(tx, form.text("age"))
    except (Invalid, NotAllowed) as wrong:
        return await _family_page(at, refusal=wrong)
    return at.redirect("/settings/family?kept=1")


@post("/settings/family/times", status_code=200)
async def set_times(request: Request) -> Response:
    """Sets the day’s minutes and the night pause: one’s own, or those of whom one looks after."""
    at, form = signed_in(request), await fields(request)
    ward = form.text("ward")
    whose = AccountId(id_in_path(ward)) if ward else at.scope.me
    try:
        minutes, has_night = _minutes(form), form.is_on("night")
        await ages.guardians.set_limits(at.scope, whose, minutes=minutes, has_night=has_night)
    except (Invalid, NotAllowed) as wrong:
        return await _family_page(at, refusal=wrong)
    return at.redirect("/settings/family?kept=1")


@post("/settings/family/code", status_code=200)
async def make_code(request: Request) -> Response:
    """Shows a code with which a younger account names the viewer as guardian."""
    at = signed_in(request)
    return await _family_page(at, code=ages.guardians.new_code(at.scope))


@post("/settings/family/guardian", status_code=200)
async def name_guardian(request: Request) -> Response:
    """The viewer names their guardian, whose code they have."""
    at, form = signed_in(request), await fields(request)
    try:
        async with at.scope.transaction() as tx:
            await ages.guardians.link_own(tx, form.text("guardian")[:100])
            words = at.say(FAMILY_WORDS)
            await trust.consent.choose(
                tx, at.scope.me, "guardian", yes=True, words=words, lang=at.reader.locale, surface="settings"
            )
    except Invalid as wrong:
        return await _family_page(at, refusal=wrong)
    return at.redirect("/settings/family?kept=1")


@post("/settings/family/leave", status_code=200)
async def leave(request: Request) -> Response:
    """The viewer stops looking after an account."""
    at, form = signed_in(request), await fields(request)
    ward_id = AccountId(id_in_path(form.text("ward")))
    try:
        await ages.leave(at.scope, ward_id, words=at.say(FAMILY_WORDS), lang=at.reader.locale)
    except NotAllowed as refusal:
        return await _family_page(at, refusal=refusal)
    return at.redirect("/settings/family?kept=1")


def _minutes(form: Fields) -> int | None:
    """None for no limit; what is no number is out of bounds."""
    text = form.text("minutes").strip()
    if not text:
        return None
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else -1


async def _family_page(at: Here, *, refusal: Refusal | None = None, code: str = "") -> Response:
    age, mine = await ages.own(at.scope), await ages.guardians.family(at.scope)
    lines = await people_lines(
        at, [*(AccountId(one.id) for one in mine.wards), *filter(None, [mine.guardian_id])]
    )
    errors = at.say_each(getattr(refusal, "fields", {})) if refusal else {}
    page = at.page(
        "accounts/family.html",
        http_status=422 if isinstance(refusal, Invalid) else 403 if refusal else 200,
        band=at.say(BANDS[age.band]),
        age=age,
        bands=_bands(at, age),
        packs=pack_names(
            at, "minimum_age", "guardian_consent_below", "minors_private", "minor_minutes_a_day"
        ),
        is_asked=bool(age_choices(at)),
        limits=at.limits,
        used=await _used(at, at.scope.me),
        guardian=lines.get(mine.guardian_id) if mine.guardian_id else None,
        wards=[
            {
                "id": to_public(one.id),
                "person": lines[AccountId(one.id)],
                "minutes": one.minutes_a_day or "",
                "night": one.has_night_pause,
                "used": await _used(at, AccountId(one.id)),
                "age": at.say(BANDS[one.age]),
                "bands": _bands(at, ages.Age(one.age, at=one.age_at)),
            }
            for one in mine.wards
            if one.id in lines
        ],
        code=code,
        may_guard=at.scope.viewer.is_adult,
        errors=errors,
        error="" if errors or refusal is None else at.say(refusal.message),
        saved="kept=1" in at.reader.path,
    )
    page.headers["cache-control"] = "no-store"
    return page


def _bands(at: Here, age: ages.Age) -> list[tuple[str, str]]:
    return [(band, at.say(BANDS[band])) for band in ages.told_now(age, at.scope.now)]


async def _used(at: Here, account_id: AccountId) -> int:
    day: date = ages.day_use.day_in(at.limits.zone, at.scope.now)
    return await ages.day_use.minutes_on(at.scope, account_id, day)


HANDLERS = [family, say_age, set_times, make_code, name_guardian, leave]
