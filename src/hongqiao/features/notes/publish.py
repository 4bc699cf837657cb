"""Publishing, editing and withdrawing a note."""

from collections.abc import Sequence

from hongqiao.features import media, trust
from hongqiao.features.notes import store
from hongqiao.features.notes.adding import NewNote, publish_all, set_pictures
from hongqiao.features.notes.audiences import audience_of
from hongqiao.features.notes.drafts import keep_own_version, locked_draft, published_from
from hongqiao.features.notes.events import NoteEdited, NoteWithdrawn
from hongqiao.features.notes.model import HELD, Audience, NoteDraft, checked
from hongqiao.features.notes.queries import drafts as drafts_store
from hongqiao.features.notes.read import own_note_to_change
from hongqiao.features.notes.screening import hold_back, hold_on, screened
from hongqiao.kernel.errors import Invalid, NotFound, Refusal, mark
from hongqiao.kernel.ids import DraftId, NoteId, bucket_of, to_public
from hongqiao.kernel.language import guess_lang
from hongqiao.kernel.scope import Scope
from hongqiao.kernel.text import topics_in


async def publish(scope: Scope, draft: NoteDraft, *, at_ms: int | None = None, lang: str = "") -> NoteId:
    """Publishes the draft, or changes the note that it edits; the same draft twice gives the same note.

    `lang` is told by importers; else it is guessed now and looked at again by the worker.
    What screening suspects waits out of sight: trust.screening.is_held. Raises Invalid with field messages,
    NotAllowed while restricted. Emits NotePublished or NoteEdited. One bucket, the author's.
    """
    if draft.edits is None:
        (made,) = await publish_all(scope, [NewNote(draft, lang, at_ms=at_ms)])
        if isinstance(made, Refusal):
            raise made
        return made
    draft = checked(draft, pictures_at_most=scope.ports.settings.pictures_per_note)
    lang = lang or guess_lang(f"{draft.title}\n{draft.body}", author_lang=scope.viewer.reads[0])
    return await _edit(scope, draft, lang, screened(scope, draft))


async def publish_draft(scope: Scope, draft_id: DraftId) -> NoteId:
    """Publishes what is kept under this draft, in one transaction, and then its author's own version.

    A second press waits for the first and gets its note. Raises NotFound for no draft of the viewer's.
    """
    async with scope.transaction() as tx:
        draft = await locked_draft(tx, draft_id)
        if draft is None:
            published = await published_from(tx, draft_id)
            if published is None:
                raise NotFound
            return published
        note_id = await publish(tx, draft)
    await keep_own_version(scope, note_id, draft)
    return note_id


async def withdraw(scope: Scope, note_id: NoteId) -> None:
    """Takes the viewer's note out of the world: words, history and pictures go. Emits NoteWithdrawn.

    Call it in a transaction. Raises NotFound, the second time too.
    """
    found = await own_note_to_change(scope, note_id)
    bucket = bucket_of(note_id)
    revisions = await store.REVISIONS.all(scope.db, bucket, note_id)
    pictures = await store.PICTURES.all(scope.db, bucket, note_id)
    await store.WITHDRAW_NOTE.run(scope.db, bucket, note_id)
    await trust.screening.forget(scope, f"note:{to_public(note_id)}")
    await store.DELETE_REVISIONS.run(scope.db, bucket, note_id)
    await store.DELETE_PICTURES.run(scope.db, bucket, note_id)
    await scope.record(
        NoteWithdrawn(
            bucket=bucket,
            note_id=note_id,
            author_id=scope.me,
            pictures=tuple(p.key for p in pictures),
            topics=tuple(found.topics),
            subject=found.subject,
            is_public=found.audience == Audience.PUBLIC,
            words=tuple((revision.title, revision.body, found.lang) for revision in revisions),
            place=found.place,
            alts=tuple(p.alt for p in pictures),
        )
    )


async def _edit(
    scope: Scope, draft: NoteDraft, lang: str, suspect: Sequence[trust.screening.Finding]
) -> NoteId:
    assert draft.edits is not None
    await trust.standing.require_unrestricted(scope)
    before = await own_note_to_change(scope, draft.edits)
    bucket, note_id = bucket_of(before.id), before.id
    audience, chosen = await audience_of(scope, draft)
    shown_before = await store.PICTURES.all(scope.db, bucket, note_id)
    revision = await store.CHANGE_NOTE.maybe(
        scope.db,
        bucket,
        note_id,
        draft.title,
        draft.body,
        lang,
        draft.place,
        draft.subject,
        int(audience),
        draft.is_ai,
        draft.commercial,
        draft.cover_style,
        topics_in(draft.body),
        len(draft.pictures),
        scope.now,
        draft.id,
        chosen,
        int(draft.replies),
    )
    if revision is None:  # it was changed from this draft before: a double press
        return note_id
    await store.DELETE_PICTURES.run(scope.db, bucket, note_id)
    await _keep_what_it_shows(scope, note_id, revision, draft)
    await scope.record(_edited(before, shown_before, draft))
    if before.state == HELD:
        await hold_on(scope, note_id, suspect)
    elif suspect:
        await hold_back(scope, note_id, suspect)
    return note_id


async def _keep_what_it_shows(scope: Scope, note_id: NoteId, revision: int, draft: NoteDraft) -> None:
    """Pictures and history; the draft has done its work."""
    bucket = bucket_of(note_id)
    await _set_pictures(scope, note_id, draft)
    await store.INSERT_REVISION.run(scope.db, bucket, note_id, revision, draft.title, draft.body, scope.now)
    await drafts_store.DELETE_DRAFT.run(scope.db, bucket, draft.id, scope.me)


def _edited(before: store.NoteRow, shown: Sequence[store.NotePicture], draft: NoteDraft) -> NoteEdited:
    dropped = {picture.key for picture in shown} - {picture.key for picture in draft.pictures}
    return NoteEdited(
        bucket=bucket_of(before.id),
        note_id=before.id,
        author_id=before.author_id,
        dropped=tuple(sorted(dropped)),
        topics_before=tuple(before.topics),
        subject_before=before.subject,
        words_before=(before.title, before.body, before.lang),
        place_before=before.place,
        alts_before=tuple(picture.alt for picture in shown),
        was_public=before.audience == Audience.PUBLIC,
    )


async def _set_pictures(scope: Scope, note_id: NoteId, draft: NoteDraft) -> None:
    known = await media.pictures(scope, [picture.key for picture in draft.pictures])
    if any(picture.key not in known for picture in draft.pictures):
        raise Invalid(fields={"pictures": mark("One of the pictures is gone. Add it again.")})
    await set_pictures(scope, note_id, draft, known)
