"""How fast it is: processor time a request, latencies, memory and starts, at 10 thousand and a million notes.

Run as bin/bench. The load comes from a process of its own on the same machine, so requests a second are
a floor; processor time a request is the figure to compare.
"""

import argparse
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec

from measures.speed import processes, site
from measures.speed.report import PageFigures, Report, StartFigures, table, write_page
from measures.speed.site import CrowdSite

LOAD = Path(__file__).with_name("load.py")
CONNECTIONS = 32
WARM_S = 3.0
QUIET_S = 70.0  # children of the darkroom end after a minute
TOWN_WITHIN_S = 1_800.0
ENGLISH = "Accept-Language: en"


def main() -> int:
    """Measures what is asked for and prints it."""
    asked = _arguments()
    with tempfile.TemporaryDirectory(prefix="hongqiao-bench-") as temporary:
        root = asked.home or Path(temporary)
        root.mkdir(parents=True, exist_ok=True)
        for folder in (root, Path(temporary)):
            folder.chmod(0o755)  # the database runs as another account when this runs as root
        load_before = os.getloadavg()[0]
        start = None if asked.no_start else measure_start(Path(temporary) / "town")
        pages = [
            figures
            for scale in asked.scales.split(",")
            if scale
            for figures in measure_pages(root / scale, scale, seconds=asked.seconds, rounds=asked.rounds)
        ]
    report = Report(time.strftime("%Y-%m-%d"), os.cpu_count() or 1, load_before, start, pages)
    print(msgspec.json.encode(report).decode() if asked.json else table(report))
    if asked.write:
        write_page(report)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/bench", description=__doc__)
    parser.add_argument("--home", type=Path, help="keep homes and crowds in this folder, and use them again")
    parser.add_argument("--scales", default="10k,1m", help="sizes of crowds")
    parser.add_argument("--seconds", type=float, default=10.0, help="length of a round")
    parser.add_argument("--rounds", type=int, default=3, help="rounds a page; medians are told")
    parser.add_argument("--no-start", action="store_true", help="leave out starts and idle memory")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--write", action="store_true", help="put the table into docs/operating/speed.md")
    return parser.parse_args()


def measure_pages(home: Path, scale: str, *, seconds: float, rounds: int) -> Iterator[PageFigures]:
    """Each kind of page in turn, round after round, so that a disturbance hits all of them."""
    home.mkdir(parents=True, exist_ok=True)
    site.gather(home, scale)
    with CrowdSite(home) as measured:
        cookie, notes = measured.login_and_notes()
        kinds = {
            "Explore, first page": (["/"], [ENGLISH], False),
            "Explore, page after page": (["/"], [ENGLISH, "HX-Request: true"], True),
            "Explore, signed in": (["/"], [f"Cookie: {cookie}"], False),
            "Explore, signed in, page after page": (["/"], [f"Cookie: {cookie}", "HX-Request: true"], True),
            "Following": (["/following"], [f"Cookie: {cookie}"], False),
            "Note": (notes, [ENGLISH], False),
        }
        found: dict[str, list[PageFigures]] = {name: [] for name in kinds}
        for _ in range(rounds):
            for name, kind in kinds.items():
                _load(measured.port, *kind, seconds=WARM_S)
                found[name].append(_round(measured, scale, name, kind, seconds))
    for some in found.values():
        yield _median(some)


def _round(
    measured: CrowdSite, scale: str, name: str, kind: tuple[list[str], list[str], bool], seconds: float
) -> PageFigures:
    assert measured.web is not None and measured.database.pid is not None
    roots = (measured.web.pid, measured.database.pid)
    before = [processes.cpu_s(root) for root in roots]
    seen = _load(measured.port, *kind, seconds=seconds)
    web_s, database_s = (processes.cpu_s(root) - was for root, was in zip(roots, before, strict=True))
    wrong = {status: count for status, count in seen["statuses"].items() if status != "200"}
    if wrong:
        raise SystemExit(f"{name}: answers other than 200: {wrong}; see {measured.home / 'web.log'}")
    many = seen["requests"]
    return PageFigures(
        scale,
        name,
        many / seen["seconds"],
        1000 * web_s / many,
        1000 * database_s / many,
        seen["p50_ms"],
        seen["p99_ms"],
        seen["size_bytes"] / many / 1024,
    )


def _load(port: int, paths: list[str], headers: list[str], walks: bool, *, seconds: float) -> dict:
    said = [part for line in headers for part in ("--header", line)]
    done = subprocess.run(
        [
            sys.executable,
            str(LOAD),
            "--port",
            str(port),
            "--paths",
            json.dumps(paths),
            *said,
            "--connections",
            str(CONNECTIONS),
            "--seconds",
            str(seconds),
            *(["--walks"] if walks else []),
        ],
        check=True,
        capture_output=True,
        text=True,
        timeout=seconds + 120,
    )
    return json.loads(done.stdout)


def _median(some: list[PageFigures]) -> PageFigures:
    first, numbers = some[0], PageFigures.__struct_fields__[2:]
    return PageFigures(
        first.scale, first.page, *(statistics.median(getattr(one, name) for one in some) for name in numbers)
    )


def measure_start(home: Path) -> StartFigures:
    """A first start with the demo town, its memory when all is quiet, and a second start."""
    port, launcher, cold_s = _start(home)
    began = time.monotonic()
    try:
        while not _is_quiet(home, port):
            if time.monotonic() - began > TOWN_WITHIN_S:
                raise SystemExit(f"The town did not get whole; see {home / 'town.log'}")
            time.sleep(2)
        town_s = time.monotonic() - began + cold_s
        time.sleep(QUIET_S)
        memory = processes.pss_mib(launcher.pid, but="local_llm_child")
    finally:
        _stop(launcher)
    _, launcher, second_s = _start(home)
    _stop(launcher)
    return StartFigures(cold_s, second_s, town_s, memory)


def _start(home: Path) -> tuple[int, subprocess.Popen, float]:
    port = site.free_port()
    home.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    with open(home / "launcher.log", "ab") as log:
        launcher = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "hongqiao.entry.command",
                "run",
                "--home",
                str(home),
                "--port",
                str(port),
                "--no-model",
            ],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env=site.environment(home, port),
        )
    site.wait_until_open(port, launcher, home / "launcher.log")
    return port, launcher, time.monotonic() - began


def _is_quiet(home: Path, port: int) -> bool:
    """The town is whole and the worker has nothing before it, also a moment later."""
    try:
        whole = json.loads((home / "town.json").read_text("utf-8"))["is_whole"]
    except (OSError, ValueError, KeyError):
        return False
    if not whole or site.waiting(port):
        return False
    time.sleep(3)
    return site.waiting(port) == 0


def _stop(launcher: subprocess.Popen) -> None:
    launcher.send_signal(signal.SIGINT)
    launcher.wait(60)


if __name__ == "__main__":
    sys.exit(main())
