"""Pauses: whoever has used up a day’s minutes, or reads at night, where a pack, a guardian or they themselves
set it, gets a page that says why and until when. What protects people stays open.
"""

from litestar import Request, Response

from hongqiao.features import accounts
from hongqiao.web.age_words import pack_names
from hongqiao.web.confining import turned_away
from hongqiao.web.door import hold_forms
from hongqiao.web.request import Here

_OPEN = (
    "/settings", "/sign-out", "/report", "/reports", "/requests", "/about", "/statements", "/rules",
    "/confirm", "/transparency", "/status", "/reading", "/live",
)  # fmt: skip
_MINUTE_S = 60


async def admit(request: Request) -> Response | None:
    """Before each handler: forms must be our own, whoever is suspended is led to what is open to
    them, and whoever pauses gets a page instead."""
    await hold_forms(request)
    at: Here | None = request.scope.get("here")  # type: ignore[assignment]
    if at is not None and (elsewhere := turned_away(at, request)):
        return elsewhere
    if at is None or not at.limits.are_any or request.url.path.startswith(_OPEN):
        return None
    pause = await _pause(at, at.limits)
    return None if pause is None else _page(at, pause)


async def _pause(at: Here, limits: accounts.ages.Limits) -> accounts.ages.Pause | None:
    """The pause of this moment; otherwise this minute counts, once in this process."""
    me, minute = at.scope.me, int(at.scope.now.timestamp()) // _MINUTE_S
    is_counted = at.site.minutes.get(me) == minute
    day = accounts.ages.day_use.day_in(limits.zone, at.scope.now)
    is_told = is_counted or limits.minutes is None
    used = 0 if is_told else await accounts.ages.day_use.minutes_on(at.scope, me, day)
    pause = accounts.ages.pause_of(limits, used, at.scope.now)
    if pause is None and not is_counted and limits.minutes is not None:
        await accounts.ages.day_use.count_minute(at.scope, me, day)
        at.site.minutes[me] = minute
    return pause


def _page(at: Here, pause: accounts.ages.Pause) -> Response:
    packs = pack_names(at, "minor_minutes_a_day" if pause.kind == "day" else "minor_night_pause")
    page = at.page("accounts/pause.html", http_status=403, pause=pause, packs=packs)
    page.headers["cache-control"] = "no-store"
    return page
