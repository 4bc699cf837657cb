"""The bus over LISTEN/NOTIFY: one listening connection a process, shared by everyone who listens in it."""

import asyncio
import base64
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence

import asyncpg

from hongqiao.adapters.postgres.database import Database
from hongqiao.kernel.ports.bus import MAX_MESSAGE_BYTES

CHANNEL = "live"
_QUEUE_LIMIT = 256  # a reader this far behind loses hints, not data


class PostgresBus:
    """Meets kernel/ports/bus.py."""

    def __init__(self, dsn: str, database: Database) -> None:
        self._dsn, self._database = dsn, database
        self._queues: defaultdict[str, set[asyncio.Queue]] = defaultdict(set)
        self._listening: asyncio.Task | None = None
        self._connected = asyncio.Event()

    async def publish(self, topic: str, message: bytes) -> None:
        if len(message) > MAX_MESSAGE_BYTES:
            raise ValueError("message too long for the bus")
        is_plain = message.isascii() and b"\0" not in message  # PostgreSQL's text holds no null
        packed = message.decode() if is_plain else base64.b85encode(message).decode()
        payload = f"{topic} {'a' if is_plain else 'b'}{packed}"
        await self._database.execute("select pg_notify($1, $2)", CHANNEL, payload)

    async def listen(self, topics: Sequence[str]) -> AsyncIterator[tuple[str, bytes]]:
        if self._listening is None or self._listening.done():
            self._listening = asyncio.create_task(self._keep_listening())
        queue: asyncio.Queue[tuple[str, bytes]] = asyncio.Queue(_QUEUE_LIMIT)
        for topic in topics:
            self._queues[topic].add(queue)
        try:
            await self._connected.wait()
            while True:
                yield await queue.get()
        finally:
            for topic in topics:
                self._queues[topic].discard(queue)
                if not self._queues[topic]:
                    del self._queues[topic]

    async def close(self) -> None:
        if self._listening:
            self._listening.cancel()
            await asyncio.wait([self._listening])

    async def _keep_listening(self) -> None:
        """Listens again when the connection is lost: hints of that moment are gone, data is not."""
        while True:
            connection = None
            try:
                connection = await asyncpg.connect(self._dsn)
                lost = asyncio.Event()
                connection.add_termination_listener(lambda _, lost=lost: lost.set())
                await connection.add_listener(CHANNEL, self._hand_out)
                self._connected.set()
                await lost.wait()
            except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
                pass
            finally:
                if connection is not None:
                    connection.terminate()
            await asyncio.sleep(0.5)

    def _hand_out(self, _connection: object, _pid: int, _channel: str, payload: str) -> None:
        topic, _, body = payload.partition(" ")
        message = body[1:].encode() if body.startswith("a") else base64.b85decode(body[1:])
        for queue in tuple(self._queues.get(topic, ())):
            if not queue.full():
                queue.put_nowait((topic, message))
