"""The pool of new notes: each gets its first readers, and Thompson's draws say who comes first."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

BUDGET = 100
"""Impressions that every new note is promised."""
HOURS = 48.0
"""Within so many hours after it was published."""
EVERY = 10
"""One place of so many is the pool's."""
FIRST_PLACE = 5
"""Where the pool's first place is (0 is the first): never the first two."""
AT_MOST = 4 * BUDGET
"""Impressions after which even a promising note leaves."""

_GRID = np.linspace(-24.0, 24.0, 1601)


def draw(alpha: ArrayLike, beta: ArrayLike, rng: np.random.Generator) -> NDArray[np.float64]:
    """(n,) one draw of each note's rate from Beta(alpha, beta); higher is better."""
    return rng.beta(np.asarray(alpha, np.float64), np.asarray(beta, np.float64))


def lag(spent: ArrayLike, age_h: ArrayLike) -> NDArray[np.float64]:
    """(n,) 0..1: the share of its budget by which a note is behind its schedule.

    The schedule runs a quarter ahead, so that the promise is kept before its last hour.
    """
    due = np.minimum(1.25 * np.asarray(age_h, np.float64) / HOURS, 1.0)
    return np.clip(due - np.asarray(spent, np.float64) / BUDGET, 0.0, 1.0)


def places(size: int, start: int = 0) -> list[int]:
    """Those places of a page (0 is its first) that are the pool's; start: places on the pages before."""
    return [at for at in range(size) if (start + at) % EVERY == FIRST_PLACE]


def picked(
    theta: ArrayLike,
    behind: ArrayLike,
    readable: ArrayLike,
    *,
    size: int,
    start: int = 0,
    foreign: ArrayLike | None = None,
    foreign_at_most: int | None = None,
) -> list[tuple[int, int]]:
    """(place on the page, index of the note) for the pool's places, the best notes first.

    foreign (n,) bool: of these, no more than foreign_at_most, since they count for the reader's share of
    other languages (see spectrum.share_left for the rest of the page).

    theta (n,) from draw; behind (n,) from lag: a note behind its schedule gains by as much; readable (n,)
    bool: in a language of the reader, or with a translation.
    """
    open_ = np.flatnonzero(np.asarray(readable, bool))
    worth = np.asarray(theta, np.float64)[open_] + np.asarray(behind, np.float64)[open_]
    best = open_[np.argsort(-worth, kind="stable")]
    if foreign is not None and foreign_at_most is not None:
        other = np.asarray(foreign, bool)[best]
        best = best[~other | (np.cumsum(other) <= foreign_at_most)]
    return list(zip(places(size, start), best.tolist(), strict=False))


def upper_bound(alpha: ArrayLike, beta: ArrayLike, level: float = 0.9) -> NDArray[np.float64]:
    """(n,) the rate below which Beta(alpha, beta) lies with that probability, to a thirtieth of itself.

    Summed over the log odds, where the density has no poles: density(t) ~ x^alpha (1 - x)^beta.
    """
    a = np.atleast_1d(np.asarray(alpha, np.float64))[:, None]
    b = np.atleast_1d(np.asarray(beta, np.float64))[:, None]
    log_density = -a * np.logaddexp(0.0, -_GRID) - b * np.logaddexp(0.0, _GRID)
    mass = np.cumsum(np.exp(log_density - log_density.max(axis=1, keepdims=True)), axis=1)
    at = np.argmax(mass >= level * mass[:, -1:], axis=1)
    return 1.0 / (1.0 + np.exp(-_GRID[at]))


def leaves(
    alpha: ArrayLike, beta: ArrayLike, spent: ArrayLike, age_h: ArrayLike, topic_median: ArrayLike
) -> NDArray[np.bool_]:
    """(n,) whether a note leaves the pool: its time is over, or its budget is spent and it can't be said any
    more that it may be better than the median of its topic. None leaves before it got what it was promised.
    """
    shown = np.atleast_1d(np.asarray(spent, np.float64))
    gone = (np.asarray(age_h, np.float64) >= HOURS) | (shown >= AT_MOST)
    asked = np.flatnonzero(~gone & (shown >= BUDGET))
    ups, downs, median = (
        np.broadcast_to(np.asarray(one, np.float64), shown.shape)[asked]
        for one in (alpha, beta, topic_median)
    )
    gone[asked] = upper_bound(ups, downs) < median
    return gone
