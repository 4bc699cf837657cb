"""The embedded server: it starts, survives, ends with its parent, and is nobody's but ours."""

import asyncio
import os
import pwd
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest

from hongqiao.adapters.postgres import embedded
from hongqiao.adapters.postgres.embedded import DatabaseTrouble, EmbeddedPostgres
from tests.adapters.pictures.processes import ENVIRONMENT, is_alive, line_of
from tests.entry.installation import kill

PARENT = """
import sys, time
from pathlib import Path
from hongqiao.adapters.postgres.embedded import EmbeddedPostgres
server = EmbeddedPostgres(Path(sys.argv[1]))
server.start()
print(server.pid, flush=True)
time.sleep(600)
"""


@pytest.fixture
def server(home: Path) -> Iterator[EmbeddedPostgres]:
    """A server that is not started yet."""
    made = EmbeddedPostgres(home)
    yield made
    made.stop()


async def run(dsn: str, *statements: str) -> list:
    """Runs statements one by one; returns the rows of the last."""
    connection = await asyncpg.connect(dsn)
    try:
        rows = []
        for statement in statements:
            rows = await connection.fetch(statement)
        return [tuple(row) for row in rows]
    finally:
        await connection.close()


def wait_for_end(pid: int, seconds: float = 30) -> bool:
    """Whether the process ends within so many seconds."""
    deadline = time.monotonic() + seconds
    while is_alive(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not is_alive(pid)


async def test_what_was_written_is_there_after_a_stop_and_a_second_start(server):
    first = server.start()
    await run(first, "create table kept (n int)", "insert into kept values (1)")
    pid = server.pid
    server.stop()
    ended = not server.is_running() and wait_for_end(pid, 1)

    second = server.start()

    assert ended
    assert second == first
    assert await run(second, "select n from kept") == [(1,)]


async def test_rows_that_were_acknowledged_survive_a_killed_server(server):
    dsn = server.start()
    await run(dsn, "create table acknowledged (n int)")
    connection = await asyncpg.connect(dsn)
    for number in range(50):
        await connection.execute("insert into acknowledged values ($1)", number)
    kill(server.pid)
    server.stop()
    connection.terminate()

    dsn = server.start()

    assert await run(dsn, "select count(*), max(n) from acknowledged") == [(50, 49)]


async def test_the_server_ends_with_its_parent_and_can_be_started_again(home, server):
    parent = await asyncio.create_subprocess_exec(
        sys.executable, "-c", PARENT, str(home), stdout=asyncio.subprocess.PIPE, env=ENVIRONMENT
    )
    pid = int(await parent.stdout.readline())

    kill(parent.pid)
    await parent.wait()
    dsn = server.start()

    assert wait_for_end(pid)
    assert server.pid != pid
    assert await run(dsn, "select 1") == [(1,)]


async def test_a_second_server_in_the_same_home_waits_and_then_says_why(home, server, monkeypatch):
    server.start()
    ticks = iter(range(0, 1_000, 10))
    monkeypatch.setattr(embedded.time, "monotonic", lambda: next(ticks))
    monkeypatch.setattr(embedded.time, "sleep", lambda _: None)

    with pytest.raises(DatabaseTrouble, match="still uses this home"):
        EmbeddedPostgres(home).start()

    monkeypatch.undo()
    assert server.is_running()


async def test_nobody_but_this_machine_and_account_reaches_the_server(server):
    dsn = server.start()
    folder = dsn.split("host=")[1]

    assert await run(dsn, "show listen_addresses") == [("",)]
    for reached in (folder, f"{folder}/.s.PGSQL.5432"):
        assert os.stat(reached).st_mode & 0o077 == 0
    if os.geteuid() == 0:
        account = pwd.getpwuid(int(line_of(server.pid, "status", "Uid:").split()[1]))
        assert account.pw_uid != 0


async def test_a_home_with_a_long_path_gets_its_socket_elsewhere(home):
    deep = home / ("a-folder-with-a-long-name-" * 4)
    deep.symlink_to(home)
    server = EmbeddedPostgres(deep)

    dsn = server.start()
    found, folder = await run(dsn, "select 1"), dsn.split("host=")[1]
    server.stop()
    shutil.rmtree(folder)

    assert found == [(1,)]
    assert len(folder) < 90


async def test_words_in_every_script_are_indexed_by_trigrams(server):
    dsn = server.start()

    await run(dsn, "create extension if not exists pg_trgm")

    assert (await run(dsn, "select show_trgm('咖啡') <> '{}', lower('ÉÀ') = 'éà'")) == [(True, True)]


def test_a_server_that_cannot_start_says_why(home, server):
    options = home / "postgres" / "data" / "postgresql.auto.conf"
    former = options.read_text()
    options.write_text(former + "\nshared_buffers = 'a lot'\n")

    try:
        with pytest.raises(DatabaseTrouble, match="FATAL"):
            server.start()
    finally:
        options.write_text(former)


def test_stopping_what_was_never_started_is_nothing(tmp_path):
    EmbeddedPostgres(tmp_path).stop()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root starts the server as another account")
def test_a_database_that_is_out_of_reach_is_not_replaced_by_an_empty_one(tmp_path):
    home = tmp_path / "closed"
    (home / "postgres" / "data").mkdir(parents=True)
    (home / "postgres" / "data" / "PG_VERSION").write_text("18\n")
    home.chmod(0o700)

    with pytest.raises(DatabaseTrouble, match="out of reach"):
        EmbeddedPostgres(home).start()
