"""The tables as the migrations make them, read from their text: names, columns, keys."""

import re

import msgspec

from tests.architecture.tree import Tree

_CREATE = re.compile(
    r"\bcreate\s+(?:unlogged\s+)?table\s+(?:if\s+not\s+exists\s+)?(\w+)\s*\((.*?)\n?\);", re.S | re.I
)
_DROP = re.compile(r"\bdrop\s+table\s+(?:if\s+exists\s+)?(\w+)", re.I)
_ALTER = re.compile(r"\balter\s+table\s+(?:if\s+exists\s+)?(\w+)\s+([^;]*);", re.S | re.I)
_ADD = re.compile(r"\badd\s+column\s+(?:if\s+not\s+exists\s+)?(\w+)", re.I)
_REMOVE = re.compile(r"\bdrop\s+column\s+(?:if\s+exists\s+)?(\w+)", re.I)
_UNIQUE_INDEX = re.compile(r"\bcreate\s+unique\s+index\s+\w+\s+on\s+(\w+)\s*\(([^)]*)\)", re.I)
_KEY = re.compile(r"\b(?:primary\s+key|unique)\s*\(([^)]*)\)", re.I)
_COMMENT = re.compile(r"--[^\n]*")


class Table(msgspec.Struct, frozen=True):
    """One table: its columns, and the columns of each primary or unique key."""

    name: str
    columns: tuple[str, ...]
    keys: tuple[tuple[str, ...], ...]
    migration: str

    @property
    def has_bucket(self) -> bool:
        return "bucket" in self.columns


def tables(tree: Tree) -> dict[str, Table]:
    """Every table that is there when all migrations have run."""
    found: dict[str, Table] = {}
    for file in tree.files("src/hongqiao/migrations", "*.sql"):
        sql = _COMMENT.sub("", file.text)
        for name in _DROP.findall(sql):
            found.pop(name, None)
        for name, body in _CREATE.findall(sql):
            found[name] = _table(name, body, file.name)
        for name, changes in _ALTER.findall(sql):
            if name in found:
                found[name] = _altered(found[name], changes)
        for name, columns in _UNIQUE_INDEX.findall(sql):
            if name in found:
                table = found[name]
                found[name] = msgspec.structs.replace(table, keys=(*table.keys, _names(columns)))
    return found


def _table(name: str, body: str, migration: str) -> Table:
    lines = [line.strip() for line in body.splitlines() if line.strip()]
    plain = [
        line
        for line in lines
        if not re.match(r"(primary key|unique|check|constraint|foreign key)\b", line, re.I)
    ]
    keys = [_names(columns) for columns in _KEY.findall(body)]
    keys += [
        (line.split()[0],) for line in plain if re.search(r"\b(primary key|unique)\b(?!\s*\()", line, re.I)
    ]
    return Table(name, tuple(line.split()[0] for line in plain), tuple(keys), migration)


def _altered(table: Table, changes: str) -> Table:
    gone = set(_REMOVE.findall(changes))
    kept = tuple(column for column in table.columns if column not in gone)
    return msgspec.structs.replace(table, columns=kept + tuple(_ADD.findall(changes)))


def _names(text: str) -> tuple[str, ...]:
    return tuple(part.split()[0] for part in text.split(",") if part.strip())
