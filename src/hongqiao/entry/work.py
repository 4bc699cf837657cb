"""The worker: relays events to jobs, runs jobs, arranges Explore, sweeps, and holds the engines."""

import asyncio
import logging
import os
import signal
import sys
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import asyncpg
import msgspec

from hongqiao.adapters.models.nudity import NudeNet
from hongqiao.adapters.models.vectors import MultilingualVectors
from hongqiao.adapters.postgres.database import Database, open_database
from hongqiao.adapters.postgres.jobs import QueueRunner
from hongqiao.adapters.postgres.outbox import CHANNEL, REACT, Reaction, Relay
from hongqiao.entry import erasing, retention
from hongqiao.entry.engines import engines_for, rules_for
from hongqiao.entry.environment import EXIT_ENGINES, EnginesTrouble, default_home, read_settings
from hongqiao.entry.wiring import CARDS, JOBS, close_ports, open_ports, reactors, scope_for
from hongqiao.features import (
    accounts,
    archives,
    feeds,
    media,
    recommendation,
    search,
    site,
    topics,
    translation,
    trust,
)
from hongqiao.kernel.errors import Refusal
from hongqiao.kernel.events import from_wire
from hongqiao.kernel.ids import IdMaker
from hongqiao.kernel.ports import Ports
from hongqiao.kernel.scope import Scope
from hongqiao.kernel.settings import Settings

LOG = logging.getLogger("hongqiao.work")
CONNECTIONS = 6
ARRANGE_EVERY_S, SWEEP_EVERY_S, CLEAR_EVERY_S, TELL_EVERY_S = 5.0, 60.0, 3_600.0, 3.0
AHEAD_EVERY_S, CHECK_EVERY_S, WARM_EVERY_S, CARDS_EVERY_S = 60.0, 60.0, 30.0, 20.0
LAY_EVERY_S, NEIGHBOURS_EVERY_S, LEARN_EVERY_S = 5.0, 600.0, 86_400.0
HEAD_EVERY_S, WARN_EVERY_S, LIFT_EVERY_S, END_EVERY_S = 600.0, 30.0, 3.0, 86_400.0
QUEUES, REACTIONS_AT_ONCE, REACTIONS_CLAIMED = 3, 4, 60
TRANSLATIONS_CLAIMED = 2  # no more than run: what somebody taps passes all that is not yet claimed
VECTORS_STAY_MINUTES = 5.0


class Worker:
    """One worker process; several may run beside one another."""

    def __init__(self, settings: Settings, database: Database, ports: Ports) -> None:
        self._settings, self._database, self._ports = settings, database, ports
        self._ids, self._known = IdMaker(), reactors()
        self._stopping, self._last_told = asyncio.Event(), b""

    def stop(self) -> None:
        """Ends after what is under way."""
        self._stopping.set()

    async def run(self) -> None:
        """Works until stop()."""
        listening = await asyncpg.connect(self._settings.dsn)
        queueing = [await asyncpg.connect(self._settings.dsn) for _ in range(QUEUES)]
        relay, queues = Relay(self._database, self._known), self._queues(*queueing)
        await listening.add_listener(CHANNEL, relay.wake)
        tasks = [
            asyncio.create_task(relay.run(self._stopping)),
            *(asyncio.create_task(queue.run()) for queue in queues),
            asyncio.create_task(self._every(ARRANGE_EVERY_S, feeds.arrange_explore)),
            asyncio.create_task(self._every(LAY_EVERY_S, recommendation.gather.lay_ready)),
            asyncio.create_task(self._every(NEIGHBOURS_EVERY_S, recommendation.gather.find_neighbours)),
            asyncio.create_task(self._every(LEARN_EVERY_S, recommendation.learning.every_night)),
            asyncio.create_task(self._every(SWEEP_EVERY_S, self._sweep)),
            asyncio.create_task(self._every(AHEAD_EVERY_S, feeds.translate_ahead)),
            asyncio.create_task(self._every(WARM_EVERY_S, self._warm)),
            asyncio.create_task(self._every(CLEAR_EVERY_S, self._clear)),
            asyncio.create_task(self._every(TELL_EVERY_S, self._tell_engines)),
            asyncio.create_task(self._every(CHECK_EVERY_S, translation.desk.check)),
            asyncio.create_task(self._every(CARDS_EVERY_S, CARDS.refresh)),
            asyncio.create_task(self._every(HEAD_EVERY_S, trust.log.tell)),
            asyncio.create_task(self._every(WARN_EVERY_S, trust.clocks.warn)),
            asyncio.create_task(self._every(LIFT_EVERY_S, trust.decisions.lift_ended)),
            asyncio.create_task(self._every(CLEAR_EVERY_S, erasing.erase_due)),
            asyncio.create_task(self._every(END_EVERY_S, retention.end_periods)),
        ]
        stopped = asyncio.create_task(self._stopping.wait())
        done, _ = await asyncio.wait([*tasks, stopped], return_when=asyncio.FIRST_COMPLETED)
        for queue in queues:
            queue.stop()
        self._stopping.set()
        for task in done - {stopped}:
            task.result()  # a part that ended by itself ends the worker, and its launcher starts it anew
        await asyncio.wait(tasks, timeout=10)
        await listening.close()
        for connection in queueing:
            await connection.close()

    def _queues(self, *connections: asyncpg.Connection) -> list[QueueRunner]:
        """Reactions are quick and many, translations slow: each has a queue of its own, and the rest one."""
        reacting, translating, rest = (
            QueueRunner(connection, claims=claims)
            for connection, claims in zip(
                connections, (REACTIONS_CLAIMED, TRANSLATIONS_CLAIMED, None), strict=True
            )
        )
        reacting.serve(REACT, self._react, at_once=REACTIONS_AT_ONCE)
        for kind, (run, at_once) in JOBS.items():
            queue = translating if kind == translation.JOB else rest
            queue.serve(kind, self._with_scope(run), at_once=at_once)
        return [reacting, translating, rest]

    async def _react(self, body: bytes) -> None:
        reaction = msgspec.msgpack.decode(body, type=Reaction)
        reactor = self._known.named(reaction.kind, reaction.reactor)
        if reactor is not None:
            await reactor(self._scope(), from_wire(reaction.kind, reaction.body))

    def _with_scope(
        self, run: Callable[[Scope, bytes], Awaitable[None]]
    ) -> Callable[[bytes], Awaitable[None]]:
        async def run_job(body: bytes) -> None:
            await run(self._scope(), body)

        return run_job

    async def _every(self, pause_s: float, do: Callable[[Scope], Awaitable[Any]]) -> None:
        """Again and again; a failure is logged and the next round tries anew."""
        while not self._stopping.is_set():
            try:
                await do(self._scope())
            except (Refusal, OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
                LOG.exception("%s failed", getattr(do, "__name__", do))
            try:
                await asyncio.wait_for(self._stopping.wait(), pause_s)
            except TimeoutError:
                continue

    async def _sweep(self, scope: Scope) -> None:
        await feeds.clear_editions(scope)
        await media.sweep(scope)
        await site.forget_tries(scope)
        await translation.readers.forget_waits(scope)
        await translation.loans.forget_due(scope)
        await topics.reread(scope)
        await trust.screening.floods.forget_old(scope)

    async def _warm(self, scope: Scope) -> None:
        of_late = await accounts.devices.languages_of_late(scope)
        await translation.readers.warm(scope, (*of_late, *self._settings.pretranslate))

    async def _clear(self, scope: Scope) -> None:
        """As _sweep, for what is in no hurry and looks at many rows."""
        await translation.memory.sweep(scope)
        await accounts.devices.forget_due(scope)
        await accounts.devices.count_month(scope)
        await accounts.second_factor.reseal(scope)
        await accounts.ages.day_use.forget_days(scope)
        await search.history.forget_asked(scope)
        await recommendation.gather.keep_config(scope)
        await recommendation.gather.forget_old(scope)
        await archives.carrying_out.forget_due(scope)

    async def _tell_engines(self, scope: Scope) -> None:
        """For /healthz, /status and the API: pages have no engines of their own."""
        told = msgspec.json.encode(await translation.desk.told(scope))
        if told != self._last_told:
            part = self._settings.home / f"engines.{os.getpid()}"
            await asyncio.to_thread(part.write_bytes, told)
            part.replace(self._settings.home / "engines.json")
            self._last_told = told

    def _scope(self) -> Scope:
        scope = scope_for(self._ports, self._database, self._ids)
        scope.now = datetime.now(UTC)
        return scope


async def work() -> None:
    """Runs a worker until a signal."""
    settings = read_settings(default_home())
    engines, rules = engines_for(settings), rules_for(settings)
    database = await open_database(settings.dsn, connections=CONNECTIONS)
    vectors = MultilingualVectors(idle_minutes=VECTORS_STAY_MINUTES)
    made = {"engines": engines, "rules": rules, "vectors": vectors, "nudity": NudeNet()}
    ports = open_ports(settings, settings.dsn, database, **made)
    worker = Worker(settings, database, ports)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, worker.stop)
    try:
        await worker.run()
    finally:
        await close_ports(ports)
        await asyncio.wait_for(database.close(), 5)


def main() -> None:
    """The worker process."""
    logging.basicConfig(
        stream=sys.stderr, level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s"
    )
    try:
        asyncio.run(work())
    except EnginesTrouble as trouble:
        print(f"hongqiao: {trouble}", file=sys.stderr)
        sys.exit(EXIT_ENGINES)


if __name__ == "__main__":
    main()
