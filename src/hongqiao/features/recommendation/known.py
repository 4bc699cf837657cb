"""What is known of a reader for one page: what they chose, and, unless they said no, what they did."""

import asyncio
from collections.abc import Coroutine, Mapping
from dataclasses import replace
from typing import Any

import msgspec
import numpy as np

from hongqiao.features import accounts, nearby, people, topics, trust
from hongqiao.features.recommendation.meaning import Vector, unpacked
from hongqiao.features.recommendation.model import (
    POSITIVE,
    Action,
    Choice,
    bases_of,
    community_of,
)
from hongqiao.features.recommendation.queries import choices, searches, signals
from hongqiao.kernel.ids import AccountId, bucket_of
from hongqiao.kernel.scope import Scope, Viewer

DEADLINE_S = 0.15
"""What is not known by then, the page does without."""
RECENT, SEEN_AT_MOST, FOLLOWED_AT_MOST, SEARCHES = 20, 2_000, 1_000, 5
SEARCHED_FROM = 0.4
"""A cosine below it may be chance: vectors are 64 numbers only."""


class Known(msgspec.Struct, frozen=True):
    """One reader at one moment. `recent` are notes that they liked or kept, `searches` what they looked for
    (version, vector), the last first; `topics` are the keys of those that they follow; `around` are notes
    near them with a distance in kilometres, if they asked for that.
    """

    account_id: int
    choice: Choice
    reads: frozenset[str]
    community: str
    taste: Vector | None = None
    taste_version: str = ""
    steps: int = 0
    recent: tuple[tuple[int, int], ...] = ()
    seen: frozenset[int] = frozenset()
    hidden: frozenset[int] = frozenset()
    followed: tuple[int, ...] = ()
    less: Mapping[tuple[str, str], float] = {}
    topics: tuple[str, ...] = ()
    searches: tuple[tuple[str, Vector], ...] = ()
    around: Mapping[int, int] = {}
    missing: tuple[str, ...] = ()

    @property
    def is_newcomer(self) -> bool:
        """Whether so little is known that the first pages are for finding out."""
        return self.choice.profiled and self.steps < 10


async def choice_of(scope: Scope) -> Choice:
    """What the viewer chose; where they chose nothing, packs and age say whether activity is used.

    The consent ledger has the last word about activity; what was chosen before there was one still holds.
    """
    row = await choices.CHOICE.maybe(scope.db, bucket_of(scope.me), scope.me)
    told = await accounts.preferences(scope)
    said = await trust.consent.choice(scope, scope.me, "profiling-feed")
    before = row.profiled if row is not None else None
    profiled = next((one for one in (said, before) if one is not None), told.starts_profiled)
    if row is None:
        return Choice(profiled, subjects=told.interests)
    return Choice(profiled, row.mix, tuple(row.topics), told.interests)


async def known_of(scope: Scope) -> Known:
    """Everything that the pipeline asks of the viewer; what fails or is late is missing, not an error.

    Reads no behaviour of readers who chose a feed without it.
    """
    choice = await choice_of(scope)
    asked: dict[str, Coroutine[Any, Any, Any]] = {"followed": _followed(scope), "less": _less(scope)}
    asked |= {"topics": _topics(scope), "around": nearby.bands_here(scope)}
    if choice.profiled:
        asked |= {"taste": _taste(scope), "recent": _recent(scope), "seen": _seen(scope)}
        asked["searches"] = _searches(scope)
    found, missing = await in_time(asked, DEADLINE_S)
    taste = found.get("taste")
    less = found.get("less", {})
    return Known(
        scope.me,
        choice,
        bases_of(scope.viewer.reads),
        community_of(scope.viewer.reads),
        unpacked(taste.vector) if taste else None,
        taste.version if taste else "",
        taste.steps if taste else 0,
        found.get("recent", ()),
        found.get("seen", frozenset()),
        frozenset(int(name) for kind, name in less if kind == "note"),
        found.get("followed", ()),
        less,
        found.get("topics", ()),
        found.get("searches", ()),
        found.get("around", {}),
        missing,
    )


async def in_time(
    asked: Mapping[str, Coroutine[Any, Any, Any]], deadline_s: float
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """What came within the deadline by name, and the names of what failed or was late."""
    tasks = {name: asyncio.ensure_future(one) for name, one in asked.items()}
    if tasks:
        await asyncio.wait(tasks.values(), timeout=deadline_s)
    for task in tasks.values():
        task.cancel()
    came = {
        name: task.result()
        for name, task in tasks.items()
        if task.done() and not task.cancelled() and task.exception() is None
    }
    return came, tuple(name for name in tasks if name not in came)


async def _followed(scope: Scope) -> tuple[int, ...]:
    return tuple(await people.followed_by(scope, limit=FOLLOWED_AT_MOST))


async def _less(scope: Scope) -> dict[tuple[str, str], float]:
    rows = await choices.WEIGHTS.all(scope.db, bucket_of(scope.me), scope.me)
    return {(row.kind, row.name): row.weight for row in rows}


async def _topics(scope: Scope) -> tuple[str, ...]:
    await topics.refresh(scope)
    return tuple(one.key for one in await topics.followed(scope))


async def _searches(scope: Scope) -> tuple[tuple[str, Vector], ...]:
    rows = await searches.LATEST.all(scope.db, bucket_of(scope.me), scope.me, SEARCHES)
    return tuple((row.version, unpacked(row.vector)) for row in rows)


async def _taste(scope: Scope) -> signals.Vector | None:
    return await signals.TASTE.maybe(scope.db, bucket_of(scope.me), scope.me)


async def _recent(scope: Scope) -> tuple[tuple[int, int], ...]:
    wanted = [int(action) for action in POSITIVE]
    rows = await signals.LATELY.all(scope.db, bucket_of(scope.me), scope.me, wanted, RECENT)
    return tuple((row.subject_id, row.action) for row in rows)


async def _seen(scope: Scope) -> frozenset[int]:
    return frozenset(
        await signals.SEEN.one(scope.db, bucket_of(scope.me), scope.me, int(Action.SEEN), SEEN_AT_MOST)
    )


async def as_reader(scope: Scope, account_id: int) -> Scope:
    """A scope in which somebody reads as they chose to; for reactors."""
    reader = replace(scope, viewer=Viewer(AccountId(account_id)))
    told = await accounts.preferences(reader)
    return replace(scope, viewer=Viewer(AccountId(account_id), reads=told.reads))


def nearness(vectors: np.ndarray, known: Known, version: str) -> np.ndarray:
    """(n,) 0..1: how near notes lie to the nearest of the reader's searches; 0 below what may be chance."""
    same = [vector for kind, vector in known.searches if kind == version]
    if not same:
        return np.zeros(len(vectors), np.float32)
    found = (vectors @ np.array(same, np.float32).T).max(axis=1)
    return np.where(found >= SEARCHED_FROM, np.minimum(found, 1.0), 0.0).astype(np.float32)


def affinity(vectors: np.ndarray, known: Known, version: str) -> np.ndarray:
    """(n,) 0..1: how near notes lie to what the reader kept; zeros where that is not known."""
    if known.taste is None or known.taste_version != version:
        return np.zeros(len(vectors), np.float32)
    return np.clip(vectors @ known.taste, 0.0, 1.0)
