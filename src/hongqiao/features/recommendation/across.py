"""Who counts how much, and what differing readers approve alike: found each night, held until the next."""

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta

import msgspec
import numpy as np
from numpy.typing import NDArray

from hongqiao.features.recommendation import bridge
from hongqiao.features.recommendation.model import KEPT_DAYS
from hongqiao.features.recommendation.queries import choices, everywhere
from hongqiao.features.recommendation.queries.everywhere import Stance
from hongqiao.features.recommendation.queries.signals import Audience
from hongqiao.features.recommendation.stock import ACROSS
from hongqiao.kernel.moments import to_millis
from hongqiao.kernel.scope import Scope

STANCES_READ, BRIGADES_READ = 400_000, 100_000
RATERS_AT_LEAST, RATINGS_AT_LEAST = 40, 5
"""Raters that it takes to tell sides apart, and opinions that a note needs to be judged."""
PASSED_BY = 0.1
"""What having seen a note without liking it weighs beside a like: most who pass by mean nothing by it."""

_LISTED_BELOW = 0.999


class Across(msgspec.Struct, frozen=True):
    """`weights`: account -> 0..1, only of those that count less than whole; `common`: note -> its rank by
    common ground among all that could be judged, above 0 and up to 1.
    """

    weights: dict[int, float] = {}
    common: dict[int, float] = {}


async def weigh_readers(scope: Scope) -> Across:
    """Finds brigades and common ground in what readers did for 30 days, and lays it ready. In a thread."""
    since = scope.now - timedelta(days=KEPT_DAYS)
    found = await asyncio.to_thread(_weighed, await everywhere.STANCES.all(scope.db, since, STANCES_READ))
    await choices.SET_STOCK.run(
        scope.db, choices.BUCKET, ACROSS, to_millis(scope.now), msgspec.msgpack.encode(found)
    )
    return found


async def held(scope: Scope) -> Across:
    """What the last night found."""
    laid = await choices.STOCK.maybe(scope.db, choices.BUCKET, ACROSS)
    return msgspec.msgpack.decode(laid.body, type=Across) if laid else Across()


async def counted(
    scope: Scope, across: Across, audiences: Sequence[Audience]
) -> tuple[list[Audience], dict[int, float]]:
    """The audiences with each reader for what they count, and {note: likes that count for nothing}.

    One statement more while there are brigades: what they do today counts as little as what gave them away.
    """
    if not across.weights:
        return list(audiences), {}
    ids = list(across.weights)
    theirs = await everywhere.STANCES_OF.all(scope.db, ids, BRIGADES_READ)
    return _lessened(audiences, theirs, across.weights)


def _lessened(
    audiences: Sequence[Audience], theirs: Sequence[Stance], weights: Mapping[int, float]
) -> tuple[list[Audience], dict[int, float]]:
    off: dict[tuple[int, str], NDArray[np.float64]] = defaultdict(lambda: np.zeros(3))
    for one in theirs:
        share = 1.0 - weights[one.account_id]
        off[one.note_id, one.community] += share * np.array([1, one.stance > 0, one.stance < 0])
    lessened = []
    for one in audiences:
        less = off.get((one.note_id, one.community), np.zeros(3))
        seen, positive, negative = np.maximum([one.seen, one.positive, one.negative] - less, 0).tolist()
        lessened.append(Audience(one.note_id, one.community, seen, positive, negative, one.opened))
    likes: dict[int, float] = defaultdict(float)
    for (note_id, _), less in off.items():
        likes[note_id] += float(less[1])
    return lessened, likes


def _weighed(rows: Sequence[Stance]) -> Across:
    """Brigades by likes and dislikes alone; then common ground, with everyone for what they count."""
    from hongqiao.features.recommendation import brigades  # it brings scipy, which pages do without

    stance = np.array([one.stance for one in rows], np.int64)
    said = stance != 0
    accounts, who = np.unique([one.account_id for one in rows], return_inverse=True)
    listed, what = np.unique([one.note_id for one in rows], return_inverse=True)
    if len(np.unique(who[said])) < RATERS_AT_LEAST:
        return Across()
    given = (stance > 0).astype(np.float64)
    weight = np.ones(len(accounts))
    found = brigades.weights(who[said], what[said], given[said])
    weight[: len(found)] = found
    few = np.flatnonzero(weight < _LISTED_BELOW)
    ground = _ground(who, what, given, weight[who] * np.where(said, 1.0, PASSED_BY))
    enough = np.bincount(what[said], weight[who[said]], len(listed)) >= RATINGS_AT_LEAST
    judged = np.flatnonzero(enough & ~np.isnan(ground))
    rank = (np.argsort(np.argsort(ground[judged], kind="stable"), kind="stable") + 1) / max(len(judged), 1)
    return Across(
        {int(accounts[at]): round(float(weight[at]), 4) for at in few},
        {int(listed[at]): round(float(one), 4) for at, one in zip(judged, rank, strict=True)},
    )


def _ground(
    who: NDArray[np.int64],
    what: NDArray[np.int64],
    given: NDArray[np.float64],
    weight: NDArray[np.float64],
) -> NDArray[np.float64]:
    return bridge.common_ground(bridge.factorised(who, what, given, weights=weight))
