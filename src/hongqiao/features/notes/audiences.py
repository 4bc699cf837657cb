"""Who may see the notes of a private account: followers at the widest, whatever was chosen.

The narrower audience stands in the note itself, so that every list, index and store that asks for public
notes leaves them out; what was chosen is kept beside it and comes back when the account opens again.
"""

from collections.abc import Sequence
from dataclasses import replace

from hongqiao.features import people
from hongqiao.features.notes import store
from hongqiao.features.notes.events import NoteEdited
from hongqiao.features.notes.model import Audience, NoteDraft
from hongqiao.features.notes.queries import audiences as rows
from hongqiao.kernel.edges import settle
from hongqiao.kernel.events import Reactors
from hongqiao.kernel.ids import AccountId, bucket_of
from hongqiao.kernel.scope import Scope, Viewer

_AT_ONCE = 100
_HIGHEST = (1 << 63) - 1


def register(reactors: Reactors) -> None:
    """Registers what notes do when an account becomes private or opens."""
    reactors.on(people.events.PrivacyChanged, "notes.follow_privacy", follow_privacy)


async def audience_of(tx: Scope, draft: NoteDraft) -> tuple[Audience, int | None]:
    """The audience that holds for the viewer's note, and the one that was chosen where that is wider.

    Whether the account is private cannot change until the transaction ends.
    """
    return narrowed(draft, is_private=await is_held_private(tx, [draft]))


async def is_held_private(tx: Scope, drafts: Sequence[NoteDraft]) -> bool:
    """Whether the viewer's account is private, if any of the drafts is for everyone. One statement."""
    return any(one.audience == Audience.PUBLIC for one in drafts) and await people.private.hold_privacy(tx)


def narrowed(draft: NoteDraft, *, is_private: bool) -> tuple[Audience, int | None]:
    """As audience_of, where it is known whether the account is private."""
    if is_private and draft.audience == Audience.PUBLIC:
        return Audience.FOLLOWERS, int(Audience.PUBLIC)
    return draft.audience, None


async def go_private(tx: Scope) -> None:
    """Makes the viewer's account private and narrows every note of theirs, in one transaction."""
    await people.private.go_private(tx)
    await rows.NARROW.run(tx.db, bucket_of(tx.me), tx.me)


async def go_public(tx: Scope) -> None:
    """Opens the viewer's account, and every note to whom it was meant for."""
    await people.private.go_public(tx)
    await rows.WIDEN.run(tx.db, bucket_of(tx.me), tx.me)


async def follow_privacy(scope: Scope, event: people.events.PrivacyChanged) -> None:
    """Has everything that was made out of the account's notes made again. Emits NoteEdited for each."""
    author_id = AccountId(event.account_id)
    author = replace(scope, viewer=Viewer(author_id))

    async def look() -> bool:
        return await people.private.is_private(scope, author_id)

    async def make_equal(private: bool) -> None:
        await (rows.NARROW if private else rows.WIDEN).run(scope.db, event.bucket, author_id)
        before = _HIGHEST
        while found := await rows.CONCERNED.all(scope.db, event.bucket, author_id, before, _AT_ONCE):
            await _tell(author, found)
            before = found[-1].id

    await settle(look, make_equal)


async def _tell(author: Scope, found: "Sequence[store.NoteRow]") -> None:
    async with author.transaction() as tx:
        for row in found:
            pictures = await store.PICTURES.all(tx.db, bucket_of(row.id), row.id)
            await tx.record(
                NoteEdited(
                    bucket=bucket_of(row.id),
                    note_id=row.id,
                    author_id=row.author_id,
                    topics_before=tuple(row.topics),
                    subject_before=row.subject,
                    words_before=(row.title, row.body, row.lang),
                    place_before=row.place,
                    alts_before=tuple(picture.alt for picture in pictures),
                )
            )
