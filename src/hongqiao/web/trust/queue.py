"""The queue as staff see it: rows with their first words, languages to choose from, the way to the next."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec

from hongqiao.features import trust
from hongqiao.features.translation import Text
from hongqiao.kernel.ids import AccountId, to_public
from hongqiao.kernel.language import base_of
from hongqiao.web.people_lines import PersonLine, people_lines
from hongqiao.web.request import Here
from hongqiao.web.trust.words import CATEGORIES, PRIORITIES, SUBJECTS

_FIRST_WORDS = 90
"""Signs of what was said that a row shows."""
_BEFORE, _AFTER = 2, 6
"""Cases that a case shows before and after itself, at most."""


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
    is_asked: bool = False
    is_flagged: bool = False
    is_severe: bool = False
    lang: str = ""
    words: str = ""
    is_here: bool = False


async def rows(
    at: Here, cases: Sequence[trust.casework.Case], texts: dict[int, Text] | None = None, here: int = 0
) -> list[Row]:
    """Cases as rows, with the first words of those whose `texts` are given; `here` is the case one is at.

    Words of severe cases stay folded: nobody meets them in passing.
    """
    told = texts or {}
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
            is_asked=case.asked_by is not None,
            is_flagged=case.is_flagged,
            is_severe=case.is_severe,
            lang=told[case.id].lang if case.id in told else "",
            words=told[case.id].words[:_FIRST_WORDS] if case.id in told and not case.is_severe else "",
            is_here=case.id == here,
        )
        for case in cases
    ]


async def queue_page(at: Here, lang: str) -> dict[str, Any]:
    """What trust/cases.html needs: all that waits, or what was said in one language ("zh")."""
    waiting = await trust.cases.queue(at.scope)
    texts = await trust.cases.first_texts(at.scope, waiting)
    counts = Counter(base_of(text.lang) for text in texts.values() if text.lang not in ("", "und"))
    chosen = lang if lang in counts else ""
    if chosen:
        waiting = [case for case in waiting if case.id in texts and base_of(texts[case.id].lang) == chosen]
    return {
        "rows": await rows(at, waiting, texts),
        "languages": counts.most_common(),
        "chosen": chosen,
        "waiting": sum(counts.values()),
    }


async def ways(at: Here, case: trust.casework.Case) -> dict[str, Any]:
    """From a case to those around it: what waits for this viewer, in the order of the queue."""
    me = at.scope.viewer.account_id
    waiting = [
        one
        for one in await trust.cases.queue(at.scope)
        if one.id == case.id or (one.person_id != me and one.claimed_by in (None, me))
    ]
    place = next((place for place, one in enumerate(waiting) if one.id == case.id), -1)
    others = [one for one in waiting if one.id != case.id]
    after = waiting[place + 1] if place + 1 < len(waiting) else None
    around = waiting[max(0, place - _BEFORE) : max(0, place) + _AFTER + 1]
    return {
        "before": to_public(waiting[place - 1].id) if place > 0 else "",
        "after": to_public(after.id) if after is not None else "",
        "waiting": len(others),
        "around": await rows(at, around, await trust.cases.first_texts(at.scope, around), case.id),
    }
