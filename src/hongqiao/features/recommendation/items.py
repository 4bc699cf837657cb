"""Which notes the same people like: item-to-item by co-occurrence, where each pair of readers counts less the
more they share.
"""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

_LAST = 60
_DAMPING = 1.0


class Model:
    """Neighbours by item."""

    def __init__(self, near: dict[int, list[tuple[int, float]]]) -> None:
        self._near = near

    def neighbours(self, item: int, n: int) -> Sequence[tuple[int, float]]:
        """(item, score in 0..1) of at most n items, the nearest first."""
        return self._near.get(item, [])[:n]


def fit(users: ArrayLike, items: ArrayLike, times: ArrayLike, actions: ArrayLike | None = None) -> Model:
    """From who kept what and when; each user's last 60 items count."""
    order = np.argsort(-np.asarray(times, np.float64), kind="stable")
    kept: dict[int, dict[int, None]] = defaultdict(dict)
    who, what = np.asarray(users), np.asarray(items)
    for at in order.tolist():
        own = kept[int(who[at])]
        if len(own) < _LAST:
            own[int(what[at])] = None
    pairs: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    often: dict[int, int] = defaultdict(int)
    for own in kept.values():
        share = 1.0 / (_DAMPING + len(own)) ** 0.5
        for one in own:
            often[one] += 1
            for other in own:
                if one != other:
                    pairs[one][other] += share
    near = {}
    for one, others in pairs.items():
        scored = [(other, score / (often[one] * often[other]) ** 0.5) for other, score in others.items()]
        near[one] = sorted(scored, key=lambda pair: (-pair[1], pair[0]))[:50]
    return Model(near)
