"""The memory of segments that readers agreed on: looked up, and by which texts they are used."""

from collections.abc import Sequence

from hongqiao.features.translation.queries import segments as rows
from hongqiao.features.translation.remembered import Remembered, segment_key, segments_in
from hongqiao.kernel.ids import bucket_of_name
from hongqiao.kernel.language import base_of
from hongqiao.kernel.scope import Scope


async def remembered_segments(
    scope: Scope, segments: Sequence[str], source: str, target: str
) -> dict[str, Remembered]:
    """Those of the segments that people agreed on; one statement. The newest agreement wins."""
    if not segments:
        return {}
    keys = {segment_key(one, source): one for one in segments}
    found = await rows.REMEMBERED.all(
        scope.db, [bucket_of_name(key) for key in keys], list(keys), base_of(target)
    )
    return {keys[row.key]: Remembered(row.words, row.person_id) for row in found}


async def note_uses(scope: Scope, text_key: bytes, segments: Sequence[str], source: str) -> None:
    """Keeps which segments this text has, so that a later agreement finds it; hashes only. For the worker."""
    keys = [segment_key(one, source) for one in segments]
    if keys:
        await rows.NOTE_USES.run(scope.db, [bucket_of_name(key) for key in keys], keys, text_key)


async def forget_uses(scope: Scope, text_key: bytes, words: str, source: str) -> None:
    """The text is gone. For the worker."""
    keys = [segment_key(one, source) for one in segments_in(words)]
    if keys:
        await rows.FORGET_USES.run(scope.db, [bucket_of_name(key) for key in keys], keys, text_key)


async def credit(
    scope: Scope, text_key: bytes, target: str, engine: str, version: str, used: Sequence[Remembered]
) -> None:
    """Says beside a result whose segments are in it."""
    people = list(dict.fromkeys(one.person_id for one in used))
    bucket = bucket_of_name(text_key)
    await rows.CREDIT.run(scope.db, bucket, text_key, base_of(target), engine, version, people)


async def drop_composed(scope: Scope, text_key: bytes, target: str) -> bool:
    """Drops results with people's segments in them; whether there were any."""
    return bool(await rows.DROP_COMPOSED.run(scope.db, bucket_of_name(text_key), text_key, base_of(target)))
