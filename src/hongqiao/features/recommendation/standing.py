"""What the ratings of a note amount to: helpful, not helpful, or not yet said."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hongqiao.features.recommendation.bridge import Factors

HELPFUL, OPEN, NOT_HELPFUL = 1, 0, -1
RATINGS_AT_LEAST = 5
HELPFUL_FROM, VIEW_BELOW = 0.40, 0.50
NOT_HELPFUL_BELOW, NOT_HELPFUL_SLOPE = -0.05, -0.8
NET_CLEAR, NET_LEAST, NET_RATIO = 10, 4, 0.05


def standings(factors: Factors, raters: ArrayLike, notes: ArrayLike, ratings: ArrayLike) -> NDArray[np.int8]:
    """(n,) HELPFUL, NOT_HELPFUL or OPEN of each note; the arrays are those that were factorised.

    Helpful: 5 ratings, intercept from 0.40, view within 0.50, and on each side of the raters at least 10 more
    helpful than unhelpful ratings, or 4 that are a twentieth of the side's. Not helpful: intercept below
    -0.05 - 0.8 * |view|. Source: the parameters that Community Notes publishes.
    """
    who, what = np.asarray(raters, np.int64), np.asarray(notes, np.int64)
    given = np.asarray(ratings, np.float64)
    size = len(factors.note_intercepts)
    enough = np.bincount(what, minlength=size) >= RATINGS_AT_LEAST
    quality, view = np.nan_to_num(factors.note_intercepts), np.abs(np.nan_to_num(factors.note_views))
    sides = np.nan_to_num(factors.rater_views)[who]
    carried = _is_carried(what[sides > 0], given[sides > 0], size) & _is_carried(
        what[sides < 0], given[sides < 0], size
    )
    helpful = enough & (quality >= HELPFUL_FROM) & (view < VIEW_BELOW) & carried
    unhelpful = enough & (quality < NOT_HELPFUL_BELOW + NOT_HELPFUL_SLOPE * view)
    return np.where(helpful, HELPFUL, np.where(unhelpful, NOT_HELPFUL, OPEN)).astype(np.int8)


def _is_carried(what: NDArray[np.int64], given: NDArray[np.float64], size: int) -> NDArray[np.bool_]:
    """(size,) whether one side of the raters is clearly for the note."""
    net = np.bincount(what, np.sign(given - 0.5), size)
    count = np.maximum(np.bincount(what, minlength=size), 1)
    return (net >= NET_CLEAR) | ((net >= NET_LEAST) & (net / count >= NET_RATIO))
