"""A community to measure: its own home and port, a crowd in it, the database and one web process."""

import asyncio
import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from hongqiao.adapters.postgres.database import open_database
from hongqiao.adapters.postgres.embedded import EmbeddedPostgres
from hongqiao.adapters.postgres.migrate import migrate
from hongqiao.entry.environment import CHECKOUT, keep_dsn, read_settings
from hongqiao.entry.wiring import close_ports, open_ports, scope_for
from hongqiao.features import accounts, notes, people, recommendation
from hongqiao.kernel.ids import IdMaker, NoteId, to_public
from hongqiao.kernel.scope import Scope, Viewer

OPENS_WITHIN_S = 180.0
NOTES_READ, MET = 300, 100
READER = "crowd0"


class NotOpen(Exception):
    """The site did not open; the message says where to look."""


@dataclass
class CrowdSite:
    """Database and web of one home while it is measured; no worker, no other load."""

    home: Path
    port: int = 0
    web: subprocess.Popen | None = field(default=None, init=False)
    database: EmbeddedPostgres = field(init=False)

    def __enter__(self) -> "CrowdSite":
        self.port = free_port()
        self.database = EmbeddedPostgres(self.home)
        dsn = self.database.start()
        keep_dsn(self.home, dsn)
        asyncio.run(migrate(dsn))  # a kept crowd may be older than the code
        with open(self.home / "web.log", "ab") as log:
            self.web = subprocess.Popen(
                [sys.executable, "-m", "hongqiao.entry.serve"],
                env=environment(self.home, self.port),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        wait_until_open(self.port, self.web, self.home / "web.log")
        return self

    def __exit__(self, *_: object) -> None:
        assert self.web is not None
        self.web.send_signal(signal.SIGTERM)
        self.web.wait(20)
        self.database.stop()

    def login_and_notes(self) -> tuple[str, list[str]]:
        """The cookie of somebody who signed in, and paths of notes from the newest thousand."""
        return asyncio.run(_login_and_notes(self.home))

    def logins(self, many: int) -> list[str]:
        """Cookies of this many people who signed in and have met a hundred notes each."""
        return asyncio.run(_logins(self.home, many))


@asynccontextmanager
async def _scope(home: Path) -> AsyncIterator[Scope]:
    settings = read_settings(home, {})
    database = await open_database(settings.dsn, connections=1)
    ports = open_ports(settings, settings.dsn, database)
    try:
        yield scope_for(ports, database, IdMaker())
    finally:
        await close_ports(ports)
        await database.close()


async def _login_and_notes(home: Path) -> tuple[str, list[str]]:
    async with _scope(home) as scope:
        rows = await notes.lists.newest_public(scope, 1_000)
        await recommendation.gather.lay_ready(scope)  # a kept crowd may be older than the code
        met = [NoteId(row.id) for row in rows[::10]]
        cookie = await _login(scope, READER, met)
    some = random.Random(1).sample([row.id for row in rows], NOTES_READ)
    return cookie, [f"/notes/{to_public(id_)}" for id_ in some]


async def _logins(home: Path, many: int) -> list[str]:
    chance = random.Random(2)
    async with _scope(home) as scope:
        rows = await notes.lists.newest_public(scope, 1_000)
        await recommendation.gather.lay_ready(scope)  # a kept crowd may be older than the code
        return [
            await _login(scope, f"crowd{number}", [NoteId(row.id) for row in chance.sample(rows, MET)])
            for number in range(many)
        ]


async def _login(scope: Scope, handle: str, met: Sequence[NoteId]) -> str:
    reader = await people.person(scope, handle)
    login = await accounts.devices.start_login(scope, reader.id, device="bench")
    await recommendation.note_met(replace(scope, viewer=Viewer(reader.id, handle)), met)
    return f"login={login}"


def gather(home: Path, scale: str) -> float:
    """Makes the crowd unless it is there; returns the seconds that took (0 when it was there)."""
    done = home / f"crowd-{scale}"
    if done.exists():
        return 0.0
    began = time.monotonic()
    subprocess.run(
        [sys.executable, "-m", "hongqiao.entry.seed", "--scale", scale], check=True, env=environment(home, 0)
    )
    done.touch()
    return time.monotonic() - began


def wait_until_open(port: int, process: subprocess.Popen, log: Path, *, path: str = "/") -> None:
    """Until this path is answered with 200; raises NotOpen when the process ends, or after three minutes."""
    began = time.monotonic()
    while time.monotonic() - began < OPENS_WITHIN_S and process.poll() is None:
        if answer(port, path) is not None:
            return
        time.sleep(0.02)
    raise NotOpen(f"not open; see {log}")


def answer(port: int, path: str) -> bytes | None:
    """The page, or None when there is no answer or another than 200."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as page:
            return page.read() if page.status == 200 else None
    except (urllib.error.URLError, OSError):
        return None


def waiting(port: int) -> int:
    """Jobs that the worker has before it; 1 when nobody answers."""
    page = answer(port, "/healthz")
    return json.loads(page)["jobs_waiting"] if page else 1


def environment(home: Path, port: int) -> dict[str, str]:
    """The environment of a process of this home, without what an operator of this machine may have set."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HONGQIAO_")}
    return {
        **kept,
        "HONGQIAO_HOME": str(home),
        "HONGQIAO_PORT": str(port),
        "HONGQIAO_NO_MODEL": "1",
        "PYTHONPATH": str(CHECKOUT / "src"),
    }


def free_port() -> int:
    """A port of the loopback that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
