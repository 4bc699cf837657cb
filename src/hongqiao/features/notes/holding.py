"""What decisions and screening do to notes: out of sight, marked, hidden in some countries; and back."""

from typing import get_args

from hongqiao.features import accounts, people, trust
from hongqiao.features.notes.events import NoteHeld, NoteReleased
from hongqiao.features.notes.model import AWAY, LIVE, WITHDRAWN
from hongqiao.features.notes.pictures import settle_pictures
from hongqiao.features.notes.queries import holding as store
from hongqiao.kernel.edges import settle
from hongqiao.kernel.events import Reactors
from hongqiao.kernel.ids import AccountId, NoteId, bucket_of, to_public
from hongqiao.kernel.scope import Scope

Decided = (
    trust.events.DecisionMade
    | trust.events.DecisionLifted
    | trust.events.SubjectHeld
    | trust.events.HoldLifted
)


def register(reactors: Reactors) -> None:
    """Registers what notes do when something is decided or held."""
    for event in get_args(Decided):
        reactors.on(event, "notes.follow_decision", follow_decision)


async def follow_decision(scope: Scope, event: Decided) -> None:
    """Makes a note what decisions and screening say; of an account that is out or hidden, every note.

    Emits NoteHeld, NoteReleased.
    """
    if event.subject_kind == "note":
        await _follow(scope, NoteId(trust.standing.id_of(event.subject)))
    elif event.subject_kind == "account" and _reaches(event):
        author_id, last = trust.standing.id_of(event.subject), 0
        while ids := await store.EVERY_ID_BY.all(scope.db, bucket_of(author_id), author_id, last):
            for note_id in ids:
                await _follow(scope, NoteId(note_id))
            last = ids[-1]


def _reaches(event: Decided) -> bool:
    """Whether what is decided about an account changes who sees its notes."""
    return getattr(event, "action", "") in trust.standing.REACHES_WHAT_IT_MADE


async def _follow(scope: Scope, note_id: NoteId) -> None:
    bucket, subject = bucket_of(note_id), f"note:{to_public(note_id)}"
    found = await store.FOUND.maybe(scope.db, bucket, note_id)
    if found is None or found.state == WITHDRAWN:
        return
    author_id = AccountId(found.author_id)

    async def look() -> trust.standing.Effect:
        return await trust.standing.effect(scope, subject, author_id)

    async def make_equal(now: trust.standing.Effect) -> None:
        async with scope.transaction() as tx:
            await store.MARK_NOTE.run(tx.db, bucket, note_id, list(now.marks), list(now.barred))
            # of an author who left it stays out of sight until they come back
            away = not now.is_out_of_sight and await accounts.leaving.is_away(tx, author_id)
            if now.is_out_of_sight:
                changed = await store.HOLD_NOTE.maybe(tx.db, bucket, note_id)
            else:
                changed = await store.RELEASE_NOTE.maybe(tx.db, bucket, note_id, AWAY if away else LIVE)
            if changed is None:
                return
            count = people.counts.hide_note if now.is_out_of_sight else people.counts.show_note
            await count(tx, author_id, note_id)
            if not away:
                news = NoteHeld if now.is_out_of_sight else NoteReleased
                await tx.record(news(bucket=bucket, note_id=note_id, author_id=author_id))

    await settle(look, make_equal)
    await settle_pictures(scope, note_id)  # what is marked or barred stays where it is, and is not for all
