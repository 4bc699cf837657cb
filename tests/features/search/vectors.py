"""Sentence vectors in memory: texts that speak of one of a few things lie near one another."""

import asyncio
import struct
from collections.abc import Sequence

_THINGS = (("shore", "beach", "walk", "stroll"), ("tax", "form"))


class Meanings:
    """Takes as long as it is told; knows two things in the world."""

    version = "two-things/1"
    dimensions = 512
    likely = 0.3

    def __init__(self, *, takes_s: float = 0.0) -> None:
        self._takes_s = takes_s

    def state(self) -> str:
        return "ready"

    def serves(self, lang: str) -> bool:
        return True

    async def of(self, texts: Sequence[str]) -> list[bytes]:
        await asyncio.sleep(self._takes_s)
        return [self._vector(text.lower()) for text in texts]

    async def close(self) -> None:
        return None

    def _vector(self, text: str) -> bytes:
        near = [sum(word in text for word in words) for words in _THINGS]
        numbers = [0.001 + (near[place % 2] if place % 4 < 2 else 0.0) for place in range(self.dimensions)]
        length = sum(number * number for number in numbers) ** 0.5
        return struct.pack("<512f", *(number / length for number in numbers))
