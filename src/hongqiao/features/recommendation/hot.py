"""The hot score: what people did with a note, and when it was made; the same for every reader."""

from collections.abc import Mapping
from datetime import UTC, datetime

import numpy as np
from numpy.typing import ArrayLike, NDArray

WEIGHTS: Mapping[str, float] = {
    "like": 1.0,
    "save": 1.0,
    "comment": 4.0,
    "share": 4.0,
    "follow": 8.0,
    "hide": -6.0,
    "report": -50.0,
}
"""What one action adds; a report counts once it is upheld."""

COUNTED = ("like", "save", "comment", "hide")
"""The actions that stand beside a note when it is served."""

EPOCH = datetime(2024, 1, 1, tzinfo=UTC)
TENFOLD_S = 45_000.0
"""Ten times the actions weigh as much as having been made so many seconds later (12.5 h)."""


def weighted_sum(counts: Mapping[str, ArrayLike]) -> NDArray[np.float64]:
    """(n,) from counts {action: (n,)}. Raises KeyError for an action without a weight."""
    parts = [WEIGHTS[action] * np.asarray(counts[action], np.float64) for action in sorted(counts)]
    return np.sum(parts, axis=0) if parts else np.zeros(0)


def hot(
    weighted_sum: ArrayLike, made_at_s: ArrayLike, community_readers: ArrayLike | None = None
) -> NDArray[np.float64]:
    """(n,) higher is better, never changes by itself: sign(s) log10(max(|s|, 1)) / scale + seconds / 45000.

    made_at_s (n,) Unix seconds. community_readers (n,): active readers a month of the note's community; then
    scale = log10(2 + readers), so that a small language surfaces; without, scale = 1.
    Source: the published form of Reddit's score; scaled as in Lemmy's Scaled sort.
    """
    done = np.asarray(weighted_sum, np.float64)
    liked = np.sign(done) * np.log10(np.maximum(np.abs(done), 1.0))
    if community_readers is not None:
        # Fewer than eight readers count as eight, or one like in an empty community would outweigh a day.
        liked = liked / np.log10(2.0 + np.maximum(np.asarray(community_readers, np.float64), 8.0))
    return liked + (np.asarray(made_at_s, np.float64) - EPOCH.timestamp()) / TENFOLD_S
