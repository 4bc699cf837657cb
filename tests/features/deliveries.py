"""Delivers events as badly as the queue may: each twice, shuffled, several at the same time."""

import asyncio
import random
from collections.abc import Iterable

from hongqiao.adapters.postgres.outbox import JOB, TAKE
from hongqiao.entry.wiring import reactors
from hongqiao.kernel.events import Event, from_wire
from hongqiao.kernel.scope import Scope

AT_ONCE = 4
Delivery = tuple[str, Event]


async def collect(scope: Scope) -> list[Delivery]:
    """Takes what lies in the outbox: one delivery for each reactor of each event."""
    known, found = reactors(), []
    for row in await TAKE.all(scope.db, 10_000):
        if row.kind != JOB:
            event = from_wire(row.kind, row.body)
            found += [(name, event) for name in known.names_for(row.kind)]
    return found


async def deliver(scope: Scope, deliveries: Iterable[Delivery]) -> None:
    """Runs the reactors, four at a time."""
    known, waiting = reactors(), list(deliveries)
    while waiting:
        together, waiting = waiting[:AT_ONCE], waiting[AT_ONCE:]
        await asyncio.gather(
            *(known.named(type(event).__name__, name)(scope, event) for name, event in together)
        )


async def deliver_badly(scope: Scope, chance: random.Random, pending: Iterable[Delivery] = ()) -> None:
    """Delivers everything twice in random order until nothing is left in the outbox."""
    waiting = [*pending, *await collect(scope)]
    while waiting:
        doubled = [*waiting, *waiting]
        chance.shuffle(doubled)
        await deliver(scope, doubled)
        waiting = await collect(scope)
