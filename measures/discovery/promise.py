"""Whether new notes get their promised first readers, and pages their mix, by the code that serves: its own
database, a clock moved by hand, readers who look at whole pages. Two days and a half in some minutes.
"""

import asyncio
import json
import random
import shutil
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from hongqiao.adapters.postgres.database import open_database
from hongqiao.adapters.postgres.embedded import EmbeddedPostgres
from hongqiao.adapters.postgres.migrate import migrate
from hongqiao.adapters.postgres.outbox import TAKE
from hongqiao.entry.importing import Importer
from hongqiao.entry.wiring import close_ports, open_ports, scope_for
from hongqiao.features import accounts, notes, people, recommendation
from hongqiao.features.recommendation import Stockroom, controls, gather
from hongqiao.features.recommendation.events import NotesMet
from hongqiao.features.recommendation.queries.signals import AUDIENCES
from hongqiao.features.recommendation.reactors import count_readers
from hongqiao.kernel.events import from_wire
from hongqiao.kernel.ids import IdMaker, NoteId, bucket_of
from hongqiao.kernel.language import base_of
from hongqiao.kernel.scope import Scope, Viewer
from hongqiao.kernel.settings import Settings

READERS, OLD_NOTES, NEW_NOTES, AUTHORS = 330, 800, 24, 60
PUBLISHED_WITHIN_H, PROMISED, WITHIN_H = 12, 100, 48
PAGES_A_READER_AND_DAY = 3
SIZE = 20
MIXES = (None, 0, 15, 30, 50)
LANGS = ("en", "zh", "es")
_SUBJECTS = ("tea", "bridges", "noodles", "cats", "paper", "rain", "trains", "gardens")


def figures(seed: int) -> dict[str, Any]:
    """Shares 0 to 1: of new notes with their impressions in time, of pages within five points of the dial."""
    home = Path(tempfile.mkdtemp(prefix="hongqiao-promise-"))
    home.chmod(0o755)
    server = EmbeddedPostgres(home)
    try:
        return asyncio.run(_lived(server.start(), home, random.Random(seed)))
    finally:
        server.stop()
        shutil.rmtree(home, ignore_errors=True)


async def _lived(dsn: str, home: Path, chance: random.Random) -> dict[str, Any]:
    async with _opened(dsn, home) as scope:
        return await _Town(scope, home, chance).live()


@asynccontextmanager
async def _opened(dsn: str, home: Path) -> AsyncIterator[Scope]:
    await migrate(dsn)
    database = await open_database(dsn)
    settings = Settings(home=home, dsn=dsn, secret=b"s" * 32, models_dir=home / "models")
    ports = open_ports(settings, dsn, database)
    try:
        yield scope_for(ports, database, IdMaker())
    finally:
        await close_ports(ports)
        await database.close()


class _Town:
    """Readers, notes and the hours that they live through."""

    def __init__(self, scope: Scope, home: Path, chance: random.Random) -> None:
        self._scope, self._home, self._chance = scope, home, chance
        self._hours = PUBLISHED_WITHIN_H + WITHIN_H
        self._begins = datetime.now(UTC) - timedelta(hours=self._hours + 1)
        self._got: dict[int, int] = {}
        self._off: list[float] = []

    async def live(self) -> dict[str, Any]:
        """Hour after hour: notes come, the worker lays the stock ready, readers turn pages."""
        await self._publish(OLD_NOTES, self._begins - timedelta(days=20), days=18, name="old")
        readers = [await self._reader(number) for number in range(READERS)]
        born: dict[int, datetime] = {}
        each_hour = round(READERS * PAGES_A_READER_AND_DAY / 24)
        for hour in range(self._hours):
            now = self._begins + timedelta(hours=hour, minutes=30)
            if hour < PUBLISHED_WITHIN_H:
                many = NEW_NOTES // PUBLISHED_WITHIN_H
                for id_ in await self._publish(many, now, days=0, name=f"new {hour}"):
                    born[id_] = now
            await gather.lay_ready(replace(self._scope, now=now))
            room = Stockroom()
            for reader, mix in self._chance.choices(readers, k=each_hour):
                await self._turn(replace(reader, now=now), mix, room)
            await self._count(now)
            await self._look(now, born)
        in_time = [self._got.get(id_, 0) >= PROMISED for id_ in born]
        within = [off <= 5.0 for off in self._off]
        return {
            "new_notes": len(born),
            "pages": len(self._off),
            "new_notes_in_time": sum(in_time) / len(in_time),
            "fewest_impressions": min(self._got.get(id_, 0) for id_ in born),
            "pages_within_five_points": sum(within) / len(within),
            "worst_points": max(self._off),
        }

    async def _publish(self, many: int, since: datetime, *, days: int, name: str) -> list[int]:
        lines = []
        for number in range(many):
            about = self._chance.choice(_SUBJECTS)
            moment = since + timedelta(seconds=self._chance.uniform(0, days * 86_400))
            said = {"title": f"{about} {name} {number}", "body": f"#{about}", "lang": LANGS[number % 3]}
            who = f"author{self._chance.randrange(AUTHORS)}"
            lines.append(json.dumps({"handle": who, "created_at": moment.isoformat(), **said}).encode())
        before = set(await self._every_id())
        await Importer(replace(self._scope, now=max(since, self._begins)), self._home).take(lines)
        return sorted(set(await self._every_id()) - before)

    async def _every_id(self) -> Sequence[int]:
        return await notes.lists.every_id(self._scope, after=0, limit=10_000)

    async def _reader(self, number: int) -> tuple[Scope, int | None]:
        handle, lang, mix = f"reader{number}", LANGS[number % 3], MIXES[number % len(MIXES)]
        reads = tuple("zh-Hans" if one == "zh" else one for one in (lang, LANGS[(number + 1) % 3]))
        form = accounts.SignUp(handle, "not to be signed in", "earlier", reads, (), "en", handle)
        async with self._scope.transaction() as tx:
            account_id, _ = await accounts.bring_in(tx, form)
            await people.introduce(tx, account_id, handle, name=handle, lang=lang)
        reader = replace(self._scope, viewer=Viewer(account_id, handle, reads=reads))
        if mix is not None:
            await controls.set_mix(reader, mix)
        return reader, mix

    async def _turn(self, reader: Scope, mix: int | None, room: Stockroom) -> None:
        """The reader looks at a whole first page; a dial that was set is held against it."""
        page = await recommendation.explore_for(reader, room, size=SIZE)
        assert page is not None
        reads = {base_of(tag) for tag in reader.viewer.reads}
        foreign = sum(line.lang not in reads for line in page.lines)
        if mix is not None and len(page.lines) == SIZE:
            self._off.append(abs(100 * foreign / SIZE - mix))
        await recommendation.note_met(reader, [NoteId(line.id) for line in page.lines])

    async def _count(self, now: datetime) -> None:
        """What the worker does with what was seen; nothing else that it does matters here."""
        scope = replace(self._scope, now=now)
        while rows := await TAKE.all(scope.db, 500):
            for row in rows:
                if row.kind == NotesMet.__name__:
                    await count_readers(scope, from_wire(row.kind, row.body))

    async def _look(self, now: datetime, born: dict[int, datetime]) -> None:
        """Impressions so far of notes whose two days are not over: what comes later counts for nothing."""
        young = [id_ for id_, at in born.items() if now - at <= timedelta(hours=WITHIN_H)]
        found = await AUDIENCES.all(self._scope.db, [bucket_of(id_) for id_ in young], young)
        for id_ in young:
            self._got[id_] = round(sum(one.seen for one in found if one.note_id == id_))
