"""Translation of people's words: results by content, the wish for one, and the pipeline around engines.

Owns translation sources, their uses, results, and who waits for one; `corrections` of them by readers, votes,
and segments that readers agreed on. Knows no content: askers hand in Texts with references of their own.
Promises that only a checked translation is ever shown as one, that an author's own version wins, and that
withdrawn words leave with their last use. Emits CorrectionSuggested.
"""

from hongqiao.features.translation import corrections, desk, loans, memory, readers
from hongqiao.features.translation.detection import detect
from hongqiao.features.translation.memory import (
    forget,
    remember,
    stored,
)
from hongqiao.features.translation.model import (
    Lore,
    Outcome,
    Text,
    Translated,
    is_translatable,
    key_of,
    topic_of,
)
from hongqiao.features.translation.pipeline import translate_text
from hongqiao.features.translation.queue import JOB, run_job, wish

__all__ = [
    "JOB",
    "Lore",
    "Outcome",
    "Text",
    "Translated",
    "corrections",
    "desk",
    "detect",
    "forget",
    "is_translatable",
    "key_of",
    "loans",
    "memory",
    "readers",
    "remember",
    "run_job",
    "stored",
    "topic_of",
    "translate_text",
    "wish",
]
