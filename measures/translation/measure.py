"""How well translation works: quality, slang, attacks, protection, speed. Run as bin/measure translation."""

import argparse
import asyncio
import os
import sys
import time
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from hongqiao.adapters.models.vectors import MultilingualVectors
from hongqiao.entry.engines import engines_for
from hongqiao.entry.environment import CHECKOUT, default_home, read_settings
from hongqiao.kernel.ports import Engine
from measures.speed.processes import cpu_s
from measures.translation import parts, sets
from measures.translation.recorded import Recorded

DATA = CHECKOUT.parent / "shared" / "data" / "translation"
RECORDED = CHECKOUT / "tests" / "features" / "translation" / "recorded_answers.jsonl"


def main() -> int:
    """Prints the parts that were asked for; returns 1 when the data or the engine is missing."""
    given = _arguments()
    if not given.data.is_dir():
        print(
            f"The development sets are not at {given.data}; name their folder with --data.", file=sys.stderr
        )
        return 1
    engines = [one for one in engines_for(read_settings(default_home())) if given.engine in ("", one.name)]
    if not engines:
        print(f"There is no engine named {given.engine}.", file=sys.stderr)
        return 1
    return asyncio.run(_measure(given, engines))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/measure translation", description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA, help="folder of the development sets")
    parser.add_argument("--parts", default=",".join(sets.ALL), help="some of: " + ", ".join(sets.ALL))
    parser.add_argument("--engine", default="", help="only this engine")
    parser.add_argument("--every", type=int, default=10, help="every n-th line of the larger sets")
    parser.add_argument(
        "--ways", default="with,without,bare", help="of the slang part: some of with, without, bare"
    )
    parser.add_argument("--show", action="store_true", help="print each text and what became of it")
    parser.add_argument(
        "--record", action="store_true", help="keep the engine's answers to attacks for the tests"
    )
    return parser.parse_args()


async def _measure(given: argparse.Namespace, engines: list[Engine]) -> int:
    print(f"Engines: {', '.join(f'{one.name} {one.version} ({one.state()})' for one in engines)}")
    print(f"Data: {given.data.name}, every {given.every}th line of the larger sets\n")
    if given.record:
        engines = [
            Recorded(RECORDED, behind=one, like=one) if one.name == "local-llm" else one for one in engines
        ]
    given.vectors = MultilingualVectors(idle_minutes=60)
    runs: dict[str, Callable[..., Coroutine[Any, Any, None]]] = {
        name: getattr(parts, name) for name in sets.ALL
    }
    try:
        for name in given.parts.split(","):
            began, cpu = time.monotonic(), cpu_s(os.getpid())
            await runs[name](given, engines)
            print(
                f"({name}: {time.monotonic() - began:.0f} s, {cpu_s(os.getpid()) - cpu:.0f} CPU-s)\n",
                flush=True,
            )
    finally:
        await given.vectors.close()
        for engine in engines:
            await engine.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
