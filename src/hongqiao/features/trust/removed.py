"""Prints of pictures that decisions removed here: a list of this site’s own, without the pictures."""

import msgspec

from hongqiao.features import media
from hongqiao.features.trust.casework import Evidence
from hongqiao.features.trust.copies import SEARCHED
from hongqiao.features.trust.events import DecisionLifted, DecisionMade
from hongqiao.features.trust.log import BUCKET
from hongqiao.features.trust.queries import cases as case_sql
from hongqiao.features.trust.queries import decisions as sql
from hongqiao.features.trust.queries import removed as lists
from hongqiao.features.trust.queries.decisions import DecisionRow
from hongqiao.features.trust.screening import Finding, pictures
from hongqiao.kernel.edges import settle
from hongqiao.kernel.events import Reactors
from hongqiao.kernel.scope import Scope

_AWAY = ("hide", "remove")


def register(reactors: Reactors) -> None:
    """Registers what follows for a picture whose note was removed, or put back."""
    for event in (DecisionMade, DecisionLifted):
        reactors.on(event, "trust.list_removed", follow_decision)


def is_listed(action: str, category: str, *, is_everywhere: bool) -> bool:
    """Whether a decision puts what it removes on the list: intimate pictures, and those about children."""
    return action in _AWAY and category in SEARCHED and is_everywhere


async def prints_of_case(scope: Scope, case_id: int) -> list[str]:
    """Prints of the pictures of a case, without those too bland to have one. A statement a picture."""
    found = [await media.prints.print_of(scope, key) for key in await _keys(scope, case_id)]
    return sorted({print_ for print_ in found if print_ is not None})


async def follow_decision(scope: Scope, event: DecisionMade | DecisionLifted) -> None:
    """Puts the prints on the list while the decision holds, and frees the pictures when nothing lists them
    any more.
    """
    row = await sql.DECISION.maybe(scope.db, BUCKET, event.decision_id)
    if row is None or not is_listed(row.action, row.category, is_everywhere=not row.countries):
        return

    async def holds() -> bool:
        now = await sql.DECISION.maybe(scope.db, BUCKET, row.id)
        return now is not None and now.lifted_at is None

    async def make_equal(is_held: bool) -> None:
        if is_held:
            await _add(scope, row)
        else:
            await lists.DROP_REMOVED.run(scope.db, pictures.LISTS_BUCKET, row.id)

    await settle(holds, make_equal)
    if not await holds():
        for key in await _keys(scope, row.case_id):
            if await pictures.known(scope, key) is None:
                await media.prints.free(scope, key)


async def alike_elsewhere(scope: Scope, decision_id: int) -> list[tuple[str, Finding]]:
    """Pictures here that look like those that this decision removed and are others, each with what follows.
    For workers: it reads the prints of all pictures.
    """
    row = await sql.DECISION.maybe(scope.db, BUCKET, decision_id)
    if row is None or row.lifted_at is not None:
        return []
    if not is_listed(row.action, row.category, is_everywhere=not row.countries):
        return []
    own = set(await _keys(scope, row.case_id))
    prints = await prints_of_case(scope, row.case_id)
    alike = {key for print_ in prints for key in await media.prints.alike(scope, print_)}
    rule = f"list-{pictures.REMOVED_HERE}"
    return [(key, Finding("known-picture", "hold", rule, key, row.category)) for key in sorted(alike - own)]


async def _add(scope: Scope, row: DecisionRow) -> None:
    for print_ in await prints_of_case(scope, row.case_id):
        await lists.ADD_REMOVED.run(
            scope.db, pictures.LISTS_BUCKET, row.id, f"x{print_}", row.category, scope.now
        )


async def _keys(scope: Scope, case_id: int) -> list[str]:
    kept = await case_sql.EVIDENCE.all(scope.db, BUCKET, case_id)
    return sorted({key for body in kept for key in msgspec.json.decode(body, type=Evidence).pictures})
