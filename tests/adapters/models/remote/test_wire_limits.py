"""How long an engine on another machine is left alone, and how much of what it says is listened to."""

import asyncio
import time
from email.utils import formatdate

import pytest

from hongqiao.adapters.models.remote import wire
from hongqiao.adapters.models.remote.openai_compatible import OpenAiCompatible
from hongqiao.kernel.errors import Unavailable
from tests.adapters.models.remote.service import begin_stream, event, plain, serving
from tests.adapters.models.remote.test_wire import ENGINES, say


async def asks_for_a_minute(asked, writer):
    plain(writer, {}, status=429, retry_after="60")


async def asks_for_nonsense(asked, writer):
    plain(writer, {}, status=503, retry_after="-1e9999 soon")


async def asks_until_a_date(asked, writer):
    plain(writer, {}, status=503, retry_after=formatdate(time.time() + 60, usegmt=True))


@pytest.mark.parametrize("kind", ENGINES)
@pytest.mark.parametrize(
    ("behave", "least", "most"),
    [(asks_for_a_minute, 60, 60), (asks_until_a_date, 50, 61), (asks_for_nonsense, 0, 0)],
)
async def test_how_long_an_engine_wants_to_be_left_alone_is_told(kind, behave, least, most):
    async with serving(behave) as service:
        with pytest.raises(Unavailable) as refused:
            await say(kind(service.about()))

    assert least <= refused.value.retry_after_s <= most


async def test_a_model_that_runs_away_is_left_long_before_its_deadline():
    said = []

    async def run_away(asked, writer):
        begin_stream(writer)
        while len(said) < 5_000:
            event(writer, {"choices": [{"delta": {"content": "the sea "}}]})
            said.append(1)
            await writer.drain()
            await asyncio.sleep(0)
        writer.close()

    async with serving(run_away) as service:
        rendered = await say(OpenAiCompatible(service.about()), "The sea was calm")

    assert (rendered.text, rendered.complete) == ("", False)
    assert len(said) < 4_000


async def test_lines_that_drip_in_sign_by_sign_cost_no_more_than_others():
    async def drip():
        for _ in range(300_000):
            yield b"x"
        yield b"\ny"

    began = time.process_time()
    found = [len(line) async for line in wire.Answer("", drip()).lines()]

    assert found == [300_000, 1]
    assert time.process_time() - began < 1.5
