"""Laying the stock ready: the worker looks at the newest notes and at those that are read now."""

import asyncio
import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta

import msgspec
import numpy as np

from hongqiao.features import notes, people
from hongqiao.features.recommendation import across, bridge
from hongqiao.features.recommendation.meaning import LEXICAL, by_words, packed
from hongqiao.features.recommendation.model import KEPT_DAYS, POSITIVE, config_with
from hongqiao.features.recommendation.queries import choices as laid_rows
from hongqiao.features.recommendation.queries import everywhere, searches, signals
from hongqiao.features.recommendation.remaking import remake
from hongqiao.features.recommendation.stock import LIGHT, NEAR, STOCK, Laid, StockedNote, former
from hongqiao.features.recommendation.vectors import version_now
from hongqiao.kernel.ids import AccountId, NoteId, bucket_of
from hongqiao.kernel.moments import to_millis
from hongqiao.kernel.scope import Scope

NEWEST, READ_NOW = 4_000, 2_000
ACTIONS_READ = 200_000
NEIGHBOURS = 20
_LOVED_BY = 5


async def lay_ready(scope: Scope) -> int:
    """Makes the stock anew and lays it ready if it changed; returns how many notes are in it."""
    rows = {row.id: row for row in await notes.lists.newest_public(scope, NEWEST)}
    since = scope.now - timedelta(days=1)
    older = await everywhere.READ_LATELY.all(scope.db, since, min(rows, default=0), READ_NOW)
    rows |= {row.id: row for row in await notes.lists.public_among(scope, [NoteId(id_) for id_ in older])}
    listed = [rows[id_] for id_ in sorted(rows, reverse=True)]
    ids = [row.id for row in listed]
    buckets = [bucket_of(id_) for id_ in ids]
    known = {row.note_id: row for row in await signals.VECTORS_AMONG.all(scope.db, buckets, ids)}
    nightly = await across.held(scope)
    audiences = await signals.AUDIENCES.all(scope.db, buckets, ids)
    followers = await people.counts.follower_counts(scope, [AccountId(row.author_id) for row in listed])
    stocked = _stocked(
        listed, *await across.counted(scope, nightly, audiences), nightly.common, followers=followers
    )
    version = version_now(scope)
    vectors = b"".join(_vector(note, known.get(note.id), version) for note in stocked)
    await _lay(scope, STOCK, msgspec.msgpack.encode(Laid(version, stocked, vectors)))
    versions = {note.id: known[note.id].version for note in stocked if note.id in known}
    await remake(scope, versions, {note.id: note.lang for note in stocked})
    return len(stocked)


def _vector(note: StockedNote, known: signals.NoteVector | None, version: str) -> bytes:
    """What was made for the note; else what its topics say, which only compares with words."""
    if known is not None and known.version == version:
        return known.vector
    about = [*note.topics, *([note.subject] if note.subject else [])]
    return packed(by_words("", about if version == LEXICAL else ()))


def _stocked(
    rows: Sequence,
    audiences: Sequence[signals.Audience],
    void_likes: Mapping[int, float],
    common: Mapping[int, float],
    *,
    followers: Mapping[AccountId, int],
) -> list[StockedNote]:
    """`void_likes`: those that count for nothing, since one stands behind many of them."""
    by_note: dict[int, list[signals.Audience]] = defaultdict(list)
    for audience in audiences:
        by_note[audience.note_id].append(audience)
    scores = _bridges(rows, by_note)
    return [
        StockedNote(
            row.id,
            row.author_id,
            row.lang,
            row.subject,
            row.topics,
            round(max(0.0, row.likes - void_likes.get(row.id, 0.0))),
            row.saves,
            row.comments,
            round(sum(one.seen for one in by_note[row.id])),
            round(sum(one.positive for one in by_note[row.id])),
            round(sum(one.negative for one in by_note[row.id])),
            round(scores.get(row.id, 0.0), 4),
            round(_worst(by_note[row.id]), 4),
            _loved(by_note[row.id]) if scores.get(row.id) else [],
            common.get(row.id, 0.0),
            round(sum(one.opened for one in by_note[row.id])),
            followers.get(row.author_id, 0),
            row.pictures,
            row.title_length,
            row.body_length,
            row.has_place,
        )
        for row in rows
    ]


def _bridges(rows: Sequence, by_note: Mapping[int, Sequence[signals.Audience]]) -> dict[int, float]:
    """Bridge scores of the notes that at least two communities have an opinion of."""
    names = sorted({one.community for found in by_note.values() for one in found})
    column = {name: at for at, name in enumerate(names)}
    judged = [row for row in rows if by_note[row.id]]
    if len(names) < 2 or not judged:
        return {}
    counts = np.zeros((3, len(judged), len(names)))
    for at, row in enumerate(judged):
        for one in by_note[row.id]:
            counts[:, at, column[one.community]] = (one.positive, one.negative, one.seen)
    topics = np.unique([row.topic for row in judged], return_inverse=True)[1]
    scores = bridge.bridge_scores(counts[0], counts[1], counts[2], topics)
    return {row.id: float(score) for row, score in zip(judged, scores, strict=True) if score > 0}


def _worst(found: Sequence[signals.Audience]) -> float:
    """The largest share of readers of one community who hid it."""
    shares = [one.negative / one.seen for one in found if one.seen >= bridge.QUALIFIED_VIEWS]
    return max(shares, default=0.0)


def _loved(found: Sequence[signals.Audience]) -> list[str]:
    """Communities where it is liked more than it is hidden, by several people; the largest first."""
    liking = [
        one
        for one in found
        if one.seen >= bridge.QUALIFIED_VIEWS and one.positive >= _LOVED_BY and one.positive > one.negative
    ]
    return [one.community for one in sorted(liking, key=lambda one: -one.positive)][:4]


async def find_neighbours(scope: Scope) -> int:
    """Finds for each liked note those that the same people like; returns for how many. Nothing when nothing
    was liked since the last time. In a thread: seconds to minutes.
    """
    since = scope.now - timedelta(days=KEPT_DAYS)
    kept = await everywhere.KEPT_LATELY.all(scope.db, since, [int(one) for one in POSITIVE], ACTIONS_READ)
    before = await laid_rows.STOCK_EDITION.maybe(scope.db, laid_rows.BUCKET, NEAR)
    newest = int(1_000 * max((one.at_s for one in kept), default=0))
    if not kept or before == newest:
        return 0
    near = await asyncio.to_thread(_neighbours, kept)
    body = msgspec.msgpack.encode(near)
    await laid_rows.SET_STOCK.run(scope.db, laid_rows.BUCKET, NEAR, newest, body)
    return len(near)


def _neighbours(kept: Sequence[everywhere.Kept]) -> dict[int, list[tuple[int, float]]]:
    """Scores in 0..1 of the nearest one's."""
    from hongqiao.features.recommendation import items  # it brings scipy, which pages do without

    model = items.fit(
        [one.account_id for one in kept],
        [one.note_id for one in kept],
        [one.at_s for one in kept],
        [True] * len(kept),
    )
    found = {}
    for note_id in {one.note_id for one in kept}:
        near = model.neighbours(note_id, NEIGHBOURS)
        if near:
            found[note_id] = [(other, round(weight / near[0][1], 4)) for other, weight in near]
    return found


async def _lay(scope: Scope, kind: str, body: bytes) -> None:
    """Replaces what is laid ready, unless it is the same."""
    before = await laid_rows.STOCK.maybe(scope.db, laid_rows.BUCKET, kind)
    if before is not None and _digest(before.body) == _digest(body):
        return
    edition = max(to_millis(scope.now), (before.edition if before else 0) + 1)
    await laid_rows.SET_STOCK.run(scope.db, laid_rows.BUCKET, kind, edition, body)


def _digest(body: bytes) -> bytes:
    return hashlib.blake2b(body, digest_size=16).digest()


async def keep_config(scope: Scope) -> None:
    """Writes the published settings down when they are new, for the list of changes."""
    laid = await laid_rows.STOCK.maybe(scope.db, laid_rows.BUCKET, LIGHT)
    config = config_with(laid.body if laid else None)
    body = msgspec.json.encode(config, order="sorted")
    await laid_rows.ADD_CONFIG.run(scope.db, laid_rows.BUCKET, config.hash, body, scope.now)


async def forget_old(scope: Scope) -> None:
    """Forgets what readers did, saw and were served 30 days ago; sums stay."""
    before = scope.now - timedelta(days=KEPT_DAYS)
    await everywhere.FORGET_EVENTS.run(scope.db, before)
    await everywhere.FORGET_READERS.run(scope.db, before)
    await everywhere.FORGET_TASTES.run(scope.db)
    await searches.FORGET_OLD.run(scope.db, before)
    await laid_rows.FORGET_SERVED.run(scope.db, before)
    await laid_rows.FORGET_FORMER.run(scope.db, laid_rows.BUCKET, former(""), to_millis(before))
