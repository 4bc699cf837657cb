"""A cache that is bounded by bytes and forgets what was used longest ago."""

from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class BytesLru(Generic[T]):
    """Values under keys; `size_bytes` of each is told by who puts it in."""

    def __init__(self, limit_bytes: int) -> None:
        self._limit = limit_bytes
        self._used = 0
        self._values: OrderedDict[Hashable, tuple[T, int]] = OrderedDict()

    def get(self, key: Hashable) -> T | None:
        """The value, which now counts as just used; or None."""
        found = self._values.get(key)
        if found is None:
            return None
        self._values.move_to_end(key)
        return found[0]

    def put(self, key: Hashable, value: T, size_bytes: int) -> None:
        """Keeps the value; others leave until all fit."""
        former = self._values.pop(key, None)
        if former is not None:
            self._used -= former[1]
        self._values[key] = (value, size_bytes)
        self._used += size_bytes
        while self._used > self._limit and self._values:
            _, (_, freed) = self._values.popitem(last=False)
            self._used -= freed

    @property
    def used_bytes(self) -> int:
        return self._used

    def __len__(self) -> int:
        return len(self._values)
