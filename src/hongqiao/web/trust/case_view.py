"""A case as staff see it: original, translation and its version, what others said, what can be done."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec

from hongqiao.features import media, translation, trust
from hongqiao.kernel.ids import AccountId, to_public
from hongqiao.web.people_lines import PersonLine, people_lines
from hongqiao.web.request import Here
from hongqiao.web.shown import Shown, show
from hongqiao.web.trust.words import CATEGORIES, LINE_KINDS, PRIORITIES, RULINGS, SUBJECTS


class Row(msgspec.Struct, frozen=True):
    """A case in the queue."""

    id: str
    what: str
    category: str
    priority: str
    is_urgent: bool
    reports: int
    is_appealed: bool
    reported_at: datetime
    claimed_by: PersonLine | None


class Read(msgspec.Struct, frozen=True):
    """Which translation stands before the moderator: engine and version of each, and its words."""

    relied_on: str
    seen: tuple[dict[str, str], ...]


async def rows(at: Here, cases: Sequence[trust.casework.Case]) -> list[Row]:
    """The queue for this reader."""
    holders = {AccountId(case.claimed_by) for case in cases if case.claimed_by is not None}
    people = await people_lines(at, holders)
    return [
        Row(
            id=to_public(case.id),
            what=at.say(SUBJECTS[case.subject_kind]),
            category=at.say(CATEGORIES[case.category]),
            priority=at.say(PRIORITIES[case.priority]),
            is_urgent=case.priority >= 3,
            reports=case.reports,
            is_appealed=case.state == trust.casework.APPEALED,
            reported_at=case.reported_at,
            claimed_by=people.get(case.claimed_by or 0),
        )
        for case in cases
    ]


async def read_now(at: Here, found: trust.cases.CaseFile) -> Read:
    """The translations that the page of the case shows to this reader at this moment."""
    texts = {text.ref: text for text in found.texts}
    shown = await show(at, list(texts.values()))
    made = [ref for ref, one in shown.items() if one.state in ("translated", "doubtful", "author")]
    stored = await translation.stored(at.scope, [texts[ref] for ref in made], at.reader.reads[0])
    versions = {f"{one.engine or one.origin} {one.version}".strip() for one in stored.values()}
    seen = tuple(
        {
            "ref": ref,
            "target": one.target,
            "words": one.words,
            "engine": one.engine,
            "version": one.version,
        }
        for ref, one in stored.items()
    )
    return Read("; ".join(sorted(versions)), seen)


async def case_context(
    at: Here, found: trust.cases.CaseFile, ruling: trust.decisions.Ruling | None = None
) -> dict[str, Any]:
    """Everything that trust/case.html needs."""
    case, evidence = found.case, found.evidence[-1]
    shown: dict[str, Shown] = dict(await show(at, found.texts))
    people = await people_lines(at, {AccountId(case.person_id), AccountId(case.claimed_by or 0)})
    read = await read_now(at, found)
    return {
        "row": (await rows(at, [case]))[0],
        "author": people.get(case.person_id),
        "path": evidence.path,
        "versions": len(found.evidence),
        "texts": [shown[text.ref] for text in found.texts],
        "pictures": list((await media.pictures(at.scope, evidence.pictures)).values()),
        "reports": [
            {
                "words": one.words,
                "lang": one.lang,
                "category": at.say(CATEGORIES[one.category]),
                "is_by_law": one.form == "law",
                "made_at": one.made_at,
            }
            for one in found.reports
        ],
        "lines": [(line, at.say(LINE_KINDS[line.kind])) for line in found.lines],
        "read": read,
        "is_mine": case.claimed_by is not None and case.claimed_by == at.scope.viewer.account_id,
        "is_open": case.state == trust.casework.OPEN,
        "may_act": found.may_act,
        "outcome": at.say(RULINGS[case.outcome]) if case.outcome in RULINGS else "",
        "decision": to_public(case.decision_id) if case.decision_id is not None else "",
        "appeal": found.appeal,
        "is_appealed": case.state == trust.casework.APPEALED,
        "form": ruling or _first_ruling(case),
        "actions": [(name, at.say(RULINGS[name])) for name in trust.casework.ACTIONS[case.subject_kind]],
        "categories": [(name, at.say(words)) for name, words in CATEGORIES.items()],
        "days": trust.casework.DAYS,
    }


def _first_ruling(case: trust.casework.Case) -> trust.decisions.Ruling:
    """What the form says before anybody wrote in it."""
    return trust.decisions.Ruling(
        action="",
        category=case.category,
        reference=trust.casework.CLAUSES[case.category],
        whose=trust.casework.TERMS_VERSION,
    )
