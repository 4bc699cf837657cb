"""The reader of statements, on the forms that our stores use."""

import pytest

from tests.architecture.statements import read

TABLES = {"note", "note_stat", "follow_out", "follow_in", "outbox"}


@pytest.mark.parametrize(
    ("sql", "ones", "arrays"),
    [
        ("select id from note where bucket = $1 and id = $2", {1}, set()),
        ("select n.id from note n where $2 = n.bucket", {2}, set()),
        (
            "select n.id from note as n join note_stat s on s.bucket = n.bucket where n.bucket = $1",
            {1},
            set(),
        ),
        ("select id from note left join note_stat using (bucket, id) where note.bucket = $1", {1}, set()),
        ("select id from note where (bucket, id) = ($1, $2)", {1}, set()),
        ("insert into note (id, bucket, title) values ($1, $2, $3)", {2}, set()),
        ("insert into note (bucket, id) select $3::int, id from unnest($1::bigint[]) as x(id)", {3}, set()),
        ("update note set title = $3 where bucket = $1 and id = $2 returning id", {1}, set()),
        ("delete from note where bucket = $1", {1}, set()),
        ("select id from note where bucket = any($1) and id = any($2)", set(), {1}),
        (
            "select n.id from unnest($2::int[], $1::int[]) w(bucket, id) join note n on w.bucket = n.bucket",
            set(),
            {2},
        ),
        (
            "select n.id from unnest($1::int[], $2::bigint[]) w(b, i) cross join lateral"
            " (select id from note where bucket = w.b) n",
            set(),
            set(),
        ),
        (
            "with gone as (delete from follow_out where bucket = $1 returning bucket, id)"
            " insert into outbox (bucket, id) select bucket, id from gone",
            {1},
            set(),
        ),
        (
            "select id from note where bucket = $1 union all select id from follow_in where bucket = $1",
            {1},
            set(),
        ),
        ("select exists (select 1 from follow_out where bucket = $1) as followed", {1}, set()),
        (
            "update note_stat as s set likes = 1 from note n where n.bucket = s.bucket and n.bucket = $1",
            {1},
            set(),
        ),
        (
            "insert into note_stat (bucket, id) values ($1, $2) on conflict (id) do update set likes = 1",
            {1},
            set(),
        ),
        ("select id from note where bucket = $1 for update skip locked", {1}, set()),
    ],
)
def test_a_tied_statement_is_understood(sql, ones, arrays):
    reading = read(sql, TABLES)

    assert (reading.ones, reading.arrays, reading.loose) == (ones, arrays, [])
    assert reading.uses


@pytest.mark.parametrize(
    ("sql", "table"),
    [
        ("select id from note where id = $1", "note"),
        ("select bucket, id from note order by bucket, id", "note"),
        ("select n.id from note n, note_stat s where n.bucket = $1 and s.id = n.id", "note_stat"),
        ("select n.id from note n join note_stat s on s.id = n.id where n.bucket = $1", "note_stat"),
        ("insert into note (id, title) values ($1, $2)", "note"),
        (
            "select id from note where bucket = $1 and exists (select 1 from follow_in where id = $2)",
            "follow_in",
        ),
        ("select id from note where bucket > $1", "note"),
        ("delete from outbox where (bucket, id) in (select bucket, id from outbox limit $1)", "outbox"),
    ],
)
def test_a_loose_table_is_seen(sql, table):
    assert {use.table for use in read(sql, TABLES).loose} == {table}


@pytest.mark.parametrize(
    ("sql", "writes"),
    [
        ("select id from note where bucket = $1 for update", False),
        ("with x as (update note set a = 1 where bucket = $1) select 1", True),
        ("insert into note (bucket) values ($1)", True),
        ("delete from note where bucket = $1", True),
    ],
)
def test_writing_is_told_from_reading(sql, writes):
    assert read(sql, TABLES).writes is writes
