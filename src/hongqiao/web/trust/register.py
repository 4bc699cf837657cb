"""Forms that packs ask for, what became of them for whoever asked, and the register for those who answer."""

from collections.abc import Callable, Mapping
from typing import Any

from litestar import Request, Response, get, post

from hongqiao.features import trust
from hongqiao.features.site import declare_limit, spend
from hongqiao.features.trust import register
from hongqiao.kernel.errors import Conflict, Invalid, NotFound, Refusal, SignInNeeded
from hongqiao.kernel.ids import to_public
from hongqiao.web.device import network_of
from hongqiao.web.request import Here, fields, here, id_in_path
from hongqiao.web.trust.register_words import BOXES, BREACH_FIELDS, FIELDS, FORMS, RIGHTS
from hongqiao.web.trust.words import STATES

FORMS_BY_ADDRESS = declare_limit("legal forms, address", 20, 3_600, by="address")
_LONG = 1_000
"""Fields that may hold more than this are written in a block."""


@get("/about/forms/{kind:str}")
async def legal_form(request: Request, kind: str) -> Response:
    """A form, where a pack asks for it."""
    at = here(request)
    return _form_page(at, _open_kind(at, kind), {}, {})


@post("/about/forms/{kind:str}", status_code=200)
async def lodge(request: Request, kind: str) -> Response:
    """Takes a form; its page says what becomes of it."""
    at, form = here(request), await fields(request)
    known = _open_kind(at, kind)
    await spend(at.scope, FORMS_BY_ADDRESS, network_of(at.address))
    given = {name: form.text(name) for name in register.KINDS[known].fields}
    try:
        async with at.scope.transaction() as tx:
            receipt = await register.lodge(tx, known, given, lang=at.reader.locale)
    except Invalid as wrong:
        return _form_page(at, known, given, at.say_each(wrong.fields), status=422)
    key = f"?key={receipt.key}" if receipt.key else ""
    return at.redirect(f"/requests/{to_public(receipt.id)}{key}")


@get("/requests/{matter_id:str}")
async def request_page(request: Request, matter_id: str, key: str = "") -> Response:
    """What became of it, for whoever asked."""
    at = here(request)
    found = await register.matter(at.scope, id_in_path(matter_id), key=key)
    return at.page("trust/request.html", has_key=bool(key), **matter_context(at, found))


@get("/settings/requests")
async def own_requests(request: Request) -> Response:
    """What the viewer asked for, and the form where there is one."""
    at = here(request)
    rows = [_row(at, one) for one in await register.own_requests(at.scope)]
    return at.page(
        "trust/own_requests.html", rows=rows, has_form="data-request" in register.forms_here(at.scope)
    )


@get("/admin/register")
async def register_page(request: Request) -> Response:
    """All that staff answer, open ones first, and the form for an incident."""
    at = here(request)
    return await _register(at)


@post("/admin/register", status_code=200)
async def open_breach(request: Request) -> Response:
    """Opens an incident: the clock runs from now."""
    at, form = here(request), await fields(request)
    given = {name: form.text(name) for name in register.KINDS["breach"].fields}
    try:
        async with at.scope.transaction() as tx:
            id_ = await register.open_breach(tx, given, lang=at.reader.locale)
    except Invalid as wrong:
        return await _register(at, given=given, errors=at.say_each(wrong.fields), status=422)
    return at.redirect(f"/admin/register/{to_public(id_)}")


@get("/admin/register/{matter_id:str}")
async def matter_page(request: Request, matter_id: str) -> Response:
    """One matter for staff, with a draft of the notice where it is a breach."""
    return await _matter(here(request), id_in_path(matter_id))


@post("/admin/register/{matter_id:str}/{act:str}", status_code=200)
async def work_on(request: Request, matter_id: str, act: str) -> Response:
    """Notes what was done, lets the deadline stand still or go on, takes the longer time, or closes it with
    what proves it.
    """
    at, form, id_ = here(request), await fields(request), id_in_path(matter_id)
    acts: dict[str, Callable[..., Any]] = {
        "note": register.note, "extend": register.extend, "close": register.close,
        "wait": register.wait, "go-on": register.go_on,
    }  # fmt: skip
    if act not in acts:
        raise NotFound
    words = form.text("words")
    try:
        async with at.scope.transaction() as tx:
            await acts[act](tx, id_, words)
    except (Invalid, Conflict) as refusal:
        return await _matter(at, id_, refusal=refusal, words=words)
    return at.redirect(f"/admin/register/{matter_id}")


def form_fields(at: Here, kind: str, given: Mapping[str, str]) -> list[dict[str, Any]]:
    """The fields of a form as its template shows them."""
    named = {**FIELDS, **(BREACH_FIELDS if kind == "breach" else {})}
    asks = register.KINDS[kind]  # type: ignore[index]
    return [
        {
            "name": name,
            "label": at.say(BOXES[kind][name] if limit == register.TICK else named[name]),
            "value": given.get(name, ""),
            "is_box": limit == register.TICK,
            "is_block": limit > _LONG,
            "most": limit,
            "is_required": name not in asks.optional,
            "choices": [(one, at.say(RIGHTS[one])) for one in register.RIGHTS] if name == "right" else [],
        }
        for name, limit in asks.fields.items()
    ]


def matter_context(at: Here, found: register.MatterFile) -> dict[str, Any]:
    """A matter in words."""
    return {
        "row": _row(at, found.matter),
        "said": _said(at, found.matter),
        "lines": found.lines,
        "clock": _clock(at, found),
    }


def _open_kind(at: Here, kind: str) -> register.Kind:
    known = register.require_form(at.scope, kind)
    if register.KINDS[known].needs_account and not at.reader.is_signed_in:
        raise SignInNeeded
    return known


def _said(at: Here, matter: register.Matter) -> list[tuple[str, str]]:
    """What the form said: boxes stand as the sentence that was ticked."""
    labels = form_fields(at, matter.kind, matter.told)
    return [
        (one["label"], "✓" if one["is_box"] else at.say(RIGHTS.get(one["value"], one["value"])))
        for one in labels
        if one["value"]
    ]


def _row(at: Here, one: register.Matter) -> dict[str, Any]:
    return {
        "id": to_public(one.id),
        "kind": one.kind,
        "title": at.say(FORMS[one.kind].title),
        "is_open": one.state == register.OPEN,
        "outcome": one.outcome,
        "made_at": one.made_at,
        "closed_at": one.closed_at,
    }


def _clock(at: Here, found: register.MatterFile) -> dict[str, Any] | None:
    if found.clock is None:
        return None
    state = found.clock.state(at.scope.now)
    return {
        "state": state,
        "words": at.say(STATES[state]),
        "ends_at": found.clock.ends_at(at.scope.now),
        "not_before": found.clock.not_before,
        "may_extend": found.clock.kind == "data-subject-request" and not found.clock.is_extended,
        "may_wait": register.KINDS[found.matter.kind].may_wait,
    }


def _form_page(
    at: Here, kind: register.Kind, given: Mapping[str, str], errors: Mapping[str, str], *, status: int = 200
) -> Response:
    return at.page(
        "trust/legal_form.html",
        http_status=status,
        kind=kind,
        title=at.say(FORMS[kind].title),
        lead=at.say(FORMS[kind].lead),
        parts=form_fields(at, kind, given),
        errors=errors,
    )


async def _register(
    at: Here,
    *,
    given: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
    status: int = 200,
) -> Response:
    rows = [_row(at, one) for one in await register.matters(at.scope)]
    is_admin = at.scope.viewer.role == "admin"
    return at.page(
        "trust/register.html",
        http_status=status,
        rows=rows,
        parts=form_fields(at, "breach", given or {}) if is_admin else [],
        lead=at.say(FORMS["breach"].lead),
        errors=errors or {},
    )


async def _matter(at: Here, id_: int, *, refusal: Refusal | None = None, words: str = "") -> Response:
    trust.cases.require_staff(at.scope)
    found = await register.matter(at.scope, id_)
    error = ""
    if refusal is not None:
        error = at.say(next(iter(getattr(refusal, "fields", {}).values()), refusal.message))
    status = 200 if refusal is None else 409 if isinstance(refusal, Conflict) else 422
    is_breach = found.matter.kind == "breach"
    return at.page(
        "trust/matter.html",
        http_status=status,
        error=error,
        words=words,
        draft=trust.house.house(at.site.settings.home) if is_breach else None,
        **matter_context(at, found),
    )


HANDLERS = [legal_form, lodge, request_page, own_requests, register_page, open_breach, matter_page, work_on]
