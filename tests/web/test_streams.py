"""Streams that end with their login, and forms that carry the token of an older secret."""

import asyncio

import pytest

from hongqiao.kernel.ids import LoginId
from hongqiao.web.streams import Streams


async def endless() -> None:
    await asyncio.Event().wait()


async def test_a_stream_whose_login_ended_is_closed_and_others_go_on():
    left = {1, 2}

    async def holding(asked):
        return left & set(asked)

    streams = Streams(holding, every_s=0.02)
    tasks = {number: asyncio.create_task(endless()) for number in (1, 2)}
    for number, task in tasks.items():
        streams.opened(task, LoginId(number))

    left.discard(1)
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(tasks[1], 2)

    assert streams.closed(tasks[1]) and not streams.closed(tasks[1])
    assert not tasks[2].done()
    tasks[2].cancel()
    assert not streams.closed(tasks[2])


async def test_nobody_looks_while_no_stream_is_open():
    looks = []

    async def holding(asked):
        looks.append(asked)
        return set(asked)

    streams = Streams(holding, every_s=0.01)
    task = asyncio.create_task(endless())
    streams.opened(task, LoginId(1))
    await asyncio.sleep(0.05)
    streams.closed(task)
    task.cancel()
    await asyncio.sleep(0.05)
    before = len(looks)

    await asyncio.sleep(0.05)

    assert before == len(looks) > 0


async def test_a_database_that_is_away_closes_nobody_s_stream():
    async def holding(_):
        raise ConnectionError

    streams = Streams(holding, every_s=0.01)
    task = asyncio.create_task(endless())
    streams.opened(task, LoginId(1))

    await asyncio.sleep(0.05)

    assert not task.done()
    streams.closed(task)
    task.cancel()
