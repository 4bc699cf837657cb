"""The figures of bench.py, as a table and as a page of the operator's handbook."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

PAGE = Path(__file__).parents[2] / "docs" / "operating" / "speed.md"
TARGETS = {
    "Explore, first page": 1.0,
    "Explore, page after page": 1.0,
    "Explore, signed in": 12.0,
    "Explore, signed in, page after page": 12.0,
    "Following": 6.0,
    "Note": 2.0,
}
"""Processor milliseconds of the web process a request, at most."""

P99_MS, GROWTH, IDLE_MIB = 60.0, 1.3, 450.0
BUSY = 0.5
"""Load average from which the machine was not idle."""

_HEAD = """# Speed

Measured on {day} on {cores} cores (load average before: {load}) by

    bin/bench --write

which makes crowds of 10 thousand and a million notes in homes of their own. One web process serves
32 keep-alive connections; database and load generator share the machine, so requests a second are a floor.
Processor time a request is the figure to compare.{busy}
"""


class PageFigures(msgspec.Struct, frozen=True):
    """One kind of page at one size: medians of the rounds."""

    scale: str
    page: str
    requests_s: float
    web_ms: float
    database_ms: float
    p50_ms: float
    p99_ms: float
    size_kib: float


class StartFigures(msgspec.Struct, frozen=True):
    """Starting, and what an idle community holds."""

    cold_s: float
    second_s: float
    whole_town_s: float
    memory_mib: dict[str, float]


class Report(msgspec.Struct, frozen=True):
    """One run of the bench. `load_before` is the machine's load average when it began."""

    day: str
    cores: int
    load_before: float
    start: StartFigures | None
    pages: Sequence[PageFigures]


def table(report: Report) -> str:
    """Everything as Markdown."""
    return "\n".join([*_pages(report), "", *_growth(report.pages), "", *_start(report.start)]).rstrip() + "\n"


def write_page(report: Report) -> None:
    """Writes docs/operating/speed.md."""
    head = _HEAD.format(
        day=report.day,
        cores=report.cores,
        load=f"{report.load_before:.1f}",
        busy="" if report.load_before < BUSY else " Other work ran beside it: an idle machine is faster.",
    )
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(f"{head}\n{table(report)}", encoding="utf-8")


def _pages(report: Report) -> Iterator[str]:
    if not report.pages:
        return
    yield "| page | notes | web, ms CPU | target | database, ms CPU | requests/s | p50, ms | p99, ms | KiB |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for one in report.pages:
        web, p99 = _held(one.web_ms, TARGETS[one.page]), _held(one.p99_ms, P99_MS, 0)
        yield (
            f"| {one.page} | {one.scale} | {web} | {TARGETS[one.page]:g} | {one.database_ms:.2f} "
            f"| {one.requests_s:.0f} | {one.p50_ms:.0f} | {p99} | {one.size_kib:.0f} |"
        )
    yield f"\nTargets: p99 ≤ {P99_MS:g} ms. Figures in bold miss theirs."


def _growth(pages: Sequence[PageFigures]) -> Iterator[str]:
    """Web and database time at the largest size, by that at the smallest."""
    scales = list(dict.fromkeys(one.scale for one in pages))
    if len(scales) < 2:
        return
    cost = {(one.scale, one.page): one.web_ms + one.database_ms for one in pages}
    yield f"| page | CPU at {scales[-1]} by CPU at {scales[0]} (target ≤ {GROWTH:g}) |"
    yield "|---|---|"
    for page in dict.fromkeys(one.page for one in pages):
        yield f"| {page} | {_held(cost[scales[-1], page] / cost[scales[0], page], GROWTH)} |"


def _start(start: StartFigures | None) -> Iterator[str]:
    if start is None:
        return
    yield "| start and rest | |"
    yield "|---|---|"
    yield f"| first start in an empty home, until the first page | {start.cold_s:.1f} s |"
    yield f"| until the demo town is whole and the worker idle | {start.whole_town_s:.0f} s |"
    yield f"| second start | {start.second_s:.1f} s |"
    total = sum(start.memory_mib.values())
    parts = ", ".join(f"{name} {mib:.0f}" for name, mib in sorted(start.memory_mib.items()))
    label = f"memory at rest without the language model, MiB (target ≤ {IDLE_MIB:g})"
    yield f"| {label} | {_held(total, IDLE_MIB, 0)} ({parts}) |"


def _held(figure: float, at_most: float, digits: int = 2) -> str:
    said = f"{figure:.{digits}f}"
    return said if figure <= at_most else f"**{said}**"
