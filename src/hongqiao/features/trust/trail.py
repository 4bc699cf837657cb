"""The staff trail: who looked at what and did what, append-only and chained, for administrators to read.

A plain chain of hashes in the database; the public log stands apart from it and names nobody.
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime

import msgspec

from hongqiao.features.trust.casework import SEVERE_A_DAY
from hongqiao.features.trust.log import BUCKET
from hongqiao.features.trust.queries import trail as sql
from hongqiao.features.trust.queries.trail import ActRow
from hongqiao.kernel.errors import Conflict, Invalid, NotFound, mark
from hongqiao.kernel.moments import to_micros
from hongqiao.kernel.scope import Scope

_TRIES = 8
PAGE = 100
LIMITS = (3, 6, 12, 24, 48)


class Load(msgspec.Struct, frozen=True):
    """How many severe cases the viewer has opened today (UTC), and after how many they want a break."""

    seen: int
    limit: int

    @property
    def wants_break(self) -> bool:
        return self.seen >= self.limit


async def write(scope: Scope, did: str, subject: str, *, is_severe: bool = False) -> None:
    """Adds what the viewer looked at or did. Raises Conflict when too many write at the same moment."""
    for _ in range(_TRIES):
        last = await sql.LAST_ACT.maybe(scope.db, BUCKET)
        number = last.number + 1 if last else 0
        act = ActRow(number, scope.me, scope.viewer.handle, did, subject, is_severe, scope.now, b"")
        act = msgspec.structs.replace(act, hash=chained(act, last.hash if last else b""))
        if await sql.ADD_ACT.run(scope.db, BUCKET, *msgspec.structs.astuple(act)):
            return
    raise Conflict(mark("Something else happened at the same moment. Try again."))


async def acts(scope: Scope, *, before: int = (1 << 62), at_most: int = PAGE) -> list[ActRow]:
    """What staff did, newest first. Raises NotFound for all but administrators."""
    if scope.viewer.role != "admin":
        raise NotFound
    return await sql.ACTS.all(scope.db, BUCKET, before, at_most)


def chained(act: ActRow, before: bytes) -> bytes:
    """Hash of an act: SHA-256 over the hash before it and its own fields."""
    told = (act.number, act.by_id, act.by_handle, act.did, act.subject, act.is_severe, to_micros(act.at))
    return hashlib.sha256(before + msgspec.json.encode(told)).digest()


def is_whole(newest_first: Sequence[ActRow]) -> bool:
    """Whether nothing in a run of acts was altered, dropped or moved; the oldest too if it is the first."""
    for at, act in enumerate(newest_first):
        is_last = at + 1 == len(newest_first)
        if is_last and act.number:
            return True
        before = b"" if is_last else newest_first[at + 1].hash
        if not is_last and newest_first[at + 1].number != act.number - 1:
            return False
        if act.hash != chained(act, before):
            return False
    return True


async def forget_old(scope: Scope, before: datetime) -> int:
    """Drops the beginning of the trail up to this moment; the last act stays, so that the chain goes on.

    For the worker, once a day. Returns how many.
    """
    return await sql.FORGET_ACTS.run(scope.db, BUCKET, before)


async def load(scope: Scope) -> Load:
    """How heavy the viewer’s day has been."""
    began = scope.now.replace(hour=0, minute=0, second=0, microsecond=0)
    seen = await sql.SEVERE_SEEN.one(scope.db, BUCKET, scope.me, began)
    return Load(seen, await sql.OWN_LIMIT.maybe(scope.db, BUCKET, scope.me) or SEVERE_A_DAY)


async def set_limit(scope: Scope, wanted: int) -> None:
    """After how many severe cases a day the viewer wants to be reminded of a break. Raises Invalid."""
    if wanted not in LIMITS:
        raise Invalid(mark("Choose one of the numbers offered."))
    await sql.SET_LIMIT.run(scope.db, BUCKET, scope.me, wanted)
