"""A small language model on this machine as a translation engine: starts when needed, ends when idle.

Measured with Qwen2.5-Coder-1.5B Q4_K_M: 10 to 22 tokens a second on one core, 1.2 to 1.7 times that on two,
1.9 GB while it runs.
"""

import asyncio
import contextlib
import json
import os
import re
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hongqiao.adapters.models import prompts
from hongqiao.adapters.models.deadly import Deadly
from hongqiao.adapters.models.download import Progress, is_arriving, read_progress
from hongqiao.adapters.models.room import available_bytes
from hongqiao.kernel.errors import Unavailable, mark
from hongqiao.kernel.ports.engine import EngineState, OnPart, Rendered

QWEN_LABEL = "qwen2.5-coder-1.5b-q4km"
CHILD = Path(__file__).with_name("local_llm_child.py")
START_S = 90.0
FIRST_WORD_S = 90.0  # a cold pair's frame is 350 tokens, on a busy machine; it cannot be cut short
GRACE_S = 5.0
FAILED_STARTS = 3
REST_S = 600.0  # after so many failed starts in a row
ROOM_TO_START, ROOM_TO_STAY = 4 << 30, 1 << 30  # bytes available: to start for warmth only, to stay long
STAYS_WITHOUT_ROOM_S = 120.0
_UNFINISHED = re.compile(r"\[\d*$")
_RUNS_AWAY = re.compile(r"(.{1,20}?)\1{9,}\Z", re.DOTALL)  # it would go on so until its last token
_ABSENT = mark("Translation is not ready yet. The original stays here meanwhile.")


class LocalLlm:
    """One model, one child process, one text at a time; others wait their turn."""

    name = "local-llm"
    # Read by hand in the demo town, titles into English right in meaning: ja 4 of 13, ko 3 of 12, ru half.
    weak_languages = frozenset({"ja", "ko", "ru"})
    wordings = 2
    at_once = 1
    remote = False
    mask = "[{}]"  # copied in 11 of 12 places; ⟦⟧ in 6, braces and angles in 9

    def __init__(
        self,
        model: Path,
        *,
        label: str = QWEN_LABEL,
        idle_minutes: float = 15.0,
        threads: int = 1,
    ) -> None:
        """`model` is any GGUF file, it may arrive later; `label` names it in stored versions.

        The process ends `idle_minutes` after the last text, sooner where memory is short.
        """
        self.version = f"{label}/{prompts.VERSION}"
        self._model = model
        self._idle_s = idle_minutes * 60
        self._threads = threads
        self._turn = asyncio.Lock()
        self._child: asyncio.subprocess.Process | None = None
        self._last_job = 0
        self._failed_starts = 0
        self._rests_until = 0.0
        self._idle_timer: asyncio.TimerHandle | None = None
        self._warm: set[tuple[str, str]] = set()  # pairs whose frame this process has read
        self._wanted = 0  # texts that wait or are under way
        self._has_run = False
        self._deadly = Deadly()

    def state(self) -> EngineState:
        if time.monotonic() < self._rests_until:
            return "failed"
        if self._model.is_file():
            return "ready"
        progress: Progress | None = read_progress(self._model.parent)
        if progress is None:
            return "absent"
        return "arriving" if is_arriving(progress) else "failed" if progress.state == "failed" else "absent"

    def pairs(self, source: str, target: str) -> bool:
        """Every pair of the eight served languages."""
        return source != target and source in prompts.LANGUAGES and target in prompts.LANGUAGES

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
        """The text in the target language, as the model said it.

        The deadline counts from the first word. Raises Unavailable when the model is absent, does not
        start, refuses the text as too long, or dies. A text over which that happened twice is left
        incomplete: it shall not end the process for everyone. When the caller is cancelled, the model stops.
        """
        if self._deadly.has(text):
            return Rendered("", complete=False)
        turns = prompts.messages(text, source=source, target=target, glossary=glossary, wording=wording)
        job = {
            "deadline_s": deadline_s,
            "max_tokens": prompts.token_limit(text),
            "messages": turns,
            "grammar": prompts.grammar(text, target),
        }
        self._wanted += 1
        try:
            async with self._turn:
                rendered = await self._said(job, on_part)
        except _Undone:
            self._deadly.note(text)
            raise
        finally:
            self._wanted -= 1
        self._deadly.forget(text)
        if turns[:-1] == prompts.prefix(source, target):
            self._warm.add((source, target))
        return rendered

    async def warm(self, source: str, target: str) -> bool:
        """Has the model read the frame of the pair, so that the next text of it waits for its own words only.

        Whether it is read now: not while texts wait, to which it gives way after a part of the frame, and not
        where the process would have to start anew or memory is short. Raises Unavailable as translate does.
        """
        if (source, target) in self._warm and self._is_running():
            return True
        if not self._may_warm() or not self.pairs(source, target):
            return False
        async with self._turn:
            for turns in _parts_of_frame(source, target):
                if self._wanted:
                    return False
                asked = {"deadline_s": GRACE_S, "max_tokens": 1, "messages": turns}
                await self._said({**asked, "grammar": prompts.grammar("", target)}, None)
        self._warm.add((source, target))
        return True

    async def close(self) -> None:
        """Ends the process, if one runs."""
        self._stay()
        await self._end()

    def _may_warm(self) -> bool:
        if self._turn.locked() or self._wanted or self.state() != "ready" or not self._idle_s:
            return False
        room = available_bytes()
        return self._is_running() or (not self._has_run and room is not None and room >= ROOM_TO_START)

    def _is_running(self) -> bool:
        return self._child is not None and self._child.returncode is None

    async def _said(self, job: dict[str, Any], on_part: OnPart | None) -> Rendered:
        """Gives the process one job; whoever calls has the turn."""
        self._stay()
        child = await self._running()
        self._last_job += 1
        job = {"id": self._last_job, **job}
        try:
            async with asyncio.timeout(FIRST_WORD_S + job["deadline_s"] + GRACE_S):
                await _send(child, job)
                return await self._listen(child, job["id"], on_part)
        except asyncio.CancelledError:
            with contextlib.suppress(OSError):  # it may have died meanwhile: the cancellation counts
                await _send(child, {"cancel": job["id"]})
            raise
        except (TimeoutError, OSError, ValueError) as error:
            await self._end()
            raise _Undone(_ABSENT, detail=f"the model process was ended: {error!r}") from error
        finally:
            self._leave_later()

    async def _listen(
        self, child: asyncio.subprocess.Process, number: int, on_part: OnPart | None
    ) -> Rendered:
        said = ""
        while True:
            message = await _hear(child)
            if message.get("id") != number:
                continue  # the rest of a job that was cancelled
            if message.get("done"):
                if message["error"]:
                    raise _Undone(_ABSENT, detail=message["error"])
                return Rendered(
                    said.strip(), confidence=message["logprob"], complete=message["finish"] == "stop"
                )
            said += message["part"]
            if _RUNS_AWAY.search(said[-240:]):
                await _send(child, {"cancel": number})
            if on_part is not None:
                await on_part(without_unfinished_mark(said).strip())

    async def _running(self) -> asyncio.subprocess.Process:
        if self._child is not None and self._child.returncode is None:
            return self._child
        if not self._model.is_file():
            raise Unavailable(_ABSENT, detail="no model file")
        self._warm.clear()
        self._has_run = True
        try:
            self._child = await _started(self._model, self._threads)
            async with asyncio.timeout(START_S):
                await _hear(self._child)
        except (TimeoutError, OSError, ValueError) as error:
            self._failed_starts += 1
            if self._failed_starts >= FAILED_STARTS:
                self._failed_starts, self._rests_until = 0, time.monotonic() + REST_S
            await self._end()
            raise Unavailable(_ABSENT, detail=f"the model did not start: {error!r}") from error
        self._failed_starts = 0
        return self._child

    async def _end(self) -> None:
        child, self._child = self._child, None
        if child is not None and child.returncode is None:
            child.kill()
            await child.wait()

    def _stay(self) -> None:
        if self._idle_timer is not None:
            self._idle_timer.cancel()
            self._idle_timer = None

    def _leave_later(self) -> None:
        self._stay()
        room = available_bytes()
        is_short = room is not None and room < ROOM_TO_STAY
        stays_s = min(self._idle_s, STAYS_WITHOUT_ROOM_S) if is_short else self._idle_s
        self._idle_timer = asyncio.get_running_loop().call_later(stays_s, self._leave)

    def _leave(self) -> None:
        if self._child is not None and self._child.returncode is None and not self._turn.locked():
            self._child.kill()  # 1.9 GB are free again; the next text starts it anew
            self._child = None


class _Undone(Unavailable):
    """The process was given the text and did not come to its end: the text may be why."""


async def _started(model: Path, threads: int) -> asyncio.subprocess.Process:
    """A process that begins to load the model. Raises OSError where there is no room for one."""
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-I",
        str(CHILD),
        str(model),
        str(os.getpid()),
        str(threads),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={"PATH": os.defpath, "OMP_WAIT_POLICY": "PASSIVE"},  # threads that spin starve each other
        limit=1 << 20,
    )


def _parts_of_frame(source: str, target: str) -> list[list[prompts.Message]]:
    """The frame up to each of its examples, and whole: the model reads each in about two seconds, and nothing
    can stop it within one.
    """
    frame = prompts.prefix(source, target)
    return [
        *(frame[:end] for end in range(2, len(frame), 2)),
        prompts.messages("", source=source, target=target),
    ]


def without_unfinished_mark(text: str) -> str:
    """The text up to a protected mark whose end has not arrived yet."""
    return _UNFINISHED.sub("", text)


async def _send(child: asyncio.subprocess.Process, message: dict[str, Any]) -> None:
    assert child.stdin is not None
    child.stdin.write(json.dumps(message, ensure_ascii=False).encode() + b"\n")
    await child.stdin.drain()


async def _hear(child: asyncio.subprocess.Process) -> dict[str, Any]:
    """The child's next line; raises ConnectionError when it has died."""
    assert child.stdout is not None
    line = await child.stdout.readline()
    if not line:
        raise ConnectionError("the model process ended")
    message: dict[str, Any] = json.loads(line)
    return message
