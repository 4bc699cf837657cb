"""Read models of notes for lists: always in batches.

`lines` is read for every page (who may see it, counters now); `cards` never changes for a revision, so
callers may keep cards in a cache as long as they ask `lines` first.
"""

from collections.abc import Sequence

from hongqiao.features import people
from hongqiao.features.notes import store
from hongqiao.features.notes.model import Audience, NoteCard, NoteLine, may_see
from hongqiao.kernel.ids import NoteId, bucket_of
from hongqiao.kernel.scope import Scope


async def lines(scope: Scope, ids: Sequence[NoteId]) -> list[NoteLine]:
    """Lines of the notes that the viewer may see, in the order of `ids`. One statement, two at most."""
    if not ids:
        return []
    found = await store.LINES.all(scope.db, [bucket_of(id_) for id_ in ids], list(ids))
    for_followers = [line.author_id for line in found if line.audience == Audience.FOLLOWERS]
    followed = await people.followed_among(scope, for_followers) if for_followers else frozenset()
    me = scope.viewer.account_id
    return [
        line
        for line in found
        if may_see(me, author_id=line.author_id, audience=line.audience, follows=line.author_id in followed)
    ]


async def cards(scope: Scope, ids: Sequence[NoteId]) -> dict[NoteId, NoteCard]:
    """Cards by id. Decides nothing about visibility: ask `lines` first. One statement."""
    if not ids:
        return {}
    found = await store.CARDS.all(scope.db, [bucket_of(id_) for id_ in ids], list(ids))
    return {card.id: card for card in found}
