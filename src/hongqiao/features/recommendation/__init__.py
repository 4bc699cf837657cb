"""Recommendation: Explore for one reader, and what they steer it by.

Owns tables feed_event, note_reader, note_audience, note_vector, reader_taste, reader_search, feed_choice,
feed_weight, feed_served, feed_stock, feed_config. Emits NotesMet. Promises that every note comes with its
true reason, that a score can be computed again from the log, and that nothing of what somebody does is read
or kept once they say so.
"""

from hongqiao.features.recommendation import controls, gather, learning, mixing, published
from hongqiao.features.recommendation.acts import note_met
from hongqiao.features.recommendation.events import NotesMet
from hongqiao.features.recommendation.known import choice_of
from hongqiao.features.recommendation.model import CONFIG, Choice, FeedConfig, Reason, Why
from hongqiao.features.recommendation.near import more_like, rising_in
from hongqiao.features.recommendation.serve import FeedPage, explore_for
from hongqiao.features.recommendation.served import recomputed, served
from hongqiao.features.recommendation.stockroom import Stockroom

__all__ = [
    "CONFIG",
    "Choice",
    "FeedConfig",
    "FeedPage",
    "NotesMet",
    "Reason",
    "Stockroom",
    "Why",
    "choice_of",
    "controls",
    "explore_for",
    "gather",
    "learning",
    "mixing",
    "more_like",
    "note_met",
    "published",
    "recomputed",
    "rising_in",
    "served",
]
