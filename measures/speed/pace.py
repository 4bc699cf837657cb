"""Latency at a given rate: Explore of many readers who signed in, each going from page to page.

Run as PYTHONPATH=src:. python -m measures.speed.pace. Arrivals keep their times however late the answers
are, so a stall shows in every request that waited behind it. One web process; database and load generator
share the machine.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from measures.speed import site
from measures.speed.bench import LOAD
from measures.speed.site import CrowdSite

READERS = 64
WARM_S = 5.0
HEAD = "| page | notes | asked/s | answered/s | p50, ms | p95, ms | p99, ms |\n" + "|---" * 7 + "|"
PATHS = {"Explore, page after page": "/", "Following": "/following"}


def main() -> None:
    """Measures and prints a table."""
    asked = _arguments()
    with tempfile.TemporaryDirectory(prefix="hongqiao-pace-") as temporary:
        home = (asked.home or Path(temporary)) / asked.scale
        home.mkdir(parents=True, exist_ok=True)
        for folder in (Path(temporary), home.parent, home):
            folder.chmod(0o755)  # the database runs as another account when this runs as root
        site.gather(home, asked.scale)
        with CrowdSite(home) as measured:
            cookies = measured.logins(READERS)
            print(HEAD)
            for name, path in PATHS.items():
                _load(measured.port, path, cookies, rate=0.0, seconds=WARM_S)
                for rate in asked.rates:
                    seen = _load(measured.port, path, cookies, rate=rate, seconds=asked.seconds)
                    told = " | ".join(f"{seen[key]:.0f}" for key in ("p50_ms", "p95_ms", "p99_ms"))
                    answered = seen["requests"] / seen["seconds"]
                    print(f"| {name} | {asked.scale} | {rate:g} | {answered:.0f} | {told} |", flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, help="keep homes and crowds in this folder, as bin/bench does")
    parser.add_argument("--scale", default="1m", help="size of the crowd")
    parser.add_argument("--rates", type=float, nargs="+", default=[10.0, 60.0], help="requests a second")
    parser.add_argument("--seconds", type=float, default=30.0, help="length of a round")
    return parser.parse_args()


def _load(port: int, path: str, cookies: list[str], *, rate: float, seconds: float) -> dict:
    asked = ("--port", port, "--paths", json.dumps([path]), "--cookies", json.dumps(cookies), "--walks")
    paced = ("--header", "HX-Request: true", "--connections", READERS, "--rate", rate, "--seconds", seconds)
    done = subprocess.run(
        [sys.executable, str(LOAD), *map(str, asked), *map(str, paced)],
        check=True,
        capture_output=True,
        text=True,
        timeout=seconds + 120,
    )
    seen = json.loads(done.stdout)
    if set(seen["statuses"]) != {"200"}:
        raise SystemExit(f"{path}: answers other than 200: {seen['statuses']}")
    return seen


if __name__ == "__main__":
    main()
