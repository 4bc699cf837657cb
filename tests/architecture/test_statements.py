"""Every declared statement names its buckets as it says, and fills the struct that it says."""

import types
import typing
from collections.abc import Iterator
from datetime import datetime

import msgspec
import pytest

from tests.architecture.declared import Declared, declared
from tests.architecture.schema import tables
from tests.architecture.statements import read
from tests.architecture.tree import PROJECT, show

PLAIN_TYPES = {
    int: {"int2", "int4", "int8"},
    str: {"text", "varchar"},
    bool: {"bool"},
    datetime: {"timestamptz"},
    bytes: {"bytea"},
    float: {"float4", "float8"},
}
_COLUMNS = """
    select relname, attname
    from pg_class
    join pg_attribute on attrelid = pg_class.oid
    where relnamespace = 'public'::regnamespace
      and relkind in ('r', 'p')
      and relname <> 'schema_migration'
      and relname not like 'pgqueuer%'
      and attnum > 0
      and not attisdropped
"""
NOTE = frozenset({"note", "note_stat"})


def bucket_findings(statement: Declared, bucketed: frozenset[str]) -> Iterator[str]:
    """What is wrong with how a statement stands to the buckets."""
    reading = read(statement.sql, bucketed)
    if statement.buckets in {"scatter", "reference"}:
        if len(statement.why) < 10:
            yield f"{statement.name}: buckets={statement.buckets!r} needs why="
        if statement.buckets == "reference" and reading.uses:
            yield f"{statement.name}: names {reading.uses[0].table}, which is no reference table"
        return
    yield from (f"{statement.name}: {use.table} isn’t tied to a bucket" for use in reading.loose)
    if statement.buckets == "one" and reading.uses:
        if reading.arrays:
            yield f"{statement.name}: names many buckets but is declared one"
        elif len(reading.ones) != 1:
            yield f"{statement.name}: should name one bucket by one parameter, names {len(reading.ones)}"
    if statement.buckets == "many" and not (reading.arrays or reading.spreads):
        yield f"{statement.name}: declared many but has neither any() nor unnest()"


def shape_findings(statement: Declared, columns: list[tuple[str, str]]) -> Iterator[str]:
    """Where the result columns (name, type) don't fit the struct or the scalar that they fill."""
    if statement.into is None:
        return
    if not issubclass(statement.into, msgspec.Struct):
        if len(columns) != 1:
            yield f"{statement.name}: fills one value from {len(columns)} columns"
        elif not fits(statement.into, columns[0][1]):
            yield f"{statement.name}: {columns[0][0]} is {columns[0][1]}, not {statement.into.__name__}"
        return
    names = [field.name for field in msgspec.structs.fields(statement.into)]
    if [name for name, _ in columns] != names:
        selected = ", ".join(name for name, _ in columns)
        yield f"{statement.name}: selects {selected}; {statement.into.__name__} has {', '.join(names)}"
        return
    hints = typing.get_type_hints(statement.into)
    yield from (
        f"{statement.name}: {name} is {kind}, {statement.into.__name__} wants {hints[name]}"
        for name, kind in columns
        if not fits(hints[name], kind)
    )


def fits(python: object, postgres: str) -> bool:
    """Whether a column of this type fills a field of that one; only plain types are compared."""
    if isinstance(python, typing.NewType):
        return fits(python.__supertype__, postgres)
    arguments = typing.get_args(python)
    if typing.get_origin(python) in {types.UnionType, typing.Union}:
        return any(fits(one, postgres) for one in arguments if one is not type(None))
    if typing.get_origin(python) in {list, tuple}:
        return postgres.endswith("[]") and fits(arguments[0], postgres.removesuffix("[]"))
    allowed = PLAIN_TYPES.get(typing.cast(type, python))
    return allowed is None or postgres in allowed


def test_every_statement_names_its_buckets_as_declared():
    bucketed = frozenset(table.name for table in tables(PROJECT).values() if table.has_bucket)

    findings = [finding for statement in declared() for finding in bucket_findings(statement, bucketed)]

    assert not findings, show(findings)


def test_every_statement_has_a_name_in_its_store():
    assert not [statement.sql for statement in declared() if statement.name == "nowhere"]


async def test_every_statement_fits_the_migrated_schema_and_its_struct(database):
    findings = []

    async with database.transaction() as tx:
        for statement in declared():
            try:
                async with tx.transaction():
                    prepared = await tx.connection.prepare(statement.sql)
            except Exception as trouble:  # whatever the server says is the finding
                findings.append(f"{statement.name}: {trouble}")
                continue
            columns = [(column.name, column.type.name) for column in prepared.get_attributes()]
            findings += shape_findings(statement, columns)

    assert not findings, show(findings)


async def test_the_tables_read_from_the_migrations_are_those_of_the_database(database):
    rows = await database.fetch(_COLUMNS)

    theirs = {(row["relname"], row["attname"]) for row in rows}
    ours = {(table.name, column) for table in tables(PROJECT).values() for column in table.columns}
    assert ours == theirs


@pytest.mark.parametrize(
    ("sql", "buckets", "words"),
    [
        ("select id from note where id = $1", "one", "note isn’t tied to a bucket"),
        (
            "select id from note where bucket = $1 or bucket = $2",
            "one",
            "should name one bucket by one parameter, names 2",
        ),
        ("select id from note where bucket = any($1)", "one", "names many buckets but is declared one"),
        ("select id from note where bucket = $1", "many", "declared many but has neither any() nor unnest()"),
        ("select id from note", "scatter", "buckets='scatter' needs why="),
        ("select id from topic", "reference", "buckets='reference' needs why="),
    ],
)
def test_a_statement_that_breaks_its_word_is_found(sql, buckets, words):
    assert f"notes.X: {words}" in list(bucket_findings(Declared("notes.X", sql, buckets), NOTE))


def test_a_reference_statement_on_a_sharded_table_is_found():
    statement = Declared("notes.X", "select id from note", "reference", "read by everyone everywhere")

    assert list(bucket_findings(statement, NOTE)) == ["notes.X: names note, which is no reference table"]


class Row(msgspec.Struct):
    id: int
    title: str
    tags: list[str]
    edited_at: datetime | None


RIGHT = [("id", "int8"), ("title", "text"), ("tags", "text[]"), ("edited_at", "timestamptz")]


@pytest.mark.parametrize(
    "columns",
    [
        RIGHT[:3],
        [RIGHT[1], RIGHT[0], *RIGHT[2:]],
        [("id", "numeric"), *RIGHT[1:]],
        [*RIGHT[:3], ("edited_at", "timestamp")],
        [*RIGHT[:2], ("tags", "text"), RIGHT[3]],
        [("id", "int8"), ("name", "text"), *RIGHT[2:]],
    ],
)
def test_columns_that_do_not_fit_the_struct_are_found(columns):
    statement = Declared("notes.X", "", "one", into=Row)

    assert list(shape_findings(statement, RIGHT)) == []
    assert len(list(shape_findings(statement, columns))) == 1


def test_a_scalar_of_another_type_is_found():
    statement = Declared("notes.X", "", "one", into=int)

    assert list(shape_findings(statement, [("likes", "int8")])) == []
    assert list(shape_findings(statement, [("likes", "numeric")])) == ["notes.X: likes is numeric, not int"]
