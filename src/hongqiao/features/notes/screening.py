"""What screening does with notes: words before they are published, floods and pictures right after.

What is held goes out of sight in the transaction that published it, or, when it is found later, with the next
event; its author is told either way.
"""

from collections.abc import Sequence

import msgspec

from hongqiao.features import media, people, trust
from hongqiao.features.notes import store
from hongqiao.features.notes.events import NoteEdited, NoteHeld, NotePublished
from hongqiao.features.notes.model import Audience, NoteDraft
from hongqiao.features.notes.queries.holding import HOLD_NOTE, OWN_NOTE
from hongqiao.features.notes.read import Note
from hongqiao.kernel.errors import Invalid
from hongqiao.kernel.events import Reactors
from hongqiao.kernel.ids import AccountId, bucket_of, to_public
from hongqiao.kernel.scope import Scope


def register(reactors: Reactors) -> None:
    """Registers what is looked at after publishing."""
    for event in (NotePublished, NoteEdited):
        reactors.on(event, "notes.look_for_floods", look_for_floods)
        reactors.on(event, "notes.look_at_pictures", look_at_pictures)


def screened(scope: Scope, draft: NoteDraft) -> Sequence[trust.screening.Finding]:
    """What must be held of the words of a checked draft; nothing of a note for its author alone.

    Raises Invalid with the reason for what is refused.
    """
    if draft.audience == Audience.ME:
        return ()
    said = (draft.title, draft.body, draft.place, draft.version_title, draft.version_body)
    words = "\n".join([*said, *(picture.alt for picture in draft.pictures)])
    found = trust.screening.screen_words(words, home=scope.ports.settings.home)
    for refused in trust.screening.of_outcome(found, "refuse"):
        raise Invalid(trust.screening.REASONS[refused.reason], detail=refused.rule)
    return trust.screening.of_outcome(found, "hold")


async def hold_back(tx: Scope, note_id: int, findings: Sequence[trust.screening.Finding]) -> None:
    """Takes the note out of sight for a person to look at; call it in a transaction. Emits NoteHeld."""
    bucket = bucket_of(note_id)
    row = await store.LOCK_NOTE.maybe(tx.db, bucket, note_id)
    if row is None:
        return
    evidence = await _evidence(tx, row)
    if await HOLD_NOTE.maybe(tx.db, bucket, note_id) is not None:
        await people.counts.hide_note(tx, AccountId(row.author_id), note_id)
    await trust.screening.hold(tx, evidence, findings)
    await tx.record(NoteHeld(bucket=bucket, note_id=note_id, author_id=row.author_id))


async def hold_on(tx: Scope, note_id: int, findings: Sequence[trust.screening.Finding]) -> None:
    """Its author changed a note that waits: it goes on waiting, and whoever looks at it sees it as it is now.

    Call it in a transaction. Without findings, what was found before stays the reason.
    """
    row = await OWN_NOTE.maybe(tx.db, bucket_of(note_id), note_id)
    if row is not None:
        await trust.screening.holds.renew(tx, await _evidence(tx, row), findings)


async def look_for_floods(scope: Scope, event: NotePublished | NoteEdited) -> None:
    """Holds a note that says what was said again and again of late, and puts who said it into the case."""
    row = await store.NOTE.maybe(scope.db, event.bucket, event.note_id)
    if row is None or row.audience == Audience.ME:
        return
    subject = f"note:{to_public(row.id)}"
    flood = await trust.screening.floods.look(scope, subject, row.author_id, f"{row.title}\n{row.body}")
    if flood.finding is None:
        return
    named = trust.screening.holds.people_words(flood.people)
    async with scope.transaction() as tx:
        await hold_back(tx, row.id, [msgspec.structs.replace(flood.finding, where=named)])


async def look_at_pictures(scope: Scope, event: NotePublished | NoteEdited) -> None:
    """Holds a note with a picture on a list, and asks for a look at the others."""
    row = await store.NOTE.maybe(scope.db, event.bucket, event.note_id)
    if row is None:
        return
    keys = [picture.key for picture in await store.PICTURES.all(scope.db, event.bucket, event.note_id)]
    for key in keys:
        finding = await trust.screening.pictures.known(scope, key)
        if finding is not None:
            await hold_known(scope, event.note_id, finding)
            return
    if row.audience != Audience.ME:
        await trust.screening.pictures.ask_to_look(scope, keys, subject=f"note:{to_public(row.id)}")


async def hold_known(scope: Scope, note_id: int, finding: trust.screening.Finding) -> None:
    """Keeps a picture that is on a list from everybody, and the note that shows it for a person."""
    await media.prints.quarantine(scope, finding.where)
    async with scope.transaction() as tx:
        await hold_back(tx, note_id, [finding])


async def evidence_of(scope: Scope, note_id: int) -> trust.casework.Evidence | None:
    """A note as a case keeps it, whoever may see it; None when it is gone. For reactors."""
    row = await store.NOTE.maybe(scope.db, bucket_of(note_id), note_id)
    return None if row is None else await _evidence(scope, row)


async def _evidence(tx: Scope, row: store.NoteRow) -> trust.casework.Evidence:
    pictures = await store.PICTURES.all(tx.db, bucket_of(row.id), row.id)
    known = await people.people(tx, [AccountId(row.author_id)])
    name = to_public(row.id)
    return trust.casework.Evidence(
        subject=f"note:{name}",
        kind="note",
        person_id=row.author_id,
        handle=next((one.handle for one in known.values()), ""),
        parties=(),
        path=f"/notes/{name}",
        version=str(row.revision),
        texts=tuple(text for text in Note(row, pictures, 0, 0, 0).texts if text.words),
        pictures=tuple(picture.key for picture in pictures),
    )
