"""The queue: a job runs, is tried again, held, put back, taken over, and asked for once."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import asyncpg
import pytest

from hongqiao.adapters.postgres.jobs import MAX_ATTEMPTS, JobWanted, QueueRunner, enqueue
from hongqiao.kernel.errors import Unavailable
from tests.adapters.pictures.processes import ENVIRONMENT
from tests.entry.installation import kill

JOB = "select status::text, priority, attempts from pgqueuer where entrypoint = 'paint' order by id"
SHORT = {"first_pause_s": 0.01, "wait_for_a_part_s": 0.05, "heartbeat_s": 1.0}
KILLED = """
import asyncio, sys
import asyncpg
from hongqiao.adapters.postgres.jobs import QueueRunner

async def main():
    runner = QueueRunner(await asyncpg.connect(sys.argv[1]), heartbeat_s=1.0)
    async def hang(body):
        print("taken", flush=True)
        await asyncio.sleep(600)
    runner.serve("paint", hang, at_once=2)
    await runner.run()

asyncio.run(main())
"""


class Painter:
    """Runs jobs; `moods` are what it does with them one after the other, None paints."""

    def __init__(self, *moods: Exception | None) -> None:
        self.moods, self.tries, self.painted = list(moods), 0, []

    async def paint(self, body: bytes) -> None:
        self.tries += 1
        mood = self.moods.pop(0) if self.moods else None
        if mood is not None:
            raise mood
        self.painted.append(body)


class Crew:
    """Takes so many seconds for each job; `most` painted at one time."""

    def __init__(self, seconds: float) -> None:
        self.seconds, self.now, self.most = seconds, 0, 0

    async def paint(self, body: bytes) -> None:
        self.now += 1
        self.most = max(self.most, self.now)
        await asyncio.sleep(self.seconds)
        self.now -= 1


@pytest.fixture
async def another(postgres: str) -> AsyncIterator[asyncpg.Connection]:
    """One more connection."""
    opened = await asyncpg.connect(postgres)
    yield opened
    await opened.close()


@asynccontextmanager
async def running(
    connection: asyncpg.Connection, run: Callable, *, at_once: int = 2, **more: int | float
) -> AsyncIterator[None]:
    """A runner that paints, until the block ends."""
    runner = QueueRunner(connection, **{**SHORT, **more})
    runner.serve("paint", run, at_once=at_once)
    task = asyncio.create_task(runner.run())
    try:
        yield
    finally:
        runner.stop()
        await asyncio.wait_for(task, 20)


async def until(holds: Callable, seconds: float = 30.0) -> None:
    """Waits until it holds."""
    for _ in range(int(seconds / 0.03)):
        if await holds():
            return
        await asyncio.sleep(0.03)
    raise AssertionError(f"not within {seconds} s")


async def jobs(connection: asyncpg.Connection) -> list[tuple]:
    return [tuple(row) for row in await connection.fetch(JOB)]


def job(body: bytes = b"wall", **more) -> JobWanted:
    return JobWanted(kind="paint", body=body, **more)


async def test_a_job_runs_and_is_gone(connection, another):
    painter = Painter()
    await enqueue(connection, [job(b"wall"), job(b"\x00\xff door")])

    async with running(another, painter.paint):
        await until(lambda: _empty(connection))

    assert sorted(painter.painted) == [b"\x00\xff door", b"wall"]


async def _empty(connection) -> bool:
    return not await jobs(connection)


async def test_higher_priority_runs_first_and_equal_ones_in_order(connection, another):
    painter = Painter()
    await enqueue(connection, [job(b"1", priority=10), job(b"2", priority=90), job(b"3", priority=90)])

    async with running(another, painter.paint, at_once=1):
        await until(lambda: _empty(connection))

    assert painter.painted == [b"2", b"3", b"1"]


@pytest.mark.parametrize("claims", [None, 8], ids=["all together", "by claims"])
async def test_no_more_jobs_run_at_a_time_than_were_allowed(connection, another, claims):
    crew = Crew(0.02)
    await enqueue(connection, [job() for _ in range(8)])

    async with running(another, crew.paint, at_once=2, claims=claims):
        await until(lambda: _empty(connection))

    assert crew.most <= 2


async def test_two_processes_with_claims_of_their_own_do_twice_as_much(postgres, connection, another):
    crew = Crew(0.3)
    third = await asyncpg.connect(postgres)
    await enqueue(connection, [job() for _ in range(12)])
    async with (
        running(another, crew.paint, at_once=2, claims=2),
        running(third, crew.paint, at_once=2, claims=2),
    ):
        await until(lambda: _empty(connection))
    await third.close()

    assert crew.most == 4


async def test_what_comes_later_with_a_higher_priority_passes_all_that_is_not_claimed(connection, another):
    painted, may_dry = [], asyncio.Event()

    async def paint(body: bytes) -> None:
        painted.append(body)
        await may_dry.wait()

    await enqueue(connection, [job(f"{n}".encode(), priority=10) for n in range(20)])
    async with running(another, paint, at_once=2, claims=2):
        await until(lambda: _has(painted, 2))
        await enqueue(connection, [job(b"urgent", priority=900)])
        may_dry.set()
        await until(lambda: _empty(connection))

    assert painted.index(b"urgent") == 2


async def _has(painted: list, number: int) -> bool:
    return len(painted) >= number


async def test_what_a_killed_process_had_claimed_does_not_stop_the_others(postgres, connection, another):
    painter = Painter()
    await enqueue(connection, [job(b"taken") for _ in range(2)])
    async with _killed_while_painting(postgres):
        await enqueue(connection, [job(b"new")])

        async with running(another, painter.paint, claims=4, heartbeat_s=600.0):
            await until(lambda: _has(painter.painted, 1))

    assert painter.painted == [b"new"]


@asynccontextmanager
async def _killed_while_painting(postgres: str) -> AsyncIterator[None]:
    """Another process took all that waited, and is dead in the block."""
    other = await asyncio.create_subprocess_exec(
        sys.executable, "-c", KILLED, postgres, stdout=asyncio.subprocess.PIPE, env=ENVIRONMENT
    )
    assert await other.stdout.readline() == b"taken\n"
    assert await other.stdout.readline() == b"taken\n"
    kill(other.pid)
    await other.wait()
    yield


async def test_a_job_that_fails_is_tried_again(connection, another):
    painter = Painter(ValueError("wet"), OSError("no brush"))
    await enqueue(connection, [job()])

    async with running(another, painter.paint):
        await until(lambda: _empty(connection))

    assert (painter.tries, painter.painted) == (3, [b"wall"])


async def test_a_job_that_never_succeeds_is_held_and_not_lost(connection, another):
    painter = Painter(*[ValueError("wet")] * 50)
    await enqueue(connection, [job()])

    async with running(another, painter.paint):
        await until(lambda: _is(connection, "failed"))
        await asyncio.sleep(0.3)

    assert painter.tries == MAX_ATTEMPTS + 1
    assert [status for status, _, _ in await jobs(connection)] == ["failed"]


async def _is(connection, status: str) -> bool:
    return [found for found, _, _ in await jobs(connection)] == [status]


async def test_waiting_for_a_missing_part_does_not_count_as_failing(connection, another):
    absent = [Unavailable("asleep")] * (MAX_ATTEMPTS + 3)
    painter = Painter(*absent, *[ValueError("wet")] * MAX_ATTEMPTS)
    await enqueue(connection, [job()])

    async with running(another, painter.paint):
        await until(lambda: _empty(connection))

    assert painter.painted == [b"wall"]
    assert painter.tries == len(absent) + MAX_ATTEMPTS + 1


async def test_a_job_of_a_killed_runner_is_taken_over(postgres, connection, another):
    painter = Painter()
    await enqueue(connection, [job()])
    other = await asyncio.create_subprocess_exec(
        sys.executable, "-c", KILLED, postgres, stdout=asyncio.subprocess.PIPE, env=ENVIRONMENT
    )
    said = await other.stdout.readline()
    kill(other.pid)
    await other.wait()

    async with running(another, painter.paint):
        await until(lambda: _empty(connection))

    assert said == b"taken\n"
    assert painter.painted == [b"wall"]


async def test_a_long_job_of_a_living_runner_is_not_taken_over(postgres, connection, another):
    started, painter = [], Painter()

    async def paint_slowly(body: bytes) -> None:
        started.append(body)
        await asyncio.sleep(3.0)

    third = await asyncpg.connect(postgres)
    await enqueue(connection, [job()])
    async with running(another, paint_slowly):
        await until(lambda: _is(connection, "picked"))
        async with running(third, painter.paint):
            await until(lambda: _empty(connection))
    await third.close()

    assert (started, painter.painted) == ([b"wall"], [])


async def test_asking_again_raises_the_priority_of_the_job_that_waits(connection):
    await enqueue(connection, [job(once_as="wall", priority=10)])

    await enqueue(connection, [job(once_as="wall", priority=90), job(once_as="wall", priority=50)])
    await enqueue(connection, [job(once_as="wall", priority=20)])

    assert await jobs(connection) == [("queued", 90, 0)]


async def test_jobs_without_a_name_are_all_kept(connection):
    await enqueue(connection, [job(), job(once_as="wall"), job(), job(once_as="wall", priority=90), job()])

    assert len(await jobs(connection)) == 4


async def test_a_held_job_does_not_stand_in_the_way_of_the_next_of_its_name(connection, another):
    painter = Painter(*[ValueError("wet")] * (MAX_ATTEMPTS + 1))
    await enqueue(connection, [job(once_as="wall")])
    async with running(another, painter.paint):
        await until(lambda: _is(connection, "failed"))
        await enqueue(connection, [job(b"again", once_as="wall")])
        await until(lambda: _is(connection, "failed"))

    assert painter.painted == [b"again"]
