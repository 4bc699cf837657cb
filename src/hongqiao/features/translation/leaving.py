"""What translation keeps of somebody who is erased: their words by who uses them, and what they corrected."""

from collections.abc import Sequence

from hongqiao.features.translation import recall, store
from hongqiao.features.translation.queries import leaving as sql
from hongqiao.features.translation.spreading import run_job
from hongqiao.features.translation.withdrawing import Spread, encoded, forget_corrections, segments_of
from hongqiao.kernel.ids import bucket_of_name
from hongqiao.kernel.scope import Scope


async def take_back(scope: Scope) -> None:
    """Takes back what the viewer corrected, with all that was made of it. For an erasure."""
    while found := await sql.SUGGESTED_BY.all(scope.db, scope.me):
        for one in found:
            await _take_back(scope, one)


async def forget_subjects(scope: Scope, subjects: Sequence[str]) -> None:
    """None of these subjects uses any words any more, in whatever language they were read; with the last use
    words and results go. Looks in every bucket.
    """
    for used in await sql.USED_BY.all(scope.db, list(subjects)):
        bucket = bucket_of_name(used.key)
        async with scope.transaction() as tx:
            await sql.DELETE_USES.run(tx.db, bucket, used.key, list(subjects))
            is_gone = await store.DELETE_UNUSED_SOURCE.run(tx.db, bucket, used.key)
            await store.DELETE_UNUSED.run(tx.db, bucket, used.key)  # after the words: a job may write now
            if is_gone:
                await forget_corrections(tx, used.key)
        if is_gone and used.words:
            await recall.forget_uses(scope, used.key, used.words, used.lang)


async def _take_back(scope: Scope, one: sql.Suggested) -> None:
    bucket = bucket_of_name(one.key)
    async with scope.transaction() as tx:
        await sql.DELETE_SUGGESTED.run(tx.db, bucket, one.key, one.target, one.id)
        await sql.DELETE_ITS_VOTES.run(tx.db, bucket, one.key, one.target, one.id)
    segments = segments_of(one.written, one.source)
    spread = Spread(one.key.hex(), one.target, one.id, one.text_key.hex(), one.shared, segments)
    await run_job(scope, encoded(spread))
