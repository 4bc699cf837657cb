"""The transparency report: a page with its figures, and the file."""

from collections.abc import Mapping
from datetime import date, timedelta

import msgspec
from litestar import Request, Response, get

from hongqiao.features import accounts, trust
from hongqiao.features.trust import figures
from hongqiao.kernel.errors import NotFound
from hongqiao.web.request import Here, here
from hongqiao.web.trust.words import ACTIONS, AUTOMATION, CATEGORIES, ORIGINS, ground_words


class Bar(msgspec.Struct, frozen=True):
    """One kind of decision, and how often."""

    words: str
    times: int


@get("/transparency")
async def newest(request: Request) -> Response:
    """The half-year so far."""
    at = here(request)
    today = at.scope.now.date()
    return await _page(at, *_half(today.year, 1 if today.month <= 6 else 2))


@get("/transparency/report")
async def report(request: Request) -> Response:
    """A year’s decisions, or those of a half-year."""
    at = here(request)
    return await _page(at, *_period(request, at))


@get("/transparency/report.csv")
async def report_file(request: Request) -> Response:
    """The same as comma-separated values: all of it, or one `part` of the templates of the European Union."""
    at, part = here(request), request.query_params.get("part", "")
    told = await figures.between(at.scope, *_period(request, at))
    name = f"transparency-report-{told.begins}-{told.last_day}{f'-{part}' if part else ''}.csv"
    service = at.site.settings.origin
    if part:
        provider, today = trust.house.house(at.site.settings.home).operator, at.scope.now.date()
        body = figures.part(told, part, service=service, provider=provider, on=today, times=figures.few)
    else:
        body = figures.as_csv(told, service)
    return Response(
        body.encode(),
        media_type="text/csv; charset=utf-8",
        headers={"content-disposition": f'attachment; filename="{name}"'},
    )


async def _page(at: Here, begins: date, ends: date) -> Response:
    told = await figures.between(at.scope, begins, ends)
    seen = await accounts.devices.members_by_month(at.scope, begins, ends)
    return at.page(
        "trust/report.html",
        report=told,
        path=f"from={told.begins}&to={told.ends}",
        halves=[(first, last, last - timedelta(days=1)) for first, last in _halves(at.scope.now.date())],
        actions=_bars(at, told, "action", ACTIONS),
        origins=_bars(at, told, "origin", ORIGINS),
        automation=_bars(at, told, "automation", AUTOMATION),
        grounds=[Bar(ground_words(at, ground), times) for ground, times in told.counted("ground")],
        median_h=None if told.total.median_min is None else round(told.total.median_min / 60, 1),
        answer_h=None if told.appeals.median_min is None else round(told.appeals.median_min / 60, 1),
        received=[(at.say(CATEGORIES[one.category]), one.form == "law", one.times) for one in told.received],
        months=[(one.month, one.members) for one in seen],
        fewest=figures.FEWEST,
        parts=figures.PARTS,
    )


def _half(year: int, half: int) -> tuple[date, date]:
    return (date(year, 1, 1), date(year, 7, 1)) if half == 1 else (date(year, 7, 1), date(year + 1, 1, 1))


def _year(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year + 1, 1, 1)


def _halves(today: date) -> list[tuple[date, date]]:
    """Half-years up to this one, newest first, six at most."""
    found = [_half(year, half) for year in range(today.year, figures.FIRST_YEAR - 1, -1) for half in (2, 1)]
    return [one for one in found if one[0] <= today][:6]


def _period(request: Request, at: Here) -> tuple[date, date]:
    """What the address names: a half-year, or a year; this year without either. Raises NotFound."""
    asked = request.query_params
    try:
        if "from" in asked or "to" in asked:
            begins, ends = date.fromisoformat(asked["from"]), date.fromisoformat(asked["to"])
            if (begins, ends) not in (*(_half(begins.year, half) for half in (1, 2)), _year(begins.year)):
                raise NotFound  # of any two days, what is too few to tell could be found by subtraction
            return begins, ends
        year = int(asked.get("year") or at.scope.now.year)
        if not figures.FIRST_YEAR <= year <= at.scope.now.year:
            raise NotFound
        return _year(year)
    except (ValueError, KeyError):
        raise NotFound from None


def _bars(at: Here, told: figures.Report, name: str, words: Mapping[str, str]) -> list[Bar]:
    return [Bar(at.say(words[kind]), times) for kind, times in told.counted(name)]


HANDLERS = [newest, report, report_file]
