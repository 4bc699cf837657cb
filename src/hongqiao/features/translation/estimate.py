"""How good a result probably is: closeness in meaning to its source, the engine's own sureness, the checks.

Source: cosines of FLORES-200 dev lines (not those on which quality is published) and of our own phrasebook,
parallel, shuffled and cut in half; `bin/measure translation --parts estimate` tells them again.
"""

import asyncio
import math
import struct
from collections.abc import Sequence

from hongqiao.features.translation import checks
from hongqiao.features.translation.protect import pieces_of
from hongqiao.features.translation.segment import weight
from hongqiao.kernel.errors import Unavailable
from hongqiao.kernel.ports import SentenceVectors

MEANING = "meaning"
"""The finding that the result lies too far from the source to be trusted."""

GOOD_FROM = 0.5
"""Estimate from which a result is good; every finding of the checks keeps it below."""

_SHORT, _LONG = (8.0, 0.25), (24.0, 0.45)
"""(weight of the source, cosine needed): short idioms lie far apart and mean the same; in between, a line."""

_SPREAD = 0.16  # twice the standard deviation of the cosines of parallel lines: no result is certain
_UNSURE, _USUAL = -0.85, -0.5  # mean token log-probability
_MOST_SURE = 0.5  # by so much that may move the odds
_WITHOUT_MEANING = 4.0
_WAIT_S = 10.0


async def wake(vectors: SentenceVectors | None, text: str) -> None:
    """Has the vectors' process start while an engine works, so that nothing waits for it afterwards."""
    await _of(vectors, [text])


async def closeness(
    vectors: SentenceVectors | None, written: str, said: str, *, source: str, target: str
) -> float | None:
    """Cosine of source and result, -1 to 1, links, names and emoji left out.

    None without vectors, for a language that they do not know, and where there is nothing to compare.
    """
    if vectors is None or not (vectors.serves(source) and vectors.serves(target)):
        return None
    bare = _bare(written), _bare(said)
    if not all(any(sign.isalpha() for sign in text) for text in bare):
        return None
    made = await _of(vectors, bare)
    return cosine(*made) if made else None


def cosine(one: bytes, other: bytes) -> float:
    """Of two vectors (d,) little-endian float32 of length 1."""
    form = f"<{len(one) // 4}f"
    return sum(a * b for a, b in zip(struct.unpack(form, one), struct.unpack(form, other), strict=True))


def needed(source_weight: float) -> float:
    """The cosine below which a result of a source of this weight is doubtful."""
    (light, least), (heavy, most) = _SHORT, _LONG
    share = min(max((source_weight - light) / (heavy - light), 0.0), 1.0)
    return least + share * (most - least)


def is_far(written: str, meaning: float | None, confidence: float | None) -> bool:
    """Whether meaning, weighed with the engine's sureness, speaks against the result."""
    return meaning is not None and _odds(written, meaning, confidence) < 0


def estimated(
    written: str, meaning: float | None, confidence: float | None, found: Sequence[str]
) -> float | None:
    """0 to 1: how likely the result is a whole translation. None where nothing but the checks speaks.

    A result that the checks refuse is 0; one that they find something in is halved, so never GOOD_FROM.
    """
    if checks.refuses(tuple(found)):
        return 0.0
    if meaning is not None:
        odds = _odds(written, meaning, confidence)
    elif confidence is not None:
        odds = (confidence - _UNSURE) * _WITHOUT_MEANING
    else:
        return None
    likely = 1 / (1 + math.exp(-odds))
    return likely / 2 if found else likely


def _odds(written: str, meaning: float, confidence: float | None) -> float:
    """Logarithm of the odds; a sure engine makes up for a little distance, an unsure one for none."""
    sure = 0.0 if confidence is None else max(-_MOST_SURE, min(_MOST_SURE, confidence - _USUAL))
    return (meaning - needed(weight(_bare(written)))) / _SPREAD + sure


async def _of(vectors: SentenceVectors | None, texts: Sequence[str]) -> list[bytes]:
    """Vectors, or none when there are none now: no translation waits long for its estimate."""
    if vectors is None or vectors.state() != "ready":
        return []
    try:
        async with asyncio.timeout(_WAIT_S):
            return await vectors.of(texts)
    except (Unavailable, TimeoutError):
        return []


def _bare(text: str) -> str:
    """The words without entities, which mean the same everywhere."""
    return " ".join(piece.words for piece in pieces_of(text, target="") if piece.entity is None).strip()
