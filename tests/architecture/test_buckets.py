"""The recorder of written buckets: it sees a transaction that writes two, and leaves the rest alone."""

from contextlib import asynccontextmanager

import pytest

from tests.architecture.buckets import RecordingDatabase
from tests.architecture.declared import Declared

WRITE = "insert into note (bucket, id) values ($1, $2)"
WRITE_MANY = (
    "delete from note n using unnest($1::int[], $2::bigint[]) as w(bucket, id) where n.bucket = w.bucket"
)
SWEEP = "delete from note where id < $1"
READ = "select id from note where bucket = $1"
STATEMENTS = {
    WRITE: Declared("notes.store.INSERT", WRITE, "one"),
    WRITE_MANY: Declared("notes.store.DELETE_MANY", WRITE_MANY, "many"),
    SWEEP: Declared("notes.store.SWEEP", SWEEP, "scatter", "a worker's nightly job"),
    READ: Declared("notes.store.READ", READ, "one"),
}


class Silent:
    """A database that takes every statement and returns nothing."""

    async def fetch(self, query, *args):
        return []

    async def execute(self, query, *args):
        return "INSERT 0 1"

    async def executemany(self, command, args):
        return None

    @asynccontextmanager
    async def transaction(self):
        yield self


@pytest.fixture
def recording():
    return RecordingDatabase(Silent(), statements=STATEMENTS, bucketed={"note"})


async def test_one_bucket_a_transaction_is_fine(recording):
    for bucket in (7, 8):
        async with recording.transaction() as tx:
            await tx.fetch(READ, 99)
            await tx.execute(WRITE, bucket, 1)
            await tx.execute(WRITE, bucket, 2)
    await recording.execute(WRITE, 9, 3)

    recording.check()


async def test_two_buckets_in_a_transaction_are_found(recording):
    async with recording.transaction() as tx:
        await tx.execute(WRITE, 7, 1)
        await tx.execute(WRITE, 8, 2)

    with pytest.raises(
        AssertionError, match=r"several buckets: 7 by notes\.store\.INSERT, 8 by notes\.store\.INSERT"
    ):
        recording.check()


async def test_a_savepoint_writes_into_the_same_ledger(recording):
    async with recording.transaction() as tx:
        await tx.execute(WRITE, 7, 1)
        async with tx.transaction() as inner:
            await inner.execute(WRITE, 8, 2)

    assert len(recording.violations) == 1


@pytest.mark.parametrize(
    "run",
    [
        lambda db: db.executemany(WRITE, [(7, 1), (8, 2)]),
        lambda db: db.execute(WRITE_MANY, [7, 8], [1, 2]),
    ],
)
async def test_two_buckets_in_one_statement_are_found(recording, run):
    await run(recording)

    assert len(recording.violations) == 1


async def test_declared_scatter_and_statements_of_tests_are_left_alone(recording):
    async with recording.transaction() as tx:
        await tx.execute(SWEEP, 5)
        await tx.execute("update note set title = '' where bucket = $1", 7)
        await tx.execute("update note set title = '' where bucket = $1", 8)

    recording.check()
