"""Following: every note of those whom the reader follows, newest first.

It is pulled when it is read; who follows many reads what their inbox has, and pulls the rest.
"""

from collections.abc import Sequence

from hongqiao.features import notes, people
from hongqiao.features.feeds import inboxes
from hongqiao.kernel.ids import NoteId
from hongqiao.kernel.paging import PAGE_SIZE, Page, cut, read_cursor, write_cursor
from hongqiao.kernel.scope import Scope


async def following_feed(scope: Scope, cursor: str = "") -> Page[NoteId]:
    """A page of the viewer's feed: ids, newest first."""
    at = read_cursor(cursor, 1)
    ids = await _newest(scope, before=at[0] if at else (1 << 63) - 1, limit=PAGE_SIZE + 1)
    shown, more = cut(ids, PAGE_SIZE)
    return Page(shown, write_cursor(shown[-1]) if more else "")


async def _newest(scope: Scope, *, before: int, limit: int) -> Sequence[NoteId]:
    """Two statements for most readers; none asks more than the first thousand of their authors in vain."""
    authors = await people.followed_by(scope, limit=inboxes.UNTIL)
    if len(authors) < inboxes.UNTIL:
        return await notes.lists.newest_by(scope, authors, before=before, limit=limit) if authors else []
    taken = await inboxes.take(scope, before=before, limit=limit)
    left = limit - len(taken.ids)
    if not left:
        return taken.ids
    authors = await people.followed_by(scope, limit=inboxes.FOLLOWED_AT_MOST)
    return [*taken.ids, *await notes.lists.newest_by(scope, authors, before=taken.below, limit=left)]
