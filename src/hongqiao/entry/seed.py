"""The command bin/seed: fills the demo town, translates its texts, or makes a large crowd for measuring."""

import argparse
import asyncio
import hashlib
import os
import sys
from pathlib import Path

import msgspec

from hongqiao.entry.demo_town import crowd, inhabitants, town, translations
from hongqiao.entry.demo_town.fill import Step, fill
from hongqiao.entry.demo_town.translating import translate_town
from hongqiao.entry.demo_town.translations import TARGETS, Kind, texts_of
from hongqiao.entry.engines import engines_for
from hongqiao.entry.environment import default_home, read_settings
from hongqiao.entry.offline import with_database
from hongqiao.features import feeds, recommendation
from hongqiao.kernel.language import name_of
from hongqiao.kernel.scope import Scope

KINDS: dict[str, tuple[Kind, ...]] = {
    "notes": ("titles", "bodies"),
    "comments": ("comments",),
    "bios": ("bios",),
}
SIGN_INS = ("xiaoman", "emma", "lucia")
"""Whom a visitor of the demo may be: one of three languages each."""


class Filled(msgspec.Struct, frozen=True):
    """town.json in the home: says that the first page stands, and who may sign in."""

    password: str
    sign_ins: tuple[tuple[str, str], ...]
    texts: str
    is_whole: bool


def main() -> int:
    """Reads the command line and does what it says; returns the exit code."""
    asked = _arguments()
    if asked.translate:
        return asyncio.run(_translate(asked))
    if asked.resume and _is_whole(_marker()):
        return 0
    act = (lambda scope: _gather(scope, asked)) if asked.scale else (lambda scope: _fill(scope, asked.photos))
    try:
        return asyncio.run(with_database(read_settings(default_home()), act))
    except town.TownTrouble as trouble:
        print(f"hongqiao: {trouble}", file=sys.stderr)
        return 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/seed", description=__doc__)
    parser.add_argument(
        "--photos", type=Path, help="folder of photographs with credits.json, shown instead of drawings"
    )
    parser.add_argument("--resume", action="store_true", help="do nothing when the town is whole already")
    parser.add_argument(
        "--translate", action="store_true", help="translate the town's texts with the local engines"
    )
    parser.add_argument("--targets", default=",".join(TARGETS), help="languages to translate into")
    parser.add_argument("--only", choices=tuple(KINDS), help="translate these texts only")
    parser.add_argument("--limit", type=int, default=sys.maxsize, help="translate so many texts at most")
    parser.add_argument(
        "--scale", type=how_many, help="make a crowd of so many notes for measuring, e.g. 10k or 1m"
    )
    parser.add_argument(
        "--force", action="store_true", help="make the crowd beside notes that are there already"
    )
    return parser.parse_args()


def how_many(text: str) -> int:
    """The number that 10k or 1m says; raises ValueError for anything else."""
    factor = {"k": 1_000, "m": 1_000_000}.get(text[-1:].lower())
    return int(text[:-1]) * factor if factor else int(text)


async def _gather(scope: Scope, asked: argparse.Namespace) -> int:
    """A crowd among real people would drown them, and cannot be taken out again."""
    if not asked.force and not await crowd.is_empty(scope):
        print("hongqiao: there are notes in this home; choose an empty one, or say --force.", file=sys.stderr)
        return 1
    await crowd.gather_crowd(scope, asked.scale, lambda line: print(line, flush=True))
    return 0


async def _fill(scope: Scope, photos: Path | None) -> int:
    marker = _marker()

    def tell(step: Step) -> None:
        if step.done in (0, step.total) or step.done % 20 == 0:
            print(f"{step.stage}: {step.done} of {step.total}", flush=True)

    await fill(
        scope.ports,
        scope.db,
        scope.ids,
        photos=photos,
        progress=tell,
        first_page=lambda: _open(scope, marker),
    )
    _write(marker, is_whole=True)
    print(f"The town is whole. Everybody's password: {inhabitants.PASSWORD}")
    return 0


async def _open(scope: Scope, marker: Path) -> None:
    """The first page stands: it is arranged, and whoever waits for it is told."""
    await feeds.arrange_explore(scope)
    await recommendation.gather.lay_ready(scope)
    await asyncio.to_thread(_write, marker, is_whole=False)
    os.nice(10)  # people read by now: the rest may take its time


def _marker() -> Path:
    return default_home() / "town.json"


def _is_whole(marker: Path) -> bool:
    try:
        filled = msgspec.json.decode(marker.read_bytes(), type=Filled)
    except (OSError, msgspec.MsgspecError):
        return False
    return filled.is_whole and filled.texts == _texts_now()


def _write(marker: Path, *, is_whole: bool) -> None:
    languages = {person.handle: name_of(person.lang) for person in town.read_town().people}
    filled = Filled(
        inhabitants.PASSWORD,
        tuple((handle, languages[handle]) for handle in SIGN_INS),
        _texts_now(),
        is_whole,
    )
    fresh = marker.with_suffix(".part")
    fresh.write_bytes(msgspec.json.encode(filled))
    fresh.replace(marker)


def _texts_now() -> str:
    """Changes when a text, or a translation that is shipped, does: then the town is looked over again."""
    files = sorted([*town.FOLDER.glob("*.json"), *translations.FOLDER.glob("*.jsonl")])
    whole = hashlib.sha256()
    for file in files:
        whole.update(file.name.encode() + file.read_bytes())
    return whole.hexdigest()[:16]


async def _translate(asked: argparse.Namespace) -> int:
    engines = engines_for(read_settings(default_home()))
    try:
        written = await translate_town(
            texts_of(town.read_town()),
            engines,
            targets=asked.targets.split(","),
            kinds=KINDS[asked.only] if asked.only else ("titles", "bodies", "comments", "bios"),
            at_most=asked.limit,
            tell=lambda line: print(line, flush=True),
        )
    finally:
        for engine in engines:
            await engine.close()
    print(f"{written} translations written.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
