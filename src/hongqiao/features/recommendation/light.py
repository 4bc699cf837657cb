"""The light ranking: how likely each action is, by weights that can be read."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike, NDArray

FEATURES = (
    "log_likes",
    "log_saves",
    "log_comments",
    "positive_rate",
    "negative_rate",
    "hot",
    "affinity",
    "near",
    "followed",
    "topic",
    "interest",
    "own_language",
)
"""Content and smoothed rates, never ids; all about 0..1."""

ACTIONS = ("click", "like", "save", "comment", "follow", "hide")
_BIAS = {"click": -1.6, "like": -3.0, "save": -3.6, "comment": -4.6, "follow": -5.2, "hide": -5.0}
_WEIGHTS: Mapping[str, Mapping[str, float]] = {
    "click": {"hot": 0.5, "affinity": 1.0, "near": 0.6, "followed": 0.6, "topic": 0.5,
        "interest": 0.3, "own_language": 0.3},
    "like": {"positive_rate": 2.0, "log_likes": 0.4, "affinity": 0.8, "near": 0.6, "followed": 0.6},
    "save": {"positive_rate": 2.0, "log_saves": 0.5, "affinity": 0.8, "near": 0.8, "topic": 0.4},
    "comment": {"positive_rate": 1.5, "log_comments": 0.6, "followed": 0.8, "own_language": 0.4},
    "follow": {"positive_rate": 2.0, "affinity": 0.8, "near": 0.4},
    "hide": {"negative_rate": 4.0, "affinity": -0.6, "interest": -0.3},
}  # fmt: skip


def predict(features: ArrayLike) -> dict[str, NDArray[np.float64]]:
    """{action: (n,) probability} from (n, len(FEATURES))."""
    given = np.asarray(features, np.float64)
    return {action: 1.0 / (1.0 + np.exp(-(_BIAS[action] + given @ _row(action)))) for action in ACTIONS}


def _row(action: str) -> NDArray[np.float64]:
    return np.array([_WEIGHTS[action].get(name, 0.0) for name in FEATURES])
