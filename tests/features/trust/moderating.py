"""Reports and rulings for tests."""

from dataclasses import replace
from typing import Any

import msgspec

from hongqiao.features import comments, notes
from hongqiao.features.notes import NoteDraft
from hongqiao.features.translation import Text
from hongqiao.features.trust import reports
from hongqiao.features.trust.casework import Evidence, Told
from hongqiao.features.trust.decisions import Ruling
from hongqiao.kernel.ids import DraftId, bucket_of, to_public
from hongqiao.kernel.scope import Scope
from tests.cast import sign_up


async def staff(scope: Scope, handle: str, role: str = "moderator") -> Scope:
    """One more who moderates."""
    who = await sign_up(scope, handle)
    return replace(who, viewer=msgspec.structs.replace(who.viewer, role=role))


async def publish(author: Scope, title: str = "定金骗局", body: str = "先付定金再发货") -> int:
    """A public note."""
    draft_id = DraftId(author.ids.make(bucket_of(author.me)))
    async with author.transaction() as tx:
        return await notes.publish(tx, NoteDraft(id=draft_id, title=title, body=body, cover_style="memo"))


async def say(who: Scope, note_id: int, words: str, reply_to: int | None = None) -> comments.Comment:
    """A comment under a note."""
    facts = await notes.visible(who, note_id)
    async with who.transaction() as tx:
        return await comments.say(tx, facts, words, reply_to)


def evidence_of(kind: str, id_: int, person_id: int, **changed: Any) -> Evidence:
    """What was seen of a subject."""
    fields: dict[str, Any] = {
        "subject": f"{kind}:{to_public(id_)}",
        "kind": kind,
        "person_id": person_id,
        "handle": "mei",
        "parties": (),
        "path": f"/{kind}s/{to_public(id_)}",
        "version": "1",
        "texts": (Text(f"{kind}:{to_public(id_)}:body", "先付定金再发货", "zh-Hans"),),
    }
    return Evidence(**{**fields, **changed})


async def report(who: Scope, evidence: Evidence, /, **told: Any) -> reports.Receipt:
    """Reports it as a scam, unless told otherwise."""
    async with who.transaction() as tx:
        return await reports.report(tx, evidence, Told(**{"category": "scam", **told}))


def ruling(action: str = "remove", /, **changed: Any) -> Ruling:
    """A ruling that lacks nothing."""
    fields: dict[str, Any] = {
        "action": action,
        "category": "scam",
        "reference": "3.1",
        "whose": "2026.1",
        "why": "Clause 3.1 forbids asking for deposits outside the platform.",
        "facts": "It asks readers to pay a deposit before anything is sent.",
        "relied_on": "local-llm frame-2",
    }
    return Ruling(**{**fields, **changed})
