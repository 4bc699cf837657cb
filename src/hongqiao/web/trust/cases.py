"""Cases for staff: the queue, one case with its evidence, deciding it, and answering an appeal."""

from litestar import Request, Response, get, post

from hongqiao.features import accounts, media, notes, trust
from hongqiao.kernel.errors import Conflict, Invalid, NotFound, ProofNeeded, Refusal, mark
from hongqiao.web.request import Here, fields, here, id_in_path
from hongqiao.web.trust.case_view import case_context, read_now
from hongqiao.web.trust.queue import queue_page
from hongqiao.web.trust.ruling import prepare, read_ruling

_DANGEROUS = ("suspend", "terminate")
"""What asks for a fresh proof of who decides."""
_EVIDENCE_WIDTH = 640
_EVIDENCE_HEADERS = {"cache-control": "no-store", "content-security-policy": "default-src 'none'; sandbox"}
_STATUS = {Conflict: 409, ProofNeeded: 403}
_CHANGED = mark("The translation has changed since you opened this page. Read it again, then decide.")


@get("/admin/cases")
async def queue(request: Request) -> Response:
    """Cases that wait, the most urgent first; `lang` leaves those in one language."""
    at = here(request)
    return at.page("trust/cases.html", **await queue_page(at, request.query_params.get("lang", "")))


@get("/admin/cases/{case_id:str}")
async def case(request: Request, case_id: str) -> Response:
    """A case; `reason` fills its form with words that were kept."""
    at, id_ = here(request), id_in_path(case_id)
    found = await trust.cases.case_file(at.scope, id_)
    await trust.cases.opened(at.scope, found)
    return await _case_page(at, id_, reason=request.query_params.get("reason", ""))


@get("/admin/cases/{case_id:str}/pictures/{key:str}")
async def picture(request: Request, case_id: str, key: str) -> Response:
    """A picture of the evidence, for staff only, and kept by no cache; looking at it is written down."""
    at, id_ = here(request), id_in_path(case_id)
    found = await trust.cases.case_file(at.scope, id_)
    shown = (await media.pictures(at.scope, [key])).get(key)
    data = None
    if shown is not None:
        subject, width = f"case:{case_id}", media.best_width(shown, _EVIDENCE_WIDTH)
        data = await media.read_for(at.scope, subject, key, width, "jpeg")
    if data is None:
        raise NotFound
    is_severe = found.case.is_severe
    await trust.staff.trail.write(at.scope, "saw picture", f"case:{case_id}", is_severe=is_severe)
    return Response(data, media_type="image/jpeg", headers=_EVIDENCE_HEADERS)


@post("/admin/cases/{case_id:str}/claim", status_code=200)
async def claim(request: Request, case_id: str) -> Response:
    """Takes the case on, or puts it back (to=off)."""
    at, form, id_ = here(request), await fields(request), id_in_path(case_id)
    async with at.scope.transaction() as tx:
        if form.text("to") == "off":
            await trust.cases.release(tx, id_, form.text("handover"))
        else:
            await trust.cases.claim(tx, id_)
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
    ruling = read_ruling(at, form, read)
    try:
        if ruling.action in _DANGEROUS:
            accounts.proofs.require_fresh(at.scope)
        if form.text("relied_on") != read.relied_on:
            raise Conflict(_CHANGED)
        await notes.lists.find_copies(at.scope, id_)
        async with at.scope.transaction() as tx:
            decision_id = await trust.decisions.decide(tx, id_, ruling)
    except (Invalid, Conflict, ProofNeeded) as refusal:
        return await _case_page(at, id_, refusal=refusal, ruling=ruling)
    await prepare(at, decision_id)
    return at.redirect(f"/admin/cases/{case_id}")


@post("/admin/cases/{case_id:str}/confirm", status_code=200)
async def confirm(request: Request, case_id: str) -> Response:
    """Does what a colleague proposed, or (to=off) takes it off the table."""
    at, form, id_ = here(request), await fields(request), id_in_path(case_id)
    trust.cases.require_staff(at.scope)
    decision_id = None
    try:
        async with at.scope.transaction() as tx:
            if form.text("to") == "off":
                await trust.decisions.decline(tx, id_, form.text("declined"))
            else:
                accounts.proofs.require_fresh(at.scope)
                decision_id = await trust.decisions.confirm(tx, id_)
    except (Invalid, ProofNeeded) as refusal:
        return await _case_page(at, id_, refusal=refusal)
    await prepare(at, decision_id)
    return at.redirect(f"/admin/cases/{case_id}")


@post("/admin/cases/{case_id:str}/ask", status_code=200)
async def ask(request: Request, case_id: str) -> Response:
    """Asks a colleague for a second opinion."""
    at, form, id_ = here(request), await fields(request), id_in_path(case_id)
    trust.cases.require_staff(at.scope)
    try:
        async with at.scope.transaction() as tx:
            await trust.cases.ask_colleague(tx, id_, form.text("question"))
    except Invalid as wrong:
        return await _case_page(at, id_, refusal=wrong)
    return at.redirect("/admin")


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
    await prepare(at, reversal_id)
    return at.redirect(f"/admin/cases/{case_id}")


async def _case_page(
    at: Here,
    case_id: int,
    *,
    refusal: Refusal | None = None,
    ruling: trust.decisions.Ruling | None = None,
    reason: str = "",
) -> Response:
    found = await trust.cases.case_file(at.scope, case_id)
    errors = at.say_each(getattr(refusal, "fields", {})) if refusal else {}
    error = at.say(refusal.message) if refusal and not errors else ""
    context = await case_context(at, found, ruling, reason)
    return at.page(
        "trust/case.html",
        http_status=200 if refusal is None else _STATUS.get(type(refusal), 422),
        errors=errors,
        error=error,
        needs_proof=isinstance(refusal, ProofNeeded),
        **context,
    )


HANDLERS = [queue, case, picture, claim, note, decide, confirm, ask, answer]
