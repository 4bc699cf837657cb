"""Large files as objects: in parts of some megabytes, so that none has to be in memory whole."""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from typing import IO

import msgspec

from hongqiao.kernel.errors import NotFound
from hongqiao.kernel.ports import Objects
from hongqiao.kernel.settings import MEBIBYTE

PART_BYTES = 8 * MEBIBYTE


class Packed(msgspec.Struct, frozen=True):
    """What lies there now: how many parts, how many bytes, SHA-256 of all of them."""

    parts: int
    size_bytes: int
    hash: bytes


class Packing:
    """A file that is written into parts: `write` takes bytes, `flush_parts` stores what is full."""

    def __init__(self, objects: Objects, key: str) -> None:
        self._objects, self._key = objects, key
        self._held, self._hash = bytearray(), hashlib.sha256()
        self._parts = self._size = 0

    def write(self, data: bytes) -> int:
        """Takes bytes; nothing is stored yet."""
        self._held += data
        self._hash.update(data)
        self._size += len(data)
        return len(data)

    def flush(self) -> None:
        """Files have this; parts are stored by flush_parts."""

    async def flush_parts(self) -> None:
        """Stores what fills whole parts."""
        while len(self._held) >= PART_BYTES:
            await self._put(bytes(self._held[:PART_BYTES]))
            del self._held[:PART_BYTES]

    async def done(self) -> Packed:
        """Stores the rest."""
        await self.flush_parts()
        if self._held:
            await self._put(bytes(self._held))
            self._held.clear()
        return Packed(self._parts, self._size, self._hash.digest())

    async def _put(self, data: bytes) -> None:
        await self._objects.put(part_name(self._key, self._parts), data)
        self._parts += 1


def folder_of(key: str) -> str:
    """The folder in which the parts of an archive lie."""
    return f"archives/{key}"


def part_name(key: str, number: int) -> str:
    """The name of a part."""
    return f"{folder_of(key)}/{number:05}"


async def parts_of(objects: Objects, key: str, parts: int) -> AsyncIterator[bytes]:
    """The bytes in order, a part at a time. Raises NotFound when one is gone."""
    for number in range(parts):
        data = await objects.get(part_name(key, number))
        if data is None:
            raise NotFound
        yield data


async def unpack(objects: Objects, key: str, parts: int, into: IO[bytes]) -> None:
    """Writes all parts into a file and goes back to its beginning."""
    async for data in parts_of(objects, key, parts):
        await asyncio.to_thread(into.write, data)
    into.seek(0)
