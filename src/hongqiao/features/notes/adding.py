"""New notes of one author, one or many by the same rules: each is a row, a revision, an event."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec

from hongqiao.features import media, trust
from hongqiao.features.notes import store
from hongqiao.features.notes.audiences import is_held_private, narrowed
from hongqiao.features.notes.events import NotePublished
from hongqiao.features.notes.model import NoteDraft, checked
from hongqiao.features.notes.queries import adding as rows
from hongqiao.features.notes.screening import hold_back, screened
from hongqiao.kernel.errors import Invalid, Refusal, mark
from hongqiao.kernel.ids import NoteId, bucket_of
from hongqiao.kernel.language import guess_lang
from hongqiao.kernel.scope import Scope
from hongqiao.kernel.text import topics_in


class NewNote(msgspec.Struct, frozen=True):
    """A draft to be published. Importers tell its language and its moment, `at_ms` (Unix) for its id;
    else the language is guessed, and looked at again by the worker, and the moment is now.
    """

    draft: NoteDraft
    lang: str = ""
    at: datetime | None = None
    at_ms: int | None = None


async def publish_all(scope: Scope, wanted: Sequence[NewNote]) -> list[NoteId | Refusal]:
    """Publishes new notes of the viewer, in a transaction: for each its note, or why it is refused.

    The same draft twice gives the same note; what screening suspects waits out of sight. Raises NotAllowed
    while restricted. Emits NotePublished for each. A handful of statements however many there are (500 at
    most), and some for each that waits; one bucket, the author's.
    """
    known = await media.pictures(scope, [one.key for new in wanted for one in new.draft.pictures])
    ready: list[NewNote | Refusal] = [_ready(scope, new, known) for new in wanted]
    given = [new for new in ready if isinstance(new, NewNote)]
    if given:
        await trust.standing.require_unrestricted(scope)
    found = await _insert(scope, given, known) if given else {}
    return [new if isinstance(new, Refusal) else found[new.draft.id] for new in ready]


def _ready(scope: Scope, new: NewNote, known: dict[str, media.Picture]) -> NewNote | Refusal:
    """The note with its words cleaned and its language; or what is wrong with it."""
    try:
        draft = checked(new.draft, pictures_at_most=scope.ports.settings.pictures_per_note)
        if any(picture.key not in known for picture in draft.pictures):
            raise Invalid(fields={"pictures": mark("One of the pictures is gone. Add it again.")})
        screened(scope, draft)
    except Refusal as refusal:
        return refusal
    said = new.lang or guess_lang(f"{draft.title}\n{draft.body}", author_lang=scope.viewer.reads[0])
    return msgspec.structs.replace(new, draft=draft, lang=said)


async def _insert(
    scope: Scope, given: Sequence[NewNote], known: dict[str, media.Picture]
) -> dict[int, NoteId]:
    """Draft -> note. A draft that was published before (a double press, a retry) has its note already."""
    bucket, drafts = bucket_of(scope.me), [new.draft.id for new in given]
    is_private = await is_held_private(scope, [new.draft for new in given])
    columns = zip(*(_row(scope, bucket, new, is_private=is_private) for new in given), strict=True)
    made = await rows.INSERT_NOTES.all(scope.db, bucket, scope.me, *(list(one) for one in columns))
    found = {one.draft_id: NoteId(one.note_id) for one in made}
    fresh = list(found.values())
    if set(drafts) - found.keys():
        before = await rows.NOTES_OF_DRAFTS.all(scope.db, bucket, scope.me, drafts)
        found |= {one.draft_id: NoteId(one.note_id) for one in before}
    pictured = {found[new.draft.id]: new.draft for new in given if new.draft.pictures}
    for note_id in fresh:
        if note_id in pictured:
            await set_pictures(scope, note_id, pictured[note_id], known)
    await rows.FIRST_REVISIONS.run(scope.db, bucket, fresh)
    await rows.DELETE_DRAFTS.run(scope.db, bucket, scope.me, drafts)
    await scope.record_all([NotePublished(bucket=bucket, note_id=id_, author_id=scope.me) for id_ in fresh])
    await _hold_suspects(scope, {found[new.draft.id]: new.draft for new in given}, fresh)
    return found


async def _hold_suspects(scope: Scope, drafts: Mapping[NoteId, NoteDraft], fresh: Sequence[NoteId]) -> None:
    for note_id in fresh:
        if suspect := screened(scope, drafts[note_id]):
            await hold_back(scope, note_id, suspect)


def _row(scope: Scope, bucket: int, new: NewNote, *, is_private: bool) -> tuple[object, ...]:
    draft = new.draft
    audience, chosen = narrowed(draft, is_private=is_private)
    return (
        scope.ids.make(bucket, at_ms=new.at_ms),
        draft.id,
        draft.title,
        draft.body,
        new.lang,
        draft.place,
        draft.subject,
        int(audience),
        draft.is_ai,
        draft.commercial,
        draft.cover_style,
        " ".join(topics_in(draft.body)),
        len(draft.pictures),
        new.at or scope.now,
        chosen,
        int(draft.replies),
    )


async def set_pictures(
    scope: Scope, note_id: NoteId, draft: NoteDraft, known: dict[str, media.Picture]
) -> None:
    """Writes which pictures a note shows; `known` are those that are there."""
    bucket = bucket_of(note_id)
    shown = [(position, one, known[one.key]) for position, one in enumerate(draft.pictures)]
    rows_of = [
        (
            bucket,
            note_id,
            position,
            picture.key,
            picture.width,
            picture.height,
            list(picture.widths),
            picture.ratio,
            picture.thumbhash,
            picture.colour,
            one.alt,
        )
        for position, one, picture in shown
    ]
    if rows_of:
        await store.INSERT_PICTURE.run_each(scope.db, rows_of)
