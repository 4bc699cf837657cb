"""Legal clocks: the page of all that run, and the one way in which pages of staff tell of them."""

from collections.abc import Sequence
from typing import Any

from litestar import Request, Response, get

from hongqiao.features import trust
from hongqiao.kernel.ids import to_public
from hongqiao.web.request import Here, here
from hongqiao.web.trust.words import KINDS, STATES


@get("/admin/clocks")
async def clocks(request: Request) -> Response:
    """Every clock that isn’t done, overdue ones first."""
    at = here(request)
    rows = clock_rows(at, await trust.staff.due.running(at.scope))
    overdue = sum(row["state"] == "overdue" for row in rows)
    return at.page("trust/clocks.html", rows=rows, overdue=overdue)


def clock_rows(at: Here, found: Sequence[trust.staff.due.Due]) -> list[dict[str, Any]]:
    """Clocks in words, in the order given."""
    return [
        {
            "id": to_public(one.clock.case_id),
            "path": f"/admin/{'register' if one.matter else 'cases'}/{to_public(one.clock.case_id)}",
            "is_matter": one.matter is not None,
            "what": at.say(KINDS[one.clock.kind]) if one.clock.kind in KINDS else one.clock.kind,
            "state": one.state,
            "words": at.say(STATES[one.state]),
            "ends_at": one.clock.ends_at(at.scope.now),
            "source": one.source,
        }
        for one in found
    ]


HANDLERS = [clocks]
