"""The outbox: events commit with the rows that they tell of."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from hongqiao.kernel.sql import Connection


class Outbox(Protocol):
    """Takes events in the caller's transaction."""

    async def insert(
        self, db: Connection, *, bucket: int, id_: int, kind: str, body: bytes, at: datetime
    ) -> None: ...

    async def insert_all(
        self, db: Connection, *, bucket: int, rows: Sequence[tuple[int, str, bytes, datetime]]
    ) -> None:
        """Rows (id, kind, body, moment) of one bucket, by one statement."""
        ...
