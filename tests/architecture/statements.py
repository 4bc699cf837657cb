"""Reads an SQL statement as far as its buckets go: which tables it names, by which parameters their bucket.

It knows the SQL that our stores are written in (see style.md), not all of SQL; what it cannot tie to a
bucket it calls loose, so that a form it doesn't know is seen and not waved through.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

Verb = Literal["read", "insert", "update", "delete"]
_TOKEN = re.compile(
    r"(?P<aside>--[^\n]*|/\*.*?\*/|\s+)|(?P<text>'(?:[^']|'')*')|(?P<parameter>\$\d+)"
    r"|(?P<name>[a-z_][\w]*(?:\.[a-z_][\w]*)?)|(?P<sign>::|<>|!=|<=|>=|\|\||[^\s])",
    re.S | re.I,
)
_QUERY_STARTS = {"select", "with", "insert", "update", "delete", "values"}
_KEYWORDS = {
    "as",
    "on",
    "where",
    "set",
    "join",
    "left",
    "right",
    "inner",
    "cross",
    "full",
    "natural",
    "using",
    "order",
    "group",
    "limit",
    "for",
    "returning",
    "values",
    "select",
    "union",
    "except",
    "intersect",
    "having",
    "with",
    "default",
    "window",
    "tablesample",
    "lateral",
    "only",
    "from",
    "and",
    "or",
    "fetch",
    "offset",
    "conflict",
    "do",
    "skip",
    "overriding",
}
_SUBQUERY = "<query>"


@dataclass(frozen=True)
class Use:
    """One mention of a table that has a bucket column."""

    table: str
    alias: str
    verb: Verb


@dataclass
class Reading:
    """What a statement says about buckets. `ones` and `arrays` are parameter numbers, from 1."""

    uses: list[Use] = field(default_factory=list)
    loose: list[Use] = field(default_factory=list)
    ones: set[int] = field(default_factory=set)
    arrays: set[int] = field(default_factory=set)
    spreads: bool = False  # any() or unnest() stands somewhere

    @property
    def writes(self) -> bool:
        return any(use.verb != "read" for use in self.uses)


def read(sql: str, bucketed: Collection[str]) -> Reading:
    """Reads a statement; `bucketed` are the tables that have a bucket column."""
    return _read(sql, frozenset(bucketed))


@lru_cache(maxsize=2000)
def _read(sql: str, bucketed: frozenset[str]) -> Reading:
    reading = Reading()
    tokens = [
        match.group().lower() if match.lastgroup == "name" else match.group()
        for match in _TOKEN.finditer(sql)
        if match.lastgroup != "aside"
    ]
    reading.spreads = "any" in tokens or "unnest" in tokens
    for part in _parts(tokens):
        _Part(part, bucketed).tell(reading)
    return reading


def _parts(tokens: list[str]) -> Iterator[list[str]]:
    """The statement's queries, each without the queries inside it."""
    inner: list[list[str]] = []
    outer: list[str] = []
    at = 0
    while at < len(tokens):
        if tokens[at] == "(" and at + 1 < len(tokens) and tokens[at + 1] in _QUERY_STARTS:
            end = _closing(tokens, at)
            inner.append(tokens[at + 1 : end])
            outer.append(_SUBQUERY)
            at = end + 1
            continue
        outer.append(tokens[at])
        at += 1
    part: list[str] = []
    for token in [*outer, "union"]:
        if token in {"union", "except", "intersect"}:
            yield part
            part = []
        else:
            part.append(token)
    for tokens_inside in inner:
        yield from _parts(tokens_inside)


def _closing(tokens: list[str], opening: int) -> int:
    """Index of the bracket that closes the one at `opening`."""
    depth = 0
    for at in range(opening, len(tokens)):
        depth += (tokens[at] == "(") - (tokens[at] == ")")
        if depth == 0:
            return at
    return len(tokens)


def _items(tokens: list[str]) -> list[list[str]]:
    """Comma-separated items, commas inside brackets left alone."""
    items: list[list[str]] = [[]]
    depth = 0
    for token in tokens:
        depth += (token == "(") - (token == ")")
        if token == "," and depth == 0:
            items.append([])
        else:
            items[-1].append(token)
    return items


class _Part:
    """One query: its tables, what stands in its from clause, and the ties of their buckets."""

    def __init__(self, tokens: list[str], bucketed: frozenset[str]) -> None:
        self.tokens, self.bucketed = tokens, bucketed
        self.uses: list[Use] = []
        self.spread_columns: dict[str, list[str]] = {}  # "wanted.bucket" -> tokens of its array
        self.tied: set[str] = set()
        self.ones: set[int] = set()
        self.arrays: set[int] = set()
        self._find_tables()
        self._find_ties()

    def tell(self, reading: Reading) -> None:
        """Adds what this part says to the statement's reading."""
        reading.uses += self.uses
        reading.loose += [use for use in self.uses if use.alias not in self.tied]
        reading.ones |= self.ones
        reading.arrays |= self.arrays

    def _find_tables(self) -> None:
        for at, token in enumerate(self.tokens):
            if token in {"from", "join", "using"} and self._at(at + 1) != "(":
                verb: Verb = "delete" if token == "from" and self._at(at - 1) == "delete" else "read"
                self._from_items(at + 1, verb)
            elif token == "update" and self._at(at - 1) not in {"for", "do", "key"}:
                self._from_item(at + 1, "update")
            elif token == "into":
                self._insert(at + 1)

    def _from_items(self, at: int, verb: Verb) -> None:
        after = self._from_item(at, verb)
        while self._at(after) == ",":
            after = self._from_item(after + 1, "read")

    def _from_item(self, at: int, verb: Verb) -> int:
        """Reads a table, function or query with its alias; returns where the next token stands."""
        while self._at(at) in {"lateral", "only", "rows"}:
            at += 1
        if self._at(at) == "(":  # a bracketed join
            return self._from_item(at + 1, verb)
        name, at = self._at(at), at + 1
        arguments: list[str] = []
        if self._at(at) == "(":
            end = _closing(self.tokens, at)
            arguments, at = self.tokens[at + 1 : end], end + 1
        at += self._at(at) == "as"
        alias = name
        if re.fullmatch(r"[a-z_]\w*", self._at(at)) and self._at(at) not in _KEYWORDS:
            alias, at = self._at(at), at + 1
        if arguments and self._at(at) == "(":
            end = _closing(self.tokens, at)
            columns = [item[0] for item in _items(self.tokens[at + 1 : end]) if item]
            for column, array in zip(columns, _items(arguments), strict=False):
                self.spread_columns[f"{alias}.{column}"] = array
            at = end + 1
        if not arguments and name in self.bucketed:
            self.uses.append(Use(name, alias, verb))
        return at

    def _insert(self, at: int) -> None:
        table = self._at(at)
        if table not in self.bucketed:
            return
        alias = self._at(at + 2) if self._at(at + 1) == "as" else table
        at += 3 if alias != table else 1
        self.uses.append(Use(table, alias, "insert"))
        end = _closing(self.tokens, at)
        columns = [item[0] for item in _items(self.tokens[at + 1 : end]) if item]
        if self._at(at) != "(" or "bucket" not in columns:
            return
        place = columns.index("bucket")
        for row in self._inserted(end + 1):
            if place < len(row):
                self._tie(alias, row[place])

    def _inserted(self, at: int) -> Iterator[list[list[str]]]:
        """The rows of values, or the select list, that an insert takes."""
        if self._at(at) == "values":
            at += 1
            while self._at(at) == "(":
                end = _closing(self.tokens, at)
                yield _items(self.tokens[at + 1 : end])
                at = end + 2 if self._at(end + 1) == "," else len(self.tokens)
        elif self._at(at) == "select":
            rest = self.tokens[at + 1 :]
            yield _items(rest[: rest.index("from")] if "from" in rest else rest)

    def _find_ties(self) -> None:
        for at, token in enumerate(self.tokens):
            if token == "bucket" or token.endswith(".bucket"):
                self._tie_at(at, token.rpartition(".")[0])
            elif token == "using" and "bucket" in self._bracket(at + 1):
                self.tied |= {use.alias for use in self.uses}

    def _tie_at(self, at: int, alias: str) -> None:
        if self._at(at + 1) == "=":
            self._tie(alias, self.tokens[at + 2 :])
        elif self._at(at - 1) == "=" and self._at(at - 2) not in {")"}:
            self._tie(alias, [self._at(at - 2)])
        elif self._at(at + 1) in {",", ")"} or self._at(at - 1) in {",", "("}:
            self._tie_row(at, alias)

    def _tie_row(self, at: int, alias: str) -> None:
        """(bucket, id) = (…) or (bucket, id) in (…)."""
        opening = at
        while opening >= 0 and self._at(opening) != "(":
            if self._at(opening) not in {",", "bucket"} and not re.fullmatch(r"[\w.]+", self._at(opening)):
                return
            opening -= 1
        if opening < 0:
            return
        end = _closing(self.tokens, opening)
        place = [item[0] for item in _items(self.tokens[opening + 1 : end]) if item].index(self.tokens[at])
        if self._at(end + 1) == "=" and self._at(end + 2) == "(":
            other = _items(self.tokens[end + 3 : _closing(self.tokens, end + 2)])
            self._tie(alias, other[place] if place < len(other) else [])
        elif self._at(end + 1) in {"=", "in"}:
            self._tie(alias, [_SUBQUERY])

    def _tie(self, alias: str, other: list[str]) -> None:
        """Ties the alias' bucket (every table's, when unqualified) to the other side of an equation."""
        while other and other[0] == "(":
            other = other[1:]
        if not other:
            return
        first = other[0]
        array = self.spread_columns.get(first, other if first in {"any", "unnest"} else [])
        parameters = [int(token[1:]) for token in array[:3] if token.startswith("$")]
        if first.startswith("$"):
            self.ones.add(int(first[1:]))
        elif array:
            self.arrays.update(parameters[:1])
        elif first != _SUBQUERY and not re.fullmatch(r"[a-z_]\w*(\.\w+)?", first):
            return
        self.tied |= {alias} if alias else {use.alias for use in self.uses}
        if re.fullmatch(r"\w+\.bucket", first):
            self.tied.add(first.partition(".")[0])

    def _bracket(self, at: int) -> list[str]:
        """What stands in the bracket that opens here; nothing when none does."""
        return self.tokens[at + 1 : _closing(self.tokens, at)] if self._at(at) == "(" else []

    def _at(self, at: int) -> str:
        return self.tokens[at] if 0 <= at < len(self.tokens) else ""
