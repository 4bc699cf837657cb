"""For whoever runs the site: what is due, which packs hold, what others would change, and what is missing."""

from typing import Any

from litestar import Request, Response, get

from hongqiao.features import accounts, trust
from hongqiao.features.trust import pack, switching
from hongqiao.kernel.errors import NotFound
from hongqiao.web.age_words import PACKS
from hongqiao.web.request import Here, here
from hongqiao.web.trust.clocks import clock_rows


@get("/admin/duties")
async def duties(request: Request) -> Response:
    """Deadlines first, then what waits, then what is missing. Moderators see cases and the register."""
    at = here(request)
    trust.cases.require_staff(at.scope)
    is_admin = at.scope.viewer.role == "admin"
    rows = clock_rows(at, await trust.staff.due.pressing(at.scope))
    if is_admin:
        await accounts.notices.hear_alarm(at.scope)
    return at.page(
        "trust/duties.html",
        rows=rows,
        overdue=sum(row["state"] == "overdue" for row in rows),
        cases=len(await trust.cases.queue(at.scope)),
        matters=sum(one.state == trust.register.OPEN for one in await trust.register.matters(at.scope)),
        gaps=len(_gaps(at)) if is_admin else 0,
        is_admin=is_admin,
    )


@get("/admin/packs")
async def packs(request: Request) -> Response:
    """Which packs hold, what each sets, and what would change with those that are ticked."""
    at = here(request)
    if at.scope.viewer.role != "admin":
        raise NotFound
    settings, today = at.site.settings, at.scope.now.date()
    chosen = request.query_params.getall("with", [])
    wanted = switching.with_packs(settings, chosen) if chosen else settings
    held, other = trust.rules(settings, on=today), trust.rules(wanted, on=today)
    return at.page(
        "trust/packs.html",
        packs=[_pack_row(at, name, wanted.packs) for name in pack.NAMES],
        values=[(name, getattr(held, name), at.say(PACKS[by])) for name, by in held.set_by.items()],
        clocks=[(kind, rule.length, at.say(PACKS[by])) for kind, (rule, by) in held.clocks.items()],
        is_preview=bool(chosen),
        line=",".join(wanted.packs),
        lines=switching.differences(held, other) if chosen else [],
        coming=switching.next_change(settings, today),
        gaps=_gaps(at),
    )


def _gaps(at: Here) -> list[Any]:
    held = trust.rules(at.site.settings, on=at.scope.now.date())
    return switching.gaps(held, trust.house.met(at.site.settings.home))


def _pack_row(at: Here, name: str, wanted: tuple[str, ...]) -> dict[str, Any]:
    one = pack.pack(name)
    today = at.scope.now.date()
    return {
        "id": name,
        "name": at.say(PACKS[name]),
        "version": one.version,
        "since": one.effective_from,
        "is_on": name in at.site.settings.packs,
        "holds": one.holds_on(today),
        "is_wanted": name in wanted,
        "tests": len(one.tests),
        "failed": len(switching.failed_vectors(one)),
    }


HANDLERS = [duties, packs]
