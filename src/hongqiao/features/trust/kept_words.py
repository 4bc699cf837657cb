"""Words that moderators keep for later cases, in each language."""

from hongqiao.features.trust.cases import require_staff
from hongqiao.features.trust.casework import URGENCY, checked_words
from hongqiao.features.trust.log import BUCKET
from hongqiao.features.trust.queries import staff as sql
from hongqiao.features.trust.queries.staff import ReasonRow
from hongqiao.kernel.errors import Invalid, NotFound, mark
from hongqiao.kernel.scope import Scope
from hongqiao.kernel.text import clean_line

NAME_LENGTH = 60


async def reasons(scope: Scope, *, lang: str = "") -> list[ReasonRow]:
    """All that is kept, those of one language if one is named. Raises NotFound for all but staff."""
    require_staff(scope)
    return [one for one in await sql.REASONS.all(scope.db, BUCKET) if lang in ("", one.lang)]


async def reason(scope: Scope, reason_id: int) -> ReasonRow:
    """One of them. Raises NotFound."""
    for one in await reasons(scope):
        if one.id == reason_id:
            return one
    raise NotFound


async def keep_reason(scope: Scope, name: str, *, lang: str, category: str, facts: str, why: str) -> None:
    """Keeps words. Raises Invalid by field."""
    require_staff(scope)
    wrong: dict[str, str] = {}
    try:
        name = clean_line(name)
    except ValueError as unusable:
        wrong["name"] = str(unusable)
    if not name or len(name) > NAME_LENGTH:
        wrong.setdefault("name", mark("Give it a short name."))
    if category not in URGENCY:
        wrong["category"] = mark("Say what is wrong with it.")
    words = {"facts": facts, "why": why}
    for field in words:
        try:
            words[field] = checked_words(words[field], field)
        except Invalid as refusal:
            wrong |= refusal.fields
    if wrong:
        raise Invalid(fields=wrong)
    made = (scope.ids.make(BUCKET), lang, name, category, words["facts"], words["why"], scope.me, scope.now)
    await sql.KEEP_REASON.run(scope.db, BUCKET, *made)


async def drop_reason(scope: Scope, reason_id: int) -> None:
    """Takes one away; twice is once."""
    require_staff(scope)
    await sql.DROP_REASON.run(scope.db, BUCKET, reason_id)
