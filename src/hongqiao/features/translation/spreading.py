"""What follows from a correction that was accepted or undone, in other buckets: a job, idempotent.

Also what forgetting a text means for its corrections: they go, and with them all that was made of them.
"""

import msgspec

from hongqiao.features.translation import queue, recall
from hongqiao.features.translation.agreement import Correction
from hongqiao.features.translation.queries import corrections as rows
from hongqiao.features.translation.queries import segments as segment_rows
from hongqiao.features.translation.withdrawing import SPREAD, Spread
from hongqiao.kernel.edges import settle
from hongqiao.kernel.ids import bucket_of_name, to_public
from hongqiao.kernel.scope import Scope

JOB = SPREAD
_AT_ONCE = 200
MADE_ANEW_AT_MOST = 2_000
"""Texts with one segment that are translated again; others get it whenever they are translated next."""


async def apply(scope: Scope, key: bytes, target: str, correction_id: int) -> None:
    """Shows the correction at its place, and wherever the words repeat, or nowhere: as it stands now.

    Writes one bucket at a time; doing it twice changes nothing.
    """
    correction = await _look(scope, key, target, correction_id)
    if correction is not None:
        await _make_shown(scope, Spread.of(correction), correction)


async def run_job(scope: Scope, body: bytes) -> None:
    """Makes memory equal to how the correction stands, and has texts with its segments made anew."""
    asked = msgspec.json.decode(body, type=Spread)
    key = bytes.fromhex(asked.key)

    async def look() -> Correction | None:
        return await _look(scope, key, asked.target, asked.correction_id)

    async def make_equal(correction: Correction | None) -> None:
        await _make_shown(scope, asked, correction)
        await _make_remembered(scope, asked, correction)

    await settle(look, make_equal)
    correction = await look()
    is_everywhere = correction is not None and correction.state == "everywhere"
    for segment in asked.segments if asked.shared else ():
        await _have_made_anew(scope, bytes.fromhex(segment), asked.target, drop=not is_everywhere)


async def _look(scope: Scope, key: bytes, target: str, correction_id: int) -> Correction | None:
    return await rows.ONE.maybe(scope.db, bucket_of_name(key), key, target, correction_id)


async def _make_shown(scope: Scope, asked: Spread, correction: Correction | None) -> None:
    """The person's version: at its place when the author took it, under the words when readers agreed."""
    state = correction.state if correction is not None else ""
    places = {asked.key: state in ("here", "everywhere"), asked.text_key: state == "everywhere"}
    for name, is_shown in places.items():
        key, version = bytes.fromhex(name), to_public(asked.correction_id)
        bucket = bucket_of_name(key)
        if correction is None or not is_shown:
            await rows.DROP_PERSONS.run(scope.db, bucket, key, asked.target, version)
            continue
        await rows.KEEP_PERSONS.run(
            scope.db,
            bucket,
            key,
            asked.target,
            version,
            correction.source,
            correction.words,
            correction.checks,
            correction.settled_at,
            [correction.person_id],
        )


async def _make_remembered(scope: Scope, asked: Spread, correction: Correction | None) -> None:
    """Its segments, unless few may read them: those never leave their text."""
    if correction is None or correction.state != "everywhere" or not asked.shared:
        for segment in asked.segments:
            await recall.drop_unit(scope, bytes.fromhex(segment), asked.target, asked.correction_id)
        return
    for written, words in zip(correction.written, correction.said, strict=True):
        await recall.keep_unit(
            scope,
            written,
            words,
            correction.source,
            asked.target,
            correction_id=correction.id,
            person_id=correction.person_id,
            made_at=correction.settled_at or scope.now,
        )


async def _have_made_anew(scope: Scope, segment: bytes, target: str, *, drop: bool) -> None:
    """Asks for texts with this segment again; results with what was undone are dropped first."""
    after, asked = b"", 0
    while drop or asked < MADE_ANEW_AT_MOST:
        keys = await segment_rows.TEXTS_WITH.all(scope.db, bucket_of_name(segment), segment, after, _AT_ONCE)
        if not keys:
            return
        after = keys[-1]
        if drop:
            changed = [key for key in keys if await recall.drop_composed(scope, key, target)]
        else:
            buckets = [bucket_of_name(key) for key in keys]
            changed = await segment_rows.HAS_RESULT.all(scope.db, buckets, keys, target)
        for key in changed[: max(0, MADE_ANEW_AT_MOST - asked)]:
            await queue.wish_anew(scope, key, target)
        asked += len(changed)
