"""Search by meaning: sentence vectors of notes, beside the words, where the machine has them."""

import asyncio
import struct
from collections.abc import Sequence

from hongqiao.features import notes
from hongqiao.features.search.entries import Words, meaning_texts
from hongqiao.features.search.model import Near
from hongqiao.features.search.queries import vectors as rows
from hongqiao.features.search.store import BUCKET
from hongqiao.kernel.errors import Unavailable
from hongqiao.kernel.ids import NoteId
from hongqiao.kernel.ports.jobs import BACKFILL
from hongqiao.kernel.scope import Scope

JOB = "search-meaning"
DEADLINE_S = 0.15
LOOKED_AT, KEPT = 400, 80
"""How many entries are compared exactly after a rough look, and how many of them are fused: decision 0014."""

MADE_AT_ONCE = 32
"""Vectors made within one transaction: some seconds of work."""

FAINTEST = 0.25
"""Part of the port's `likely` cosine below which a note is not near at all."""


async def wish_meaning(scope: Scope, ids: Sequence[int]) -> None:
    """Asks for the vectors of notes; made apart, since the model may have to start. One job for all."""
    await rows.WANT.run(scope.db, BUCKET, sorted(ids))
    await scope.ports.jobs.add(scope.db, JOB, b"", bucket=BUCKET, priority=BACKFILL, once_as=JOB)


async def run_job(scope: Scope, _: bytes) -> None:
    """Makes the vectors that were asked for, of the newest notes first, until none is left.

    Raises Unavailable while there is no model; what was asked for stays.
    """
    while await fill_meaning(scope) == MADE_AT_ONCE:
        pass


async def fill_meaning(scope: Scope) -> int:
    """Makes the vectors of some notes that wait; returns how many waited. Several may do it at once."""
    async with scope.transaction() as tx:
        ids = await rows.TAKE_WANTED.all(tx.db, BUCKET, MADE_AT_ONCE)
        found = await notes.lists.words_of(tx, [NoteId(id_) for id_ in ids])
        await put_meaning(tx, [note for note in found if not await _has_meaning(tx, note)])
    return len(ids)


async def put_meaning(scope: Scope, found: Sequence[Words]) -> int:
    """Makes and keeps vectors of notes; returns how many. None without a model or pgvector."""
    vectors = scope.ports.vectors
    served = [note for note in found if vectors is not None and vectors.serves(note.lang)]
    if vectors is None or not served or vectors.state() == "absent" or not await _is_possible(scope):
        return 0
    made = await vectors.of([text for note in served for text in meaning_texts(note)])
    made_rows = [
        (BUCKET, note.id, vectors.version, note.revision, written(_added(title, whole)))
        for note, title, whole in zip(served, made[::2], made[1::2], strict=True)
    ]
    await rows.PUT_VECTOR.run_each(scope.db, made_rows)
    return len(made_rows)


async def forget_meaning(scope: Scope, ids: Sequence[int]) -> None:
    """Takes the vectors of notes away."""
    if await _is_possible(scope):
        await rows.TAKE_OUT_VECTOR.run(scope.db, BUCKET, list(ids))


async def near(
    scope: Scope, words: str, followed: Sequence[int], *, deadline_s: float = DEADLINE_S
) -> list[Near]:
    """Notes near these words in meaning, nearest first; nothing when that cannot be told in time."""
    try:
        async with asyncio.timeout(deadline_s):
            return await _near(scope, words, followed)
    except (TimeoutError, Unavailable):
        return []


async def _near(scope: Scope, words: str, followed: Sequence[int]) -> list[Near]:
    vectors = scope.ports.vectors
    if vectors is None or not words or vectors.state() == "absent" or not await _is_possible(scope):
        return []
    (vector,) = await vectors.of([words])
    me = scope.viewer.account_id or 0
    async with scope.transaction() as tx:
        await rows.LOOK_WIDELY.run(tx.db)
        asked = written(_numbers(vector))
        found = await rows.NEAR.all(
            tx.db, BUCKET, asked, LOOKED_AT, vectors.version, me, KEPT, list(followed)
        )
    faintest = FAINTEST * vectors.likely
    return [Near(row.id, row.lang, row.made_at, row.cosine) for row in found if row.cosine >= faintest]


def _added(title: bytes, whole: bytes) -> list[float]:
    """The sum of both: cosines don't ask for its length."""
    return [one + other for one, other in zip(_numbers(title), _numbers(whole), strict=True)]


def _numbers(vector: bytes) -> Sequence[float]:
    """From little-endian float32."""
    return struct.unpack(f"<{len(vector) // 4}f", vector)


def written(numbers: Sequence[float]) -> str:
    """As pgvector reads it."""
    return "[" + ",".join(f"{number:.5g}" for number in numbers) + "]"


async def _has_meaning(scope: Scope, note: Words) -> bool:
    vectors = scope.ports.vectors
    if vectors is None or not await _is_possible(scope):
        return False
    return await rows.HAS_VECTOR.one(scope.db, BUCKET, note.id, note.revision, vectors.version)


async def _is_possible(scope: Scope) -> bool:
    return await rows.HAS_VECTORS.one(scope.db)
