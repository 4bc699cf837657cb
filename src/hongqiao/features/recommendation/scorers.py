"""Simple scorers of items for a user, each from another side; blend.py learns what each is worth."""

from collections.abc import Iterator, Mapping

import msgspec
import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from hongqiao.features.recommendation import factors
from hongqiao.features.recommendation.history import History

HALF_LIVES = (0.003, 0.01, 0.03, 0.1)
"""Of popularity, as shares of all rows: what is new this day, this week, this month."""
CORE = 4_000
"""Items among which every pair is weighed; the others are reached through their vectors and sequences."""
DIMENSIONS, COARSE = 64, 16

_LAMBDA = 500.0
_USERS_AT_MOST, _ROWS_EACH, _STEPS_ROWS = 30_000, 300, 1_000_000
_LATELY, _WINDOW = 10.0, 8
_AGED = 0.2

Dense = NDArray[np.float32]


class Scorers(msgspec.Struct, frozen=True):
    """All that the scorers keep: static (s, n) for everyone; the rest meets a user's own history."""

    static: Dense
    core: NDArray[np.int64]
    pairs: Dense
    aged_pairs: Dense
    steps: sp.csr_matrix
    vectors: Dense
    scale: Dense
    factors: Dense
    liked: sp.csr_matrix
    lately: sp.csr_matrix
    seen_lately: sp.csr_matrix


NAMES = (
    *(f"liked within {life}" for life in HALF_LIVES),
    "liked",
    "seen",
    "seen within 0.03",
    "share of likes",
    "pairs",
    "pairs, lately",
    "pairs of late",
    "pairs of late, lately",
    "vectors",
    "coarse vectors",
    "factors",
    "factors, lately",
    "steps",
)
PRIOR: Mapping[str, float] = {
    "liked within 0.03": 0.4,
    "liked within 0.1": 0.4,
    "pairs": 0.25,
    "pairs, lately": 0.15,
    "pairs of late": 0.25,
    "factors": 0.15,
    "steps": 0.1,
}
"""What each is worth before anything is learned, in standard deviations."""


def fitted(past: History) -> Scorers:
    """Deterministic. The costliest step is the inverse of a matrix of at most 4000 x 4000 (seconds)."""
    all_, liked = np.ones(len(past.who), bool), past.liked
    ones = np.ones(len(past.who))
    back = past.steps_back(liked)
    likes = past.matrix(ones, liked)
    core = _core(past)
    recent = liked & (back < _ROWS_EACH) & np.isin(past.who, _latest_users(past))
    aged = past.matrix(np.sqrt(0.5 ** (past.age / _AGED)), recent)
    capped = past.matrix(ones, recent)
    vectors, scale = _spectral(likes)
    users = len(np.unique(past.who[recent]))
    cost = _LAMBDA * min(1.0, (users / 1_000) ** 0.5)
    return Scorers(
        static=_static(past),
        core=core,
        pairs=_pairs(capped[:, core], cost),
        aged_pairs=_pairs(aged[:, core], cost / 3),
        steps=_steps(past),
        vectors=vectors,
        scale=scale,
        factors=factors.fitted(capped[np.diff(capped.indptr) > 0]),
        liked=likes,
        lately=past.matrix(0.5 ** (back / _LATELY), liked),
        seen_lately=past.matrix(0.5 ** (past.steps_back(all_) / 3.0), all_),
    )


def scores(fit: Scorers, users: NDArray[np.int64]) -> Dense:
    """(u, n, s) in the order of NAMES, each standardised over the items of its user."""
    found = np.empty((len(users), fit.static.shape[1], len(NAMES)), np.float32)
    found[:, :, : len(fit.static)] = fit.static.T
    for at, one in enumerate(own_scores(fit, users), len(fit.static)):
        found[:, :, at] = one
    return found


def own_scores(fit: Scorers, users: NDArray[np.int64]) -> Iterator[Dense]:
    """(u, n) of each scorer that looks at the user's own history: NAMES without the static ones."""
    likes, lately = fit.liked[users], fit.lately[users]
    yield standardised(_spread(fit, likes[:, fit.core] @ fit.pairs))
    yield standardised(_spread(fit, lately[:, fit.core] @ fit.pairs))
    yield standardised(_spread(fit, likes[:, fit.core] @ fit.aged_pairs))
    yield standardised(_spread(fit, lately[:, fit.core] @ fit.aged_pairs))
    yield standardised(_through(fit, likes, DIMENSIONS))
    yield standardised(_through(fit, likes, COARSE))
    yield standardised(factors.folded(fit.factors, likes) @ fit.factors.T)
    yield standardised(factors.folded(fit.factors, lately) @ fit.factors.T)
    yield standardised((fit.seen_lately[users] @ fit.steps).toarray())


def standardised(given: Dense) -> Dense:
    """(u, n) with mean 0 and variance 1 in each row; a constant row becomes 0."""
    off = given - given.mean(axis=1, keepdims=True)
    spread = np.sqrt(np.mean(off * off, axis=1, keepdims=True))
    return (off / np.where(spread > 1e-9, spread, 1.0)).astype(np.float32)


def _static(past: History) -> Dense:
    rows, likes = max(len(past.who), 1), max(int(past.liked.sum()), 1)
    what, age = past.what[past.liked], past.age[past.liked]
    n = past.items
    counts = [np.bincount(what, 0.5 ** (age / life), n) / (likes * life) for life in HALF_LIVES]
    counts += [np.bincount(what, minlength=n) / likes, np.bincount(past.what, minlength=n) / rows]
    counts += [np.bincount(past.what, 0.5 ** (past.age / 0.03), n) / (rows * 0.03)]
    shares = (np.bincount(what, minlength=n) + 5 * likes / rows) / (np.bincount(past.what, minlength=n) + 5)
    return standardised(np.array([*(np.log(one + 1.0 / likes) for one in counts), shares]))


def _core(past: History) -> NDArray[np.int64]:
    """The items liked most, with those of late counting double."""
    count = np.bincount(past.what[past.liked], 1.0 + (past.age[past.liked] < 0.2), past.items)
    return np.sort(np.argsort(-count, kind="stable")[:CORE])


def _latest_users(past: History) -> NDArray[np.int64]:
    users, first = np.unique(past.who[past.liked][::-1], return_index=True)
    return users[np.argsort(first, kind="stable")[:_USERS_AT_MOST]]


def _pairs(likes: sp.csr_matrix, cost: float) -> Dense:
    """(c, c) how much a like of one item speaks for another, all others considered.

    Source: Steck 2019, Embarrassingly shallow autoencoders (EASE), arXiv 1905.03375: its closed form.
    """
    gram = np.asarray((likes.T @ likes).todense(), np.float64)
    gram[np.diag_indices_from(gram)] += max(cost, 1.0)
    inverse = np.linalg.inv(gram)
    weights = (-inverse / np.diag(inverse)).astype(np.float32)
    np.fill_diagonal(weights, 0.0)
    return weights


def _steps(past: History) -> sp.csr_matrix:
    """(n, n) how often two items follow each other within 8 steps of a user, damped by how common each is."""
    there = np.arange(max(0, len(past.who) - _STEPS_ROWS), len(past.who))
    order = there[np.argsort(past.who[there], kind="stable")]
    who, what, shape = past.who[order], past.what[order], (past.items, past.items)
    found = sp.csr_matrix(shape, dtype=np.float32)
    for gap in range(1, _WINDOW + 1):
        same = who[gap:] == who[:-gap]
        weight = np.full(int(same.sum()), 0.7 ** (gap - 1), np.float32)
        found = found + sp.csr_matrix((weight, (what[:-gap][same], what[gap:][same])), shape)
    found = found + found.T
    damped = sp.diags((1.0 / np.sqrt(np.asarray(found.sum(axis=1)).ravel() + 20.0)).astype(np.float32))
    return (damped @ found @ damped).tocsr()


def _spectral(likes: sp.csr_matrix) -> tuple[Dense, Dense]:
    """Vectors (n, d) of the items, orthonormal, the strongest direction first, and their scale (n,).

    A low-pass filter on the graph of likes. Source: Shen et al. 2021, GF-CF, arXiv 2108.07567; the
    directions by a randomised range finder (Halko et al. 2011) with three power steps.
    """
    per_user, per_item = (np.asarray(likes.sum(axis=axis)).ravel() for axis in (1, 0))
    scale = np.sqrt(np.maximum(per_item, 1.0)).astype(np.float32)
    normal = sp.diags(1.0 / np.sqrt(np.maximum(per_user, 1.0))) @ likes @ sp.diags(1.0 / scale)
    normal = normal.astype(np.float32).tocsr()
    size = min(DIMENSIONS + 16, *likes.shape)
    basis = np.random.default_rng(0).normal(size=(likes.shape[1], size)).astype(np.float32)
    back = normal.T.tocsr()
    for _ in range(4):
        basis = np.linalg.qr(back @ (normal @ basis))[0]
    turn = np.linalg.svd(normal @ basis, full_matrices=False)[2]
    return (basis @ turn.T)[:, :DIMENSIONS].astype(np.float32), scale


def _spread(fit: Scorers, own: Dense) -> Dense:
    whole = np.zeros((len(own), fit.static.shape[1]), np.float32)
    whole[:, fit.core] = own
    return whole


def _through(fit: Scorers, likes: sp.csr_matrix, dimensions: int) -> Dense:
    vectors = fit.vectors[:, :dimensions]
    return (likes @ (vectors / fit.scale[:, None])) @ vectors.T * fit.scale
