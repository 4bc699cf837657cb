"""Statements of reasons, for whom they concern: as a page, a piece of other pages, and JSON with proof."""

from datetime import datetime

import msgspec
from litestar import Request, Response, get

from hongqiao.features.trust import statement as statements
from hongqiao.kernel.errors import mark
from hongqiao.kernel.ids import to_public
from hongqiao.web.request import Here, here, id_in_path
from hongqiao.web.trust.words import ACTIONS, AUTOMATION, ORIGINS, SUBJECTS


class StatementView(msgspec.Struct, frozen=True):
    """A statement as the piece trust/_statement.html shows it."""

    id: str
    about: str
    action: str
    countries: tuple[str, ...]
    begins_at: datetime
    ends_at: datetime | None
    facts: str
    lang: str
    original_lang: str
    relied_on: str
    origin: str
    automation: str
    software: str
    ground: str
    is_law: bool
    why: str
    complaint_path: str
    complaint_until: datetime
    out_of_court: str
    court: str
    index: int
    decided_at: datetime


@get("/statements/{name:str}")
async def statement(request: Request, name: str) -> Response:
    """The statement."""
    at = here(request)
    if name.endswith(".json"):
        issued = await statements.statement(at.scope, id_in_path(name.removesuffix(".json")))
        return Response(msgspec.json.encode(issued), media_type="application/json")
    issued = await statements.statement(at.scope, id_in_path(name))
    return at.page("trust/statement.html", statement=statement_view(at, issued))


def statement_view(at: Here, issued: statements.Issued) -> StatementView:
    """The statement in the reader’s language, but for what the moderator wrote."""
    told = issued.statement
    ground = told.ground
    return StatementView(
        id=to_public(told.decision_id),
        about=at.say(SUBJECTS[told.subject_kind]),
        action=at.say(ACTIONS[told.action]),
        countries=told.scope,
        begins_at=told.begins_at,
        ends_at=told.ends_at,
        facts=told.facts,
        lang=told.lang,
        original_lang=told.original_lang,
        relied_on=told.relied_on,
        origin=at.say(ORIGINS[told.origin]),
        automation=at.say(AUTOMATION[told.machine.use]),
        software=" ".join(filter(None, (told.machine.engine, told.machine.version))),
        ground=_ground_words(at, ground),
        is_law=ground.kind == "law",
        why=ground.why,
        complaint_path=told.redress.complaint_path,
        complaint_until=told.redress.complaint_until,
        out_of_court=told.redress.out_of_court,
        court=told.redress.court,
        index=issued.proof.entry.index,
        decided_at=told.decided_at,
    )


def _ground_words(at: Here, ground: statements.Ground) -> str:
    named = {"reference": ground.reference, "whose": ground.whose}
    if ground.kind == "law":
        return at.say(mark("%(reference)s (%(whose)s)"), **named)
    return at.say(mark("clause %(reference)s, version %(whose)s of the terms"), **named)


HANDLERS = [statement]
