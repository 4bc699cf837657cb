"""Bridges: what readers of different communities, or of different views, approve alike."""

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
