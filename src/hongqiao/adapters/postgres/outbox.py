"""The outbox in PostgreSQL, and the relay that turns its rows into jobs.

A row is taken out and its jobs are put in by one transaction: nothing is lost and nothing is invented.
"""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime

import asyncpg
import msgspec

from hongqiao.adapters.postgres.database import Database
from hongqiao.adapters.postgres.jobs import JobWanted, enqueue
from hongqiao.kernel.errors import Unavailable, mark
from hongqiao.kernel.events import Event, Reactors
from hongqiao.kernel.ids import IdMaker
from hongqiao.kernel.ports.jobs import EVENT, URGENT
from hongqiao.kernel.sql import Command, Connection, Query

CHANNEL = "outbox"
JOB = "Job"
REACT = "react"
_COUNTED_AT_MOST = 10_000

INSERT = Command(
    """
    with row as (
      insert into outbox (bucket, id, kind, body, recorded_at)
      values ($1, $2, $3, $4, $5)
    )
    select pg_notify('outbox', '')
    """
)


INSERT_ALL = Command(
    """
    with rows as (
      insert into outbox (bucket, id, kind, body, recorded_at)
      select $1, given.id, given.kind, given.body, given.recorded_at
      from unnest($2::bigint[], $3::text[], $4::bytea[], $5::timestamptz[])
        as given (id, kind, body, recorded_at)
    )
    select pg_notify('outbox', '')
    """
)


class OutboxRow(msgspec.Struct, frozen=True):
    """An event, or a job that was asked for, on its way."""

    bucket: int
    id: int
    kind: str
    body: bytes


TAKE = Query(
    OutboxRow,
    """
    delete from outbox
    where (bucket, id) in (
      select bucket, id
      from outbox
      order by id
      limit $1
      for update skip locked
    )
    returning bucket, id, kind, body
    """,
    buckets="scatter",
    why="the relay empties every bucket of its shard",
)


WAITING = Query(
    int,
    """
    select (
      (select count(*) from (select 1 from outbox limit 1000) as events)
      + (select count(*) from (select 1 from pgqueuer where status = 'queued' limit 1000) as jobs)
    )::int as waiting
    """,
    buckets="scatter",
    why="health looks at all buckets, at most a thousand rows",
)

WAITING_OF = Query(
    int,
    """
    select count(*)::int as waiting
    from (
      select 1
      from pgqueuer
      where status = 'queued'
        and entrypoint = $1
        and priority > $2
      limit $3
    ) as jobs
    """,
    buckets="scatter",
    why="the queue's own table has no buckets",
)


class Reaction(msgspec.Struct, frozen=True):
    """A job: one reactor and the event that it is to react to."""

    event_id: int
    kind: str
    reactor: str
    body: bytes


class PostgresOutbox:
    """Meets kernel/ports/outbox.py and kernel/ports/jobs.py: a job asked for is an outbox row too."""

    def __init__(self, ids: IdMaker) -> None:
        self._ids = ids

    async def insert(
        self, db: Connection, *, bucket: int, id_: int, kind: str, body: bytes, at: datetime
    ) -> None:
        await INSERT.run(db, bucket, id_, kind, body, at)

    async def insert_all(
        self, db: Connection, *, bucket: int, rows: Sequence[tuple[int, str, bytes, datetime]]
    ) -> None:
        await INSERT_ALL.run(db, bucket, *(list(column) for column in zip(*rows, strict=True)))

    async def add(
        self,
        db: Connection,
        kind: str,
        body: bytes,
        *,
        bucket: int = 0,
        priority: int = EVENT,
        once_as: str | None = None,
    ) -> None:
        wanted = JobWanted(kind=kind, body=body, priority=priority, once_as=once_as)
        await self.insert(
            db,
            bucket=bucket,
            id_=self._ids.make(bucket),
            kind=JOB,
            body=msgspec.msgpack.encode(wanted),
            at=datetime.now(UTC),
        )

    async def waiting(self, db: Connection, *, kind: str = "", above: int = 0) -> int:
        try:
            if kind:
                return await WAITING_OF.one(db, kind, above, _COUNTED_AT_MOST)
            return await WAITING.one(db)
        except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError) as fault:
            raise Unavailable(mark("The database does not answer."), detail=str(fault)) from fault


class Relay:
    """Moves outbox rows to the job queue, woken by NOTIFY and at least once a second."""

    def __init__(self, database: Database, reactors: Reactors, *, batch: int = 200) -> None:
        self._database, self._reactors, self._batch = database, reactors, batch
        self._wake = asyncio.Event()

    def wake(self, *_: object) -> None:
        """Called by the listener of the outbox channel."""
        self._wake.set()

    async def run(self, stopping: asyncio.Event) -> None:
        """Relays until told to stop."""
        while not stopping.is_set():
            self._wake.clear()
            while await self.relay_once() == self._batch:
                pass
            try:
                await asyncio.wait_for(self._wake.wait(), 1.0)
            except TimeoutError:
                continue

    async def relay_once(self) -> int:
        """Relays one batch; returns how many rows it took."""
        async with self._database.transaction() as transaction:
            rows = await TAKE.all(transaction, self._batch)
            wanted = [job for row in sorted(rows, key=lambda row: row.id) for job in self._jobs_for(row)]
            if wanted:
                await enqueue(transaction.connection, wanted)
            return len(rows)

    def _jobs_for(self, row: OutboxRow) -> list[JobWanted]:
        if row.kind == JOB:
            return [msgspec.msgpack.decode(row.body, type=JobWanted)]
        priority = URGENT if Event.kinds.get(row.kind, Event).is_urgent else EVENT
        return [
            JobWanted(
                kind=REACT,
                priority=priority,
                once_as=f"{row.id}:{name}",
                body=msgspec.msgpack.encode(Reaction(row.id, row.kind, name, row.body)),
            )
            for name in self._reactors.names_for(row.kind)
        ]
