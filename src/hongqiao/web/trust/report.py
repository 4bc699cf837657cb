"""The transparency report: a page with its figures, and the file."""

from collections.abc import Mapping

import msgspec
from litestar import Request, Response, get

from hongqiao.features.trust import figures
from hongqiao.kernel.errors import NotFound
from hongqiao.web.request import Here, here
from hongqiao.web.trust.words import ACTIONS, AUTOMATION, ORIGINS, ground_words


class Bar(msgspec.Struct, frozen=True):
    """One kind of decision, and how often."""

    words: str
    times: int


@get("/transparency/report")
async def report(request: Request) -> Response:
    """A year’s decisions."""
    at = here(request)
    told = await figures.report(at.scope, _year(request, at))
    return at.page(
        "trust/report.html",
        report=told,
        years=range(at.scope.now.year, figures.FIRST_YEAR - 1, -1),
        actions=_bars(at, told, "action", ACTIONS),
        origins=_bars(at, told, "origin", ORIGINS),
        automation=_bars(at, told, "automation", AUTOMATION),
        grounds=[Bar(ground_words(at, ground), times) for ground, times in told.counted("ground")],
        median_h=None if told.total.median_min is None else round(told.total.median_min / 60, 1),
    )


@get("/transparency/report.csv")
async def report_file(request: Request) -> Response:
    """The same as comma-separated values."""
    at = here(request)
    told = await figures.report(at.scope, _year(request, at))
    name = f"transparency-report-{told.year}.csv"
    return Response(
        figures.as_csv(told, at.site.settings.origin).encode(),
        media_type="text/csv; charset=utf-8",
        headers={"content-disposition": f'attachment; filename="{name}"'},
    )


def _year(request: Request, at: Here) -> int:
    text = request.query_params.get("year", "")
    if text and not (text.isascii() and text.isdigit() and len(text) == 4):
        raise NotFound
    return int(text) if text else at.scope.now.year


def _bars(at: Here, told: figures.Report, name: str, words: Mapping[str, str]) -> list[Bar]:
    return [Bar(at.say(words[kind]), times) for kind, times in told.counted(name)]


HANDLERS = [report, report_file]
