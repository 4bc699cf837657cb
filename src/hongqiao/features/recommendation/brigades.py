"""Brigades: accounts that rate the same notes far more often than taste explains, and what they weigh."""

import numpy as np
import scipy.sparse as sp
from numpy.typing import ArrayLike, NDArray

SHARED_AT_LEAST = 5
LIFT = 4.0
"""Times that two accounts meet more often than notes as popular let expect."""
PARTNERS_AT_LEAST = 8
CORE = 0.5
"""Share of the group with which each member of a quasi-clique agrees."""

_AT_ONCE = 2_000


def weights(raters: ArrayLike, notes: ArrayLike, ratings: ArrayLike) -> NDArray[np.float64]:
    """(r,) 0..1: what each rater's ratings count; 1 for everyone who rates alone.

    raters, notes (m,) numbers from 0; ratings (m,) 0..1. A group counts as one rater, however many accounts
    it has. Groups are quasi-cliques: of accounts that gave the same rating to 5 notes or more in common, four
    times as many as chance, each with half of the group at least. Memory grows with pairs that share a note.
    """
    who, what = np.asarray(raters, np.int64), np.asarray(notes, np.int64)
    size = int(who.max()) + 1 if len(who) else 0
    counted = np.ones(size)
    for members in groups(who, what, np.asarray(ratings, np.float64), size):
        counted[members] = 1.0 / len(members)
    return counted


def groups(
    who: NDArray[np.int64], what: NDArray[np.int64], ratings: NDArray[np.float64], size: int
) -> list[NDArray[np.int64]]:
    """The quasi-cliques, the largest first; each account is in one at most."""
    if not len(who):
        return []
    partners = _partners(who, what, ratings, size)
    partners = _peeled(partners, PARTNERS_AT_LEAST)
    number, label = sp.csgraph.connected_components(partners, directed=False)
    degree = np.diff(partners.indptr)
    found = []
    for one in np.flatnonzero(np.bincount(label[degree > 0], minlength=number)):
        members = np.flatnonzero((label == one) & (degree > 0))
        members = _dense(partners, members)
        if len(members) > PARTNERS_AT_LEAST:
            found.append(members)
    return sorted(found, key=len, reverse=True)


def _partners(
    who: NDArray[np.int64], what: NDArray[np.int64], ratings: NDArray[np.float64], size: int
) -> sp.csr_matrix:
    """(r, r) bool: pairs that agree on more notes than chance. Like and dislike of a note are two things."""
    column = 2 * what + (ratings >= 0.5)
    rated = sp.csr_matrix((np.ones(len(who), np.float32), (who, column)), (size, int(column.max()) + 1))
    rated.data[:] = 1.0
    count = np.asarray(rated.sum(axis=0)).ravel()
    degree = np.asarray(rated.sum(axis=1)).ravel()
    # Two accounts of degrees a and b meet on a note with the chance a * b * (share of the note)^2.
    chance = float(np.sum((count / max(count.sum(), 1.0)) ** 2))
    pieces = []
    for at in range(0, size, _AT_ONCE):
        shared = (rated[at : at + _AT_ONCE] @ rated.T).tocoo()
        expected = degree[at + shared.row] * degree[shared.col] * chance
        keep = (shared.data >= SHARED_AT_LEAST) & (shared.data >= LIFT * expected)
        keep &= at + shared.row != shared.col
        pieces.append((at + shared.row[keep], shared.col[keep]))
    rows, cols = (np.concatenate(one) for one in zip(*pieces, strict=True))
    return sp.csr_matrix((np.ones(len(rows), np.float32), (rows, cols)), (size, size))


def _peeled(partners: sp.csr_matrix, least: int) -> sp.csr_matrix:
    """Without those who have fewer partners, until everyone left has enough (the k-core)."""
    while True:
        degree = np.asarray(partners.sum(axis=1)).ravel()
        gone = (degree > 0) & (degree < least)
        if not gone.any():
            return partners
        stay = sp.diags((~gone).astype(np.float32))
        partners = (stay @ partners @ stay).tocsr()
        partners.eliminate_zeros()


def _dense(partners: sp.csr_matrix, members: NDArray[np.int64]) -> NDArray[np.int64]:
    """Those left when who agrees with less than half of the rest is taken out, the loosest first."""
    while len(members) > PARTNERS_AT_LEAST:
        degree = np.asarray(partners[members][:, members].sum(axis=1)).ravel()
        loose = degree < CORE * (len(members) - 1)
        if not loose.any():
            return members
        cut = np.quantile(degree[loose], 0.25)
        members = members[~(loose & (degree <= cut))]
    return members[:0]
