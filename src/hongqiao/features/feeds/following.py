"""Following: every note of those whom the reader follows, newest first, pulled when it is read."""

from hongqiao.features import notes, people
from hongqiao.kernel.ids import NoteId
from hongqiao.kernel.paging import PAGE_SIZE, Page, cut, read_cursor, write_cursor
from hongqiao.kernel.scope import Scope

FOLLOWED_AT_MOST = 5_000


async def following_feed(scope: Scope, cursor: str = "") -> Page[NoteId]:
    """A page of the viewer's feed: ids, newest first."""
    before = read_cursor(cursor, 1)
    authors = await people.followed_by(scope, limit=FOLLOWED_AT_MOST)
    if not authors:
        return Page([])
    ids = await notes.lists.newest_by(
        scope, authors, before=before[0] if before else (1 << 63) - 1, limit=PAGE_SIZE + 1
    )
    shown, more = cut(ids, PAGE_SIZE)
    return Page(shown, write_cursor(shown[-1]) if more else "")
