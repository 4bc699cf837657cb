"""Events: what happened, past tense, recorded in the outbox by the transaction that made it happen.

A feature subclasses Event in its events.py; the class name is the kind on the wire, so renaming one
is a migration. Reactors must be idempotent: an event is delivered at least once.
"""

from collections.abc import Awaitable, Callable
from typing import Any, ClassVar

import msgspec


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """Something that happened to the row that lives in `bucket`.

    What takes something out of sight, or keeps somebody out, `is_urgent`: it passes all that waits. Reactors
    find how things are by looking, never by the order in which news come.
    """

    bucket: int
    is_urgent: ClassVar[bool] = False
    kinds: ClassVar[dict[str, "type[Event]"]] = {}

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        Event.kinds[cls.__name__] = cls


Reactor = Callable[[Any, Any], Awaitable[None]]
"""`async def reactor(scope, event)`; runs apart from the request, in a transaction of its own."""


class Reactors:
    """Who reacts to which event. Each reactor has a name that stays: jobs on their way carry it."""

    def __init__(self) -> None:
        self._by_kind: dict[str, dict[str, Reactor]] = {}

    def on(self, event: type[Event], name: str, reactor: Reactor) -> None:
        """Registers a reactor under its lasting name."""
        reactors = self._by_kind.setdefault(event.__name__, {})
        assert name not in reactors, name
        reactors[name] = reactor

    def names_for(self, kind: str) -> list[str]:
        """Names of all reactors to this kind of event."""
        return list(self._by_kind.get(kind, ()))

    def named(self, kind: str, name: str) -> Reactor | None:
        """The reactor, or None when this version of the code has none of that name any more."""
        return self._by_kind.get(kind, {}).get(name)


def to_wire(event: Event) -> bytes:
    """The event as it lies in the outbox."""
    return msgspec.json.encode(event)


def from_wire(kind: str, body: bytes) -> Event:
    """The event back from the outbox; raises msgspec.ValidationError for a body of another version."""
    return msgspec.json.decode(body, type=Event.kinds[kind])
