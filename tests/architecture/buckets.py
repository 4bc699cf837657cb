"""Watches which buckets are written while tests run: one transaction, one bucket.

The fixture `database` stands one of these between the code and PostgreSQL and asks check() at the end.
Only statements that the package declares count: what a test does by hand is its own affair.
"""

from collections.abc import AsyncIterator, Collection, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from functools import lru_cache
from typing import Any

from tests.architecture.declared import Declared, declared
from tests.architecture.schema import tables
from tests.architecture.statements import read
from tests.architecture.tree import PROJECT


@lru_cache(maxsize=1)
def known_statements() -> Mapping[str, Declared]:
    """The package's statements by their text."""
    return {one.sql: one for one in declared()}


@lru_cache(maxsize=1)
def bucketed_tables() -> frozenset[str]:
    """Names of the tables that have a bucket column."""
    return frozenset(table.name for table in tables(PROJECT).values() if table.has_bucket)


class Ledger:
    """What one transaction wrote: bucket -> the first statement that wrote there."""

    def __init__(self, recorder: "RecordingDatabase") -> None:
        self._recorder = recorder
        self.written: dict[int, str] = {}

    def note(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Notes the buckets that the statement writes with each row of arguments."""
        statement = self._recorder.statements.get(sql)
        reading = read(sql, self._recorder.bucketed)
        if statement is None or statement.buckets in {"scatter", "reference"} or not reading.writes:
            return
        for arguments in rows:
            self._add(statement.name, [arguments[at - 1] for at in reading.ones])
            for at in reading.arrays:
                self._add(statement.name, arguments[at - 1])

    def _add(self, name: str, buckets: Iterable[Any]) -> None:
        for bucket in buckets:
            first = len(self.written) == 1 and bucket not in self.written
            self.written.setdefault(bucket, name)
            if first:
                told = ", ".join(f"{written} by {by}" for written, by in self.written.items())
                self._recorder.violations.append(f"one transaction wrote several buckets: {told}")


class Recording:
    """A connection whose statements are noted before they run."""

    def __init__(self, inner: Any, ledger: Ledger | None, recorder: "RecordingDatabase") -> None:
        self._inner, self._ledger, self._recorder = inner, ledger, recorder

    async def fetch(self, query: str, *args: Any) -> list[Any]:
        self._note(query, [args])
        return await self._inner.fetch(query, *args)

    async def fetchrow(self, query: str, *args: Any) -> Any:
        self._note(query, [args])
        return await self._inner.fetchrow(query, *args)

    async def execute(self, query: str, *args: Any) -> str:
        self._note(query, [args])
        return await self._inner.execute(query, *args)

    async def executemany(self, command: str, args: Iterable[Sequence[Any]]) -> None:
        rows = list(args)
        self._note(command, rows)
        await self._inner.executemany(command, rows)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator["Recording"]:
        """A transaction with a ledger of its own; a savepoint inside one writes into the same ledger."""
        async with self._inner.transaction() as inner:
            yield Recording(inner, self._ledger or Ledger(self._recorder), self._recorder)

    def _note(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        (self._ledger or Ledger(self._recorder)).note(sql, rows)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)


class RecordingDatabase(Recording):
    """Stands before a Database; `violations` says which transactions wrote more than one bucket."""

    def __init__(
        self,
        inner: Any,
        *,
        statements: Mapping[str, Declared] | None = None,
        bucketed: Collection[str] | None = None,
    ) -> None:
        super().__init__(inner, None, self)
        self.statements = known_statements() if statements is None else statements
        self.bucketed = bucketed_tables() if bucketed is None else bucketed
        self.violations: list[str] = []

    def check(self) -> None:
        """Fails when a transaction since the start wrote more than one bucket."""
        assert not self.violations, "\n".join(self.violations)
