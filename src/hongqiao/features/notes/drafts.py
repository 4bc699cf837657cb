"""Drafts: kept on the server while somebody writes, so that a reload or a crash loses nothing."""

from collections.abc import Callable
from datetime import datetime

import msgspec

from hongqiao.features import translation
from hongqiao.features.notes import store
from hongqiao.features.notes.model import (
    ALT_LENGTH,
    BODY_LENGTH,
    Audience,
    DraftPicture,
    NoteDraft,
    Replies,
    texts_of,
)
from hongqiao.features.notes.queries import drafts as rows
from hongqiao.features.notes.read import own_note
from hongqiao.kernel.bounds import declare_bound
from hongqiao.kernel.errors import Conflict, Invalid, NotFound, mark
from hongqiao.kernel.ids import DraftId, NoteId, bucket_of
from hongqiao.kernel.scope import Scope

DRAFTS_AT_MOST = declare_bound("drafts", 50)


async def start_draft(scope: Scope) -> NoteDraft:
    """An empty draft; nothing is stored before something is in it."""
    return NoteDraft(id=DraftId(scope.ids.make(bucket_of(scope.me))))


async def edit_draft(scope: Scope, note_id: NoteId) -> NoteDraft:
    """A draft that holds the viewer's published note and will change it.

    Raises NotFound for anybody else's note, Invalid when there are as many drafts as there can be.
    """
    found = await own_note(scope, note_id)
    await _hold_number(scope)
    pictures = await store.PICTURES.all(scope.db, bucket_of(note_id), note_id)
    draft = NoteDraft(
        id=DraftId(scope.ids.make(bucket_of(scope.me))),
        title=found.title,
        body=found.body,
        place=found.place,
        subject=found.subject,
        audience=Audience(found.chosen_audience),
        is_ai=found.is_ai,
        commercial=found.commercial,
        cover_style=found.cover_style,
        replies=Replies(found.replies),
        edits=note_id,
        pictures=tuple(DraftPicture(picture.key, picture.alt) for picture in pictures),
    )
    return await _keep(scope, draft)


async def draft(scope: Scope, draft_id: DraftId) -> NoteDraft:
    """The viewer's draft as it was last kept. Raises NotFound."""
    row = await rows.DRAFT.maybe(scope.db, bucket_of(scope.me), draft_id, scope.me)
    if row is None:
        raise NotFound
    return _read(row)


async def drafts(scope: Scope) -> list[NoteDraft]:
    """The viewer's drafts, last kept first."""
    kept = await rows.DRAFTS.all(scope.db, bucket_of(scope.me), scope.me)
    return [_read(row) for row in kept]


async def change_draft(
    scope: Scope, draft_id: DraftId, change: Callable[[NoteDraft], NoteDraft]
) -> NoteDraft:
    """Changes a draft under a lock (pictures arrive in parallel), making it when it is new; returns it.

    Call it in a transaction. Raises Invalid when it grows past all bounds.
    """
    if bucket_of(draft_id) != bucket_of(scope.me):
        raise NotFound
    changed = change(await locked_draft(scope, draft_id) or await _started(scope, draft_id))
    if len(changed.pictures) > scope.ports.settings.pictures_per_note:
        raise Invalid(mark("A note holds at most 18 pictures."))
    return await _keep(scope, changed)


async def locked_draft(scope: Scope, draft_id: DraftId) -> NoteDraft | None:
    """The viewer's draft, nobody else's until the transaction ends; None when there is none (any more)."""
    row = await rows.LOCK_DRAFT.maybe(scope.db, bucket_of(scope.me), draft_id, scope.me)
    return _read(row) if row else None


async def published_from(scope: Scope, draft_id: DraftId) -> NoteId | None:
    """The note that the viewer made or last changed from this draft, or None."""
    found = await store.NOTE_OF_DRAFT.maybe(scope.db, bucket_of(scope.me), scope.me, draft_id)
    return NoteId(found) if found is not None else None


async def discard_draft(scope: Scope, draft_id: DraftId) -> None:
    """Throws the viewer's draft away; its pictures go with the next sweep."""
    await rows.DELETE_DRAFT.run(scope.db, bucket_of(scope.me), draft_id, scope.me)


async def keep_own_version(scope: Scope, note_id: NoteId, draft: NoteDraft) -> None:
    """Stores the author's own words in another language. Each text lies in a bucket of its own,
    so this is called after the note's transaction; doing it twice changes nothing.
    """
    if not draft.version_lang:
        return
    found = await own_note(scope, note_id)
    title, body = texts_of(
        note_id,
        title=found.title,
        body=found.body,
        lang=found.lang,
        author_id=found.author_id,
        is_public=found.audience == Audience.PUBLIC,
    )
    for text, words in ((title, draft.version_title), (body, draft.version_body)):
        if words.strip() and text.words:
            await translation.memory.keep_version(scope, text, draft.version_lang, words.strip())


async def forget_old(scope: Scope, before: datetime) -> int:
    """Forgets drafts that nobody touched since then; for the worker. Returns how many."""
    return await rows.FORGET_OLD.run(scope.db, before)


async def _started(scope: Scope, draft_id: DraftId) -> NoteDraft:
    """Stores an empty draft and locks it; of two who begin at once, the second gets what the first kept."""
    bucket, empty = bucket_of(scope.me), NoteDraft(id=draft_id)
    if await published_from(scope, draft_id) is not None:
        raise Conflict(mark("This draft is published already."))
    await _hold_number(scope)
    await rows.START_DRAFT.run(scope.db, bucket, draft_id, scope.me, msgspec.json.encode(empty), scope.now)
    started = await locked_draft(scope, draft_id)
    if started is None:  # the id is somebody else's, or it was published a moment ago
        raise NotFound
    return started


async def _hold_number(scope: Scope) -> None:
    if len(await rows.DRAFTS.all(scope.db, bucket_of(scope.me), scope.me)) >= DRAFTS_AT_MOST:
        raise Invalid(mark("You have 50 drafts. Publish or discard one first."))


async def _keep(scope: Scope, changed: NoteDraft) -> NoteDraft:
    """A draft may be unfinished, but not unbounded: texts are cut at twice what publishing takes."""
    bounded = msgspec.structs.replace(
        changed,
        title=changed.title[:400],
        body=changed.body[: BODY_LENGTH * 2],
        place=changed.place[:200],
        version_title=changed.version_title[:400],
        version_body=changed.version_body[: BODY_LENGTH * 2],
        pictures=tuple(DraftPicture(p.key, p.alt[: ALT_LENGTH * 2]) for p in changed.pictures),
        saved_at=scope.now,
    )
    try:
        fields = msgspec.json.encode(bounded)
    except UnicodeEncodeError as wrong:
        raise Invalid(mark("This text holds characters that no language uses."), detail=str(wrong)) from wrong
    await rows.KEEP_DRAFT.run(scope.db, bucket_of(scope.me), changed.id, scope.me, fields, scope.now)
    return bounded


def _read(row: rows.DraftRow) -> NoteDraft:
    kept = msgspec.json.decode(row.fields, type=NoteDraft)
    return msgspec.structs.replace(kept, id=DraftId(row.id), saved_at=row.saved_at)
