"""A statement beside the struct that it fills. Every one is registered, so that tests can prepare them all.

`buckets` says how the statement stands to the shards: "one" (it has `bucket = $n`), "many" (it names
all its buckets in an array: hydration of one page), or "scatter" (workers and staff only, with a reason).
"""

from collections.abc import Iterable, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any, Generic, Literal, Protocol, TypeVar

import msgspec

T = TypeVar("T")
Buckets = Literal["one", "many", "scatter", "reference"]


class Connection(Protocol):
    """What a statement needs of a database connection or pool (asyncpg's shape)."""

    async def fetch(self, query: str, *args: Any) -> list[Any]: ...
    async def fetchrow(self, query: str, *args: Any) -> Any: ...
    async def execute(self, query: str, *args: Any) -> str: ...
    async def executemany(self, command: str, args: Iterable[Sequence[Any]]) -> None: ...
    def transaction(self) -> AbstractAsyncContextManager["Connection"]: ...


class Query(Generic[T]):
    """One SQL statement and what its rows become: a msgspec Struct (by position) or one scalar type."""

    registry: "list[Query[Any]]" = []

    def __init__(self, into: type[T], sql: str, *, buckets: Buckets = "one", why: str = "") -> None:
        self.into, self.sql, self.buckets, self.why = into, sql, buckets, why
        self.is_struct = isinstance(into, type) and issubclass(into, msgspec.Struct)
        Query.registry.append(self)

    async def all(self, db: Connection, *args: Any) -> list[T]:
        """Every row, in the statement's order."""
        rows = await db.fetch(self.sql, *args)
        return [self.into(*row) for row in rows] if self.is_struct else [row[0] for row in rows]

    async def maybe(self, db: Connection, *args: Any) -> T | None:
        """The first row, or None."""
        row = await db.fetchrow(self.sql, *args)
        if row is None:
            return None
        return self.into(*row) if self.is_struct else row[0]

    async def one(self, db: Connection, *args: Any) -> T:
        """The first row; the statement promises that there is one."""
        row = await self.maybe(db, *args)
        assert row is not None, self.sql
        return row


class Command:
    """One SQL statement that changes rows and returns none."""

    registry: "list[Command]" = []

    def __init__(self, sql: str, *, buckets: Buckets = "one", why: str = "") -> None:
        self.sql, self.buckets, self.why = sql, buckets, why
        Command.registry.append(self)

    async def run(self, db: Connection, *args: Any) -> int:
        """Runs it; returns how many rows changed."""
        done = await db.execute(self.sql, *args)
        return int(done.rsplit(" ", 1)[-1]) if done[-1].isdigit() else 0

    async def run_each(self, db: Connection, rows: Iterable[Sequence[Any]]) -> None:
        """Runs it once a row, in one round trip."""
        await db.executemany(self.sql, rows)
