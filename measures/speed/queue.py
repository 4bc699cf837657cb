"""Whether a long queue of translations slows pages: Explore with none and with 10,000 queued jobs.

Run as PYTHONPATH=src:. python -m measures.speed.queue. Rounds alternate, so that a disturbance hits both. In
each a runner takes jobs as the worker does, two at a time, and spends a second on each, as a model would.
"""

import argparse
import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import asyncpg

from hongqiao.adapters.postgres.jobs import JobWanted, QueueRunner, enqueue
from hongqiao.features import translation
from hongqiao.kernel.ports.jobs import BACKFILL
from measures.speed import load, site
from measures.speed.site import CrowdSite

JOB_TAKES_S = 1.0
CONNECTIONS = 4
AT_ONCE = 500


def main() -> int:
    """Measures and prints."""
    asked = _arguments()
    if asked.work:
        asyncio.run(_work(asked.work))
        return 0
    with tempfile.TemporaryDirectory(prefix="hongqiao-queue-") as temporary:
        home = asked.home or Path(temporary)
        for folder in (Path(temporary), home):
            folder.mkdir(parents=True, exist_ok=True)
            folder.chmod(0o755)  # the database runs as another account when this runs as root
        site.gather(home, asked.scale)
        with CrowdSite(home) as measured:
            _measure(measured, asked.jobs, seconds=asked.seconds, rounds=asked.rounds)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, help="keep the home and its crowd in this folder")
    parser.add_argument("--scale", default="10k", help="size of the crowd")
    parser.add_argument("--jobs", type=int, default=10_000)
    parser.add_argument("--seconds", type=float, default=10.0, help="length of a round")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--work", default="", help=argparse.SUPPRESS)
    return parser.parse_args()


def _measure(measured: CrowdSite, jobs: int, *, seconds: float, rounds: int) -> None:
    dsn = (measured.home / "dsn").read_text("utf-8")
    _round(measured, dsn, 0, seconds=3)  # warm
    seen = [
        (_round(measured, dsn, 0, seconds=seconds), _round(measured, dsn, jobs, seconds=seconds))
        for _ in range(rounds)
    ]
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors, {CONNECTIONS} connections")
    for name, at in (("median", 0), ("p99", 1)):
        none = statistics.median(one[at] for one, _ in seen) * 1_000
        many = statistics.median(one[at] for _, one in seen) * 1_000
        print(f"{name}: {none:.2f} ms with 0, {many:.2f} ms with {jobs} jobs, ratio {many / none:.2f}")


def _round(measured: CrowdSite, dsn: str, jobs: int, *, seconds: float) -> tuple[float, float]:
    """Median and 99th percentile of Explore in seconds."""
    asyncio.run(_fill(dsn, jobs))
    runner = subprocess.Popen(
        [sys.executable, "-m", "measures.speed.queue", "--work", dsn],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
    )
    try:
        time.sleep(2.0)
        seen = load.Seen()
        asyncio.run(_read(measured.port, seconds, seen))
    finally:
        runner.kill()
        runner.wait()
    took = sorted(seen.latencies)
    return took[len(took) // 2], took[int(len(took) * 0.99)]


async def _read(port: int, seconds: float, seen: load.Seen) -> None:
    until = time.perf_counter() + seconds
    visitors = [load.Visitor(port, ["/"], "Accept-Language: en\r\n", walks=False) for _ in range(CONNECTIONS)]
    await asyncio.gather(*(one.visit(load.turns(), until, 1_000_000, seen) for one in visitors))


async def _fill(dsn: str, jobs: int) -> None:
    connection = await asyncpg.connect(dsn)
    await connection.execute("truncate pgqueuer")
    for start in range(0, jobs, AT_ONCE):
        await enqueue(connection, [
            JobWanted(translation.JOB, b"{}", BACKFILL + n % 800, f"measure:{n}")
            for n in range(start, min(jobs, start + AT_ONCE))
        ])  # fmt: skip
    await connection.close()


async def _work(dsn: str) -> None:
    async def translate(_: bytes) -> None:
        await asyncio.sleep(JOB_TAKES_S)

    runner = QueueRunner(await asyncpg.connect(dsn))
    runner.serve(translation.JOB, translate, at_once=2)
    await runner.run()


if __name__ == "__main__":
    sys.exit(main())
