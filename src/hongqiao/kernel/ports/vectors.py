"""Sentence vectors: texts of different languages that mean the same lie near one another."""

from collections.abc import Sequence
from typing import Literal, Protocol

VectorsState = Literal["ready", "absent"]


class SentenceVectors(Protocol):
    """Turns texts into vectors of one space; those of another `version` are never compared with them."""

    version: str  # lasting; stored beside every vector
    dimensions: int
    likely: float  # cosine above which two texts are likely to mean the same; measured, not exact

    def state(self) -> VectorsState: ...

    def serves(self, lang: str) -> bool:
        """Whether texts of this language have meaningful vectors."""
        ...

    async def of(self, texts: Sequence[str]) -> list[bytes]:
        """One vector a text: `dimensions` little-endian float32, of length 1. Raises Unavailable."""
        ...

    async def close(self) -> None: ...
