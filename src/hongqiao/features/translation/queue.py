"""The wish for a translation, and the job that fulfils it while readers watch the words arrive."""

import time
from collections.abc import Sequence

import msgspec

from hongqiao.features.translation import desk, memory, store
from hongqiao.features.translation.detection import detect
from hongqiao.features.translation.model import Outcome, Text, is_translatable, key_of, own_key_of, topic_of
from hongqiao.features.translation.pipeline import translate_text
from hongqiao.kernel.ids import bucket_of_name
from hongqiao.kernel.language import base_of
from hongqiao.kernel.ports import Engine
from hongqiao.kernel.ports.bus import MAX_MESSAGE_BYTES
from hongqiao.kernel.scope import Scope

JOB = "translate"
PART_EVERY_S = 0.12


class Wish(msgspec.Struct, frozen=True):
    """The body of a job: which words, into which language."""

    key: str
    target: str


async def wish(scope: Scope, text: Text, target: str, priority: int) -> bool:
    """Asks for a translation unless there is one, or one that failed of late. Whether it was asked for.

    The same wish twice is one job; a higher priority moves it forward. Writes in the bucket of the text.
    """
    if not text.words or not is_translatable(text.lang, target):
        return False
    key, target = key_of(text), base_of(target)
    if await memory.is_known(scope, (own_key_of(text), key), target):
        return False
    async with scope.transaction() as tx:
        await memory.record_source(tx, text)
        await tx.ports.jobs.add(
            tx.db,
            JOB,
            msgspec.json.encode(Wish(key.hex(), target)),
            bucket=bucket_of_name(key),
            priority=priority,
            once_as=f"{JOB}:{key.hex()}:{target}",
        )
    return True


async def run_job(scope: Scope, body: bytes) -> None:
    """Makes one translation and keeps it, or keeps that none could be made. Emits parts on the bus.

    Words that were withdrawn meanwhile are not translated, and not kept. Raises Unavailable while the engine
    for the pair is on its way: the queue tries again later. Holds no transaction while the engine works.
    """
    asked = msgspec.json.decode(body, type=Wish)
    key = bytes.fromhex(asked.key)
    bucket, topic = bucket_of_name(key), topic_of(key, asked.target)
    source = await store.SOURCE.maybe(scope.db, bucket, key)
    if source is not None and not await memory.is_known(scope, (key,), asked.target):
        lang = await detect(source.words, source.lang)
        engines = await desk.on_duty(scope, lang, asked.target, shared=source.shared)
        if engines:  # a wish that none can fulfil ends unkept: pages ask again when there is an engine
            outcome = await _made(scope, source.words, lang, asked.target, engines, topic)
            await _keep(scope, key, lang, asked.target, outcome)
    await scope.ports.bus.publish(topic, msgspec.json.encode({"done": True}))


async def _made(
    scope: Scope, words: str, lang: str, target: str, engines: Sequence[Engine], topic: str
) -> Outcome:
    try:
        return await translate_text(words, lang, target, engines, on_part=_Parts(scope, topic).tell)
    finally:
        await desk.settle(scope)


async def _keep(scope: Scope, key: bytes, lang: str, target: str, outcome: Outcome) -> None:
    await store.KEEP_IF_WANTED.run(
        scope.db,
        bucket_of_name(key),
        key,
        target,
        outcome.engine,
        outcome.version,
        lang,
        outcome.words,
        outcome.quality,
        list(outcome.checks),
        outcome.reason,
        outcome.confidence,
        scope.now,
    )


class _Parts:
    """Tells the words so far, not too often, and not when they are too long for the bus."""

    def __init__(self, scope: Scope, topic: str) -> None:
        self._scope, self._topic, self._told_at = scope, topic, 0.0

    async def tell(self, so_far: str) -> None:
        now = time.monotonic()
        message = msgspec.json.encode({"part": so_far})
        if so_far and now - self._told_at >= PART_EVERY_S and len(message) <= MAX_MESSAGE_BYTES:
            self._told_at = now
            await self._scope.ports.bus.publish(self._topic, message)
