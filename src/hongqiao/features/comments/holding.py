"""What decisions and screening do to comments: out of sight with what stands under them, and back."""

from hongqiao.features import notes, trust
from hongqiao.features.comments import store
from hongqiao.features.comments.events import CommentMade
from hongqiao.features.comments.queries.barred import BAR
from hongqiao.features.comments.queries.mine import EVERY_ID_BY
from hongqiao.kernel.edges import settle
from hongqiao.kernel.events import Reactors
from hongqiao.kernel.ids import AccountId, NoteId, bucket_of, to_public
from hongqiao.kernel.scope import Scope

FOLLOWED = (
    trust.events.DecisionMade,
    trust.events.DecisionLifted,
    trust.events.SubjectHeld,
    trust.events.HoldLifted,
)


def register(reactors: Reactors) -> None:
    """Registers what comments do when something is decided or held."""
    for event in FOLLOWED:
        reactors.on(event, "comments.follow_decision", follow_decision)


async def follow_decision(
    scope: Scope,
    event: trust.events.DecisionMade
    | trust.events.DecisionLifted
    | trust.events.SubjectHeld
    | trust.events.HoldLifted,
) -> None:
    """Holds a comment while a decision or screening keeps it out of sight; counts go and come back.

    Back in sight it is as if it had just been said: all that follows from saying it is idempotent. Of an
    account that is out or hidden, every comment.
    """
    if event.subject_kind == "comment":
        await _follow(scope, trust.standing.id_of(event.subject), AccountId(event.person_id))
    elif event.subject_kind == "account" and _reaches(event):
        author_id, last = AccountId(trust.standing.id_of(event.subject)), 0
        while ids := await EVERY_ID_BY.all(scope.db, bucket_of(author_id), author_id, last):
            for comment_id in ids:
                await _follow(scope, comment_id, author_id)
            last = ids[-1]


def _reaches(event: trust.events.DecisionMade) -> bool:
    """Whether what is decided about an account changes who sees its comments."""
    return getattr(event, "action", "") in trust.standing.REACHES_WHAT_IT_MADE


async def _follow(scope: Scope, comment_id: int, author_id: AccountId) -> None:
    subject = f"comment:{to_public(comment_id)}"

    async def look() -> trust.standing.Effect:
        return await trust.standing.effect(scope, subject, author_id)

    async def make_equal(now: trust.standing.Effect) -> None:
        held = now.is_out_of_sight
        async with scope.transaction() as tx:
            await BAR.run(tx.db, bucket_of(comment_id), comment_id, list(now.barred))
            change = store.HOLD if held else store.RELEASE
            found = await change.maybe(tx.db, bucket_of(comment_id), comment_id)
            if found is not None:
                await count_thread(tx, found, -1 if held else 1)
                await tx.record(_said(found))

    await settle(look, make_equal)


def _said(one: store.Held) -> CommentMade:
    return CommentMade(
        bucket=bucket_of(one.id), comment_id=one.id, note_id=one.note_id, author_id=one.author_id
    )


async def count_thread(tx: Scope, one: store.Held, by: int) -> None:
    """Counts a comment that comes into sight or leaves it, with what stands under it.

    A reply under what is out of sight itself is counted by that one alone.
    """
    bucket = bucket_of(one.id)
    shown = 1
    if one.parent_id is None:
        shown += await store.REPLY_COUNT.one(tx.db, bucket, one.id)
    else:
        await store.COUNT.run(tx.db, bucket, one.parent_id, store.SLOT, 0, by)
        if await store.IS_LIVE.maybe(tx.db, bucket, one.parent_id) is None:
            return
    await notes.count(tx, NoteId(one.note_id), comments=by * shown)
