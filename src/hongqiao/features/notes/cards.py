"""Read models of notes for lists: always in batches.

`lines` is read for every page (who may see it, counters now); `cards` never changes for a revision, so
callers may keep cards in a cache as long as they ask `lines` first.
"""

from collections.abc import Sequence

from hongqiao.features import people
from hongqiao.features.notes import store
from hongqiao.features.notes.model import DEMOTED, Audience, NoteCard, NoteLine, is_open_to, may_see
from hongqiao.kernel.ids import NoteId, bucket_of
from hongqiao.kernel.scope import Scope


async def lines(scope: Scope, ids: Sequence[NoteId]) -> list[NoteLine]:
    """Lines of the notes that the viewer may see, in the order of `ids`. One statement, three at most."""
    return (await _lines(scope, ids))[0]


async def feed_lines(scope: Scope, ids: Sequence[NoteId]) -> list[NoteLine]:
    """As lines, without those by whom the viewer muted: for feeds, where nobody asked for one author."""
    found, muted = await _lines(scope, ids)
    return [line for line in found if line.author_id not in muted]


async def _lines(scope: Scope, ids: Sequence[NoteId]) -> tuple[list[NoteLine], frozenset[int]]:
    """What the viewer may see, and which authors they muted."""
    if not ids:
        return [], frozenset()
    found = await store.LINES.all(scope.db, [bucket_of(id_) for id_ in ids], list(ids))
    kept = await people.boundaries.among(scope, [line.author_id for line in found])
    for_followers = [line.author_id for line in found if line.audience == Audience.FOLLOWERS]
    followed = await people.followed_among(scope, for_followers) if for_followers else frozenset()
    me = scope.viewer.account_id
    seen = [
        line
        for line in found
        if may_see(
            me,
            author_id=line.author_id,
            audience=line.audience,
            follows=line.author_id in followed,
            parted=line.author_id in kept.parted,
        )
        and is_open_to(scope.viewer, author_id=line.author_id, marks=line.marks, barred=line.barred)
    ]
    return seen, kept.muted


async def suggested(scope: Scope, ids: Sequence[NoteId]) -> list[NoteLine]:
    """As feed_lines, without notes that a decision keeps from being recommended."""
    return [line for line in await feed_lines(scope, ids) if DEMOTED not in line.marks]


async def cards(scope: Scope, ids: Sequence[NoteId]) -> dict[NoteId, NoteCard]:
    """Cards by id. Decides nothing about visibility: ask `lines` first. One statement."""
    if not ids:
        return {}
    found = await store.CARDS.all(scope.db, [bucket_of(id_) for id_ in ids], list(ids))
    return {card.id: card for card in found}
