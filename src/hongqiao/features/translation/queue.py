"""The wish for a translation, and the job that fulfils it while readers watch the words arrive."""

import contextlib
import time
from collections.abc import Sequence

import msgspec

from hongqiao.features.translation import desk, memory, recall, remembered, store
from hongqiao.features.translation.detection import detect
from hongqiao.features.translation.model import (
    Guard,
    Lore,
    Outcome,
    Text,
    is_translatable,
    key_of,
    own_key_of,
    topic_of,
)
from hongqiao.features.translation.pipeline import translate_text
from hongqiao.features.translation.queries import waits
from hongqiao.kernel.ids import bucket_of_name
from hongqiao.kernel.language import UNDETERMINED, base_of
from hongqiao.kernel.ports import Engine
from hongqiao.kernel.ports.bus import MAX_MESSAGE_BYTES
from hongqiao.kernel.ports.engine import OnPart
from hongqiao.kernel.ports.jobs import FOLLOWED, OPEN_NOTE
from hongqiao.kernel.scope import Scope

JOB = "translate"
PART_EVERY_S = 0.12


NO_WORDS = Outcome("", "refused", reason="no-words")
"""Kept for what is of no language, else every page with it would ask again."""


class Wish(msgspec.Struct, frozen=True):
    """The body of a job: which words, into which language; whether only for readers who wait for it."""

    key: str
    target: str
    for_readers: bool = False
    anew: bool = False
    is_thorough: bool = False  # nobody waits: better words for twice the time


async def wish(scope: Scope, text: Text, target: str, priority: int) -> bool:
    """Asks for a translation unless there is one, or one that failed of late. Whether it was asked for.

    The same wish twice is one job; a higher priority moves it forward. Writes in the bucket of the text.
    """
    if not text.words or not is_translatable(text.lang, target):
        return False
    if await memory.known_among(scope, (own_key_of(text), key_of(text)), base_of(target)):
        return False
    await request(scope, text, target, priority)
    return True


async def request(scope: Scope, text: Text, target: str, priority: int, *, for_readers: bool = False) -> None:
    """Asks for a job without looking whether it is needed. Writes in the bucket of the text.

    A job `for_readers` ends undone when none of them waits any more; of twins the first one's word holds.
    """
    key, target = key_of(text), base_of(target)
    async with scope.transaction() as tx:
        await memory.record_source(tx, text)
        await tx.ports.jobs.add(
            tx.db,
            JOB,
            msgspec.json.encode(Wish(key.hex(), target, for_readers, is_thorough=priority <= FOLLOWED)),
            bucket=bucket_of_name(key),
            priority=priority,
            once_as=f"{JOB}:{key.hex()}:{target}",
        )


async def wish_anew(scope: Scope, key: bytes, target: str) -> None:
    """Asks once more for what has a result: people agreed on a segment of it, or took one back."""
    await scope.ports.jobs.add(
        scope.db,
        JOB,
        msgspec.json.encode(Wish(key.hex(), target, anew=True)),
        bucket=bucket_of_name(key),
        priority=OPEN_NOTE,
        once_as=f"{JOB}:{key.hex()}:{target}:anew",
    )


async def run_job(
    scope: Scope, body: bytes, *, lore: Lore | None = None, guard: Guard | None = None
) -> bytes:
    """Makes one translation and keeps it, or keeps that none could be made. Emits parts on the bus.
    Returns the key of the words.

    Words that were withdrawn meanwhile are not translated, and not kept; nor is what only readers wanted
    who have left. What the `guard` doesn’t let pass is refused: the original stays.
    Raises Unavailable while the engine
    for the pair is on its way: the queue tries again later. Holds no transaction while the engine works.
    """
    asked = msgspec.json.decode(body, type=Wish)
    key = bytes.fromhex(asked.key)
    bucket, topic = bucket_of_name(key), topic_of(key, asked.target)
    if asked.for_readers and not await waits.IS_WAITED_FOR.one(scope.db, key, asked.target, scope.now):
        return key
    source = await store.SOURCE.maybe(scope.db, bucket, key)
    if source is not None and (asked.anew or not await memory.known_among(scope, (key,), asked.target)):
        lang = await detect(source.words, source.lang)
        engines: Sequence[Engine] = ()
        if lang == UNDETERMINED:
            await _keep(scope, key, lang, asked.target, NO_WORDS)
        else:
            engines = await desk.on_duty(scope, lang, asked.target, shared=source.shared)
        try:
            tell = _Parts(scope, topic, source.words, guard).tell
            await _make(scope, asked, key, source.words, lang, engines, lore, tell, guard)
        finally:
            await desk.settle(scope)
    await waits.END_WAITS.run(scope.db, key, asked.target)
    await scope.ports.bus.publish(topic, msgspec.json.encode({"done": True}))
    return key


async def _make(
    scope: Scope,
    asked: Wish,
    key: bytes,
    words: str,
    lang: str,
    engines: Sequence[Engine],
    lore: Lore | None,
    tell: OnPart,
    guard: Guard | None,
) -> None:
    """Translates with what people agreed on, and once more when that changed while the engine worked.

    A wish that no engine can fulfil ends here, unkept: pages ask again when there is one.
    """
    segments = remembered.segments_in(words)
    await recall.note_uses(scope, key, segments, lang)
    known = await recall.known_segments(scope, segments, lang, asked.target)
    while remembered.is_all_known(words, known) or engines:
        outcome = await translate_text(
            words,
            lang,
            asked.target,
            engines,
            lore=lore,
            known=known,
            is_thorough=asked.is_thorough,
            vectors=scope.ports.vectors,
            on_part=tell,
        )
        if guard is not None and outcome.words and not guard(words, outcome.words):
            outcome = Outcome("", "refused", outcome.engine, outcome.version, outcome.checks, "screened")
        await _keep(scope, key, lang, asked.target, outcome)
        if used := remembered.used_in(words, known):
            await recall.credit(scope, key, asked.target, outcome.engine, outcome.version, used)
        before, known = known, await recall.known_segments(scope, segments, lang, asked.target)
        if known == before:
            return
        await recall.drop_composed(scope, key, asked.target)


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
        outcome.meaning,
        outcome.estimate,
        scope.now,
    )


class _Parts:
    """Tells the words so far, not too often, and not when they are too long for the bus."""

    def __init__(self, scope: Scope, topic: str, words: str, guard: Guard | None) -> None:
        self._scope, self._topic, self._told_at = scope, topic, 0.0
        self._words, self._guard = words, guard

    async def tell(self, so_far: str) -> None:
        """Never raises: parts are hints, and no engine is to blame when one is lost."""
        now = time.monotonic()
        if not so_far or now - self._told_at < PART_EVERY_S:
            return
        message = msgspec.json.encode({"part": so_far.encode(errors="ignore").decode()})
        if len(message) > MAX_MESSAGE_BYTES:
            return
        self._told_at = now
        if self._guard is not None and not self._guard(self._words, so_far):
            return
        with contextlib.suppress(Exception):  # whatever a bus may raise
            await self._scope.ports.bus.publish(self._topic, message)
