"""Signals: what a reader saw and did, written down a page at a time; nothing of readers who said no."""

from collections.abc import Mapping, Sequence

from hongqiao.features.recommendation.events import NotesMet
from hongqiao.features.recommendation.known import choice_of
from hongqiao.features.recommendation.model import Action, community_of, degree_of
from hongqiao.features.recommendation.queries import signals
from hongqiao.kernel.ids import NoteId, bucket_of
from hongqiao.kernel.scope import Scope

AT_ONCE = 100


async def note_met(scope: Scope, seen: Sequence[NoteId], opened: Mapping[NoteId, float] | None = None) -> int:
    """Keeps which notes the viewer saw, and how many seconds each opened one stayed open; returns how many.

    One insert for all of them. Nothing is kept of visitors and of readers whose feed uses no activity.
    Emits NotesMet.
    """
    told = [(id_, Action.SEEN, 0) for id_ in dict.fromkeys(seen)]
    told += [(id_, Action.OPENED, degree_of(s)) for id_, s in (opened or {}).items()]
    if not told or not scope.viewer.is_signed_in or not (await choice_of(scope)).profiled:
        return 0
    return await keep(scope, told[:AT_ONCE])


async def keep(scope: Scope, told: Sequence[tuple[int, Action, int]]) -> int:
    """Writes (subject, action, degree) down and records that it happened."""
    ids, actions, degrees = (list(column) for column in zip(*told, strict=True))
    bucket = bucket_of(scope.me)
    async with scope.transaction() as tx:
        kept = await signals.RECORD.all(
            tx.db, bucket, scope.me, ids, [int(one) for one in actions], degrees, scope.now
        )
        await tx.record(
            NotesMet(
                bucket=bucket,
                account_id=scope.me,
                community=community_of(scope.viewer.reads),
                note_ids=tuple(dict.fromkeys(ids)),
            )
        )
    return len(kept)
