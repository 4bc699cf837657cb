"""Near-duplicate words: MinHash over pieces of four signs, in bands that meet when texts are alike.

Source: Broder 1997; Leskovec, Rajaraman, Ullman, Mining of Massive Datasets, 3.4. 32 rows in 8 bands of 4:
texts that share 80 % of their pieces meet with a chance of 98 %; those that share 30 % with 6 %, and are told
apart after.
"""

import hashlib
import re
import struct
from collections.abc import Sequence

from hongqiao.features.trust.screening.folding import folded

ROWS, BANDS, PIECE = 32, 8, 4
ALIKE = 0.7
"""Share of equal rows from which two texts count as almost the same."""
SHORTEST = 24
"""Letters below which everybody says the same: “so cute!” is no flood."""
_PRIME = (1 << 61) - 1
_MIXES = [
    struct.unpack("<QQ", hashlib.blake2b(b"row %d" % row, digest_size=16).digest()) for row in range(ROWS)
]


def print_of(words: str) -> list[int] | None:
    """ROWS numbers below 2^31, alike where texts are alike; None for what is too short to tell."""
    plain = re.sub(r"[\W_]+", "", folded(words))
    if len(plain) + sum(sign >= "\u2e80" for sign in plain) < SHORTEST:
        return None
    pieces = {plain[at : at + PIECE] for at in range(max(1, len(plain) - PIECE + 1))}
    hashes = [
        int.from_bytes(hashlib.blake2b(piece.encode(), digest_size=8).digest(), "little") for piece in pieces
    ]
    return [min((a * one + b) % _PRIME for one in hashes) & 0x7FFFFFFF for a, b in _MIXES]


def bands_of(rows: Sequence[int]) -> list[str]:
    """One name a band; texts that share a name may be alike."""
    width = ROWS // BANDS
    return [
        hashlib.blake2b(
            repr((band, list(rows[band * width : (band + 1) * width]))).encode(), digest_size=12
        ).hexdigest()
        for band in range(BANDS)
    ]


def likeness(one: Sequence[int], other: Sequence[int]) -> float:
    """Share of equal rows: estimates the share of pieces that two texts have in common, 0 to 1."""
    return sum(a == b for a, b in zip(one, other, strict=True)) / ROWS
