"""Open streams end with the login under which they were opened: one look at all of a process, every 3 s."""

import asyncio
from collections.abc import Awaitable, Callable, Collection

from hongqiao.kernel.ids import LoginId

LOOK_EVERY_S = 3.0
Holding = Callable[[Collection[LoginId]], Awaitable[set[int]]]


class Streams:
    """The streams of one process. `holding` says which logins still hold."""

    def __init__(self, holding: Holding, *, every_s: float = LOOK_EVERY_S) -> None:
        self._holding, self._every_s = holding, every_s
        self._open: dict[asyncio.Task, LoginId] = {}
        self._ended: set[asyncio.Task] = set()
        self._looking: asyncio.Task | None = None

    def opened(self, stream: asyncio.Task, login_id: LoginId) -> None:
        """This task serves a stream to somebody who is signed in."""
        self._open[stream] = login_id
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look())

    def closed(self, stream: asyncio.Task) -> bool:
        """The task is over; says whether that was our doing."""
        self._open.pop(stream, None)
        was_ours = stream in self._ended
        self._ended.discard(stream)
        return was_ours

    async def _look(self) -> None:
        while self._open:
            await asyncio.sleep(self._every_s)
            asked = set(self._open.values())
            try:
                left = await self._holding(asked)
            except OSError:  # the database is away: who may stay is known when it is back
                continue
            for stream, login_id in list(self._open.items()):
                if login_id in asked and login_id not in left:
                    self._ended.add(stream)
                    del self._open[stream]
                    stream.cancel()
