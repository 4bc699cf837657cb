"""The command bin/seed: fills the demo town, translates its texts, or makes a large population for measuring."""

import argparse
import asyncio
import os
import sys
from pathlib import Path

from hongqiao.adapters.models.local_llm import LocalLlm
from hongqiao.adapters.models.nmt import FastNmt
from hongqiao.adapters.models.sources import QWEN
from hongqiao.entry.demo_town.town import read_town
from hongqiao.entry.demo_town.translating import translate_town
from hongqiao.entry.demo_town.translations import TARGETS, Kind, texts_of

KINDS: dict[str, tuple[Kind, ...]] = {
    "notes": ("titles", "bodies"), "comments": ("comments",), "bios": ("bios",),
}


def main() -> int:
    """Reads the command line and does what it says."""
    asked = _arguments()
    if asked.translate:
        return asyncio.run(_translate(asked))
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/seed", description=__doc__)
    parser.add_argument("--translate", action="store_true")
    parser.add_argument("--targets", default=",".join(TARGETS))
    parser.add_argument("--only", choices=tuple(KINDS))
    parser.add_argument("--limit", type=int, default=sys.maxsize)
    return parser.parse_args()


async def _translate(asked: argparse.Namespace) -> int:
    models = Path(os.environ.get("HONGQIAO_MODELS") or Path.home() / ".cache/hongqiao/models")
    engines = (FastNmt(), LocalLlm(models / QWEN.file_name))
    try:
        written = await translate_town(
            texts_of(read_town()), engines, targets=asked.targets.split(","),
            kinds=KINDS[asked.only] if asked.only else ("titles", "bodies", "comments", "bios"), at_most=asked.limit,
            tell=lambda line: print(line, flush=True),
        )
    finally:
        for engine in engines:
            await engine.close()
    print(f"{written} translations written.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
