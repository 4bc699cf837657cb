"""Legal clocks for whoever runs the site: what is overdue, and what ends next."""

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
    rows = clock_rows(at, await trust.clocks.open_clocks(at.scope))
    overdue = sum(row["state"] == "overdue" for row in rows)
    return at.page("trust/clocks.html", rows=rows, overdue=overdue)


def clock_rows(at: Here, found: Sequence[trust.clocks.OpenClock]) -> list[dict[str, Any]]:
    """Clocks in words, in the order given."""
    return [
        {
            "case": to_public(one.clock.case_id),
            "what": at.say(KINDS[one.clock.kind]) if one.clock.kind in KINDS else one.clock.kind,
            "state": one.state,
            "words": at.say(STATES[one.state]),
            "ends_at": one.clock.ends_at(at.scope.now),
            "source": one.source,
        }
        for one in found
    ]


HANDLERS = [clocks]
