"""The job queue: pgqueuer's tables and loop behind a few functions, so that it can be replaced in one place.

Its library is imported by the worker and by migrations only: pages ask for jobs through the outbox.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import Any

import asyncpg
import msgspec

from hongqiao.kernel.errors import Unavailable
from hongqiao.kernel.ports.jobs import EVENT
from hongqiao.kernel.sql import Command

RunJob = Callable[[bytes], Awaitable[None]]
MAX_ATTEMPTS = 6
_LOOK_EVERY_S = 5.0
_BATCH = 10

UNCOUNT_ATTEMPT = Command(
    """
    update pgqueuer
    set attempts = attempts - 1
    where id = $1
    """,
    buckets="scatter",
    why="the queue's own table has no buckets",
)


class JobWanted(msgspec.Struct, frozen=True):
    """A job as it waits in the outbox."""

    kind: str
    body: bytes
    priority: int = EVENT
    once_as: str | None = None


async def install_queue(connection: asyncpg.Connection) -> None:
    """Creates or upgrades the queue's tables."""
    from pgqueuer.queries import Queries

    queries = Queries.from_asyncpg_connection(connection)
    if await queries.schema_is_installed():
        await queries.upgrade()
    else:
        await queries.install()


async def enqueue(connection: asyncpg.Connection, wanted: Sequence[JobWanted]) -> None:
    """Puts jobs into the queue within the connection's transaction; a waiting twin only gains priority."""
    from pgqueuer.queries import Queries

    seen: dict[str | None, JobWanted] = {}
    for job in wanted:
        twin = seen.get(job.once_as) if job.once_as else None
        if twin is None or twin.priority < job.priority:
            seen[job.once_as or f"\0{len(seen)}"] = job
    # In one order for everyone: two relays that ask for the same jobs must not wait for each other.
    jobs = sorted(seen.values(), key=lambda job: job.once_as or "")
    await Queries.from_asyncpg_connection(connection).enqueue(
        [job.kind for job in jobs],
        [job.body for job in jobs],
        [job.priority for job in jobs],
        dedupe_key=[job.once_as for job in jobs],
        on_conflict="update_priority",
    )


class QueueRunner:
    """Runs jobs until stopped. A failing job is tried again with growing pauses, then held.

    Without `claims`, limits of kinds count the jobs of all processes together, as the library counts them.
    With it, this process takes so many jobs at most (two or more) and each kind's limit is its own: more
    processes do more, and what a killed one had taken stops nobody. Once all claims are used it looks again a
    tenth of a second later: quick jobs want many claims, and few claims keep more strictly to priorities.
    """

    def __init__(
        self,
        connection: asyncpg.Connection,
        *,
        claims: int | None = None,
        first_pause_s: float = 1.0,
        wait_for_a_part_s: float = 20.0,
        heartbeat_s: float = 30.0,
    ) -> None:
        from pgqueuer import PgQueuer
        from pgqueuer.db import AsyncpgDriver

        self._driver = AsyncpgDriver(connection)
        self._queue = PgQueuer(self._driver)
        self._claims = claims
        self._first_pause = timedelta(seconds=first_pause_s)
        self._wait_for_a_part = timedelta(seconds=wait_for_a_part_s)
        self._heartbeat_s = heartbeat_s

    def serve(self, kind: str, run: RunJob, *, at_once: int) -> None:
        """Says who runs jobs of a kind, and how many of them at a time."""
        from pgqueuer.executors import DatabaseRetryEntrypointExecutor

        def with_retries(parameters: Any) -> Any:
            return DatabaseRetryEntrypointExecutor(
                parameters=parameters, max_attempts=MAX_ATTEMPTS, initial_delay=self._first_pause
            )

        turns = asyncio.Semaphore(at_once)

        async def entrypoint(job: Any) -> None:
            async with turns:
                await self._run_or_put_back(run, job)

        self._queue.entrypoint(
            kind,
            concurrency_limit=at_once if self._claims is None else 0,
            accepts_context=False,
            on_failure="hold",
            executor_factory=with_retries,
        )(entrypoint)

    async def run(self) -> None:
        """Takes jobs until stop(); one that was killed leaves its jobs to the next after `heartbeat_s`."""
        await self._queue.run(
            batch_size=_BATCH if self._claims is None else min(_BATCH, self._claims // 2),
            max_concurrent_tasks=self._claims,
            dequeue_timeout=timedelta(seconds=min(_LOOK_EVERY_S, self._heartbeat_s)),
            heartbeat_timeout=timedelta(seconds=self._heartbeat_s),
        )

    def stop(self) -> None:
        """Lets running jobs end and takes no more."""
        self._queue.shutdown.set()

    async def _run_or_put_back(self, run: RunJob, job: Any) -> None:
        from pgqueuer.errors import RetryRequested

        try:
            await run(job.payload or b"")
        except Unavailable as absent:  # a part is missing, which is no fault of the job: it does not count
            await UNCOUNT_ATTEMPT.run(self._driver, job.id)
            raise RetryRequested(self._wait_for_a_part, str(absent)) from absent
