"""The web server: granian round the application, which opens its database when the loop runs."""

import asyncio
import gc
import logging
import sys
from typing import Any

import msgspec
from granian import Granian
from granian.constants import Interfaces, Loops

from hongqiao.adapters.models.vectors import MultilingualVectors
from hongqiao.adapters.postgres.database import Database, open_database
from hongqiao.entry.environment import CHECKOUT, default_home, read_settings
from hongqiao.entry.rates_file import read_rates
from hongqiao.entry.wiring import close_ports, names_of_topic, open_ports
from hongqiao.kernel.ids import IdMaker
from hongqiao.kernel.ports import Ports
from hongqiao.web.app import make_app, make_site
from hongqiao.web.headers import protecting_headers

CONNECTIONS = 8
# Streams count as requests under way: with granian's default of 1,024 the next page would hang.
BACKLOG, BACKPRESSURE = 4_096, 20_000


NOT_NOW = b"Not ready right now. Nothing that was confirmed is lost; try again in a moment.\n"
NOT_NOW_HEADERS = [
    (b"content-type", b"text/plain; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"retry-after", b"5"),
]


class Application:
    """The ASGI application of one worker process."""

    def __init__(self) -> None:
        self._app: Any = None
        self._database: Database | None = None
        self._ports: Ports | None = None
        self._protecting: list[tuple[bytes, bytes]] = []

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        else:
            await self._serve(scope, receive, send)

    async def _serve(self, scope: Any, receive: Any, send: Any) -> None:
        """A fault before the answer began (the database is away, say) becomes a plain 503."""
        has_begun = False

        async def send_on(message: Any) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            await self._app(scope, receive, send_on)
        except Exception as fault:
            logging.getLogger("hongqiao").error("%s %s", scope["method"], scope["path"], exc_info=fault)
            if has_begun:
                raise
            headers = [*NOT_NOW_HEADERS, *self._protecting]
            await send({"type": "http.response.start", "status": 503, "headers": headers})
            await send({"type": "http.response.body", "body": NOT_NOW})

    async def _live(self, receive: Any, send: Any) -> None:
        await receive()
        try:
            await self._open()
        except Exception as fault:
            logging.getLogger("hongqiao").error("the web server could not start", exc_info=fault)
            await send({"type": "lifespan.startup.failed", "message": str(fault)})
            return
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await self._close()
        await send({"type": "lifespan.shutdown.complete"})

    async def _open(self) -> None:
        settings = read_settings(default_home())
        settings = msgspec.structs.replace(settings, rates=read_rates(settings.home))
        self._protecting = protecting_headers(settings)
        self._database = await open_database(settings.dsn, connections=CONNECTIONS)
        self._ports = open_ports(
            settings, settings.dsn, self._database, vectors=MultilingualVectors(idle_minutes=10)
        )
        site = make_site(
            self._ports,
            self._database,
            IdMaker(),
            vendor=CHECKOUT / "node_modules",
            synonyms=names_of_topic,
        )
        self._app = make_app(site)
        _collect_rarely()

    async def _close(self) -> None:
        if self._ports is not None:
            await close_ports(self._ports)
        if self._database is not None:
            await asyncio.wait_for(self._database.close(), 5)


def _collect_rarely() -> None:
    """What was loaded at the start stays: the collector need not walk it. Requests leave few cycles, so it
    looks rarely; with the default it looked several times a request.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def application() -> Application:
    """Made anew in each worker process."""
    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    return Application()


def main() -> None:
    """Serves until a signal."""
    settings = read_settings(default_home())
    Granian(
        target="hongqiao.entry.serve:application",
        factory=True,
        interface=Interfaces.ASGI,
        address=settings.host,
        port=settings.port,
        workers=1,
        runtime_threads=1,
        loop=Loops.uvloop,
        backlog=BACKLOG,
        backpressure=BACKPRESSURE,
        log_enabled=False,
        log_access=False,
        respawn_failed_workers=True,
        workers_kill_timeout=5,
    ).serve()


if __name__ == "__main__":
    main()
