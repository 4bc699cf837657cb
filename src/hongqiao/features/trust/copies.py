"""Identical copies of what a case shows: found by those who know subjects, acted on with the case."""

from collections.abc import Sequence

import msgspec

from hongqiao.features.trust.casework import Case, Evidence
from hongqiao.features.trust.log import BUCKET
from hongqiao.features.trust.queries import cases as case_sql
from hongqiao.features.trust.queries import staff as sql
from hongqiao.features.trust.queries.staff import CopyRow
from hongqiao.kernel.scope import Scope

SEARCHED = frozenset({"intimate-image", "minor-safety"})
"""Categories for which every identical copy is looked for."""


async def keys_to_search(scope: Scope, case_id: int) -> list[str]:
    """Pictures of a case whose copies have to be found; none for a case of another kind."""
    case = await case_sql.CASE.maybe(scope.db, BUCKET, case_id)
    if case is None or case.category not in SEARCHED:
        return []
    kept = await case_sql.EVIDENCE.all(scope.db, BUCKET, case_id)
    return sorted({key for body in kept for key in msgspec.json.decode(body, type=Evidence).pictures})


async def keep(scope: Scope, case_id: int, found: Sequence[tuple[str, int, str]]) -> None:
    """Keeps copies (subject, whose, picture) with the case; twice is once."""
    case = await case_sql.CASE.one(scope.db, BUCKET, case_id)
    for subject, person_id, key in found:
        if subject != case.subject:
            await sql.KEEP_COPY.run(scope.db, BUCKET, case_id, subject, person_id, key, scope.now)


async def copies_of(scope: Scope, case_id: int) -> list[CopyRow]:
    """Copies found so far, oldest first."""
    return await sql.COPIES.all(scope.db, BUCKET, case_id)


async def left_of(scope: Scope, case: Case) -> list[CopyRow]:
    """Copies about which nothing was decided yet."""
    return [one for one in await copies_of(scope, case.id) if one.decision_id is None]
