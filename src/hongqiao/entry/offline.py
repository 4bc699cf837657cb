"""The database of a home for one act: the running one, or one that is started for it."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from typing import TypeVar

import msgspec

from hongqiao.adapters.postgres.database import open_database
from hongqiao.adapters.postgres.embedded import EmbeddedPostgres
from hongqiao.adapters.postgres.migrate import migrate
from hongqiao.entry.environment import lock_home
from hongqiao.entry.wiring import close_ports, open_ports, scope_for
from hongqiao.kernel.ids import IdMaker
from hongqiao.kernel.ports import SentenceVectors
from hongqiao.kernel.scope import Scope
from hongqiao.kernel.settings import Settings

T = TypeVar("T")


async def with_database(
    settings: Settings,
    act: Callable[[Scope], Awaitable[T]],
    *,
    vectors: SentenceVectors | None = None,
    options: Mapping[str, str] | None = None,
) -> T:
    """Runs the act with nobody's scope, on connections with these server options. Holds the home's lock when
    it has to start the database itself.
    """
    async with _running(settings) as (running, is_ours):
        if is_ours:
            await migrate(running.dsn)
        return await _with_open(running, act, vectors, options)


async def migrate_home(settings: Settings) -> list[str]:
    """Brings the home's database up to date, running or not; returns the names of what ran."""
    async with _running(settings) as (running, _):
        return await migrate(running.dsn)


@asynccontextmanager
async def _running(settings: Settings) -> AsyncIterator[tuple[Settings, bool]]:
    """Settings with the address of a running server, and whether we started it."""
    lock = lock_home(settings.home)
    if lock is None or (settings.dsn and "host=/" not in settings.dsn):
        yield settings, False
        return
    server = EmbeddedPostgres(settings.home)
    try:
        yield msgspec.structs.replace(settings, dsn=server.start()), True
    finally:
        server.stop()
        lock.close()


async def _with_open(
    settings: Settings,
    act: Callable[[Scope], Awaitable[T]],
    vectors: SentenceVectors | None,
    options: Mapping[str, str] | None,
) -> T:
    database = await open_database(settings.dsn, connections=8, options=options)
    ports = open_ports(settings, settings.dsn, database, vectors=vectors)
    try:
        return await act(scope_for(ports, database, IdMaker()))
    finally:
        await close_ports(ports)
        await database.close()
