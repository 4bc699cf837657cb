"""Reading Explore: an edition is loaded once a process and then paged through in memory."""

import asyncio
import time
from collections.abc import Callable, Sequence

from hongqiao.features.feeds import store
from hongqiao.kernel.ids import NoteId
from hongqiao.kernel.paging import PAGE_SIZE, Page, read_cursor, write_cursor
from hongqiao.kernel.scope import Scope

_FRESH_FOR_S = 1.0
_EDITIONS_HELD = 8


class ExploreShelf:
    """Editions of Explore held by one process: ids only, never who may see them."""

    def __init__(self) -> None:
        self._editions: dict[int, Sequence[int]] = {}
        self._latest = 0
        self._looked_at = -_FRESH_FOR_S
        self._lock = asyncio.Lock()

    async def edition(self, scope: Scope, wanted: int) -> tuple[int, Sequence[int]]:
        """The wanted edition, or the latest when that one is gone (0 asks for the latest)."""
        if time.monotonic() - self._looked_at >= _FRESH_FOR_S:
            async with self._lock:  # one process asks once, however many readers wait
                if time.monotonic() - self._looked_at >= _FRESH_FOR_S:
                    await self._look(scope)
        edition = wanted if wanted in self._editions else self._latest
        if wanted and edition != wanted:
            entries = await store.ENTRIES.all(scope.db, store.BUCKET, wanted)
            if entries:
                return wanted, entries
        return edition, self._editions.get(edition, ())

    async def _look(self, scope: Scope) -> None:
        latest = await store.LATEST_EDITION.maybe(scope.db, store.BUCKET)
        if latest is not None and latest not in self._editions:
            self._editions[latest] = await store.ENTRIES.all(scope.db, store.BUCKET, latest)
            self._latest = latest
            while len(self._editions) > _EDITIONS_HELD:
                del self._editions[min(self._editions)]
        self._looked_at = time.monotonic()


Order = Callable[[Sequence[int]], Sequence[int]]
"""Puts an edition in another order, always the same for the same edition."""


async def explore(
    scope: Scope,
    shelf: ExploreShelf,
    cursor: str = "",
    *,
    size: int = PAGE_SIZE,
    in_order: Order = lambda edition: edition,
) -> Page[NoteId]:
    """A page of Explore. The cursor names edition and place, so that a reader's pages never overlap."""
    at = read_cursor(cursor, 2)
    edition, entries = await shelf.edition(scope, at[0] if at else 0)
    entries = in_order(entries)
    start = max(0, at[1]) if at else 0
    shown = entries[start : start + size]
    more = start + size < len(entries)
    return Page([NoteId(id_) for id_ in shown], write_cursor(edition, start + size) if more else "")
