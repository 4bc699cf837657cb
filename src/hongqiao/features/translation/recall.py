"""The memory of segments that readers agreed on: looked up, and by which texts they are used."""

from collections.abc import Sequence
from datetime import datetime

from hongqiao.features.translation.detection import detect
from hongqiao.features.translation.patterns import exchanged, pattern_key
from hongqiao.features.translation.queries import segments as rows
from hongqiao.features.translation.remembered import Remembered, keys_of, segment_key, segments_in
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


async def known_segments(
    scope: Scope, segments: Sequence[str], source: str, target: str
) -> dict[str, Remembered]:
    """As remembered_segments, and those that differ from a remembered one in numbers and entities only, with
    these exchanged wherever that is proved right. Two statements. For the worker.
    """
    exact = await remembered_segments(scope, segments, source, target)
    open_keys = {one: pattern_key(one, source) for one in segments if one not in exact}
    keys = list({key for key in open_keys.values() if key is not None})
    if not keys:
        return exact
    rows_found = await rows.ALIKE.all(scope.db, [bucket_of_name(key) for key in keys], keys, base_of(target))
    alike = {row.key: row for row in rows_found}
    found = dict(exact)
    for one, key in open_keys.items():
        if key is None or (row := alike.get(key)) is None:
            continue
        if (words := exchanged(row.written, row.words, one, base_of(source), base_of(target))) is not None:
            found[one] = Remembered(words, row.person_id)
    return found


async def keep_unit(
    scope: Scope,
    written: str,
    words: str,
    source: str,
    target: str,
    *,
    correction_id: int,
    person_id: int,
    made_at: datetime,
) -> int:
    """Remembers what stands for a segment, and for others of its pattern; how many segments that are, 1 or 0.

    Writes one bucket at a time.
    """
    rest = base_of(target), correction_id, base_of(source), written, words, person_id, made_at
    key, *alike = keys_of(written, source)
    kept = await rows.KEEP_SEGMENT.run(scope.db, bucket_of_name(key), key, *rest)
    for pattern in alike:
        await rows.KEEP_PATTERN.run(scope.db, bucket_of_name(pattern), pattern, *rest)
    return kept


async def drop_unit(scope: Scope, key: bytes, target: str, correction_id: int) -> None:
    """Forgets what a correction left under a segment's key or a pattern's; one bucket."""
    bucket = bucket_of_name(key)
    await rows.DROP_SEGMENT.run(scope.db, bucket, key, target, correction_id)
    await rows.DROP_PATTERN.run(scope.db, bucket, key, target, correction_id)


async def note_uses(scope: Scope, text_key: bytes, segments: Sequence[str], source: str) -> None:
    """Keeps which segments this text has, so that a later agreement finds it; hashes only. For the worker."""
    keys = list({key for one in segments for key in keys_of(one, source)})
    if keys:
        await rows.NOTE_USES.run(scope.db, [bucket_of_name(key) for key in keys], keys, text_key)


async def forget_uses(scope: Scope, text_key: bytes, words: str, source: str) -> None:
    """The text is gone. For the worker, which may have seen another language in it than was said."""
    langs = {base_of(source), await detect(words, source)}
    keys = list({key for one in segments_in(words) for lang in langs for key in keys_of(one, lang)})
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
