"""Arranging Explore anew, by the worker."""

from hongqiao.features import notes
from hongqiao.features.feeds import store
from hongqiao.features.feeds.model import HotCandidate, arrange
from hongqiao.kernel.ids import made_at_ms
from hongqiao.kernel.scope import Scope

CANDIDATES = 4_000
PLACES = 1_200
EDITIONS_KEPT = 40


async def arrange_explore(scope: Scope) -> int:
    """Makes a new edition if the order changed; returns how many notes stand in it."""
    now_ms = int(scope.now.timestamp() * 1000)
    candidates = [
        HotCandidate(
            row.id,
            row.author_id,
            row.lang,
            row.topic,
            row.likes,
            row.saves,
            row.comments,
            max(0, now_ms - made_at_ms(row.id)) / 1000,
        )
        for row in await notes.lists.newest_public(scope, CANDIDATES)
    ]
    order = arrange(candidates, at_most=PLACES)
    latest = await store.LATEST_EDITION.maybe(scope.db, store.BUCKET)
    if latest is not None and order == await store.ENTRIES.all(scope.db, store.BUCKET, latest):
        return len(order)
    edition = max(now_ms, (latest or 0) + 1)
    rows = [(store.BUCKET, edition, position, note_id) for position, note_id in enumerate(order)]
    async with scope.transaction() as tx:
        await store.INSERT_ENTRY.run_each(tx.db, rows)
    return len(order)


async def clear_editions(scope: Scope) -> None:
    """Forgets all but the last editions; a reader who still pages through one goes on in the newest."""
    await store.CLEAR_EDITIONS.run(scope.db, store.BUCKET, EDITIONS_KEPT)
