"""Sliding Spectrum Decomposition: an order in which each note adds something to the few before it."""

import math
from collections import deque
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

GAMMA, WINDOW, AUTHOR_GAP = 1.0, 6, 5
"""Weight of what is new in a note (chosen by bin/measure discovery: at 1.0 pages keep 0.96 of relevance and
have 1.33 times the variety); notes still in view; notes between two of the same author.
"""

_NOTHING_NEW = 1e-6


class Crowds(NamedTuple):
    """Groups of notes that may not fill a page: of (n,) the group of each note, -1 for none; left (groups,)
    how many more of each may have a place.
    """

    of: NDArray[np.int64]
    left: NDArray[np.int64]


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
    crowds: Crowds | None = None,
) -> list[int]:
    """Indices of at most size notes, the first place first: the best trade of relevance and novelty.

    relevance (n,) 0..1, higher is better; vectors (n, d) unit length, languages in their last dimensions;
    authors (n,) ids; foreign (n,) not in the reader's own language. foreign_share 0..0.5 holds within five
    points in any 20 places; None mixes freely; `crowds` get no more places than they may. Where not all
    rules can be kept, the author's gives way first, then that of crowds.
    A note adds the volume that Gram-Schmidt against the window leaves of its vector.
    Source: Huang et al. 2021, Sliding Spectrum Decomposition (arXiv 2107.05204), greedy; O(n * size * d).
    """
    relevance, vectors = np.asarray(relevance, np.float32), np.asarray(vectors, np.float32)
    volumes = np.einsum("nd,nd->n", vectors, vectors)
    rules, view = _Rules(authors, foreign, author_gap, foreign_share, crowds), _View(vectors, window)
    order: list[int] = []
    while len(order) < min(size, len(relevance)):
        gain = relevance + gamma * np.sqrt(np.maximum(volumes, 0.0))
        best = int(np.argmax(np.where(rules.allowed(len(order)), gain, -np.inf)))
        volumes += view.leave(len(order) % window)
        volumes -= view.enter(len(order) % window, best)
        rules.place(best)
        order.append(best)
    return order


class _View:
    """The notes in view, as Gram-Schmidt made them, and how much of each vector lies along them.

    What is left of all vectors, `vectors - shares.T @ parts`, is never written out: that is most of the work.
    """

    def __init__(self, vectors: NDArray[np.float32], window: int) -> None:
        many, dimensions = vectors.shape
        self._vectors = vectors
        self._parts = np.zeros((window, dimensions), np.float32)
        self._shares = np.zeros((window, many), np.float32)
        self._along = np.zeros((window, many), np.float32)

    def leave(self, slot: int) -> NDArray[np.float32]:
        """Forgets the oldest note, if the slot has one; returns the volume (n,) that vectors get back."""
        part, share = self._parts[slot], self._shares[slot]
        got = share * (2 * self._left_along(part, self._along[slot]) + share * (part @ part))
        self._parts[slot], self._shares[slot] = 0.0, 0.0
        return got

    def enter(self, slot: int, at: int) -> NDArray[np.float32]:
        """Takes a note into view; returns the volume (n,) that each vector loses."""
        part = self._vectors[at] - self._shares[:, at] @ self._parts
        volume = float(part @ part)
        if volume <= _NOTHING_NEW:
            return np.zeros(len(self._vectors), np.float32)
        along = self._vectors @ part
        share = self._left_along(part, along) / volume
        self._parts[slot], self._shares[slot], self._along[slot] = part, share, along
        return volume * share * share

    def _left_along(self, part: NDArray[np.float32], along: NDArray[np.float32]) -> NDArray[np.float32]:
        """(n,): what is left of each vector, times a part; `along` are the whole vectors times it."""
        return along - (self._parts @ part) @ self._shares


class _Rules:
    """What may come next, as places are filled; the rules that nothing left could keep are dropped."""

    def __init__(
        self,
        authors: NDArray[np.int64],
        foreign: NDArray[np.bool_],
        author_gap: int,
        foreign_share: float | None,
        crowds: Crowds | None,
    ) -> None:
        self._open = np.ones(len(authors), bool)
        self._author = np.unique(authors, return_inverse=True)[1]
        self._waits = np.zeros(len(authors), bool)
        self._near: deque[int] = deque(maxlen=author_gap)
        self._foreign, self._share = foreign, foreign_share
        self._crowd = np.full(len(authors), -1) if crowds is None else crowds.of
        self._left = np.zeros(0, np.int64) if crowds is None else crowds.left.copy()
        self._is_full = self._of_full_crowds()

    def allowed(self, place: int) -> NDArray[np.bool_]:
        """(n,) bool."""
        may = self._open
        if self._share is not None:
            right = may & (self._foreign == is_foreign_place(place, self._share))
            may = right if right.any() else may
        uncrowded = may & ~self._is_full
        may = uncrowded if uncrowded.any() else may
        others = may & ~self._waits[self._author]
        return others if others.any() else may

    def place(self, at: int) -> None:
        """The note has the next place; its author waits."""
        self._open[at] = False
        self._near.append(int(self._author[at]))
        self._waits[:] = False
        self._waits[list(self._near)] = True
        if (crowd := self._crowd[at]) >= 0:
            self._left[crowd] -= 1
            self._is_full = self._of_full_crowds()

    def _of_full_crowds(self) -> NDArray[np.bool_]:
        """(n,) bool: the last entry stands for notes of no crowd, whose number is -1."""
        return np.append(self._left <= 0, False)[self._crowd]


def is_foreign_place(place: int, share: float) -> bool:
    """Whether the place (0 first) is for another language; of any k in a row, k * share ± 1 are."""
    return math.floor(share * (place + 1) + 0.5) > math.floor(share * place + 0.5)


def share_left(share: float, *, size: int, placed: int, placed_foreign: int) -> float:
    """The share of other languages for the rest of a page of that size, of which some is placed already, so
    that the whole keeps the share. 0..1.
    """
    return min(1.0, max(0.0, (round(share * size) - placed_foreign) / max(size - placed, 1)))
