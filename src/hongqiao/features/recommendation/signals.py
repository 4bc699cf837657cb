"""The signals that the light ranking sees of a note and a reader, and the weights that ship."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike, NDArray

FEATURES = (
    # the note: flags 0 or 1, lengths and counts as log(1 + n)
    "age_h",
    "is_video",
    "pictures",
    "title_length",
    "body_length",
    "topics",
    "has_place",
    "is_text_card",
    "impressions",
    "hot",
    # its rates and its author's and topic's, each as log_lift: 0 is the site's mean
    "note_click",
    "note_like",
    "note_save",
    "note_comment",
    "note_share",
    "note_follow",
    "note_hide",
    "note_report",
    "author_click",
    "author_like",
    "author_save",
    "author_follow",
    "author_hide",
    "topic_click",
    "topic_like",
    "topic_hide",
    "author_followers",
    "author_notes",
    "bridge",
    # the note and this reader: 0..1 where nothing else is said; all 0 without profiling
    "similarity",
    "item_to_item",
    "topic_interest",
    "topic_disliked",
    "author_followed",
    "author_seen",
    "own_language",
    "has_translation",
    "same_region",
    "searched",
    "reader_like",
)
"""Never an id, so that nothing is known by heart. reader_like is a log_lift."""

FEW = (
    "age_h",
    "note_click",
    "note_like",
    "note_hide",
    "author_like",
    "similarity",
    "topic_interest",
    "own_language",
)
"""What the logistic regression sees."""

SHIPPED: Mapping[str, tuple[float, Mapping[str, float]]] = {
    "click": (
        -2.2,
        {"note_click": 0.8, "similarity": 1.0, "topic_interest": 0.5, "own_language": 0.4, "age_h": -0.05},
    ),
    "like": (
        -3.2,
        {
            "note_like": 0.8,
            "author_like": 0.3,
            "similarity": 1.2,
            "topic_interest": 0.5,
            "author_followed": 0.5,
        },
    ),
    "save": (
        -3.7,
        {"note_save": 0.8, "author_save": 0.3, "similarity": 1.2, "item_to_item": 0.5, "searched": 0.5},
    ),
    "comment": (
        -4.6,
        {"note_comment": 0.8, "similarity": 0.8, "own_language": 0.6, "author_followed": 0.8},
    ),
    "share": (-5.0, {"note_share": 0.8, "similarity": 0.8, "bridge": 0.3}),
    "follow": (-5.0, {"note_follow": 0.8, "author_follow": 0.5, "similarity": 0.8, "author_seen": 0.3}),
    "hide": (
        -5.3,
        {"note_hide": 0.8, "author_hide": 0.4, "topic_hide": 0.2, "topic_disliked": 1.5, "similarity": -0.8},
    ),
    "report": (-8.0, {"note_report": 0.8, "note_hide": 0.2}),
}
"""{action: (base, weights)} of the log odds: legible, the same everywhere, until there is enough to learn."""

_PRIOR_VIEWS = 20.0


def log_lift(count: ArrayLike, views: ArrayLike, mean: ArrayLike) -> NDArray[np.float64]:
    """(n,) log of a rate over the site's mean, drawn to 0 as if 20 had seen the mean; within ±3."""
    usual = np.maximum(np.asarray(mean, np.float64), 1e-6)
    rate = (np.asarray(count, np.float64) + _PRIOR_VIEWS * usual) / (
        np.asarray(views, np.float64) + _PRIOR_VIEWS
    )
    return np.clip(np.log(rate / usual), -3.0, 3.0)
