"""Waiting for translations on loan: listens to the bus, looks again now and then, and gives up in time."""

import asyncio
import json
import time
from collections.abc import Sequence

import msgspec

from hongqiao.features import translation
from hongqiao.features.translation import Text
from hongqiao.kernel.scope import Scope

LOOK_AGAIN_S = 1.0


class Awaited(msgspec.Struct, frozen=True):
    """By ref: words that are there, texts that no engine could translate, and those that still wait."""

    words: dict[str, str] = {}
    failed: frozenset[str] = frozenset()
    waiting: frozenset[str] = frozenset()


async def await_all(scope: Scope, texts: Sequence[Text], target: str, *, deadline_s: float) -> Awaited:
    """Borrows a translation of each text and waits until all are settled, or the deadline."""
    until, done = time.monotonic() + deadline_s, asyncio.Event()
    topics = {translation.topic_of(translation.key_of(text), target) for text in texts}
    listening = asyncio.create_task(_listen(scope, sorted(topics), done))
    try:
        for text in texts:
            await translation.loans.borrow(scope, text, target)
        while True:
            now = await _look(scope, texts, target)
            left_s = until - time.monotonic()
            if not now.waiting or left_s <= 0:
                return now
            done.clear()
            try:
                await asyncio.wait_for(done.wait(), min(LOOK_AGAIN_S, left_s))
            except TimeoutError:
                continue
    finally:
        listening.cancel()


async def _look(scope: Scope, texts: Sequence[Text], target: str) -> Awaited:
    found = await translation.stored(scope, texts, target)
    absent = [text for text in texts if text.ref not in found]
    failed = (
        frozenset(await translation.memory.failed_among(scope, absent, target)) if absent else frozenset()
    )
    words = {ref: one.words for ref, one in found.items()}
    return Awaited(words, failed, frozenset(text.ref for text in absent) - failed)


async def _listen(scope: Scope, topics: Sequence[str], done: asyncio.Event) -> None:
    async for _, message in scope.ports.bus.listen(topics):
        if json.loads(message).get("done"):
            done.set()
