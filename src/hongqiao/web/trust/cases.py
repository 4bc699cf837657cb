"""Cases for staff: the queue, one case with its evidence, deciding it, and answering an appeal."""

import msgspec
from litestar import Request, Response, get, post

from hongqiao.features import people, translation, trust
from hongqiao.kernel.errors import Conflict, Invalid, Refusal, mark
from hongqiao.kernel.ids import AccountId, to_public
from hongqiao.kernel.ports.jobs import OPEN_NOTE
from hongqiao.web.request import Fields, Here, fields, here, id_in_path
from hongqiao.web.trust.case_view import Read, case_context, read_now, rows

_CHANGED = mark("The translation has changed since you opened this page. Read it again, then decide.")


@get("/admin/cases")
async def queue(request: Request) -> Response:
    """Cases that wait, the most urgent first."""
    at = here(request)
    return at.page("trust/cases.html", rows=await rows(at, await trust.cases.queue(at.scope)))


@get("/admin/cases/{case_id:str}")
async def case(request: Request, case_id: str) -> Response:
    """A case."""
    at = here(request)
    return await _case_page(at, id_in_path(case_id))


@post("/admin/cases/{case_id:str}/claim", status_code=200)
async def claim(request: Request, case_id: str) -> Response:
    """Takes the case on, or puts it back (to=off)."""
    at, form, id_ = here(request), await fields(request), id_in_path(case_id)
    async with at.scope.transaction() as tx:
        await (trust.cases.release(tx, id_) if form.text("to") == "off" else trust.cases.claim(tx, id_))
    return at.redirect(f"/admin/cases/{case_id}")


@post("/admin/cases/{case_id:str}/note", status_code=200)
async def note(request: Request, case_id: str) -> Response:
    """Writes something down for colleagues."""
    at, form, id_ = here(request), await fields(request), id_in_path(case_id)
    trust.cases.require_staff(at.scope)
    try:
        async with at.scope.transaction() as tx:
            await trust.cases.note(tx, id_, form.text("note"))
    except Invalid as wrong:
        return await _case_page(at, id_, refusal=wrong)
    return at.redirect(f"/admin/cases/{case_id}")


@post("/admin/cases/{case_id:str}/decide", status_code=200)
async def decide(request: Request, case_id: str) -> Response:
    """Decides the case, on the translation that the moderator has read."""
    at, form, id_ = here(request), await fields(request), id_in_path(case_id)
    found = await trust.cases.case_file(at.scope, id_)
    read = await read_now(at, found)
    ruling = _ruling(at, form, read)
    try:
        if form.text("relied_on") != read.relied_on:
            raise Conflict(_CHANGED)
        async with at.scope.transaction() as tx:
            decision_id = await trust.decisions.decide(tx, id_, ruling)
    except (Invalid, Conflict) as refusal:
        return await _case_page(at, id_, refusal=refusal, ruling=ruling)
    await _prepare(at, decision_id)
    return at.redirect(f"/admin/cases/{case_id}")


@post("/admin/cases/{case_id:str}/answer", status_code=200)
async def answer(request: Request, case_id: str) -> Response:
    """Answers an appeal: the decision stands, or (outcome=reversed) is taken back."""
    at, form, id_ = here(request), await fields(request), id_in_path(case_id)
    trust.cases.require_staff(at.scope)
    words, lang, reversal_id = form.text("answer"), at.reader.locale, None
    try:
        async with at.scope.transaction() as tx:
            if form.text("outcome") == "reversed":
                reversal_id = await trust.appeals.reverse(tx, id_, words, lang=lang)
            else:
                await trust.appeals.uphold(tx, id_, words, lang=lang)
    except Invalid as wrong:
        return await _case_page(at, id_, refusal=wrong)
    await _prepare(at, reversal_id)
    return at.redirect(f"/admin/cases/{case_id}")


def _ruling(at: Here, form: Fields, read: Read) -> trust.decisions.Ruling:
    days, countries = form.text("days"), form.text("countries").upper().replace(",", " ").split()
    return trust.decisions.Ruling(
        action=form.text("action"),
        category=form.text("category"),
        ground="law" if form.text("ground") == "law" else "terms",
        reference=form.text("reference")[:200],
        whose=form.text("whose")[:80],
        why=form.text("why"),
        facts=form.text("facts"),
        lang=at.reader.locale,
        days=int(days) if days.isascii() and days.isdigit() and len(days) < 5 else 0,
        countries=tuple(dict.fromkeys(countries))[:60],
        relied_on=read.relied_on,
        seen=msgspec.json.encode(read.seen).decode(),
    )


async def _prepare(at: Here, decision_id: int | None) -> None:
    """Has the statement translated before the person it is for opens it."""
    if decision_id is None:
        return
    told = (await trust.statement.statement(at.scope, decision_id)).statement
    texts = trust.statement.texts_of(told)
    await translation.remember(at.scope, texts, subject=f"statement:{to_public(decision_id)}")
    for person in (await people.people(at.scope, [AccountId(told.person_id)])).values():
        for text in texts:
            await translation.wish(at.scope, text, person.lang, OPEN_NOTE)


async def _case_page(
    at: Here, case_id: int, *, refusal: Refusal | None = None, ruling: trust.decisions.Ruling | None = None
) -> Response:
    found = await trust.cases.case_file(at.scope, case_id)
    errors = at.say_each(getattr(refusal, "fields", {})) if refusal else {}
    error = at.say(refusal.message) if refusal and not errors else ""
    status = 200 if refusal is None else 409 if isinstance(refusal, Conflict) else 422
    context = await case_context(at, found, ruling)
    return at.page("trust/case.html", http_status=status, errors=errors, error=error, **context)


HANDLERS = [queue, case, claim, note, decide, answer]
