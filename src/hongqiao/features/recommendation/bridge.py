"""Bridges: what readers of different communities, or of different views, approve alike."""

import msgspec
import numpy as np
from numpy.typing import ArrayLike, NDArray

TEMPERATURE = 0.1
QUALIFIED_VIEWS = 20
"""A community has an opinion of a note once so many of its readers saw it."""

_PRIOR_VIEWS = 20.0
_PRIOR_NOTES = 10.0


def approval(
    positive: ArrayLike, negative: ArrayLike, topic_mean: ArrayLike, views: ArrayLike
) -> NDArray[np.float64]:
    """(n, c) share of a community that approves of a note, 0..1; nan below 20 qualified views.

    positive, negative, views (n, c) people; topic_mean (n, c), (n, 1) or a number: what the topic gets.
    (positive + 1) / (positive + negative + 3), drawn to the topic's mean as if 20 had seen that.
    """
    liked, disliked = np.asarray(positive, np.float64), np.asarray(negative, np.float64)
    seen = np.asarray(views, np.float64)
    raw = (liked + 1.0) / (liked + disliked + 3.0)
    shrunk = (seen * raw + _PRIOR_VIEWS * np.asarray(topic_mean, np.float64)) / (seen + _PRIOR_VIEWS)
    return np.where(seen >= QUALIFIED_VIEWS, shrunk, np.nan)


def soft_minimum(approval: ArrayLike, temperature: float = TEMPERATURE) -> NDArray[np.float64]:
    """The smallest approval, smoothed: sum a exp(-a/T) / sum exp(-a/T), between minimum and mean.

    approval (c,) or (n, c), nan where there is none; returns () or (n,), nan where all are missing.
    """
    given = np.asarray(approval, np.float64)
    there = ~np.isnan(given)
    filled = np.where(there, given, np.inf)
    lowest = filled.min(axis=-1, keepdims=True)
    lowest = np.where(np.isfinite(lowest), lowest, 0.0)
    weight = np.where(there, np.exp(-(np.where(there, given, lowest) - lowest) / temperature), 0.0)
    total = weight.sum(axis=-1)
    summed = (weight * np.where(there, given, 0.0)).sum(axis=-1)
    return np.where(total > 0, summed / np.where(total > 0, total, 1.0), np.nan)


def bridge_scores(
    positive: ArrayLike, negative: ArrayLike, views: ArrayLike, topics: ArrayLike
) -> NDArray[np.float64]:
    """(n,) 0..1, higher where every community that saw the note approves; 0 below two communities.

    positive, negative, views (n, c) people of community c; topics (n,) ids. Each topic is moved to the common
    mean, since one on which people differ would else be buried whole.
    """
    liked, disliked = np.asarray(positive, np.float64), np.asarray(negative, np.float64)
    seen, topic_of = np.asarray(views, np.float64), np.unique(np.asarray(topics), return_inverse=True)[1]
    if not len(liked):
        return np.zeros(0)
    lowest = soft_minimum(approval(liked, disliked, _topic_means(liked, disliked, topic_of)[topic_of], seen))
    shared = (seen >= QUALIFIED_VIEWS).sum(axis=1) >= 2
    if not shared.any():
        return np.zeros(len(liked))
    return np.where(shared, _levelled(np.where(shared, lowest, 0.0), shared, topic_of), 0.0)


def _topic_means(
    liked: NDArray[np.float64], disliked: NDArray[np.float64], topic_of: NDArray[np.int64]
) -> NDArray[np.float64]:
    """(t, c) approval of all notes of a topic together, drawn to that of all topics."""
    size = int(topic_of.max()) + 1
    ups, all_ = np.zeros((size, liked.shape[1])), np.zeros((size, liked.shape[1]))
    np.add.at(ups, topic_of, liked)
    np.add.at(all_, topic_of, liked + disliked)
    overall = (ups.sum() + 1.0) / (all_.sum() + 3.0)
    return (ups + _PRIOR_VIEWS * overall) / (all_ + _PRIOR_VIEWS)


def _levelled(
    scores: NDArray[np.float64], shared: NDArray[np.bool_], topic_of: NDArray[np.int64]
) -> NDArray[np.float64]:
    counts = np.bincount(topic_of, shared)
    overall = scores[shared].mean()
    means = (np.bincount(topic_of, scores * shared) + _PRIOR_NOTES * overall) / (counts + _PRIOR_NOTES)
    return np.clip(scores - means[topic_of] + overall, 0.0, 1.0)


class Factors(msgspec.Struct, frozen=True):
    """rating ~ mean + rater intercept + note intercept + rater view * note view; nan where nobody rated."""

    mean: float
    rater_intercepts: NDArray[np.float64]
    rater_views: NDArray[np.float64]
    note_intercepts: NDArray[np.float64]
    note_views: NDArray[np.float64]


def common_ground(factors: Factors) -> NDArray[np.float64]:
    """(n,) what both sides may be expected to find in a note, higher is better; nan where nobody rated.

    The intercept less half of what the note's view takes from a typical rater of the side against it.
    """
    typical = float(np.sqrt(np.nanmean(factors.rater_views**2))) if len(factors.rater_views) else 0.0
    return factors.note_intercepts - 0.5 * typical * np.abs(factors.note_views)


def factorised(
    raters: ArrayLike,
    notes: ArrayLike,
    ratings: ArrayLike,
    *,
    weights: ArrayLike | None = None,
    intercept_cost: float = 0.15,
    view_cost: float = 0.03,
    rounds: int = 60,
    busiest: float = 0.001,
) -> Factors:
    """Takes apart what a note is to everyone (its intercept) and to one side (its view).

    raters, notes (m,) numbers from 0; ratings (m,) 0 not helpful .. 1 helpful; weights (m,) 0..1, e.g. from
    brigades.weights. The busiest share of raters (from 1,000 raters on) is left out. Least squares with the
    penalties of Community Notes: intercepts cost five times what views cost, so that views explain agreement
    first. Deterministic; O(m * rounds).
    Source: twitter/communitynotes, matrix factorisation; here by alternating least squares.
    """
    who, what = np.asarray(raters, np.int64), np.asarray(notes, np.int64)
    given = np.asarray(ratings, np.float64)
    weight = np.ones(len(given)) if weights is None else np.asarray(weights, np.float64)
    n_raters, n_notes = (int(one.max()) + 1 if len(one) else 0 for one in (who, what))
    weight = weight * ~np.isin(who, _busiest(who, n_raters, busiest))
    views, note_views = np.random.default_rng(0).normal(0, 0.3, n_raters), np.zeros(n_notes)
    ups, note_ups, mean = np.zeros(n_raters), np.zeros(n_notes), 0.0
    costs = (intercept_cost, view_cost)
    total = max(float(weight.sum()), 1e-9)
    for _ in range(rounds):
        mean = float((weight * (given - ups[who] - note_ups[what] - views[who] * note_views[what])).sum())
        mean /= total * (1 + intercept_cost)
        note_ups, note_views = _solved(what, n_notes, views[who], given - mean - ups[who], weight, costs)
        ups, views = _solved(who, n_raters, note_views[what], given - mean - note_ups[what], weight, costs)
    rated, rating = np.bincount(what, weight, n_notes) > 0, np.bincount(who, weight, n_raters) > 0
    found = [np.where(rating, one, np.nan) for one in (ups, views)]
    found += [np.where(rated, one, np.nan) for one in (note_ups, note_views)]
    side = -1.0 if views.sum() < 0 else 1.0
    return Factors(mean, found[0], side * found[1], found[2], side * found[3])


def _busiest(who: NDArray[np.int64], n_raters: int, share: float) -> NDArray[np.int64]:
    left_out = int(n_raters * share)
    return np.argsort(-np.bincount(who, minlength=n_raters), kind="stable")[:left_out]


def _solved(
    groups: NDArray[np.int64],
    size: int,
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    weight: NDArray[np.float64],
    costs: tuple[float, float],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """(size,), (size,): a and b of y ~ a + b x in each group; a penalty counts as often as the average group
    has ratings, as where losses are means.
    """
    count = np.bincount(groups, weight, size)
    average = count.sum() / max(int((count > 0).sum()), 1)
    one, both = count + costs[0] * average, np.bincount(groups, weight * x, size)
    two = np.bincount(groups, weight * x * x, size) + costs[1] * average
    left, right = np.bincount(groups, weight * y, size), np.bincount(groups, weight * x * y, size)
    volume = np.maximum(one * two - both * both, 1e-12)
    return (left * two - right * both) / volume, (one * right - both * left) / volume
