"""What is known beside a case: cases like it, earlier decisions, copies, proposals, the day so far."""

from collections.abc import Sequence
from typing import Any

from hongqiao.features import trust
from hongqiao.kernel.ids import to_public
from hongqiao.web.request import Here
from hongqiao.web.trust.words import ACTIONS, CATEGORIES, SUBJECTS


async def known_beside(at: Here, found: trust.cases.CaseFile) -> dict[str, Any]:
    """What a moderator weighs besides the evidence."""
    case, me = found.case, at.scope.viewer.account_id
    kin = await trust.staff.bulk.kin(at.scope, case)
    history = await trust.staff.home.decided_about(at.scope, case.person_id)
    kept = await trust.staff.kept_words.reasons(at.scope, lang=at.reader.locale)
    return {
        "kin": [*_lines(at, case, kin.same_person), *_lines(at, case, kin.alike, is_alike=True)],
        "history": [
            {
                "statement": to_public(one.id),
                "about": at.say(SUBJECTS[one.subject_kind]),
                "action": at.say(ACTIONS[one.action]),
                "category": at.say(CATEGORIES[one.category]),
                "at": one.made_at,
                "is_lifted": one.lifted_at is not None,
            }
            for one in history
            if one.id != case.decision_id
        ][:10],
        "is_repeated": trust.staff.home.is_repeated(history, at.scope),
        "copies": [_copy(one) for one in found.copies],
        "proposal": await _proposal(at, found) if found.proposal else None,
        "is_proposer": found.proposal is not None and found.proposal.by_id == me,
        "kept_words": [{"id": to_public(one.id), "name": one.name} for one in kept],
        "load": await trust.staff.trail.load(at.scope),
        "is_severe": case.is_severe,
    }


def _lines(
    at: Here,
    case: trust.casework.Case,
    others: Sequence[trust.casework.Case],
    *,
    is_alike: bool = False,
) -> list[dict[str, Any]]:
    """Open cases like this one; ticked beforehand are those about the same thing, not all of a person’s."""
    return [
        {
            "id": to_public(one.id),
            "what": at.say(SUBJECTS[one.subject_kind]),
            "category": at.say(CATEGORIES[one.category]),
            "at": one.reported_at,
            "is_alike": is_alike,
            "is_same": one.category == case.category,
        }
        for one in others
    ]


def _copy(one: Any) -> dict[str, Any]:
    kind, _, name = one.subject.partition(":")
    decision = to_public(one.decision_id) if one.decision_id is not None else ""
    return {"path": f"/{kind}s/{name}", "name": name, "decision": decision, "found_at": one.found_at}


async def _proposal(at: Here, found: trust.cases.CaseFile) -> dict[str, Any]:
    known = await trust.decisions.proposal(at.scope, found.case.id)
    assert known is not None, "the case has a proposal"
    row, ruling = known
    return {
        "by": row.by_handle,
        "at": row.made_at,
        "action": at.say(ACTIONS[ruling.action]),  # type: ignore[index]
        "facts": ruling.facts,
        "why": ruling.why,
        "lang": ruling.lang,
    }
