"""What decisions and screening do to notes: out of sight, marked, hidden in some countries; and back."""

from typing import get_args

from hongqiao.features import accounts, media, people, trust
from hongqiao.features.notes.events import NoteHeld, NoteReleased
from hongqiao.features.notes.model import AWAY, HELD, LIVE, WITHDRAWN
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
    for changed in (NoteHeld, NoteReleased):
        reactors.on(changed, "notes.show_pictures", show_pictures)


async def follow_decision(scope: Scope, event: Decided) -> None:
    """Makes a note what decisions and screening say; of an ended account, every note.

    Emits NoteHeld, NoteReleased.
    """
    if event.subject_kind == "note":
        await _follow(scope, NoteId(trust.standing.id_of(event.subject)))
    elif event.subject_kind == "account" and getattr(event, "action", "") == "terminate":
        author_id, last = trust.standing.id_of(event.subject), 0
        while ids := await store.EVERY_ID_BY.all(scope.db, bucket_of(author_id), author_id, last):
            for note_id in ids:
                await _follow(scope, NoteId(note_id))
            last = ids[-1]


async def show_pictures(scope: Scope, event: NoteHeld | NoteReleased) -> None:
    """Pictures of a note that is out of sight stop answering, unless something else shows them."""
    keys = await store.KEYS_OF.all(scope.db, event.bucket, event.note_id)
    subject = f"note:{to_public(event.note_id)}"

    async def is_held() -> bool:
        row = await store.FOUND.maybe(scope.db, event.bucket, event.note_id)
        return row is not None and row.state in (HELD, AWAY)

    async def make_equal(held: bool) -> None:
        await (media.hide(scope, keys, subject=subject) if held else media.show(scope, keys, subject=subject))

    await settle(is_held, make_equal)


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
