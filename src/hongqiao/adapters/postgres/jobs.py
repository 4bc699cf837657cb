"""The job queue: pgqueuer's tables and loop behind a few functions, so that it can be replaced in one place.

Its library is imported by the worker and by migrations only: pages ask for jobs through the outbox.
"""

from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import Any

import asyncpg
import msgspec

from hongqiao.kernel.errors import Unavailable

RunJob = Callable[[bytes], Awaitable[None]]
MAX_ATTEMPTS = 6
WAIT_FOR_A_PART_S = 20


class JobWanted(msgspec.Struct, frozen=True):
    """A job as it waits in the outbox."""

    kind: str
    body: bytes
    priority: int = 60
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
    jobs = list(seen.values())
    await Queries.from_asyncpg_connection(connection).enqueue(
        [job.kind for job in jobs],
        [job.body for job in jobs],
        [job.priority for job in jobs],
        dedupe_key=[job.once_as for job in jobs],
        on_conflict="update_priority",
    )


class QueueRunner:
    """Runs jobs until stopped. A failing job is tried again with growing pauses, then held."""

    def __init__(self, connection: asyncpg.Connection) -> None:
        from pgqueuer import PgQueuer
        from pgqueuer.db import AsyncpgDriver

        self._queue = PgQueuer(AsyncpgDriver(connection))

    def serve(self, kind: str, run: RunJob, *, at_once: int) -> None:
        """Says who runs jobs of a kind, and how many of them at a time."""
        from pgqueuer.executors import DatabaseRetryEntrypointExecutor

        def with_retries(parameters: Any) -> Any:
            return DatabaseRetryEntrypointExecutor(parameters=parameters, max_attempts=MAX_ATTEMPTS)

        async def entrypoint(job: Any) -> None:
            await _run_or_put_back(run, job.payload or b"")

        self._queue.entrypoint(
            kind,
            concurrency_limit=at_once,
            accepts_context=False,
            on_failure="hold",
            executor_factory=with_retries,
        )(entrypoint)

    async def run(self) -> None:
        """Takes jobs until stop(); a worker that was killed leaves its jobs to the next after 30 s."""
        await self._queue.run(batch_size=10, dequeue_timeout=timedelta(seconds=5))

    def stop(self) -> None:
        """Lets running jobs end and takes no more."""
        self._queue.shutdown.set()


async def _run_or_put_back(run: RunJob, body: bytes) -> None:
    from pgqueuer.errors import RetryRequested

    try:
        await run(body)
    except Unavailable as absent:  # a part is missing, which is no fault of the job
        raise RetryRequested(timedelta(seconds=WAIT_FOR_A_PART_S), str(absent)) from absent
