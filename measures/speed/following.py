"""What a page of Following costs by how many one follows: pulled from every author, and out of an inbox.

Run as PYTHONPATH=src:. python -m measures.speed.following. A database of its own, notes of no meaning, one
process, one reader at a time; ids only, without cards. Processor and disk are shared with the database.
"""

import argparse
import asyncio
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import asyncpg
import msgspec

from hongqiao.adapters.postgres.database import Database, open_database
from hongqiao.adapters.postgres.embedded import EmbeddedPostgres
from hongqiao.adapters.postgres.migrate import migrate
from hongqiao.entry.wiring import close_ports, open_ports, scope_for
from hongqiao.features import feeds, notes
from hongqiao.kernel.ids import EPOCH_MS, AccountId, IdMaker, bucket_of
from hongqiao.kernel.scope import Scope, Viewer
from hongqiao.kernel.settings import Settings

FOLLOWED = (10, 300, 1_000, 3_000, 5_000)
ROUNDS = 40
_YEAR_MS = 365 * 86_400_000

_AUTHORS = """
create temp table author as
select number, (number * 4099::bigint % 8192)::int as bucket,
  (($1::bigint - 2 * $2::bigint + number - $3::bigint) << 22) | ((number * 4099::bigint % 8192) << 9)
    | (number % 512) as id
from generate_series(0, $4::int - 1) as number
"""
_NOTES = """
insert into note (bucket, id, author_id, draft_id, title, body, lang, place, subject, audience, is_ai,
  cover_style, topics, picture_count, made_at)
select author.bucket, ((at_ms - $3::bigint) << 22) | (author.bucket::bigint << 9) | (made.number % 512),
  author.id, made.number, 'Note ' || made.number, repeat('Words that somebody wrote. ', 8), 'en', '', '',
  case when made.number % 10 = 0 then 1 else 0 end, false, 'memo', '{}', 0, to_timestamp(at_ms / 1000.0)
from (
  select number, floor($5::int * power(random(), 1.5))::int as author,
    $1::bigint - $2::bigint * number / $4::int as at_ms
  from generate_series(1, $4::int) as number
) as made
join author on author.number = made.author
"""
_FOLLOWS = """
insert into follow_out (bucket, account_id, target_id, made_at)
select $1::int, $2::bigint, id, now() - number * interval '1 minute'
from author
order by md5(number::text || $3::int::text)
limit $3::int
"""
_COUNT = "insert into people_count (bucket, account_id, slot, following) values ($1, $2, 0, $3)"


class Row(msgspec.Struct, frozen=True):
    """Milliseconds (median, 95th of a hundred) and statements of a page; `way` is pull or inbox."""

    follows: int
    way: str
    statements: float
    first_ms: float
    first_p95_ms: float
    tenth_ms: float


class Counted:
    """A database that counts its statements."""

    def __init__(self, inner: Database) -> None:
        self._inner, self.statements = inner, 0

    async def fetch(self, query: str, *args: Any) -> list[Any]:
        self.statements += 1
        return await self._inner.fetch(query, *args)

    async def fetchrow(self, query: str, *args: Any) -> Any:
        self.statements += 1
        return await self._inner.fetchrow(query, *args)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)


def main() -> int:
    """Prints the table, or JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notes", type=int, default=300_000)
    parser.add_argument("--authors", type=int, default=10_000)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    home = Path(tempfile.mkdtemp(prefix="hongqiao-following-"))
    home.chmod(0o755)  # the database runs as another account when this runs as root
    server = EmbeddedPostgres(home)
    try:
        rows, told = asyncio.run(_measured(server.start(), home, asked))
    finally:
        server.stop()
        shutil.rmtree(home, ignore_errors=True)
    if asked.json:
        print(msgspec.json.encode({"pages": rows, **told}).decode())
    else:
        _print(rows, told)
    return 0


def _print(rows: Sequence[Row], told: dict[str, float]) -> None:
    print("| follows | way | statements | first page, ms | p95, ms | tenth page, ms |")
    print("|---|---|---|---|---|---|")
    for row in rows:
        print(
            f"| {row.follows:,} | {row.way} | {row.statements:.0f} | {row.first_ms:.1f} "
            f"| {row.first_p95_ms:.1f} | {row.tenth_ms:.1f} |"
        )
    for name, figure in told.items():
        print(f"{name}: {figure:.1f}")


async def _measured(dsn: str, home: Path, asked: argparse.Namespace) -> tuple[list[Row], dict[str, float]]:
    await migrate(dsn)
    readers = await _fill(dsn, asked)
    rows: list[Row] = []
    async with _opened(dsn, home) as scope:
        for follows, reader_id in readers.items():
            rows.append(await _row(scope, follows, reader_id, "pull"))
        laid = []
        for follows, reader_id in readers.items():
            began = time.perf_counter()
            if await feeds.inboxes.settle_reader(scope, reader_id):
                laid.append(1_000 * (time.perf_counter() - began))
                rows.append(await _row(scope, follows, reader_id, "inbox"))
        reader = replace(scope, viewer=Viewer(AccountId(reader_id)))
        newest = (await feeds.following_feed(reader)).items[:1]
        author_id = (await notes.lists.standing_among(scope, newest))[0].author_id
        spread = await _times(lambda: feeds.inboxes.spread(scope, newest[0], author_id), ROUNDS)
        told = {"laying the largest inbox, ms": laid[-1], "spreading a note, ms": statistics.median(spread)}
    return rows, told


async def _row(scope: Scope, follows: int, reader_id: int, way: str) -> Row:
    reader = replace(scope, viewer=Viewer(AccountId(reader_id)))
    cursor = ""
    for _ in range(9):
        cursor = (await feeds.following_feed(reader, cursor)).next
    before = scope.db.statements
    first = await _times(lambda: feeds.following_feed(reader), ROUNDS)
    statements = (scope.db.statements - before) / ROUNDS
    tenth = await _times(lambda: feeds.following_feed(reader, cursor), ROUNDS)
    p95 = sorted(first)[int(0.95 * ROUNDS)]
    return Row(follows, way, statements, statistics.median(first), p95, statistics.median(tenth))


async def _times(act: Callable[[], Awaitable[object]], rounds: int) -> list[float]:
    found = []
    for _ in range(rounds):
        began = time.perf_counter()
        await act()
        found.append(1_000 * (time.perf_counter() - began))
    return found


@asynccontextmanager
async def _opened(dsn: str, home: Path) -> AsyncIterator[Scope]:
    database = await open_database(dsn, connections=2)
    settings = Settings(home=home, dsn=dsn, secret=b"s" * 32, models_dir=home / "models")
    ports = open_ports(settings, dsn, database)
    try:
        yield replace(scope_for(ports, database, IdMaker()), db=Counted(database))
    finally:
        await close_ports(ports)
        await database.close()


async def _fill(dsn: str, asked: argparse.Namespace) -> dict[int, int]:
    """How many somebody follows -> their id."""
    connection = await asyncpg.connect(dsn)
    now_ms, maker, readers = int(time.time() * 1_000), IdMaker(), {}
    await connection.execute("select setseed(0.5)")
    await connection.execute(_AUTHORS, now_ms, _YEAR_MS, EPOCH_MS, asked.authors)
    await connection.execute("create index on author (number)")
    await connection.execute(_NOTES, now_ms, _YEAR_MS, EPOCH_MS, asked.notes, asked.authors, timeout=1_800)
    for follows in FOLLOWED:
        id_ = readers[follows] = maker.make(follows % 8_192)
        await connection.execute(_FOLLOWS, bucket_of(id_), id_, follows)
        await connection.execute(_COUNT, bucket_of(id_), id_, follows)
    await connection.execute("vacuum analyze", timeout=1_800)
    await connection.close()
    return readers


if __name__ == "__main__":
    sys.exit(main())
