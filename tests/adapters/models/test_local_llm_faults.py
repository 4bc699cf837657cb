"""The model’s process and texts that end it, readers who leave it, machines without room for it."""

import asyncio

import pytest

from hongqiao.adapters.models import local_llm
from hongqiao.kernel.errors import Unavailable
from tests.adapters.models import test_local_llm
from tests.adapters.models.test_local_llm import pid_in, say

llm = test_local_llm.llm


@pytest.mark.parametrize("text", ["die", "long"])
async def test_a_text_that_ends_the_process_again_is_left_alone_and_others_go_on(llm, text):
    for _ in range(2):
        with pytest.raises(Unavailable):
            await say(llm, text)
    pid = pid_in(await say(llm, "hello"))

    left = await say(llm, text)

    assert (left.text, left.complete) == ("", False)
    assert pid_in(await say(llm, "hello")) == pid


async def test_who_leaves_when_the_process_is_dead_has_left(llm, monkeypatch):
    leaving = asyncio.create_task(say(llm, "hang"))
    await asyncio.sleep(0.5)

    async def broken(*_):
        raise ConnectionResetError

    monkeypatch.setattr(local_llm, "_send", broken)
    leaving.cancel()

    with pytest.raises(asyncio.CancelledError):
        await leaving


async def test_a_machine_without_room_for_a_process_is_no_fault_of_the_text(llm, monkeypatch):
    async def no_room(*_, **__):
        raise OSError(12, "Cannot allocate memory")

    monkeypatch.setattr(asyncio, "create_subprocess_exec", no_room)

    for _ in range(3):
        with pytest.raises(Unavailable):
            await say(llm, "hello")
