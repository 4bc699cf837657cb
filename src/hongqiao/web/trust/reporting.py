"""Reporting: the form, with or without an account, and the page that says what came of a report."""

from litestar import Request, Response, get, post

from hongqiao.features import trust
from hongqiao.features.site import declare_limit, spend
from hongqiao.kernel.errors import Invalid
from hongqiao.kernel.ids import to_public
from hongqiao.kernel.language import guess_lang
from hongqiao.web.device import network_of
from hongqiao.web.request import Fields, Here, fields, here, id_in_path
from hongqiao.web.trust.evidence import evidence_about
from hongqiao.web.trust.words import CATEGORIES, CLAUSE_WORDS, OUTCOMES, SUBJECTS

HOUR_S = 3_600
REPORTS_BY_ADDRESS = declare_limit("report, address", 30, HOUR_S, by="address")
NOTICES_BY_ADDRESS = declare_limit("notice without account", 10, 24 * HOUR_S, by="address")
NO_RULING = ""


@get("/report")
async def report_form(request: Request, about: str = "") -> Response:
    """The form for a note, a comment or an account that the viewer sees."""
    at = here(request)
    evidence = await evidence_about(at, about)
    return await _form_page(at, evidence, about, _told(at, Fields(_NOTHING)))


@post("/report", status_code=200)
async def report(request: Request) -> Response:
    """Takes the report; the receipt is its own page."""
    at, form = here(request), await fields(request)
    about, told = form.text("about")[:60], _told(at, form)
    evidence = await evidence_about(at, about)
    await spend(at.scope, REPORTS_BY_ADDRESS, network_of(at.address))
    if not at.reader.is_signed_in:
        await spend(at.scope, NOTICES_BY_ADDRESS, network_of(at.address))
    try:
        async with at.scope.transaction() as tx:
            receipt = await trust.reports.report(tx, evidence, told)
    except Invalid as wrong:
        errors = at.say_each(wrong.fields)
        error = "" if errors else at.say(wrong.message)
        return await _form_page(at, evidence, about, told, errors=errors, error=error, status=422)
    key = f"?key={receipt.key}" if receipt.key else ""
    return at.redirect(f"/reports/{to_public(receipt.id)}{key}")


@get("/reports/{report_id:str}")
async def receipt(request: Request, report_id: str, key: str = "") -> Response:
    """What came of a report, for whoever made it."""
    at = here(request)
    found = await trust.reports.progress(at.scope, id_in_path(report_id), key=key)
    return at.page(
        "trust/receipt.html",
        report=found,
        number=report_id,
        about=at.say(SUBJECTS[found.subject_kind]),
        category=at.say(CATEGORIES[found.category]),
        outcome=at.say(OUTCOMES[found.outcome]) if found.outcome else NO_RULING,
        has_key=bool(key),
    )


@get("/rules")
async def rules(request: Request) -> Response:
    """The house’s rules, clause by clause, as decisions cite them."""
    at = here(request)
    clauses = [(reference, at.say(CLAUSE_WORDS[name])) for name, reference in trust.casework.CLAUSES.items()]
    return at.page("trust/rules.html", clauses=sorted(clauses), version=trust.casework.TERMS_VERSION)


class _Nothing:
    """An empty form."""

    def get(self, _name: str, default: str = "") -> str:
        return default


_NOTHING = _Nothing()


def _told(at: Here, form: Fields) -> trust.casework.Told:
    words = form.text("words")
    is_law = form.text("form") == "law" or not at.reader.is_signed_in
    return trust.casework.Told(
        category=form.text("category"),
        words=words,
        lang=guess_lang(words, author_lang=at.reader.reads[0]),
        form="law" if is_law else "house",
        name=form.text("name"),
        email=form.text("email"),
        is_sure=form.is_on("is_sure"),
    )


async def _form_page(
    at: Here,
    evidence: trust.casework.Evidence,
    about: str,
    told: trust.casework.Told,
    *,
    errors: dict | None = None,
    error: str = "",
    status: int = 200,
) -> Response:
    return at.page(
        "trust/report_form.html",
        http_status=status,
        about=about,
        subject=at.say(SUBJECTS[evidence.kind]),
        path=evidence.path,
        handle=evidence.handle,
        told=told,
        categories=[(name, at.say(words)) for name, words in CATEGORIES.items()],
        is_warned=await trust.staff.misuse.is_warned(at.scope),
        errors=errors or {},
        error=error,
    )


HANDLERS = [report_form, report, receipt, rules]
