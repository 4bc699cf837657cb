"""What each scorer is worth, learned on slices of time inside the past, never on what is to be judged."""

from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from hongqiao.features.recommendation import scorers
from hongqiao.features.recommendation.history import History

SLICE = 0.1
"""Share of the past that each fold is to foretell."""
COSTS = (0.0005, 0.003, 0.01, 0.03, 0.1, 0.3)
"""Of leaving the prior; chosen by leaving out one fold in turn."""

_USERS_EACH, _WHOLE, _FIRST, _SAMPLE, _TOP = 1_000, 2_000, 500, 500, 20
_USERS_AT_LEAST = 20
_AT_ONCE = 64
_NEWTON_STEPS, _CLOSE = 12, 0.01


class Fold(msgspec.Struct, frozen=True):
    """x (u, k, s) scores of each user's pool; y (u, k) bool, what they went on to like; offset (u, k): log of
    how many items one of the pool stands for, -inf where the user had met it.
    """

    x: NDArray[np.float32]
    y: NDArray[np.bool_]
    offset: NDArray[np.float64]


def prior() -> NDArray[np.float64]:
    """(s,) what the scorers are worth before anything is learned."""
    return np.array([scorers.PRIOR.get(name, 0.0) for name in scorers.NAMES])


def learned(past: History) -> NDArray[np.float64]:
    """(s,) what the scorers are worth; the prior where too few users came back to learn from."""
    folds = [one for one in (_fold(past, at) for at in _ends(len(past.who))) if len(one.y)]
    if sum(len(one.y) for one in folds) < _USERS_AT_LEAST:
        return prior()
    return _fitted(folds, _best_cost(folds))


def _ends(rows: int) -> list[float]:
    """Where the folds end: more of them where the past is short, since each costs a fit."""
    count = 5 if rows <= 300_000 else 3 if rows <= 3_000_000 else 2
    return [1.0 - SLICE * at for at in range(count)]


def _fold(past: History, end: float) -> Fold:
    """What is known before the slice, and what users known by then liked in it that was new to them."""
    whole, known = past.until(end), past.until(end - SLICE)
    later = slice(len(known.who), len(whole.who))
    liked = whole.liked[later] & np.isin(whole.who[later], known.who)
    users = np.unique(whole.who[later][liked])
    if len(users) > _USERS_EACH:
        users = np.sort(np.random.default_rng(0).choice(users, _USERS_EACH, replace=False))
    ones = np.ones(len(whole.who))
    seen = known.matrix(ones[: len(known.who)], np.ones(len(known.who), bool))
    now = np.zeros(len(whole.who), bool)
    now[later] = liked
    wanted = whole.matrix(ones, now)
    if not len(users):
        return Fold(
            np.zeros((0, 0, len(scorers.NAMES)), np.float32), np.zeros((0, 0), bool), np.zeros((0, 0))
        )
    fit, pools, rng = scorers.fitted(known), [], np.random.default_rng(0)
    for at in range(0, len(users), _AT_ONCE):
        some = users[at : at + _AT_ONCE]
        met, next_ = seen[some].toarray() > 0, wanted[some].toarray() > 0
        pools.append(_pool(scorers.scores(fit, some), met, next_ & ~met, rng))
    x, y, offset = (np.concatenate(one) for one in zip(*pools, strict=True))
    new = y.any(axis=1)
    return Fold(x[new], y[new], offset[new])


def _pool(
    found: NDArray[np.float32],
    met: NDArray[np.bool_],
    wanted: NDArray[np.bool_],
    rng: np.random.Generator,
) -> tuple[NDArray[np.float32], NDArray[np.bool_], NDArray[np.float64]]:
    """Every item where they are few; else what was wanted and the prior's 500 first, and 500 drawn from the
    rest, which stand for all of it.
    """
    offset = np.where(met, -np.inf, 0.0)
    items = found.shape[1]
    if items <= _WHOLE:
        return found, wanted, offset
    first = np.where(wanted, np.inf, found @ prior().astype(np.float32) + offset)
    order = np.argsort(-first, axis=1)
    drawn = _FIRST + np.sort(rng.permutation(items - _FIRST)[:_SAMPLE])
    at = np.concatenate([order[:, :_FIRST], order[:, drawn]], axis=1)
    offset = np.take_along_axis(offset, at, axis=1)
    offset[:, _FIRST:] += np.log((items - _FIRST) / _SAMPLE)
    x = np.take_along_axis(found, at[:, :, None], axis=1)
    return x, np.take_along_axis(wanted, at, axis=1), offset


def _best_cost(folds: Sequence[Fold]) -> float:
    """The cost whose weights, learned without a fold, rank that fold best on average."""
    if len(folds) < 2:
        return COSTS[-2]
    gains = []
    for cost in COSTS:
        found = [
            _ndcg(fold, _fitted([one for one in folds if one is not fold], cost)) * len(fold.y)
            for fold in folds
        ]
        gains.append(sum(found))
    return COSTS[int(np.argmax(gains))]


def _fitted(folds: Sequence[Fold], cost: float) -> NDArray[np.float64]:
    """(s,) the most likely weights of a choice among the pool (softmax) near the prior, by Newton's steps."""
    start = prior()
    weights = start.copy()
    for _ in range(_NEWTON_STEPS):
        slope, bend, mass = np.zeros_like(start), np.zeros((len(start), len(start))), 0.0
        for fold in folds:
            one_slope, one_bend, one_mass = _slopes(fold, weights)
            slope, bend, mass = slope + one_slope, bend + one_bend, mass + one_mass
        bend = bend / mass + cost * np.eye(len(start))
        step = np.linalg.solve(bend, slope / mass - cost * (weights - start))
        length = float(np.linalg.norm(step))
        weights = weights + step / max(1.0, length)
        if length < _CLOSE:
            break
    return weights


def _slopes(
    fold: Fold, weights: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64], float]:
    """Gradient (s,), Hessian (s, s) and mass; a user counts as the root of their likes."""
    slope, bend, mass = np.zeros(len(weights)), np.zeros((len(weights), len(weights))), 0.0
    for at in range(0, len(fold.y), _AT_ONCE):
        x, y = fold.x[at : at + _AT_ONCE].astype(np.float64), fold.y[at : at + _AT_ONCE]
        raw = x @ weights + fold.offset[at : at + _AT_ONCE]
        chance = np.exp(raw - raw.max(axis=1, keepdims=True))
        chance /= chance.sum(axis=1, keepdims=True)
        likes = y.sum(axis=1)
        counts = np.sqrt(likes)
        slope += np.einsum("uk,uks->s", (y / likes[:, None] - chance) * counts[:, None], x)
        mean = np.einsum("uk,uks->us", chance, x)
        spread = (x * (chance * counts[:, None])[:, :, None]).reshape(-1, len(weights))
        bend += spread.T @ x.reshape(-1, len(weights)) - (mean * counts[:, None]).T @ mean
        mass += float(counts.sum())
    return slope, bend, mass


def _ndcg(fold: Fold, weights: NDArray[np.float64]) -> float:
    """nDCG@20, the mean over the users of a fold."""
    found = np.where(np.isfinite(fold.offset), fold.x @ weights, -np.inf)
    order = np.argsort(-found, axis=1, kind="stable")[:, :_TOP]
    discount = 1.0 / np.log2(np.arange(_TOP) + 2.0)
    hits = np.take_along_axis(fold.y, order, axis=1)
    ideal = np.cumsum(discount)[np.minimum(fold.y.sum(axis=1), _TOP) - 1]
    return float(np.mean((hits * discount[: hits.shape[1]]).sum(axis=1) / ideal))
