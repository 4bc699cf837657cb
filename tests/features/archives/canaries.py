"""A row of somebody’s in every table that the data map gives a copy of, made from the migrated schema."""

import json
from datetime import UTC, date, datetime
from typing import Any

import msgspec

from hongqiao.entry.data_map import HOLDINGS
from hongqiao.kernel.holdings import Holding, Rows
from hongqiao.kernel.ids import bucket_of, to_public
from hongqiao.kernel.scope import Scope

_COLUMNS = """
    select a.attname, format_type(a.atttypid, -1)
    from pg_attribute a
    where a.attrelid = $1::regclass
      and a.attnum > 0
      and not a.attisdropped
    order by a.attnum
"""
GIVEN = [one for one in HOLDINGS if isinstance(one.export, Rows) and one.table not in ("account", "profile")]
"""What a copy is given of; account and profile are there since somebody signed up."""

FIXED: dict[str, dict[str, Any]] = {
    "archive_out": {"state": "failed"},
    "archive_in": {"state": "done", "source": "mastodon", "receipt": b"{}"},
    "brought_row": {"kind": "draft"},
    "note": {"state": 0},
    "search_name": {"kind": "person"},
}
"""What a column must hold for the table to take the row, or for the row to be somebody’s."""


class Planting:
    """Somebody’s rows, whose words begin with `canary`."""

    def __init__(self, who: Scope, canary: str) -> None:
        self._who, self._canary = who, canary
        self.wordless: set[str] = set()
        self._note, self._comment, self._case = (self._new_id() for _ in range(3))

    async def plant(self) -> None:
        """One row a table."""
        await self._insert("moderation_case", {"id": self._case, "bucket": 0})
        for one in GIVEN:
            await self._insert(one.table, self._fixed(one))

    def words(self, table: str) -> str:
        """What stands in the words of this person’s row of a table."""
        return f"{self._canary}-{table}"

    def _fixed(self, one: Holding) -> dict[str, Any]:
        account = self._who.me
        assert isinstance(one.export, Rows)
        first = one.export.given[0]
        fixed: dict[str, Any] = {"bucket": first if isinstance(first, int) else bucket_of(account)}
        for name in one.names:
            is_handle = name in ("handle", "made_by") or name.endswith("_handle")
            fixed[name] = self._who.viewer.handle if is_handle else account
        for name in ("body", "email", "fields", "name"):
            fixed.pop(name, None)
        fixed |= {"note_id": self._note, "comment_id": self._comment, "case_id": self._case}
        fixed["parties"] = [account]
        if one.table in ("note", "comment"):
            fixed["id"] = self._note if one.table == "note" else self._comment
        if one.table == "draft":
            fixed["fields"] = msgspec.json.encode({"title": self.words("draft"), "pictures": []})
        if one.table == "brought_row":
            fixed["body"] = msgspec.json.encode({"title": self.words("brought_row"), "saved_at": ""}).decode()
        if "subject" in fixed:
            fixed["subject"] = f"account:{to_public(account)}"
        if one.table == "search_name":
            fixed["key"] = str(account)
        if one.table == "moderation_case":
            fixed["id"] = self._new_id()
        return fixed | FIXED.get(one.table, {})

    async def _insert(self, table: str, fixed: dict[str, Any]) -> None:
        columns = await self._who.db.fetch(_COLUMNS, table)
        if not {kind for _, kind in columns} & {"text", "text[]", "bytea", "jsonb"}:
            self.wordless.add(table)
        values = {name: fixed.get(name, self._made(table, kind)) for name, kind in columns}
        if table == "moderation_case" and fixed["bucket"] == 0:
            values |= {"bucket": _bucket_of_cases(), "person_id": self._who.me, "state": 3}
        places = ", ".join(f"${at}" for at in range(1, len(values) + 1))
        await self._who.db.execute(
            f"insert into {table} ({', '.join(values)}) values ({places}) on conflict do nothing",
            *values.values(),
        )

    def _made(self, table: str, kind: str) -> Any:
        words = self.words(table)
        return {
            "text": words,
            "text[]": [words],
            "bytea": words.encode(),
            "jsonb": json.dumps(words),
            "boolean": True,
            "timestamp with time zone": datetime.now(UTC),
            "date": date(2026, 1, 1),
            "bigint": self._new_id(),
            "bigint[]": [],
            "integer[]": [],
            "integer": 1,
            "smallint": 1,
            "real": 0.5,
            "double precision": 0.5,
        }[kind]

    def _new_id(self) -> int:
        return self._who.ids.make(bucket_of(self._who.me))


def _bucket_of_cases() -> int:
    return next(one.export.given[0] for one in GIVEN if one.table == "moderation_case")  # type: ignore[union-attr]
