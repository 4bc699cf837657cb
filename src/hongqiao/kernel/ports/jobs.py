"""Jobs: work for later, at least once; the caller's transaction decides whether it is asked for."""

from typing import Protocol

from hongqiao.kernel.sql import Connection

URGENT, TAPPED, VISIBLE, EVENT, OPEN_NOTE, API, FOLLOWED, BACKFILL = 1_000, 900, 700, 600, 500, 400, 300, 100
"""Priorities: higher runs first. A hundred apart, so that each can be graded."""


class Jobs(Protocol):
    """A queue that keeps what it was given until it is done."""

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
        """Asks for a job in the caller's transaction, in the bucket of the row that it serves.

        `once_as` is a key under which only one job waits; asking again can only raise its priority.
        """
        ...

    async def waiting(self, db: Connection, *, kind: str = "", above: int = 0) -> int:
        """How many jobs wait now, roughly: of one kind above a priority, else of all with the events.

        Raises Unavailable without a database.
        """
        ...
