"""What a note is about, as a vector: by the sentence model where it serves, else by the words themselves."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from hongqiao.kernel.text import topics_in

DIMENSIONS = 64
LEXICAL = "words-1"
_WORD = re.compile(r"[^\W\d_]{2,}")
_DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]+")
_TOPIC_WEIGHT = 3.0
_SEED = 20_241_101

Vector = NDArray[np.float32]


def version_of(model: str) -> str:
    """The version of vectors that come of a model's, reduced."""
    return f"{model}>{DIMENSIONS}"


def reduced(vector: bytes) -> Vector:
    """A model's vector (float32, unit length) in 64 dimensions, of unit length.

    By a fixed random projection, which keeps cosines within about 0.1 (Johnson and Lindenstrauss 1984).
    """
    whole = np.frombuffer(vector, "<f4")
    return unit(whole @ _projection(len(whole)))


@lru_cache(4)
def _projection(size: int) -> NDArray[np.float32]:
    signs = np.random.default_rng(_SEED).integers(0, 2, (size, DIMENSIONS)) * 2 - 1
    return signs.astype(np.float32) / np.float32(DIMENSIONS**0.5)


def by_words(text: str, topics: Sequence[str] = ()) -> Vector:
    """64 dimensions out of words, pairs of dense signs and #topics; the same words lie near one another."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    found = np.zeros(DIMENSIONS, np.float32)
    for word in _words(folded):
        place, sign = _place(word)
        found[place] += sign
    for topic in dict.fromkeys((*topics, *topics_in(text))):
        place, sign = _place(f"#{topic}")
        found[place] += _TOPIC_WEIGHT * sign
    return unit(found)


def _words(text: str) -> Iterable[str]:
    for word in _WORD.findall(text):
        if not _DENSE.search(word):
            yield word
    for run in _DENSE.findall(text):
        yield from (run[at : at + 2] for at in range(max(1, len(run) - 1)))


@lru_cache(16_384)
def _place(word: str) -> tuple[int, float]:
    digest = hashlib.blake2b(word.encode(), digest_size=2).digest()
    return digest[0] % DIMENSIONS, 1.0 if digest[1] & 1 else -1.0


def unit(vector: NDArray[np.floating]) -> Vector:
    """The vector at length 1; one without length stays as it is."""
    length = float(np.linalg.norm(vector))
    return (vector / length if length > 1e-9 else vector).astype(np.float32)


def moved(taste: Vector, towards: Vector, weight: float) -> Vector:
    """A reader's vector after one action: normalise(0.97 v + w e)."""
    return unit(np.float32(0.97) * taste + np.float32(weight) * towards)


def packed(vector: Vector) -> bytes:
    """As it is stored: little-endian float16."""
    return vector.astype("<f2").tobytes()


def unpacked(body: bytes) -> Vector:
    """Back from the store."""
    return np.frombuffer(body, "<f2").astype(np.float32)
