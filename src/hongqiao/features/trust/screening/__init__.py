"""Screening: what software looks for before people see something, within declared limits, never silently.

The way in is `screen_texts`; what it holds goes through `hold` and becomes a case.
"""

from hongqiao.features.trust.screening import floods, holds, lists, model, pictures, words
from hongqiao.features.trust.screening.holds import HeldThing, forget, held, hold, is_held, waiting
from hongqiao.features.trust.screening.model import REASONS, Finding, of_outcome, worst
from hongqiao.features.trust.screening.words import screen_rendering, screen_texts, screen_words

__all__ = [
    "REASONS",
    "Finding",
    "HeldThing",
    "floods",
    "forget",
    "held",
    "hold",
    "holds",
    "is_held",
    "lists",
    "model",
    "of_outcome",
    "pictures",
    "screen_rendering",
    "screen_texts",
    "screen_words",
    "waiting",
    "words",
    "worst",
]
