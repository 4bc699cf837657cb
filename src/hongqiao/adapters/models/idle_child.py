"""A child process for a model that nobody needs all the time: starts at the first call, ends when idle."""

import asyncio
import ctypes
import multiprocessing
import signal
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any

from hongqiao.kernel.errors import Unavailable

PR_SET_PDEATHSIG = 1


class IdleChild:
    """Runs importable functions in one process of its own; what a model takes is given back when it ends."""

    def __init__(self, *, idle_minutes: float, when_missing: str) -> None:
        self._idle_s = idle_minutes * 60
        self._when_missing = when_missing
        self._pool: Executor | None = None
        self._under_way = 0
        self._idle_timer: asyncio.TimerHandle | None = None

    async def run(self, work: Callable[..., Any], *given: Any) -> Any:
        """What `work(*given)` returns there. Raises Unavailable when it cannot, or the process died."""
        self._stay()
        if self._pool is None:
            spawn = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(1, mp_context=spawn, initializer=die_with_parent)
        self._under_way += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, work, *given)
        except (ImportError, OSError, RuntimeError) as error:
            if isinstance(error, BrokenProcessPool):
                self._pool = None
            raise Unavailable(self._when_missing, detail=repr(error)) from error
        finally:
            self._under_way -= 1
            if not self._under_way:
                self._idle_timer = asyncio.get_running_loop().call_later(self._idle_s, self.end)

    def end(self) -> None:
        """Ends the process, if one runs."""
        self._stay()
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(wait=False, cancel_futures=True)

    @property
    def is_running(self) -> bool:
        return self._pool is not None

    def _stay(self) -> None:
        if self._idle_timer is not None:
            self._idle_timer.cancel()
            self._idle_timer = None


def die_with_parent() -> None:
    """In the child: ends with its parent, even by kill -9, and leaves Ctrl-C to it."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
