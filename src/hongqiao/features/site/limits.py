"""Rate limits, kept in the database so that they hold across processes and restarts."""

import hashlib
from collections.abc import Sequence
from datetime import timedelta
from typing import Literal

import msgspec

from hongqiao.features.site import store
from hongqiao.features.site.security_log import log_event
from hongqiao.kernel.errors import TooSoon
from hongqiao.kernel.ids import bucket_of_name
from hongqiao.kernel.scope import Scope

By = Literal["account", "reader", "address", "handle", "all"]
"""Whose tries are counted together: of an account; of an account, else a visit or an address; of a network
address; for a handle, whoever tries; of everybody.
"""
_DECLARED: "dict[str, Declared]" = {}


class Limit(msgspec.Struct, frozen=True):
    """At most `times` in a window of `per_s` seconds."""

    action: str
    times: int
    per_s: int


class Declared(msgspec.Struct, frozen=True):
    """A limit that everybody can read at /transparency/limits."""

    limit: Limit
    by: By


def declare_limit(action: str, times: int, per_s: int, by: By = "account") -> Limit:
    """A limit that is published with its words; the one way to make one that lasts as long as the process."""
    limit = Limit(action, times, per_s)
    _DECLARED[action] = Declared(limit, by)
    return limit


def declared_limits() -> list[Declared]:
    """Every limit that was declared in this process, by name."""
    return [_DECLARED[name] for name in sorted(_DECLARED)]


async def spend(scope: Scope, limit: Limit, key: str) -> None:
    """Counts one try; raises TooSoon beyond the limit. Call it outside the transaction it guards:
    a try that fails still counts.
    """
    window = int(scope.now.timestamp()) // limit.per_s
    name = hashlib.sha256(f"{limit.action}\0{key}".encode()).digest()
    ends = scope.now + timedelta(seconds=limit.per_s)
    tries = await store.COUNT_TRY.one(scope.db, bucket_of_name(name), name, window, ends)
    if tries == limit.times + 1:  # the first of the window that is refused speaks for all
        log_event(scope, "limit.reached", network=key, action=limit.action)
    if tries > limit.times:
        raise TooSoon(max(1, (window + 1) * limit.per_s - int(scope.now.timestamp())))


async def spend_all(scope: Scope, limits: Sequence[tuple[Limit, str]]) -> None:
    """Counts one try under several limits (by address, by account, for everyone)."""
    for limit, key in limits:
        await spend(scope, limit, key)


async def forget_tries(scope: Scope) -> None:
    """Clears windows that are over; for the worker."""
    await store.FORGET_TRIES.run(scope.db, scope.now)
