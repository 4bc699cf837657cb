"""A case as staff see it: original, translation and its version, what others said, what can be done."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from hongqiao.features import media, translation, trust
from hongqiao.kernel.errors import mark
from hongqiao.kernel.ids import AccountId, from_public, to_public
from hongqiao.web.people_lines import PersonLine, people_lines
from hongqiao.web.request import Here
from hongqiao.web.shown import Shown, show
from hongqiao.web.trust.beside import known_beside
from hongqiao.web.trust.queue import rows, ways
from hongqiao.web.trust.words import CATEGORIES, LINE_KINDS, RULINGS


class Read(msgspec.Struct, frozen=True):
    """Which translation stands before the moderator: engine and version of each, and its words."""

    relied_on: str
    seen: tuple[dict[str, str], ...]


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
            "quality": one.quality,
            "checks": " ".join(one.checks),
        }
        for ref, one in stored.items()
    )
    return Read("; ".join(sorted(versions)), seen)


async def case_context(
    at: Here, found: trust.cases.CaseFile, ruling: trust.decisions.Ruling | None = None, reason: str = ""
) -> dict[str, Any]:
    """Everything that trust/case.html needs."""
    case, evidence = found.case, found.evidence[-1]
    shown: dict[str, Shown] = dict(await show(at, found.texts))
    named = {AccountId(id_) for one in found.reports for id_ in _named(one).values()}
    people = await people_lines(at, {AccountId(case.person_id), AccountId(case.claimed_by or 0), *named})
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
                "words": _said(at, one, people),
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
        "decision": to_public(found.decision.id) if found.decision is not None else "",
        "appeal": found.appeal,
        "is_appealed": case.state == trust.casework.APPEALED,
        "form": ruling or await _begun(at, case, reason),
        **ruling_choices(at, trust.casework.ACTIONS[case.subject_kind]),
        **await known_beside(at, found),
        **await ways(at, case),
    }


def ruling_choices(at: Here, actions: Sequence[str]) -> dict[str, Any]:
    """What the form of a ruling offers."""
    return {
        "actions": [(name, at.say(RULINGS[name])) for name in actions],
        "categories": [(name, at.say(words)) for name, words in CATEGORIES.items()],
        "days": trust.casework.DAYS,
    }


def _named(one: Any) -> dict[str, int]:
    """Accounts that software names in its report; of what people write nothing is taken for one."""
    return trust.screening.holds.people_in(one.words) if one.form == "machine" else {}


def _said(at: Here, one: Any, people: Mapping[int, PersonLine]) -> str:
    """What a report says; that of software is made of reasons, and perhaps of words for the staff."""
    if one.form != "machine":
        return one.words
    reasons, named = trust.screening.REASONS, _named(one)
    gone = {word for word, id_ in named.items() if id_ not in people}
    shown = {word: f"@{people[id_].handle}" for word, id_ in named.items() if id_ in people}
    words = [word for word in one.words.split(" ") if word not in gone]
    said = [at.say(reasons[word]) if word in reasons else shown.get(word, word) for word in words]
    return " ".join([at.say(mark("Found by software.")), *said])


def first_ruling(case: trust.casework.Case) -> trust.decisions.Ruling:
    """What the form says before anybody wrote in it."""
    return trust.decisions.Ruling(
        action="",
        category=case.category,
        reference=trust.casework.CLAUSES[case.category],
        whose=trust.casework.TERMS_VERSION,
    )


async def _begun(at: Here, case: trust.casework.Case, reason: str) -> trust.decisions.Ruling:
    """The form, with kept words in it if some were chosen."""
    id_ = from_public(reason) if reason else None
    if id_ is None:
        return first_ruling(case)
    kept = await trust.staff.kept_words.reason(at.scope, id_)
    clause = trust.casework.CLAUSES[kept.category]
    changed = {"category": kept.category, "reference": clause, "facts": kept.facts, "why": kept.why}
    return msgspec.structs.replace(first_ruling(case), **changed)
