"""What the cast does in tests about people, comments and reactions."""

from dataclasses import replace
from datetime import timedelta

from hongqiao.features import comments, notes, people
from hongqiao.features.comments import Comment
from hongqiao.features.notes import NoteDraft, NoteFacts
from hongqiao.features.people import Profile
from hongqiao.kernel.ids import CommentId, DraftId, bucket_of
from hongqiao.kernel.scope import Scope


def later(scope: Scope, **by: float) -> Scope:
    """The same scope so much later: later(mei, minutes=5)."""
    return replace(scope, now=scope.now + timedelta(**by))


async def publish(author: Scope, title: str = "Noodles at midnight", *, audience: int = 0) -> NoteFacts:
    """A note with its title as cover."""
    draft_id = DraftId(author.ids.make(bucket_of(author.me)))
    draft = NoteDraft(id=draft_id, title=title, cover_style="memo", audience=audience)
    async with author.transaction() as tx:
        note_id = await notes.publish(tx, draft)
    return await notes.visible(author, note_id)


async def say(
    speaker: Scope,
    note: NoteFacts,
    words: str = "Where is this?",
    *,
    to: CommentId | None = None,
    once: str = "",
) -> Comment:
    """A comment, in a transaction of its own."""
    async with speaker.transaction() as tx:
        return await comments.say(tx, note, words, to, once=once)


async def profile(of: Scope) -> Profile:
    """Somebody's profile as it stands now."""
    return await people.person(of, of.viewer.handle)


async def follow(who: Scope, whom: Scope) -> None:
    async with who.transaction() as tx:
        await people.follow(tx, whom.me)


async def unfollow(who: Scope, whom: Scope) -> None:
    async with who.transaction() as tx:
        await people.unfollow(tx, whom.me)


async def block(who: Scope, whom: Scope) -> None:
    async with who.transaction() as tx:
        await people.boundaries.block(tx, whom.me)


async def unblock(who: Scope, whom: Scope) -> None:
    async with who.transaction() as tx:
        await people.boundaries.unblock(tx, whom.me)


async def mute(who: Scope, whom: Scope) -> None:
    async with who.transaction() as tx:
        await people.boundaries.mute(tx, whom.me)
