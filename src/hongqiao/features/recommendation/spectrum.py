"""Sliding Spectrum Decomposition: an order in which each note adds something to the few before it."""

import math
from collections import deque

import numpy as np
from numpy.typing import NDArray

GAMMA, WINDOW, AUTHOR_GAP = 1.0, 6, 5
"""Weight of what is new in a note (chosen by bin/measure discovery: at 1.0 pages keep 0.96 of relevance and
have 1.33 times the variety); notes still in view; notes between two of the same author.
"""

_NOTHING_NEW = 1e-6


def rearranged(
    relevance: NDArray[np.float32],
    vectors: NDArray[np.float32],
    authors: NDArray[np.int64],
    foreign: NDArray[np.bool_],
    *,
    size: int,
    gamma: float = GAMMA,
    window: int = WINDOW,
    author_gap: int = AUTHOR_GAP,
    foreign_share: float | None = None,
) -> list[int]:
    """Indices of at most size notes, the first place first: the best trade of relevance and novelty.

    relevance (n,) 0..1, higher is better; vectors (n, d) unit length, languages in their last dimensions;
    authors (n,) ids; foreign (n,) not in the reader's own language. foreign_share 0..0.5 holds within five
    points in any 20 places; None mixes freely. Where nothing left keeps both rules, the author's gives way
    first. The volume that a note adds is what Gram-Schmidt against the window leaves of its vector.
    Source: Huang et al. 2021, Sliding Spectrum Decomposition (arXiv 2107.05204), greedy; O(n * size * d).
    """
    relevance = np.asarray(relevance, np.float32)
    left = np.array(vectors, np.float32)
    open_ = np.ones(len(relevance), bool)
    seen: deque[tuple[NDArray[np.float32], NDArray[np.float32]]] = deque()
    order: list[int] = []
    while len(order) < min(size, len(relevance)):
        may = _allowed(open_, authors, foreign, order, author_gap, foreign_share)
        gain = relevance + gamma * np.sqrt(np.einsum("nd,nd->n", left, left))
        best = int(np.argmax(np.where(may, gain, -np.inf)))
        if len(seen) == window:
            share, vector = seen.popleft()
            left += share[:, None] * vector
        vector = left[best].copy()
        volume = float(vector @ vector)
        share = (left @ vector) / volume if volume > _NOTHING_NEW else np.zeros_like(relevance)
        left -= share[:, None] * vector
        seen.append((share, vector))
        open_[best] = False
        order.append(best)
    return order


def _allowed(
    open_: NDArray[np.bool_],
    authors: NDArray[np.int64],
    foreign: NDArray[np.bool_],
    order: list[int],
    author_gap: int,
    foreign_share: float | None,
) -> NDArray[np.bool_]:
    """(n,) bool: what may come next; the rules that nothing left could keep are dropped."""
    may = open_
    if foreign_share is not None:
        right = may & (foreign == is_foreign_place(len(order), foreign_share))
        may = right if right.any() else may
    if order and author_gap:
        others = may & (authors[:, None] != authors[order[-author_gap:]]).all(axis=1)
        may = others if others.any() else may
    return may


def is_foreign_place(place: int, share: float) -> bool:
    """Whether the place (0 first) is for another language; of any k in a row, k * share ± 1 are."""
    return math.floor(share * (place + 1) + 0.5) > math.floor(share * place + 0.5)


def share_left(share: float, *, size: int, placed: int, placed_foreign: int) -> float:
    """The share of other languages for the rest of a page of that size, of which some is placed already, so
    that the whole keeps the share. 0..1.
    """
    return min(1.0, max(0.0, (round(share * size) - placed_foreign) / max(size - placed, 1)))
