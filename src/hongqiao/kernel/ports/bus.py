"""The bus: hints between processes. Losing one loses no data; whoever cares reads the database again."""

from collections.abc import AsyncIterator, Sequence
from typing import Protocol

MAX_MESSAGE_BYTES = 6_000  # NOTIFY takes 8,000 bytes of text


class Bus(Protocol):
    """Small messages to whoever listens now."""

    async def publish(self, topic: str, message: bytes) -> None:
        """Sends at once, outside any transaction; at most MAX_MESSAGE_BYTES."""
        ...

    def listen(self, topics: Sequence[str]) -> AsyncIterator[tuple[str, bytes]]:
        """Messages on these topics from now on, until the iterator is closed."""
        ...

    async def close(self) -> None:
        """Stops listening."""
        ...
