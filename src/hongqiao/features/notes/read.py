"""Reading one note, an author's notes, and deciding who may see them."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from hongqiao.features import people, trust
from hongqiao.features.notes import store
from hongqiao.features.notes.model import (
    ADULTS,
    HELD,
    Audience,
    NoteFacts,
    is_open_to,
    may_see,
    small_texts_of,
    subject_of,
    texts_of,
)
from hongqiao.features.notes.queries import holding
from hongqiao.features.translation import Text
from hongqiao.kernel.errors import AdultsOnly, NotFound
from hongqiao.kernel.ids import AccountId, NoteId, bucket_of
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

    @property
    def texts(self) -> list[Text]:
        """Everything in it that can be translated: title and body, then what is small and has words."""
        row, is_public = self.row, self.row.audience == Audience.PUBLIC
        whose = {"lang": row.lang, "author_id": row.author_id, "is_public": is_public}
        alts = [picture.alt for picture in self.pictures]
        small = small_texts_of(row.id, place=row.place, alts=alts, body=row.body, **whose)
        return [*texts_of(row.id, title=row.title, body=row.body, **whose), *small]


async def visible(scope: Scope, note_id: NoteId) -> NoteFacts:
    """The note's facts if the viewer may see it; NotFound if absent or hidden, AdultsOnly at the gate."""
    row = await store.NOTE.maybe(scope.db, bucket_of(note_id), note_id)
    return facts_of(await _opened(scope, row))


def facts_of(row: "store.NoteRow") -> NoteFacts:
    """The facts in a row."""
    author_id = AccountId(row.author_id)
    return NoteFacts(NoteId(row.id), author_id, row.audience, row.lang, row.title, row.replies)


async def note(scope: Scope, note_id: NoteId) -> Note:
    """The note with its pictures and counts; raises NotFound if absent or hidden."""
    bucket = bucket_of(note_id)
    row = await store.NOTE.maybe(scope.db, bucket, note_id)
    row = await _opened(scope, row)
    pictures = await store.PICTURES.all(scope.db, bucket, note_id)
    counts = await store.COUNTS.one(scope.db, bucket, note_id)
    return Note(row, pictures, counts.likes, counts.saves, counts.comments)


async def own_note(scope: Scope, note_id: NoteId) -> "store.NoteRow":
    """The viewer's own note, also while screening holds it; raises NotFound for any other."""
    row = await holding.OWN_NOTE.maybe(scope.db, bucket_of(note_id), note_id)
    return await _open_to_its_author(scope, row)


async def own_note_to_change(scope: Scope, note_id: NoteId) -> "store.NoteRow":
    """As own_note, and nobody else changes it until the transaction ends."""
    row = await holding.LOCK_OWN_NOTE.maybe(scope.db, bucket_of(note_id), note_id)
    return await _open_to_its_author(scope, row)


async def _open_to_its_author(scope: Scope, row: "store.NoteRow | None") -> "store.NoteRow":
    """What a decision hides can be contested, not changed; what waits for a person can."""
    if row is None or row.author_id != scope.me:
        raise NotFound
    if row.state == HELD and not await trust.screening.is_held(scope, subject_of(row.id)):
        raise NotFound
    return row


async def _opened(scope: Scope, row: "store.NoteRow | None") -> "store.NoteRow":
    """The row, if the viewer may see it. Raises NotFound; AdultsOnly for somebody who isn’t signed in."""
    if row is None or not await sees(scope, row.author_id, row.audience):
        raise NotFound
    if not is_open_to(scope.viewer, author_id=row.author_id, marks=row.marks, barred=row.barred):
        is_gated = ADULTS in row.marks and not row.barred and not scope.viewer.is_signed_in
        raise AdultsOnly if is_gated else NotFound
    return row


async def revisions(scope: Scope, note_id: NoteId) -> "list[store.Revision]":
    """The public history of a note that the viewer may see, newest first."""
    await visible(scope, note_id)
    return await store.REVISIONS.all(scope.db, bucket_of(note_id), note_id)


async def count(scope: Scope, note_id: NoteId, *, likes: int = 0, saves: int = 0, comments: int = 0) -> None:
    """Adds to the note's counters, and likes to its author's, who lives in the same bucket.

    Call it in the transaction that writes the rows which are counted: each is counted once then.
    """
    bucket = bucket_of(note_id)
    await store.ADD_COUNTS.run(scope.db, bucket, note_id, 0, likes, saves, comments)
    if likes:
        author_id = await store.AUTHOR.maybe(scope.db, bucket, note_id)
        if author_id is not None:
            await people.counts.count_likes(scope, AccountId(author_id), likes)


async def sees(scope: Scope, author_id: int, audience: int) -> bool:
    """Whether the viewer may see this author's notes for this audience."""
    if await people.boundaries.parted_among(scope, [author_id]):
        return False
    follows = False
    if audience == Audience.FOLLOWERS and scope.viewer.is_signed_in:
        follows = author_id in await people.followed_among(scope, [AccountId(author_id)])
    return may_see(scope.viewer.account_id, author_id=author_id, audience=audience, follows=follows)
