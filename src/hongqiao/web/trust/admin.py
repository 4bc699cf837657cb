"""The home of staff: what waits, what is overdue, how heavy the day is; kept words; the trail."""

from litestar import Request, Response, get, post

from hongqiao.features import accounts, trust
from hongqiao.kernel.errors import Invalid
from hongqiao.kernel.ids import to_public
from hongqiao.web.request import Here, fields, here, id_in_path
from hongqiao.web.trust.clocks import clock_rows
from hongqiao.web.trust.queue import rows
from hongqiao.web.trust.words import ACTS, CATEGORIES, LINE_KINDS

_FAR = 1 << 62
_FIELDS = ("name", "category", "facts", "why")


@get("/admin")
async def home(request: Request) -> Response:
    """What waits for whoever moderates."""
    at = here(request)
    found = await trust.staff.home.home(at.scope)
    names = ("mine", "appeals", "proposed", "asked", "open")
    texts = await trust.cases.first_texts(at.scope, [case for name in names for case in getattr(found, name)])
    lists = {name: await rows(at, getattr(found, name), texts) for name in names}
    is_admin = at.scope.viewer.role == "admin"
    limits = trust.staff.trail.LIMITS
    if is_admin:
        await accounts.notices.hear_alarm(at.scope)
    pressing = clock_rows(at, found.pressing)
    return at.page(
        "trust/admin.html", lists=lists, rows=pressing, load=found.load, limits=limits, is_admin=is_admin
    )


@post("/admin/limit", status_code=200)
async def limit(request: Request) -> Response:
    """After how many severe cases a day a moderator wants to be reminded of a break."""
    at, form = here(request), await fields(request)
    trust.cases.require_staff(at.scope)
    wanted = form.text("limit")
    await trust.staff.trail.set_limit(at.scope, int(wanted) if wanted.isascii() and wanted.isdigit() else 0)
    return at.redirect("/admin")


@get("/admin/reasons")
async def reasons(request: Request) -> Response:
    """Words kept for later cases."""
    return await _reasons_page(here(request), dict.fromkeys(_FIELDS, ""), {})


@post("/admin/reasons", status_code=200)
async def keep_reason(request: Request) -> Response:
    """Keeps words under a name, in the language of the page."""
    at, form = here(request), await fields(request)
    trust.cases.require_staff(at.scope)
    given = {name: form.text(name) for name in _FIELDS}
    try:
        await trust.staff.kept_words.keep_reason(
            at.scope, given["name"], lang=at.reader.locale, **_rest(given)
        )
    except Invalid as wrong:
        return await _reasons_page(at, given, at.say_each(wrong.fields))
    return at.redirect("/admin/reasons")


@post("/admin/reasons/{row_id:str}/drop", status_code=200)
async def drop_reason(request: Request, row_id: str) -> Response:
    """Takes kept words away."""
    at = here(request)
    trust.cases.require_staff(at.scope)
    await trust.staff.kept_words.drop_reason(at.scope, id_in_path(row_id))
    return at.redirect("/admin/reasons")


@get("/admin/trail")
async def trail(request: Request, before: str = "") -> Response:
    """Who looked at what and did what, newest first; for administrators."""
    at = here(request)
    last = int(before) if before.isascii() and before.isdigit() and len(before) < 16 else _FAR
    found = await trust.staff.trail.acts(at.scope, before=last)
    acts = [
        {
            "number": one.number,
            "handle": one.by_handle,
            "did": at.say(ACTS.get(one.did) or LINE_KINDS.get(one.did, one.did)),
            "case": one.subject.partition(":")[2],
            "at": one.at,
            "hash": one.hash.hex()[:16],
        }
        for one in found
    ]
    more = f"/admin/trail?before={found[-1].number}" if len(found) == trust.staff.trail.PAGE else ""
    return at.page("trust/trail.html", acts=acts, is_whole=trust.staff.trail.is_whole(found), more=more)


def _rest(given: dict[str, str]) -> dict[str, str]:
    return {name: given[name] for name in ("category", "facts", "why")}


async def _reasons_page(at: Here, given: dict[str, str], errors: dict[str, str]) -> Response:
    kept = [
        {"id": to_public(one.id), "lang": one.lang, "name": one.name, "facts": one.facts, "why": one.why}
        for one in await trust.staff.kept_words.reasons(at.scope)
    ]
    categories = [(name, at.say(words)) for name, words in CATEGORIES.items()]
    status = 422 if errors else 200
    return at.page(
        "trust/reasons.html",
        http_status=status,
        kept_words=kept,
        categories=categories,
        given=given,
        errors=errors,
    )


HANDLERS = [home, limit, reasons, keep_reason, drop_reason, trail]
