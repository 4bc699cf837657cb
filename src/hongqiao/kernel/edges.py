"""Edges between two buckets (a follow, a like): the far side is made equal to the near one, later."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")


async def settle(look: Callable[[], Awaitable[T]], make_equal: Callable[[T], Awaitable[None]]) -> None:
    """Makes the far side equal to what `look` reads on the near side; for reactors.

    `make_equal` writes one bucket in one transaction and changes nothing that is equal already. Looking
    again after the write is what makes deliveries that are doubled, late or at the same time harmless:
    whoever wrote old news last sees it and writes again, so no lock has to span two buckets.
    """
    while True:
        seen = await look()
        await make_equal(seen)
        if await look() == seen:
            return
