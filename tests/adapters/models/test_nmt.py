"""The small English and Portuguese engine: its own process, its end, and its faults."""

import asyncio
import os
import signal

import pytest

from hongqiao.adapters.models.nmt import FastNmt
from hongqiao.kernel.errors import Unavailable


@pytest.fixture
async def engine():
    engine = FastNmt(idle_minutes=0.02)
    yield engine
    await engine.close()


async def say(engine, text):
    rendered = await engine.translate(text, source="en", target="pt", glossary=(), deadline_s=10)
    return rendered.text


def child_of(engine):
    return next(iter(engine._child._pool._processes))


async def test_the_small_model_keeps_marks_and_blanks_between_sentences(engine):
    rendered = await engine.translate(
        "I follow [0] on [1].  It is nice!", source="en", target="pt", glossary=(), deadline_s=10
    )

    assert rendered.text.startswith("Eu sigo [0]")
    assert "[1].  " in rendered.text


async def test_the_process_ends_when_nobody_needs_it_and_the_next_text_starts_another(engine):
    await say(engine, "Good morning.")
    first = child_of(engine)
    for _ in range(100):
        if not engine._child.is_running:
            break
        await asyncio.sleep(0.05)

    assert not engine._child.is_running
    assert await say(engine, "Good morning.") == "Bom dia."
    assert child_of(engine) != first


async def test_a_process_that_dies_is_said_and_replaced(engine):
    await say(engine, "Good morning.")
    os.kill(child_of(engine), signal.SIGKILL)

    with pytest.raises(Unavailable):
        for _ in range(50):
            await say(engine, "Good morning.")
            await asyncio.sleep(0.02)

    assert await say(engine, "Good morning.") == "Bom dia."
