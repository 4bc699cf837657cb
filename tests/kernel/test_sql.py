"""Statements and what their rows become."""

from collections.abc import Iterator

import msgspec
import pytest

from hongqiao.kernel.sql import Command, Query


class Fruit(msgspec.Struct, frozen=True):
    """Something to eat."""

    name: str
    weight_g: int
    seeds: list[int] = []


@pytest.fixture(autouse=True)
def apart() -> Iterator[None]:
    """Statements of these tests stay out of the lists that other tests prepare."""
    queries, commands = len(Query.registry), len(Command.registry)
    yield
    del Query.registry[queries:], Command.registry[commands:]


async def test_rows_become_structs_by_their_place(scope):
    fruit = Query(Fruit, "select 'fig', n, array[n, 2] from generate_series(1, $1) as n order by n")

    assert await fruit.all(scope.db, 2) == [Fruit("fig", 1, [1, 2]), Fruit("fig", 2, [2, 2])]
    assert await fruit.maybe(scope.db, 2) == Fruit("fig", 1, [1, 2])
    assert await fruit.one(scope.db, 1) == Fruit("fig", 1, [1, 2])


async def test_a_single_column_becomes_a_plain_value(scope):
    number = Query(int, "select n from generate_series(1, $1) as n order by n")

    assert await number.all(scope.db, 3) == [1, 2, 3]
    assert await number.maybe(scope.db, 3) == 1


async def test_nothing_is_an_empty_list_none_or_a_broken_promise(scope):
    nothing = Query(Fruit, "select 'fig', 1, array[1] where false")

    assert await nothing.all(scope.db) == []
    assert await nothing.maybe(scope.db) is None
    with pytest.raises(AssertionError, match="where false"):
        await nothing.one(scope.db)


async def test_a_null_in_a_single_column_is_none_like_no_row(scope):
    assert await Query(int, "select null::int").maybe(scope.db) is None


async def test_a_command_tells_how_many_rows_changed(scope):
    async with scope.transaction() as tx:
        await Command("create temporary table basket (name text, weight_g int) on commit drop").run(tx.db)
        put = Command("insert into basket values ($1, $2)")

        one = await put.run(tx.db, "fig", 40)
        await put.run_each(tx.db, [("pear", 150), ("plum", 60)])
        heavier = await Command("update basket set name = 'big' where weight_g > $1").run(tx.db, 50)
        none = await Command("delete from basket where name = $1").run(tx.db, "kiwi")

    assert (one, heavier, none) == (1, 2, 0)


def test_every_statement_is_registered():
    query, command = Query(int, "select 1"), Command("delete from basket where bucket = $1")

    assert Query.registry[-1] is query
    assert Command.registry[-1] is command
    assert (query.buckets, command.buckets) == ("one", "one")
