"""The darkroom as pages know it: hands pictures to at most two child processes and outlives them.

A child starts with the first picture, is replaced after some, and ends when there is nothing to do.
The kernel ends children with the thread that started them: use a Darkroom from a loop that lasts.
"""

import asyncio
import os
import re
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from pathlib import Path

import msgspec

from hongqiao.adapters.pictures.wire import LENGTH, READY, UNHEARD, Answer
from hongqiao.kernel.errors import Invalid, Refusal, TooLarge, Unavailable, mark
from hongqiao.kernel.ports.pictures import Developed
from hongqiao.kernel.settings import MEBIBYTE, Settings

PROGRAM = Path(__file__).with_name("child.py")
AT_ONCE = 2
PICTURES_PER_CHILD = 50  # then a fresh one: what a decoder leaks or leaves behind ends with it
START_S = 20.0
MAX_ANSWER_BYTES = 64 * MEBIBYTE
EMPTY = mark("This file is empty. Choose a picture.")
TOO_LARGE = mark("This picture is larger than %(megabytes)s MB. Make it smaller and try again.")
TOO_SLOW = mark("This picture took too long to open. Save it as a JPEG and try again.")
ENDED = mark("This picture couldn’t be opened. Save it as a JPEG and try again.")
_FAMILIES: dict[str, type[Refusal]] = {family.__name__: family for family in (Invalid, Unavailable)}
_FORMATS = frozenset({"avif", "webp", "jpeg"})
_HASH = re.compile(r"[0-9a-f]{64}")
_COLOUR = re.compile(r"#[0-9a-f]{6}")


class Darkroom:
    """Implements kernel/ports/pictures.py."""

    def __init__(self, settings: Settings, *, deadline_s: float = 20.0, idle_s: float = 60.0) -> None:
        """`deadline_s` counts for one picture once a child has it; idle children end after `idle_s`."""
        self._settings = settings
        self._deadline_s = deadline_s
        self._idle_s = idle_s
        self._places = asyncio.Semaphore(AT_ONCE)
        self._children: set[_Child] = set()
        self._idle: dict[_Child, asyncio.TimerHandle] = {}
        self._closed = False

    async def develop(self, data: bytes) -> Developed:
        """The picture made ready; waits while two others are being developed.

        Raises TooLarge, Invalid with the reason (also when the child dies of the picture), Unavailable
        when no child can be started. Costs 0.1 to 2 s.
        """
        if not data:
            raise Invalid(EMPTY)
        if len(data) > self._settings.picture_bytes:
            megabytes = f"{self._settings.picture_bytes / MEBIBYTE:g}"
            raise TooLarge(TOO_LARGE, values={"megabytes": megabytes}, detail=f"{len(data)} bytes")
        async with self._places:
            child = await self._free_child()
            try:
                answer = await self._answer_of(child, data)
            except BaseException:  # also a caller who left: the child is busy with a picture nobody wants
                await self._end(child)
                raise
            await self._keep_or_end(child)
        if answer.developed is not None:
            return answer.developed
        refusal = _FAMILIES.get(answer.family, Invalid)
        raise refusal(answer.message, detail=answer.detail, values=answer.values)

    async def close(self) -> None:
        """Ends all children; pictures that are being developed are refused."""
        self._closed = True
        for child in list(self._children):
            await self._end(child)

    async def _answer_of(self, child: "_Child", data: bytes) -> Answer:
        try:
            async with asyncio.timeout(self._deadline_s):
                answer = await child.ask(data)
        except TimeoutError as late:
            raise Invalid(TOO_SLOW, detail=f"no answer within {self._deadline_s} s") from late
        except (OSError, EOFError, msgspec.MsgspecError) as error:
            raise Invalid(ENDED, detail=f"the child ended: {error!r}") from error
        if answer.developed is not None and not is_sound(answer.developed):
            raise Invalid(ENDED, detail="the child answered what no picture gives")
        return answer

    async def _free_child(self) -> "_Child":
        while self._idle:
            child, timer = self._idle.popitem()
            timer.cancel()
            if child.lives:
                return child
            await self._end(child)
        return await self._new_child()

    async def _new_child(self) -> "_Child":
        if self._closed:
            raise Unavailable(UNHEARD, detail="the darkroom is closed")
        try:
            child = await _start(self._settings.picture_pixels, self._deadline_s)
        except OSError as error:
            raise Unavailable(UNHEARD, detail=f"no child could be started: {error!r}") from error
        self._children.add(child)
        try:
            async with asyncio.timeout(START_S):
                ready = await child.hear()
        except (OSError, EOFError) as error:  # TimeoutError is an OSError
            await self._end(child)
            raise Unavailable(UNHEARD, detail=f"the child did not start: {error!r}") from error
        except BaseException:
            await self._end(child)
            raise
        assert ready == READY, ready
        return child

    async def _keep_or_end(self, child: "_Child") -> None:
        if self._closed or child.pictures >= PICTURES_PER_CHILD:
            await self._end(child)
            return
        loop = asyncio.get_running_loop()
        self._idle[child] = loop.call_later(self._idle_s, self._leave, child)

    def _leave(self, child: "_Child") -> None:
        self._idle.pop(child, None)
        self._children.discard(child)
        child.kill()

    async def _end(self, child: "_Child") -> None:
        if timer := self._idle.pop(child, None):
            timer.cancel()
        self._children.discard(child)
        child.kill()
        await child.process.wait()


class _Child:
    """One process; answers one picture at a time."""

    def __init__(self, process: Process) -> None:
        self.process = process
        self.pictures = 0

    @property
    def lives(self) -> bool:
        return self.process.returncode is None

    async def ask(self, data: bytes) -> Answer:
        """Its answer; raises OSError, EOFError or msgspec.MsgspecError when it dies or talks nonsense."""
        assert self.process.stdin is not None
        self.pictures += 1
        self.process.stdin.write(LENGTH.pack(len(data)))
        self.process.stdin.write(data)
        await self.process.stdin.drain()
        return msgspec.msgpack.decode(await self.hear(), type=Answer)

    async def hear(self) -> bytes:
        """Its next message."""
        assert self.process.stdout is not None
        (length,) = LENGTH.unpack(await self.process.stdout.readexactly(LENGTH.size))
        if length > MAX_ANSWER_BYTES:
            raise OSError(f"an answer of {length} bytes")
        return await self.process.stdout.readexactly(length)

    def kill(self) -> None:
        """Ends it and whatever it may have started."""
        if self.lives:
            try:
                os.killpg(self.process.pid, signal.SIGKILL)
            except ProcessLookupError:
                return  # it ended by itself, and its parent is about to hear of it


async def _start(max_pixels: int, deadline_s: float) -> _Child:
    arguments = [os.getpid(), max_pixels, max(1, round(deadline_s))]
    return _Child(
        await asyncio.create_subprocess_exec(
            sys.executable,
            "-I",
            str(PROGRAM),
            *map(str, arguments),
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            env={"PATH": os.defpath},
            start_new_session=True,
        )
    )


def is_sound(developed: Developed) -> bool:
    """Whether the values can go into names and pages as they are: a child may have been taken over."""
    return (
        _HASH.fullmatch(developed.content_hash) is not None
        and _COLOUR.fullmatch(developed.colour) is not None
        and 0 < len(developed.thumbhash) <= 64
        and 0 < developed.width < 1 << 31
        and 0 < developed.height < 1 << 31
        and len(developed.renditions) > 0
        and {len(developed.pdq), len(developed.pdq_mirrored)} <= {0, 32}
        and all(r.format in _FORMATS and 0 < r.width < 1 << 31 for r in developed.renditions)
    )
