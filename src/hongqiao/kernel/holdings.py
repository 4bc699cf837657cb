"""The data map: for each table what it holds of people, how they get a copy of it, and how it is erased.

A feature declares HOLDINGS (and TRACES, where its rows are found by other ids than the account's) in its
privacy.py. Rules are statements, so that what the map says is what happens.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from hongqiao.kernel.ids import bucket_of, to_public
from hongqiao.kernel.sql import Command, Connection, Query

Given = tuple[str | int, ...]
"""What a statement is given: names of traces ("bucket", "account", "handle", "notes"), or a fixed bucket."""

OWN: Given = ("bucket", "account")


class Traces:
    """By what somebody's rows are found: "bucket", "account", "handle", and lists of ids by their name.

    For a list "comments" there is "comments:buckets" too, and for "account" and "notes" their "subjects".
    """

    def __init__(self, account_id: int, handle: str) -> None:
        self.account_id, self.handle = account_id, handle
        self.bucket = bucket_of(account_id)
        self.lists: dict[str, list[Any]] = {}

    def given(self, names: Given) -> list[Any]:
        """The arguments of a statement. Raises KeyError for a list that nothing gathered."""
        return [self[name] if isinstance(name, str) else name for name in names]

    def __getitem__(self, name: str) -> Any:
        known = {"bucket": self.bucket, "account": self.account_id, "handle": self.handle}
        if name in known:
            return known[name]
        if name == "subjects":
            notes = [f"note:{to_public(id_)}" for id_ in self.lists["notes"]]
            return [f"account:{to_public(self.account_id)}", *notes]
        if name.endswith(":buckets"):
            return [bucket_of(id_) for id_ in self.lists[name.removesuffix(":buckets")]]
        return self.lists[name]


class Trace(msgspec.Struct, frozen=True):
    """A list of ids that other rules are given under this name."""

    name: str
    rows: Query[Any]
    given: Given = OWN


class Rows(msgspec.Struct, frozen=True):
    """The rows of a table that are somebody's, each as one JSON object; for their copy and for counting."""

    query: Query[str]
    given: Given = OWN

    async def of(self, db: Connection, traces: Traces) -> list[str]:
        """All of them."""
        return await self.query.all(db, *traces.given(self.given))


class Erase(msgspec.Struct, frozen=True):
    """Deletes the rows, or empties of everything what names the person where `leaves` says why they stay."""

    command: Command
    given: Given = OWN
    leaves: str = ""

    async def run(self, db: Connection, traces: Traces) -> int:
        """Returns how many rows changed; none the second time."""
        return await self.command.run(db, *traces.given(self.given))


class Keep(msgspec.Struct, frozen=True):
    """The rows stay for so many days after the account is erased, since somebody else has a right to them.

    `ground` is shown to the person. `at_once` is emptied all the same, `then` ends what was kept.
    """

    ground: str
    days: int
    then: Erase
    at_once: Erase | None = None


class With(msgspec.Struct, frozen=True):
    """The rows go by the same act as those of another table: its reactors clear them, wherever they lie."""

    table: str


class Holding(msgspec.Struct, frozen=True):
    """One table. `names`: its columns that name a person. A rule in words says why there is none."""

    table: str
    about: str
    names: tuple[str, ...]
    export: Rows | str
    erase: Erase | Keep | With | str
    ends: str = ""  # when rows go without anybody leaving


def nobody(table: str, about: str, why: str, ends: str = "") -> Holding:
    """A table that holds nothing of anybody."""
    return Holding(table, about, (), why, why, ends)


async def trace(db: Connection, traces: Traces, known: Iterable[Trace]) -> Traces:
    """Gathers the lists, in order; a later one may be given an earlier."""
    for one in known:
        traces.lists[one.name] = await one.rows.all(db, *traces.given(one.given))
    return traces


def by_table(holdings: Iterable[Holding]) -> Mapping[str, Holding]:
    """The holdings by their table. Raises ValueError when a table has two rules."""
    found: dict[str, Holding] = {}
    for one in holdings:
        if one.table in found:
            raise ValueError(f"{one.table} has two rules in the data map")
        found[one.table] = one
    return found
