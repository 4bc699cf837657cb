"""A child process for a model that nobody needs all the time: starts at the first call, ends when idle."""

import asyncio
import ctypes
import multiprocessing
import signal
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any

from hongqiao.kernel.errors import Unavailable

PR_SET_PDEATHSIG = 1
START_S = 60.0


class IdleChild:
    """Runs importable functions in one process of its own; what a model takes is given back when it ends."""

    def __init__(self, *, idle_minutes: float, when_missing: str) -> None:
        self._idle_s = idle_minutes * 60
        self._when_missing = when_missing
        self._pool: ProcessPoolExecutor | None = None
        self._has_answered = False
        self._under_way = 0
        self._idle_timer: asyncio.TimerHandle | None = None

    async def run(self, work: Callable[..., Any], *given: Any, deadline_s: float | None = None) -> Any:
        """What `work(*given)` returns there. Raises Unavailable when it cannot, the process died, or the
        deadline passed: then the process is killed, since nothing else stops a library that hangs. One that
        has not answered yet has START_S more, to load.
        """
        self._stay()
        if self._pool is None:
            spawn = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(1, mp_context=spawn, initializer=die_with_parent)
            self._has_answered = False
        pool, start_s = self._pool, 0.0 if self._has_answered else START_S
        self._under_way += 1
        try:
            async with asyncio.timeout(None if deadline_s is None else deadline_s + start_s):
                made = await asyncio.get_running_loop().run_in_executor(pool, work, *given)
            self._has_answered = True
            return made
        except (ImportError, OSError, RuntimeError, ValueError, MemoryError) as error:
            if isinstance(error, (BrokenProcessPool, TimeoutError)):
                self._drop(pool)
            raise Unavailable(self._when_missing, detail=repr(error)) from error
        finally:
            self._under_way -= 1
            if not self._under_way:
                self._idle_timer = asyncio.get_running_loop().call_later(self._idle_s, self.end)

    def end(self) -> None:
        """Ends the process, if one runs; a call that is under way is lost."""
        self._stay()
        if self._pool is not None:
            self._drop(self._pool)

    def _drop(self, pool: ProcessPoolExecutor) -> None:
        """The next call gets another process; this one ends now, whatever it does."""
        if self._pool is pool:
            self._pool = None
        for process in list((pool._processes or {}).values()):
            process.kill()  # shutdown() would wait for its job for ever
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
