"""Command line: the memory of translations as TMX files, out and in."""

import argparse
import asyncio
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, islice
from pathlib import Path

from hongqiao.entry.environment import default_home, read_settings
from hongqiao.features import people
from hongqiao.features.translation import corrections
from hongqiao.kernel.errors import Refusal
from hongqiao.kernel.ids import AccountId
from hongqiao.kernel.scope import Scope

_CHUNK, _AT_ONCE = 1 << 16, 500


def add_memory_commands(commands: argparse._SubParsersAction, add: Callable) -> None:
    """export-memory and import-memory."""
    out = add(commands, "export-memory", _export, "write what readers agreed on, as TMX, to standard output")
    out.add_argument("--from", dest="source", required=True, help="language of the originals, e.g. zh")
    out.add_argument("--to", dest="target", required=True, help="language of the translations, e.g. en")
    taken = add(commands, "import-memory", _import, "take the units of a TMX file into the memory")
    taken.add_argument("file", type=Path)


async def write_memory(scope: Scope, source: str, target: str, write: Callable[[str], object]) -> int:
    """Writes the whole file; how many units it has."""
    head, tail = corrections.write_tmx(source, target, scope.ports.settings.content_licence)
    write(head)
    written = 0
    async for page in corrections.units(scope, source, target):
        ids = {AccountId(unit.person_id) for unit in page if unit.person_id}
        names = {id_: one.handle for id_, one in (await people.people(scope, list(ids))).items()}
        for unit in page:
            write(corrections.write_unit(unit, source, target, names))
        written += len(page)
    write(tail)
    return written


async def read_memory(scope: Scope, chunks: Iterator[bytes]) -> tuple[int, int]:
    """Takes a file in; (units read, units that passed the checks and were kept)."""
    read = kept = 0
    units = corrections.read_tmx(chunks)
    while some := list(islice(units, _AT_ONCE)):
        read += len(some)
        kept += await _keep(scope, some)
    return read, kept


async def _keep(scope: Scope, some: Sequence[tuple[str, str, corrections.Unit]]) -> int:
    kept = 0
    for (source, target), group in groupby(sorted(some, key=_pair), key=_pair):
        kept += await corrections.keep_units(scope, source, target, [unit for _, _, unit in group])
    return kept


def _pair(unit: tuple[str, str, corrections.Unit]) -> tuple[str, str]:
    return unit[0], unit[1]


def _export(given: argparse.Namespace) -> int:
    async def export(scope: Scope) -> str:
        written = await write_memory(scope, given.source, given.target, sys.stdout.write)
        return f"{written} units written."

    return _do(export)


def _import(given: argparse.Namespace) -> int:
    async def take(scope: Scope) -> str:
        read, kept = await read_memory(scope, _chunks(given.file))
        return f"{kept} of {read} units kept; the others did not pass the checks."

    return _do(take)


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def _do(act: Callable) -> int:
    """Runs the act in this home's database; what it has to say goes to standard error, beside the file."""
    from hongqiao.entry.offline import with_database

    try:
        print(asyncio.run(with_database(read_settings(default_home()), act)), file=sys.stderr)
    except (Refusal, OSError) as trouble:
        print(f"hongqiao: {getattr(trouble, 'message', trouble)}", file=sys.stderr)
        return 1
    return 0
