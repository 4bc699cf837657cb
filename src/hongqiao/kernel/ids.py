"""Ids: 64 bits = milliseconds since 2024-01-01 (41) | bucket (13) | counter (9).

The bucket names the shard in which the row lives, so any id leads to its row by one bucket.
Ids reveal when they were made: never use one as a secret. Source: docs/decisions/0003-ids-and-buckets.md.
"""

import hashlib
import secrets
import threading
import time
from functools import lru_cache
from typing import NewType

AccountId = NewType("AccountId", int)
NoteId = NewType("NoteId", int)
CommentId = NewType("CommentId", int)
BoardId = NewType("BoardId", int)
DraftId = NewType("DraftId", int)
LoginId = NewType("LoginId", int)
EventId = NewType("EventId", int)

EPOCH_MS = 1_704_067_200_000  # 2024-01-01T00:00:00Z
BUCKETS = 1 << 13
_COUNTERS = 1 << 9
_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_VALUE_OF = {sign: value for value, sign in enumerate(_ALPHABET)}
_MAX = (1 << 63) - 1


def bucket_of(id_: int) -> int:
    """Bucket (0..8191) in which the row of this id lives."""
    return (id_ >> 9) & (BUCKETS - 1)


def bucket_of_name(name: str | bytes) -> int:
    """Bucket of something that has a name instead of an id (a handle, a topic, a hash)."""
    data = name.encode() if isinstance(name, str) else name
    return int.from_bytes(hashlib.blake2b(data, digest_size=2).digest(), "big") % BUCKETS


def made_at_ms(id_: int) -> int:
    """Unix milliseconds at which the id was made."""
    return (id_ >> 22) + EPOCH_MS


def floor_of(unix_ms: int) -> int:
    """Smallest id that could have been made at this moment: a cursor for 'since'."""
    return max(0, unix_ms - EPOCH_MS) << 22


class IdMaker:
    """Makes ids; the counter starts at random so that two processes rarely meet in one millisecond.

    Those that one process makes in one bucket rise, so an author's notes stand in the order they came in.
    A unique violation is still possible and is retried by the caller (at most three times).
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counter = secrets.randbelow(_COUNTERS)
        self._last_ms = 0
        self._last_counter = 0

    def make(self, bucket: int, *, at_ms: int | None = None) -> int:
        """New id in the bucket; `at_ms` back-dates it (imports, the demo town), to 2024 at the earliest."""
        with self._lock:
            self._counter = (self._counter + 1) % _COUNTERS
            moment = at_ms if at_ms is not None else self._tick()
            return max(0, moment - EPOCH_MS) << 22 | bucket << 9 | self._counter

    def _tick(self) -> int:
        now = max(time.time_ns() // 1_000_000, self._last_ms)
        if now == self._last_ms and self._counter <= self._last_counter:
            now += 1  # the counter went round: borrow the next millisecond, so that ids go on rising
        self._last_ms, self._last_counter = now, self._counter
        return now


@lru_cache(maxsize=1 << 15)  # a feed names each of its notes twice a page
def to_public(id_: int) -> str:
    """The id as it stands in addresses: base-58, 11 signs at most."""
    signs = []
    while True:
        id_, rest = divmod(id_, 58)
        signs.append(_ALPHABET[rest])
        if not id_:
            return "".join(reversed(signs))


def from_public(text: str) -> int | None:
    """The id in an address, or None when the text cannot be one."""
    if not 1 <= len(text) <= 11 or (len(text) > 1 and text[0] == _ALPHABET[0]):
        return None
    value = 0
    for sign in text:
        digit = _VALUE_OF.get(sign)
        if digit is None:
            return None
        value = value * 58 + digit
    return value if value <= _MAX else None
