"""Settings: how somebody reads and is shown."""

from litestar import Request, Response, get, post

from hongqiao.features import accounts, people
from hongqiao.features.accounts import Preferences
from hongqiao.kernel.errors import Invalid
from hongqiao.web.accounts.forms import signed_in
from hongqiao.web.countries import countries
from hongqiao.web.people_lines import forget_line
from hongqiao.web.reading import languages_in, ways_of
from hongqiao.web.request import Here, fields


@get("/settings")
async def settings_form(request: Request) -> Response:
    """Languages, name, bio, place."""
    return await _settings_page(signed_in(request))


@post("/settings", status_code=200)
async def settings(request: Request) -> Response:
    """Keeps the profile and how somebody reads; one transaction, one bucket."""
    at, form = signed_in(request), await fields(request)
    reads, both = languages_in(form, (), at.reader.both)
    country = form.text("country")
    wanted = Preferences(form.text("locale"), reads, form.texts("interests"), both, country=country)
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
        "country": kept.country,
        "countries": countries(at.reader.locale),
        "errors": errors or {},
        "error": "",
    }
    return at.page("accounts/settings.html", http_status=status, form=form, saved="kept=1" in at.reader.path)


HANDLERS = [settings_form, settings]
