"""Translation memory: looking up, keeping and forgetting results. Each text lies in the bucket of its key."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from hongqiao.features.translation import recall, store
from hongqiao.features.translation.model import (
    CUT_STANDS,
    FAILURE_STANDS,
    Quality,
    Text,
    Translated,
    is_translatable,
    key_of,
    own_key_of,
)
from hongqiao.features.translation.normalise import normalise
from hongqiao.features.translation.queries import carrying, forgetting
from hongqiao.features.translation.queries import known as known_rows
from hongqiao.features.translation.withdrawing import forget_corrections
from hongqiao.kernel.ids import bucket_of_name
from hongqiao.kernel.language import base_of
from hongqiao.kernel.scope import Scope

UNUSED_STANDS = timedelta(days=1)
SWEPT_AT_ONCE = 5_000


async def stored(scope: Scope, texts: Sequence[Text], target: str) -> Mapping[str, Translated]:
    """What may be shown for these texts, by ref, in one statement; texts without a result are not in it.

    The author's own version comes before a person's, a person's before the newest of an engine.
    """
    wanted = [text for text in texts if is_translatable(text.lang, target)]
    if not wanted:
        return {}
    keys = list(dict.fromkeys(key for text in wanted for key in (own_key_of(text), key_of(text))))
    rows = await store.BEST.all(scope.db, [bucket_of_name(key) for key in keys], keys, base_of(target))
    by_key = {row.key: row for row in rows}
    found: dict[str, Translated] = {}
    for text in wanted:
        row = by_key.get(own_key_of(text)) or by_key.get(key_of(text))
        if row is not None:
            found[text.ref] = Translated(
                row.words,
                row.source,
                row.target,
                row.origin,
                row.engine,
                row.version,  # type: ignore[arg-type]
                row.quality,
                tuple(row.checks),
                row.made_at,  # type: ignore[arg-type]
                tuple(row.people),
            )
    return found


async def with_any(scope: Scope, texts: Sequence[Text]) -> list[Text]:
    """Those of the texts that have a result in some language, in one statement."""
    keys = {text: (own_key_of(text), key_of(text)) for text in texts}
    asked = list(dict.fromkeys(key for pair in keys.values() for key in pair))
    there = set(await known_rows.WITH_ANY.all(scope.db, [bucket_of_name(key) for key in asked], asked))
    return [text for text, pair in keys.items() if there.intersection(pair)]


async def failed_among(scope: Scope, texts: Sequence[Text], target: str) -> set[str]:
    """Refs of the texts that no engine could translate of late; only of texts without a stored result."""
    keys = {text.ref: key_of(text) for text in texts}
    failed = await store.FAILED.all(
        scope.db,
        [bucket_of_name(key) for key in keys.values()],
        list(keys.values()),
        base_of(target),
        scope.now - FAILURE_STANDS,
        scope.now - CUT_STANDS,
    )
    return {ref for ref, key in keys.items() if key in failed}


async def known_among(scope: Scope, keys: Sequence[bytes], target: str) -> set[bytes]:
    """Those of the keys that have a result, or a failure that still stands. One statement."""
    buckets = [bucket_of_name(key) for key in keys]
    since = scope.now - FAILURE_STANDS, scope.now - CUT_STANDS
    return set(await store.KNOWN.all(scope.db, buckets, list(keys), base_of(target), *since))


async def sweep(scope: Scope) -> int:
    """Forgets words, with their results, that were asked for but that nothing came to use within a day.

    What is a day old was looked at before it was a week old, so the older need no look. For the worker.
    Returns how many went.
    """
    newest, oldest = scope.now - UNUSED_STANDS, scope.now - 7 * UNUSED_STANDS
    swept = await forgetting.SWEEP_UNUSED.all(scope.db, oldest, newest, SWEPT_AT_ONCE)
    for gone in swept:
        await recall.forget_uses(scope, gone.key, gone.words, gone.lang)
    return len(swept)


async def remember(scope: Scope, texts: Sequence[Text], subject: str) -> None:
    """Records that the subject uses these words. Once or often is the same. One transaction a text."""
    for text in texts:
        async with scope.transaction() as tx:
            await record_source(tx, text)
            key = key_of(text)
            await store.INSERT_USE.run(tx.db, bucket_of_name(key), key, subject, text.ref)


async def used_by(scope: Scope, key: bytes) -> list[str]:
    """Refs of the texts with these words, a hundred at most."""
    return await store.USED_BY.all(scope.db, bucket_of_name(key), key)


async def record_source(scope: Scope, text: Text) -> None:
    """Keeps the words, so that a job need carry only their key."""
    key = key_of(text)
    await store.INSERT_SOURCE.run(
        scope.db, bucket_of_name(key), key, base_of(text.lang), normalise(text.words), text.shared, scope.now
    )


async def keep_version(scope: Scope, text: Text, target: str, words: str) -> None:
    """Keeps the author's own words in another language; they hold for this ref and these words only."""
    key = own_key_of(text)
    await store.KEEP.run(
        scope.db,
        bucket_of_name(key),
        key,
        base_of(target),
        "author",
        "",
        "",
        base_of(text.lang),
        words,
        "good",
        [],
        "",
        None,
        scope.now,
    )


async def carry_versions(scope: Scope, before: Text, now: Text) -> None:
    """The same words at the same place, for other readers now: the author's own versions go along.

    What they wrote since stays. Reads one bucket, then writes in another.
    """
    former, key = own_key_of(before), own_key_of(now)
    for one in await carrying.VERSIONS.all(scope.db, bucket_of_name(former), former):
        await carrying.CARRY.run(
            scope.db, bucket_of_name(key), key, one.target, one.source, one.words, scope.now
        )


async def keep_result(
    scope: Scope,
    text: Text,
    target: str,
    words: str,
    *,
    engine: str,
    version: str,
    checks: Sequence[str] = (),
    quality: Quality = "good",
) -> None:
    """Keeps what an engine made earlier, outside the database (a file of the demo town)."""
    key = key_of(text)
    async with scope.transaction() as tx:
        await record_source(tx, text)
        await store.KEEP.run(
            tx.db,
            bucket_of_name(key),
            key,
            base_of(target),
            "engine",
            engine,
            version,
            base_of(text.lang),
            words,
            quality,
            list(checks),
            "",
            None,
            scope.now,
        )


async def forget(scope: Scope, texts: Sequence[Text], subject: str) -> None:
    """The subject no longer uses these words: the author's versions and readers' corrections of them go, and
    with their last use all else.

    One transaction a key.
    """
    for text in texts:
        own, key = own_key_of(text), key_of(text)
        async with scope.transaction() as tx:
            await store.DELETE_UNUSED.run(tx.db, bucket_of_name(own), own)
            await forget_corrections(tx, own)
        bucket = bucket_of_name(key)
        async with scope.transaction() as tx:
            await store.DELETE_USE.run(tx.db, bucket, key, subject, text.ref)
            is_gone = await store.DELETE_UNUSED_SOURCE.run(tx.db, bucket, key)
            await store.DELETE_UNUSED.run(tx.db, bucket, key)  # after the words: a job may write right now
        if is_gone:
            await recall.forget_uses(scope, key, text.words, text.lang)
