"""One ruling for many cases: a preview, the decision, what came of it, and the way back."""

from collections.abc import Sequence

from litestar import Request, Response, get, post

from hongqiao.features import accounts, trust
from hongqiao.kernel.errors import Invalid
from hongqiao.kernel.ids import to_public
from hongqiao.web.request import Here, fields, here, id_in_path
from hongqiao.web.trust.case_view import first_ruling, ruling_choices
from hongqiao.web.trust.queue import rows
from hongqiao.web.trust.ruling import prepare, read_ruling
from hongqiao.web.trust.words import ACTIONS


@get("/admin/bulk")
async def choose(request: Request) -> Response:
    """The cases that were chosen, and the form that decides all of them."""
    at = here(request)
    trust.cases.require_staff(at.scope)
    accounts.proofs.require_fresh(at.scope)
    return await _preview(at, request.query_params.getall("case", []))


@post("/admin/bulk", status_code=200)
async def decide(request: Request) -> Response:
    """Decides each of them, with a statement of its own."""
    at, form = here(request), await fields(request)
    trust.cases.require_staff(at.scope)
    accounts.proofs.require_fresh(at.scope)
    names, ruling = form.texts("case"), read_ruling(at, form)
    try:
        done = await trust.staff.bulk.decide_each(at.scope, [id_in_path(name) for name in names], ruling)
    except Invalid as wrong:
        errors = at.say_each(wrong.fields)
        error = "" if errors else at.say(wrong.message)
        return await _preview(at, names, ruling=ruling, errors=errors, error=error)
    if ruling.action == "none":
        return at.redirect("/admin")
    for decision_id in await trust.staff.bulk.decisions_of(at.scope, done.batch):
        await prepare(at, decision_id)
    left = "".join(f"&left={to_public(case_id)}" for case_id, _ in done.refused)
    return at.redirect(f"/admin/bulk/{to_public(done.batch)}?done={len(done.decided)}{left}")


@get("/admin/bulk/{id_:str}")
async def batch(request: Request, id_: str) -> Response:
    """What was decided together."""
    return await _batch_page(here(request), id_, request.query_params.getall("left", []))


@post("/admin/bulk/{id_:str}/undo", status_code=200)
async def undo(request: Request, id_: str) -> Response:
    """Takes all of it back, with a statement each."""
    at, form = here(request), await fields(request)
    trust.cases.require_staff(at.scope)
    accounts.proofs.require_fresh(at.scope)
    try:
        words = trust.casework.checked_words(form.text("undo"), "undo")
    except Invalid as wrong:
        return await _batch_page(at, id_, [], errors=at.say_each(wrong.fields))
    await trust.staff.bulk.undo(at.scope, id_in_path(id_), words, lang=at.reader.locale)
    return at.redirect(f"/admin/bulk/{id_}")


async def _preview(
    at: Here,
    names: Sequence[str],
    *,
    ruling: trust.decisions.Ruling | None = None,
    errors: dict[str, str] | None = None,
    error: str = "",
) -> Response:
    found = await trust.staff.bulk.chosen(at.scope, [id_in_path(name) for name in names])
    may = trust.staff.bulk.actions_for(found)
    form = ruling or first_ruling(found[0])
    return at.page(
        "trust/bulk.html",
        http_status=422 if errors or error else 200,
        rows=await rows(at, found),
        form=form,
        errors=errors or {},
        error=error,
        **ruling_choices(at, may),
    )


async def _batch_page(
    at: Here, name: str, left: Sequence[str], *, errors: dict[str, str] | None = None
) -> Response:
    found = await trust.staff.bulk.batch(at.scope, id_in_path(name))
    decided = [
        {
            "case": to_public(one.case_id),
            "statement": to_public(one.id),
            "action": at.say(ACTIONS[one.action]),
            "is_lifted": one.lifted_at is not None,
        }
        for one in found
    ]
    held = any(not one["is_lifted"] for one in decided)
    status = 422 if errors else 200
    return at.page(
        "trust/batch.html",
        http_status=status,
        id=name,
        decided=decided,
        left=left,
        held=held,
        errors=errors or {},
    )


HANDLERS = [choose, decide, batch, undo]
