"""What decisions do to comments: out of sight with what stands under them, and back as they were."""

from hongqiao.features import notes, trust
from hongqiao.features.comments import store
from hongqiao.kernel.edges import settle
from hongqiao.kernel.events import Reactors
from hongqiao.kernel.ids import NoteId, bucket_of
from hongqiao.kernel.scope import Scope


def register(reactors: Reactors) -> None:
    """Registers what comments do when something is decided."""
    for event in (trust.events.DecisionMade, trust.events.DecisionLifted):
        reactors.on(event, "comments.follow_decision", follow_decision)


async def follow_decision(
    scope: Scope, event: trust.events.DecisionMade | trust.events.DecisionLifted
) -> None:
    """Holds a comment while a decision keeps it out of sight; counts go with it and come back."""
    if event.subject_kind != "comment":
        return
    comment_id = trust.standing.id_of(event.subject)

    async def is_held() -> bool:
        return await trust.standing.is_out_of_sight(scope, event.subject)

    async def make_equal(held: bool) -> None:
        async with scope.transaction() as tx:
            change = store.HOLD if held else store.RELEASE
            found = await change.maybe(tx.db, bucket_of(comment_id), comment_id)
            if found is not None:
                await _count(tx, found, -1 if held else 1)

    await settle(is_held, make_equal)


async def _count(tx: Scope, one: store.Held, by: int) -> None:
    """A reply under what is out of sight itself is counted by that one alone."""
    bucket = bucket_of(one.id)
    shown = 1
    if one.parent_id is None:
        shown += await store.REPLY_COUNT.one(tx.db, bucket, one.id)
    else:
        await store.COUNT.run(tx.db, bucket, one.parent_id, store.SLOT, 0, by)
        if await store.IS_LIVE.maybe(tx.db, bucket, one.parent_id) is None:
            return
    await notes.count(tx, NoteId(one.note_id), comments=by * shown)
