"""Lists of notes: one author's, those of many authors, the newest of everybody. Ids only."""

from collections.abc import Sequence

from hongqiao.features import people
from hongqiao.features.notes import store
from hongqiao.features.notes.cards import feed_lines, suggested
from hongqiao.features.notes.copies import find_copies
from hongqiao.features.notes.model import Audience, Replies, texts_of
from hongqiao.features.notes.queries import lists as queries
from hongqiao.features.notes.queries import words
from hongqiao.features.notes.read import own_note_to_change, revisions, sees
from hongqiao.kernel.ids import AccountId, NoteId, bucket_of
from hongqiao.kernel.paging import PAGE_SIZE, Page, cut, read_cursor, write_cursor
from hongqiao.kernel.scope import Scope

__all__ = [
    "Replies",
    "count_by",
    "every_id",
    "feed_lines",
    "find_copies",
    "limit_replies",
    "newest_by",
    "newest_public",
    "notes_by",
    "public_among",
    "replies_to",
    "revisions",
    "standing_among",
    "suggested",
    "texts_of",
    "words_of",
]


async def notes_by(scope: Scope, author_id: AccountId, cursor: str = "") -> Page[NoteId]:
    """Ids of an author's notes that the viewer may see, newest first. One bucket."""
    before = read_cursor(cursor, 1)
    widest = await _widest_audience(scope, author_id)
    if widest is None:
        return Page([])
    ids = await store.NOTES_BY.all(
        scope.db,
        bucket_of(author_id),
        author_id,
        int(widest),
        before[0] if before else (1 << 63) - 1,
        PAGE_SIZE + 1,
        *_who(scope),
    )
    shown, more = cut(ids, PAGE_SIZE)
    return Page([NoteId(id_) for id_ in shown], write_cursor(shown[-1]) if more else "")


async def newest_by(scope: Scope, authors: Sequence[AccountId], *, before: int, limit: int) -> list[NoteId]:
    """Ids of these authors' notes for everyone or followers, newest first; one probe an author.

    Costs 3 µs an author (measures/speed/following.py).
    """
    buckets = [bucket_of(author) for author in authors]
    ids = await queries.NEWEST_BY.all(scope.db, buckets, list(authors), before, limit)
    return [NoteId(id_) for id_ in ids]


async def standing_among(scope: Scope, ids: Sequence[NoteId]) -> "list[queries.Standing]":
    """Those of these notes that stand for everyone or followers, newest first: what newest_by would list."""
    if not ids:
        return []
    return await queries.STANDING_AMONG.all(scope.db, [bucket_of(id_) for id_ in ids], list(ids))


async def newest_public(scope: Scope, limit: int) -> "list[queries.PublicRow]":
    """The newest public notes of everybody; for the worker only."""
    return await queries.NEWEST_PUBLIC.all(scope.db, limit)


async def words_of(scope: Scope, ids: Sequence[NoteId]) -> "list[words.NoteWords]":
    """All words of these notes, whoever may see them: for an index that asks `lines` before it shows any."""
    if not ids:
        return []
    return await words.WORDS_OF.all(scope.db, [bucket_of(id_) for id_ in ids], list(ids))


async def every_id(scope: Scope, *, after: int, limit: int) -> list[NoteId]:
    """Ids of all notes, oldest first, after one; for the operator's commands only."""
    return [NoteId(id_) for id_ in await words.EVERY_ID.all(scope.db, after, limit)]


async def public_among(scope: Scope, ids: Sequence[NoteId]) -> "list[queries.PublicRow]":
    """Those of these notes that are public, in any order. One statement."""
    if not ids:
        return []
    return await queries.PUBLIC_AMONG.all(scope.db, [bucket_of(id_) for id_ in ids], list(ids))


async def count_by(scope: Scope, author_id: AccountId) -> int:
    """How many of an author's notes the viewer may see, 10,000 at most. One bucket."""
    widest = await _widest_audience(scope, author_id)
    if widest is None:
        return 0
    return await queries.COUNT_BY.one(scope.db, bucket_of(author_id), author_id, int(widest), *_who(scope))


async def replies_to(scope: Scope, note_id: NoteId) -> Replies:
    """Who may say something under a note."""
    return Replies(await queries.REPLIES_TO.maybe(scope.db, bucket_of(note_id), note_id) or 0)


async def limit_replies(tx: Scope, note_id: NoteId, replies: Replies) -> None:
    """Says who may comment on the viewer's note from now on. Raises NotFound for anybody else's."""
    found = await own_note_to_change(tx, note_id)
    await queries.LIMIT_REPLIES.run(tx.db, bucket_of(found.id), found.id, int(replies))


def _who(scope: Scope) -> tuple[int | None, str, bool]:
    """What decisions about notes ask of the viewer: as `is_open_to` does, in SQL."""
    return scope.viewer.account_id, scope.viewer.country, scope.viewer.is_adult


async def _widest_audience(scope: Scope, author_id: AccountId) -> Audience | None:
    if scope.viewer.account_id == author_id:
        return Audience.ME
    if await people.boundaries.parted_among(scope, [author_id]):
        return None
    return Audience.FOLLOWERS if await sees(scope, author_id, Audience.FOLLOWERS) else Audience.PUBLIC
