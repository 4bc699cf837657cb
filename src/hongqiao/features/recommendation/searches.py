"""What a reader searched for lately, as vectors: a source of notes, never the words themselves."""

from typing import Protocol

from hongqiao.features import accounts
from hongqiao.features.recommendation.known import as_reader, choice_of
from hongqiao.features.recommendation.meaning import Vector, moved, packed, unpacked
from hongqiao.features.recommendation.model import TASTE_WEIGHTS, Action
from hongqiao.features.recommendation.queries import searches, signals
from hongqiao.features.recommendation.vectors import vector_of
from hongqiao.kernel.ids import bucket_of
from hongqiao.kernel.moments import from_micros
from hongqiao.kernel.scope import Scope
from hongqiao.kernel.text import topic_slug


class Asked(Protocol):
    """What is told of a search."""

    account_id: int
    words: str
    at_micros: int


class Cleared(Protocol):
    """What is told when all searches until a moment are forgotten."""

    account_id: int
    at_micros: int


async def keep_search(scope: Scope, event: Asked) -> None:
    """Keeps what a search was about and moves the reader's taste a little towards it, once a search.

    Nothing of readers whose feed uses no activity, nor of a search that was cleared since.
    """
    if not await accounts.leaving.is_there(scope, event.account_id):
        return
    reader = await as_reader(scope, event.account_id)
    if not (await choice_of(reader)).profiled:
        return
    words, bucket, at = event.words.replace("#", " "), bucket_of(reader.me), from_micros(event.at_micros)
    about = [slug for slug in (topic_slug(words.replace(" ", "")), *map(topic_slug, words.split())) if slug]
    version, vector = await vector_of(scope, words, reader.viewer.reads[0], tuple(dict.fromkeys(about))[:4])
    async with reader.transaction() as tx:
        kept = await searches.KEEP.run(tx.db, bucket, reader.me, at, version, packed(vector))
        if kept:
            await _move_taste(tx, version, vector)


async def _move_taste(tx: Scope, version: str, vector: Vector) -> None:
    taste = await signals.LOCK_TASTE.maybe(tx.db, bucket_of(tx.me), tx.me)
    if taste is not None and taste.version == version:
        after = moved(unpacked(taste.vector), vector, TASTE_WEIGHTS[Action.SEARCHED])
        await signals.SET_TASTE.run(tx.db, bucket_of(tx.me), tx.me, version, packed(after), taste.steps + 1)


async def forget_searches(scope: Scope, event: Cleared) -> None:
    """Forgets what was searched for until then, and what of it is still on its way."""
    if not await accounts.leaving.is_there(scope, event.account_id):
        return
    bucket, at = bucket_of(event.account_id), from_micros(event.at_micros)
    async with scope.transaction() as tx:
        await searches.FORGET_UNTIL.run(tx.db, bucket, event.account_id, at)
        await searches.MARK_CLEARED.run(tx.db, bucket, event.account_id, at)
