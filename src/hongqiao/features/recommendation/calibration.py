"""Chances that mean what they say: isotonic steps, and how far off predictions are."""

import msgspec
import numpy as np
from numpy.typing import ArrayLike, NDArray


class Steps(msgspec.Struct, frozen=True):
    """A rising line through (x, y), flat beyond its ends."""

    x: list[float]
    y: list[float]

    def at(self, chances: ArrayLike) -> NDArray[np.float64]:
        """(n,) the calibrated chances."""
        return np.interp(np.asarray(chances, np.float64), self.x, self.y)


def calibrated(chances: ArrayLike, wanted: ArrayLike, *, buckets: int = 200) -> Steps:
    """The rising line that comes nearest to what happened. chances (m,) 0..1, wanted (m,) bool.

    Pools adjacent violators over at most 200 buckets of equal size, each weighed with one row of the mean.
    """
    given, truth = np.asarray(chances, np.float64), np.asarray(wanted, np.float64)
    if not len(given):
        return Steps([0.0, 1.0], [0.0, 1.0])
    order, mean = np.argsort(given, kind="stable"), float(truth.mean())
    pools: list[list[float]] = []  # sum of chances, of what happened, rows
    for part in np.array_split(order, min(buckets, len(order))):
        pools.append([float(given[part].sum()), float(truth[part].sum()), float(len(part))])
        while len(pools) > 1 and _height(pools[-2], mean) >= _height(pools[-1], mean):
            last = pools.pop()
            pools[-1] = [a + b for a, b in zip(pools[-1], last, strict=True)]
    return Steps([pool[0] / pool[2] for pool in pools], [_height(pool, mean) for pool in pools])


def _height(pool: list[float], mean: float) -> float:
    """What happened in a pool, weighed with one row of the mean; it is this that has to rise."""
    return (pool[1] + mean) / (pool[2] + 1)


def calibration_error(chances: ArrayLike, wanted: ArrayLike, *, bins: int = 15) -> float:
    """Expected calibration error: the mean gap of chance and share over bins of equal size; 0 is best."""
    given, truth = np.asarray(chances, np.float64), np.asarray(wanted, np.float64)
    if not len(given):
        return 0.0
    parts = np.array_split(np.argsort(given, kind="stable"), bins)
    return float(sum(abs(given[part].sum() - truth[part].sum()) for part in parts) / len(given))


def log_loss(chances: ArrayLike, wanted: ArrayLike) -> float:
    """Mean negative log likelihood, in nats; lower is better."""
    given = np.clip(np.asarray(chances, np.float64), 1e-9, 1 - 1e-9)
    truth = np.asarray(wanted, bool)
    return float(-np.mean(np.log(np.where(truth, given, 1 - given)))) if len(given) else 0.0
