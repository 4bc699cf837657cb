"""How long a pattern takes over hostile words, in processor time, beside a plain scan of as many signs."""

import contextlib
import re
import signal
import time
from collections import deque
from collections.abc import Iterator

from tests.attacks.patterns import LONG, METHODS, Found

LIMIT_S = 0.05
"""What the case allows."""

PLAIN_S = 0.001
"""What the plain scan takes on the machine where the limit was set; a slower one gets more in proportion."""

_PLAIN = re.compile("[a-y]")
_GIVEN_UP_S = 10.0
_STEPS = (30, 300, 3_000, 20_000)


class TooLong(Exception):
    """A scan that was broken off."""


def allowance() -> float:
    """Seconds that a scan may take now, on this machine as busy as it is."""
    plain = min(_took(Found("", _PLAIN, METHODS), "z" * LONG) for _ in range(5))
    return LIMIT_S * max(1.0, plain / PLAIN_S)


def slow(found: Found, begin: str, unit: str, end: str, *, longest: int, allowed_s: float) -> str | None:
    """What is to be said about it if it takes too long; the text grows, so that nothing takes hours."""
    for length in [*(step for step in _STEPS if step < longest), longest]:
        text = (begin + unit * (length // len(unit)))[:length] + end
        if (took := _bounded(found, text, allowed_s)) > allowed_s:
            took = min(took, *(_bounded(found, text, allowed_s) for _ in range(2)))
        if took > allowed_s:
            return (
                f"{took * 1_000:.0f} ms for {len(text)} signs: {begin!r} + {unit!r} again and again + {end!r}"
            )
        if took * (longest / length) ** 2 < allowed_s:
            break  # even if it grew with the square
    return None


def _bounded(found: Found, text: str, allowed_s: float) -> float:
    try:
        with _at_most(min(_GIVEN_UP_S, allowed_s * 20)):
            return _took(found, text)
    except TooLong:
        return _GIVEN_UP_S


def _took(found: Found, text: str) -> float:
    """Seconds of the processor for looking as the product looks."""
    began = time.thread_time()
    if "match" in found.methods:
        found.pattern.match(text)
    if "fullmatch" in found.methods:
        found.pattern.fullmatch(text)
    if "search" in found.methods:
        found.pattern.search(text)
    if found.methods & {"split", "findall", "finditer", "sub", "subn"}:
        deque(found.pattern.finditer(text), maxlen=0)
    return time.thread_time() - began


@contextlib.contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    def end(*_: object) -> None:
        raise TooLong

    before = signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
