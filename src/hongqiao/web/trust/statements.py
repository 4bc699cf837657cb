"""Statements of reasons, for whom they concern: as a page, a piece of other pages, and JSON with proof."""

from collections.abc import Mapping
from datetime import datetime

import msgspec
from litestar import Request, Response, get, post

from hongqiao.features import accounts, trust
from hongqiao.features.trust import statement as statements
from hongqiao.kernel.errors import Conflict, Invalid, mark
from hongqiao.kernel.ids import to_public
from hongqiao.kernel.language import guess_lang
from hongqiao.web.request import Here, fields, here, id_in_path
from hongqiao.web.shown import Shown, show
from hongqiao.web.trust.words import ACTIONS, AUTOMATION, ORIGINS, OUTCOMES, SUBJECTS

_A_PAGE = 24


class StatementView(msgspec.Struct, frozen=True):
    """A statement as the piece trust/_statement.html shows it."""

    id: str
    about: str
    action: str
    countries: tuple[str, ...]
    begins_at: datetime
    ends_at: datetime | None
    facts: Shown
    lang: str
    original_lang: str
    relied_on: str
    origin: str
    automation: str
    software: str
    ground: str
    is_law: bool
    why: Shown
    complaint_path: str
    complaint_until: datetime
    out_of_court: str
    court: str
    index: int
    decided_at: datetime


@get("/statements")
async def own(request: Request, before: str = "") -> Response:
    """What was decided about the viewer, newest first; opening it takes the notice away."""
    at = here(request)
    if not at.reader.is_signed_in:
        return at.redirect("/sign-in?next=/statements")
    older_than = id_in_path(before) if before else statements.NEWEST
    found = await statements.statements_to(at.scope, before=older_than, at_most=_A_PAGE + 1)
    told = found[:_A_PAGE]
    if at.reader.is_told:
        await accounts.notices.hear(at.scope)
        at.reader = msgspec.structs.replace(at.reader, is_told=False)
    rows = [
        {
            "path": f"/statements/{to_public(one.decision_id)}",
            "about": at.say(SUBJECTS[one.subject_kind]),
            "action": at.say(ACTIONS[one.action]),
            "at": one.decided_at,
        }
        for one in told
    ]
    reported = [
        {
            "path": f"/reports/{to_public(one.id)}",
            "about": at.say(SUBJECTS[one.subject_kind]),
            "outcome": at.say(OUTCOMES[one.outcome]) if one.outcome else "",
            "at": one.decided_at or one.made_at,
        }
        for one in await trust.reports.own(at.scope)
    ]
    more = f"/statements?before={to_public(told[-1].decision_id)}" if len(found) > _A_PAGE else ""
    return at.page("trust/statements.html", rows=rows, reported=[] if before else reported, more=more)


@get("/statements/{name:str}")
async def statement(request: Request, name: str) -> Response:
    """The statement."""
    at = here(request)
    if name.endswith(".json"):
        issued = await statements.statement(at.scope, id_in_path(name.removesuffix(".json")))
        return Response(msgspec.json.encode(issued), media_type="application/json")
    return await _page(at, id_in_path(name))


@post("/statements/{name:str}/appeal", status_code=200)
async def appeal(request: Request, name: str) -> Response:
    """Contests the decision."""
    at, form, decision_id = here(request), await fields(request), id_in_path(name)
    words = form.text("words")
    lang = guess_lang(words, author_lang=at.reader.reads[0])
    try:
        async with at.scope.transaction() as tx:
            await trust.appeals.appeal(tx, decision_id, words, lang=lang)
    except (Invalid, Conflict) as refusal:
        return await _page(at, decision_id, refusal=refusal, words=words)
    return at.redirect(f"/statements/{name}")


async def _page(
    at: Here, decision_id: int, *, refusal: Invalid | Conflict | None = None, words: str = ""
) -> Response:
    issued = await statements.statement(at.scope, decision_id)
    told = issued.statement
    texts = await show(at, statements.texts_of(told))
    is_theirs = at.scope.viewer.account_id == told.person_id
    contested = await trust.appeals.appeal_of(at.scope, decision_id)
    is_in_time = told.action != "reinstate" and at.scope.now <= told.redress.complaint_until
    errors = at.say_each(getattr(refusal, "fields", {})) if refusal else {}
    return at.page(
        "trust/statement.html",
        http_status=200 if refusal is None else 409 if isinstance(refusal, Conflict) else 422,
        statement=statement_view(at, issued, texts),
        appeal=contested,
        may_appeal=is_theirs and contested is None and is_in_time,
        reversal=to_public(contested.reversal_id) if contested and contested.reversal_id else "",
        words=words,
        errors=errors,
        error=at.say(refusal.message) if refusal and not errors else "",
    )


def statement_view(at: Here, issued: statements.Issued, texts: Mapping[str, Shown]) -> StatementView:
    """The statement in the reader’s language; `texts` are what the moderator wrote, by reference."""
    told = issued.statement
    facts, why = (texts[text.ref] for text in statements.texts_of(told))
    ground = told.ground
    return StatementView(
        id=to_public(told.decision_id),
        about=at.say(SUBJECTS[told.subject_kind]),
        action=at.say(ACTIONS[told.action]),
        countries=told.scope,
        begins_at=told.begins_at,
        ends_at=told.ends_at,
        facts=facts,
        lang=told.lang,
        original_lang=told.original_lang,
        relied_on=told.relied_on,
        origin=at.say(ORIGINS[told.origin]),
        automation=at.say(AUTOMATION[told.machine.use]),
        software=" ".join(filter(None, (told.machine.engine, told.machine.version))),
        ground=_ground_words(at, ground),
        is_law=ground.kind == "law",
        why=why,
        complaint_path=told.redress.complaint_path,
        complaint_until=told.redress.complaint_until,
        out_of_court=at.say(told.redress.out_of_court),
        court=at.say(told.redress.court),
        index=issued.proof.entry.index,
        decided_at=told.decided_at,
    )


def _ground_words(at: Here, ground: statements.Ground) -> str:
    named = {"reference": ground.reference, "whose": ground.whose}
    if ground.kind == "law":
        return at.say(mark("%(reference)s (%(whose)s)"), **named)
    return at.say(mark("clause %(reference)s, version %(whose)s of the terms"), **named)


HANDLERS = [own, statement, appeal]
