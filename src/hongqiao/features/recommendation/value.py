"""The value of a note to a reader: published weights times predictions, plus named terms. Nothing else."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike, NDArray

ACTION_WEIGHTS: Mapping[str, float] = {
    "click": 0.1,
    "like": 1.0,
    "save": 1.0,
    "comment": 4.0,
    "share": 4.0,
    "follow": 8.0,
    "hide": -6.0,
    "report": -50.0,
}
"""What one predicted action is worth (see hot.WEIGHTS; an opened note is worth a tenth of a like)."""

TERM_WEIGHTS: Mapping[str, float] = {
    "affinity": 1.0,
    "bridge": 0.5,
    "common": 0.25,
    "dislike": -0.5,
    "fresh": 0.2,
    "explore": 0.2,
    "interest": 0.3,
    "less": -1.0,
}
"""Terms beside the predictions, each 0..1: how near the note is to what the reader kept, the bridge score,
its rank by common ground, the worst share of dislikes in any community, its freshness, the bonus of the
unexplored, an interest that the reader named, and what the reader asked to see less of.
"""

WEIGHTS: Mapping[str, float] = {**ACTION_WEIGHTS, **TERM_WEIGHTS}


def parts(
    predictions: Mapping[str, ArrayLike],
    terms: Mapping[str, ArrayLike],
    weights: Mapping[str, float] = WEIGHTS,
) -> dict[str, NDArray[np.float64]]:
    """{name: (n,)} what each prediction and term adds to the value of each note, in the order of names.

    A name without a weight adds nothing and is left out. Raises ValueError when a name is in both.
    """
    both = predictions.keys() & terms.keys()
    if both:
        raise ValueError(f"both a prediction and a term: {', '.join(sorted(both))}")
    given = {**predictions, **terms}
    return {
        name: weights[name] * np.asarray(given[name], np.float64)
        for name in sorted(given)
        if weights.get(name)
    }


def value(
    predictions: Mapping[str, ArrayLike],
    terms: Mapping[str, ArrayLike],
    weights: Mapping[str, float] = WEIGHTS,
) -> NDArray[np.float64]:
    """(n,) higher is better: the sum of the parts, added in the order of their names.

    A note's value doesn't depend on which others are valued with it.
    """
    added = parts(predictions, terms, weights)
    size = max((np.size(one) for one in (*predictions.values(), *terms.values())), default=0)
    total = np.zeros(size)
    for part in added.values():
        total = total + part
    return total


def told(added: Mapping[str, ArrayLike], at: int, *, most: int = 3) -> list[tuple[str, float]]:
    """The parts that moved the note at that index the most, the strongest first; zeros are left out."""
    own = [(name, float(np.asarray(part)[at])) for name, part in added.items()]
    return sorted((one for one in own if one[1]), key=lambda one: (-abs(one[1]), one[0]))[:most]


def recomputed(logged: Mapping[str, float]) -> float:
    """The value out of the logged parts of one note; equals what was served to 1e-6."""
    return sum(logged[name] for name in sorted(logged))
