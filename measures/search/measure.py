"""How well search finds, in eight languages and scripts, and how fast. Run as bin/measure search."""

import argparse
import asyncio
import contextlib
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from hongqiao.adapters.models.vectors import MultilingualVectors
from hongqiao.adapters.postgres.database import open_database
from hongqiao.adapters.postgres.embedded import EmbeddedPostgres
from hongqiao.adapters.postgres.migrate import migrate
from hongqiao.entry.importing import Importer
from hongqiao.entry.seed import how_many
from hongqiao.entry.wiring import close_ports, names_of_topic, open_ports, scope_for
from hongqiao.features import notes, search
from hongqiao.kernel.ids import IdMaker, NoteId
from hongqiao.kernel.language import base_of
from hongqiao.kernel.ports import SentenceVectors
from hongqiao.kernel.scope import Scope
from hongqiao.kernel.settings import Settings
from measures.search.near import measure_nearness
from measures.search.speed import measure_speed

FOLDER = Path(__file__).parent
FIRST = 10
SPOKEN = {"pinyin": "zh", "romaji": "ja", "trad": "zh"}
"""Kind of query -> the language of the notes that it must find."""


class GoldenNote(msgspec.Struct, frozen=True):
    """A note of the set, on one concept."""

    concept: str
    lang: str
    title: str


class GoldenQuery(msgspec.Struct, frozen=True):
    """What somebody types who looks for the concept; kind is plain, pinyin, romaji or trad."""

    concept: str
    lang: str
    kind: str
    query: str


class Recall(msgspec.Struct, frozen=True):
    """Mean part of the notes that belong to a query and stand among the first ten."""

    of: str
    recall: float
    queries: int


def main() -> int:
    """Prints recall and speed; returns 0."""
    given = _arguments()
    home = given.home or Path(tempfile.mkdtemp(prefix="hongqiao-search-"))
    home.mkdir(parents=True, exist_ok=True)
    home.chmod(0o755)
    server = EmbeddedPostgres(home)
    try:
        report = asyncio.run(_measure(given, home, server.start()))
    finally:
        server.stop()
        if given.home is None:
            shutil.rmtree(home, ignore_errors=True)
    print(
        msgspec.json.format(msgspec.json.encode(report), indent=1).decode() if given.json else _told(report)
    )
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/measure search", description=__doc__)
    parser.add_argument("--json", action="store_true", help="numbers as JSON")
    parser.add_argument("--scale", default="", help="speed among so many made-up notes instead: 100k, 1m")
    parser.add_argument("--near", default="", help="speed among so many made-up vectors instead: 100k, 1m")
    parser.add_argument("--no-vectors", action="store_true", help="words only")
    parser.add_argument("--notes", type=Path, default=FOLDER / "notes.jsonl", help="another set of notes")
    parser.add_argument("--queries", type=Path, default=FOLDER / "queries.jsonl", help="its queries")
    parser.add_argument("--misses", action="store_true", help="print what was not found, on standard error")
    parser.add_argument("--home", type=Path, help="keep the database in this folder and use it again")
    return parser.parse_args()


async def _measure(given: argparse.Namespace, home: Path, dsn: str) -> object:
    await migrate(dsn)
    database = await open_database(dsn, connections=6)
    vectors: SentenceVectors | None = None if given.no_vectors else MultilingualVectors()
    ports = open_ports(Settings(home=home, dsn=dsn, secret=b"s" * 32), dsn, database, vectors=vectors)
    scope = scope_for(ports, database, IdMaker())
    try:
        if given.near:
            return await measure_nearness(scope, dsn, how_many(given.near))
        if given.scale:
            return await measure_speed(scope, dsn, given.scale)
        await take_in(scope, given.notes)
        return await recalls(
            scope, _read(given.notes, GoldenNote), _read(given.queries, GoldenQuery), given.misses
        )
    finally:
        await close_ports(ports)
        await database.close()


async def take_in(scope: Scope, path: Path) -> None:
    """Publishes the notes of the set and makes their vectors, as the worker would."""
    with path.open("rb") as lines:
        await Importer(scope, FOLDER).take(lines)
    vectors = scope.ports.vectors
    if vectors is None:
        return
    if vectors.state() == "absent":
        print("No sentence vectors on this machine: words only.", file=sys.stderr)
    else:
        await search.run_job(scope, b"")


def _read(path: Path, kind: type) -> list:
    return [msgspec.json.decode(line, type=kind) for line in path.read_bytes().splitlines() if line.strip()]


async def recalls(
    scope: Scope, golden: Sequence[GoldenNote], queries: Sequence[GoldenQuery], tells_misses: bool
) -> list[Recall]:
    """Recall of each kind of query: in its own language, across languages, by sound, by script."""
    finder = search.Finder(names_of_topic, deadline_s=20)
    found = {query: await _first_titles(scope, finder, query.query) for query in queries}
    sums: dict[str, list[float]] = {}
    for query, titles in found.items():
        for kind, wanted in _wanted(query, golden):
            if not wanted:
                continue
            there = wanted & set(titles[:FIRST])
            sums.setdefault(kind, []).append(len(there) / len(wanted))
            if tells_misses and there != wanted:
                print(
                    f"{kind}: {query.query} [{query.lang}] misses {wanted - there}; {titles[:4]}",
                    file=sys.stderr,
                )
    return [
        Recall(kind, round(sum(parts) / len(parts), 4), len(parts)) for kind, parts in sorted(sums.items())
    ]


async def _first_titles(scope: Scope, finder: search.Finder, text: str) -> list[str]:
    hits = (await finder.find(scope, text))[:FIRST]
    cards = await notes.cards(scope, [NoteId(hit.id) for hit in hits])
    return [cards[NoteId(hit.id)].title for hit in hits]


def _wanted(query: GoldenQuery, golden: Iterable[GoldenNote]) -> Iterator[tuple[str, set[str]]]:
    on_it = [note for note in golden if note.concept == query.concept]
    if query.kind != "plain":
        yield query.kind, {note.title for note in on_it if base_of(note.lang) == SPOKEN[query.kind]}
        return
    own = base_of(query.lang)
    yield "same language", {note.title for note in on_it if base_of(note.lang) == own}
    yield "across languages", {note.title for note in on_it if base_of(note.lang) != own}
    yield f"same language, {own}", {note.title for note in on_it if base_of(note.lang) == own}


def _told(report: object) -> str:
    if not isinstance(report, list):
        return msgspec.json.format(msgspec.json.encode(report), indent=1).decode()
    return "\n".join(
        f"{one.of:24} recall@{FIRST} {one.recall:.3f}  ({one.queries} queries)" for one in report
    )


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        sys.exit(main())
