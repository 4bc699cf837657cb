"""Factors of items out of likes, and a user's own, found from what they like at any moment."""

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

SIZE, ALPHA, COST, ROUNDS = 32, 5.0, 1.0, 8
"""Dimensions; how much more a like counts than its absence; penalty; rounds."""

_AT_ONCE = 4_096

Dense = NDArray[np.float32]


def fitted(likes: sp.csr_matrix) -> Dense:
    """(n, 32) factors of items by alternating least squares. likes (u, n), 1 for a like. Deterministic.

    Source: Hu, Koren, Volinsky 2008, Collaborative filtering for implicit feedback datasets.
    """
    back = likes.T.tocsr()
    items = np.random.default_rng(0).normal(0, 0.1, (likes.shape[1], SIZE)).astype(np.float32)
    for _ in range(ROUNDS):
        items = folded(folded(items, likes), back)
    return items


def folded(items: Dense, likes: sp.csr_matrix) -> Dense:
    """(u, 32) the factors of users whose likes (u, n) are weighed 0..1; 0 for who likes nothing."""
    gram = items.T @ items + COST * np.eye(SIZE, dtype=np.float32)
    squares = (items[:, :, None] * items[:, None, :]).reshape(len(items), SIZE * SIZE)
    found = np.zeros((likes.shape[0], SIZE), np.float32)
    for at in range(0, likes.shape[0], _AT_ONCE):
        some = likes[at : at + _AT_ONCE]
        bend = gram + ALPHA * (some @ squares).reshape(-1, SIZE, SIZE)
        sure = some.copy()
        sure.data = 1.0 * (some.data > 0) + ALPHA * some.data
        found[at : at + _AT_ONCE] = np.linalg.solve(bend, (sure @ items)[:, :, None])[:, :, 0]
    return found
