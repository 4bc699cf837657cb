"""Reading one note, an author's notes, and deciding who may see them."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from hongqiao.features import people
from hongqiao.features.notes import store
from hongqiao.features.notes.model import Audience, NoteFacts, may_see
from hongqiao.features.notes.queries import lists
from hongqiao.kernel.errors import NotFound
from hongqiao.kernel.ids import AccountId, NoteId, bucket_of
from hongqiao.kernel.paging import PAGE_SIZE, Page, cut, read_cursor, write_cursor
from hongqiao.kernel.scope import Scope


class Note(msgspec.Struct, frozen=True):
    """A whole note."""

    row: "store.NoteRow"
    pictures: Sequence["store.NotePicture"]
    likes: int
    saves: int
    comments: int

    @property
    def published_at(self) -> datetime:
        return self.row.made_at


async def visible(scope: Scope, note_id: NoteId) -> NoteFacts:
    """The note's facts if the viewer may see it; raises NotFound if absent or hidden."""
    row = await store.NOTE.maybe(scope.db, bucket_of(note_id), note_id)
    if row is None or not await _may_see(scope, row.author_id, row.audience):
        raise NotFound
    return NoteFacts(NoteId(row.id), AccountId(row.author_id), row.audience, row.lang, row.title)


async def note(scope: Scope, note_id: NoteId) -> Note:
    """The note with its pictures and counts; raises NotFound if absent or hidden."""
    bucket = bucket_of(note_id)
    row = await store.NOTE.maybe(scope.db, bucket, note_id)
    if row is None or not await _may_see(scope, row.author_id, row.audience):
        raise NotFound
    pictures = await store.PICTURES.all(scope.db, bucket, note_id)
    counts = await store.COUNTS.one(scope.db, bucket, note_id)
    return Note(row, pictures, counts.likes, counts.saves, counts.comments)


async def own_note(scope: Scope, note_id: NoteId) -> "store.NoteRow":
    """The viewer's own note; raises NotFound for anybody else's."""
    row = await store.NOTE.maybe(scope.db, bucket_of(note_id), note_id)
    if row is None or row.author_id != scope.me:
        raise NotFound
    return row


async def revisions(scope: Scope, note_id: NoteId) -> "list[store.Revision]":
    """The public history of a note that the viewer may see, newest first."""
    await visible(scope, note_id)
    return await store.REVISIONS.all(scope.db, bucket_of(note_id), note_id)


async def notes_by(scope: Scope, author_id: AccountId, cursor: str = "") -> Page[NoteId]:
    """Ids of an author's notes that the viewer may see, newest first. One bucket."""
    before = read_cursor(cursor, 1)
    widest = await _widest_audience(scope, author_id)
    ids = await store.NOTES_BY.all(
        scope.db, bucket_of(author_id), author_id, int(widest), before[0] if before else (1 << 63) - 1, PAGE_SIZE + 1
    )
    shown, more = cut(ids, PAGE_SIZE)
    return Page([NoteId(id_) for id_ in shown], write_cursor(shown[-1]) if more else "")


async def newest_by(
    scope: Scope, authors: Sequence[AccountId], *, before: int, limit: int
) -> list[NoteId]:
    """Ids of these authors' notes for everyone or followers, newest first. One statement, one probe an author."""
    buckets = [bucket_of(author) for author in authors]
    ids = await lists.NEWEST_BY.all(scope.db, buckets, list(authors), before, limit)
    return [NoteId(id_) for id_ in ids]


async def newest_public(scope: Scope, limit: int) -> "list[lists.PublicRow]":
    """The newest public notes of everybody; for the worker only."""
    return await lists.NEWEST_PUBLIC.all(scope.db, limit)


async def count(scope: Scope, note_id: NoteId, *, likes: int = 0, saves: int = 0, comments: int = 0) -> None:
    """Adds to the note's counters; that each thing is counted once is the caller's care."""
    await store.ADD_COUNTS.run(scope.db, bucket_of(note_id), note_id, 0, likes, saves, comments)


async def _may_see(scope: Scope, author_id: int, audience: int) -> bool:
    follows = False
    if audience == Audience.FOLLOWERS and scope.viewer.is_signed_in:
        follows = author_id in await people.followed_among(scope, [AccountId(author_id)])
    return may_see(scope.viewer.account_id, author_id=author_id, audience=audience, follows=follows)


async def _widest_audience(scope: Scope, author_id: AccountId) -> Audience:
    if scope.viewer.account_id == author_id:
        return Audience.ME
    return Audience.FOLLOWERS if await _may_see(scope, author_id, Audience.FOLLOWERS) else Audience.PUBLIC
