"""What decisions do to notes: out of sight on every surface, and back as they were."""

from hongqiao.features import trust
from hongqiao.features.notes import store
from hongqiao.features.notes.events import NoteHeld, NoteReleased
from hongqiao.kernel.edges import settle
from hongqiao.kernel.events import Reactors
from hongqiao.kernel.ids import bucket_of
from hongqiao.kernel.scope import Scope


def register(reactors: Reactors) -> None:
    """Registers what notes do when something is decided."""
    for event in (trust.events.DecisionMade, trust.events.DecisionLifted):
        reactors.on(event, "notes.follow_decision", follow_decision)


async def follow_decision(
    scope: Scope, event: trust.events.DecisionMade | trust.events.DecisionLifted
) -> None:
    """Holds a note while a decision keeps it out of sight. Emits NoteHeld or NoteReleased."""
    if event.subject_kind != "note":
        return
    note_id = trust.standing.id_of(event.subject)

    async def is_held() -> bool:
        return await trust.standing.is_out_of_sight(scope, event.subject)

    async def make_equal(held: bool) -> None:
        bucket = bucket_of(note_id)
        async with scope.transaction() as tx:
            change = store.HOLD_NOTE if held else store.RELEASE_NOTE
            author_id = await change.maybe(tx.db, bucket, note_id)
            if author_id is not None:
                news = NoteHeld if held else NoteReleased
                await tx.record(news(bucket=bucket, note_id=note_id, author_id=author_id))

    await settle(is_held, make_equal)
