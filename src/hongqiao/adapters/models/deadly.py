"""Texts that ended the process which was given them: tried once more, then left alone while we run."""

import hashlib

MOST_TRIES = 2
KEPT = 1_000


class Deadly:
    """Counts the ends by text; keeps hashes of the last thousand, no words."""

    def __init__(self) -> None:
        self._ends: dict[bytes, int] = {}

    def has(self, text: str) -> bool:
        """Whether the text ended a process too often to be given to another."""
        return self._ends.get(_named(text), 0) >= MOST_TRIES

    def suspects(self, text: str) -> bool:
        """Whether a process ended once while it had the text, which may not be why: it is given alone now."""
        return _named(text) in self._ends

    def note(self, text: str) -> None:
        """The process ended, hung or gave up over this text."""
        name = _named(text)
        self._ends[name] = self._ends.pop(name, 0) + 1
        if len(self._ends) > KEPT:
            del self._ends[next(iter(self._ends))]

    def forget(self, text: str) -> None:
        """The text came through: what ended the process was something else."""
        self._ends.pop(_named(text), None)


def _named(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
