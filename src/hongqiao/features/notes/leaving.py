"""Notes of somebody who leaves: out of sight while they are away; in the end withdrawn, each of them."""

import msgspec

from hongqiao.features import accounts, people, trust
from hongqiao.features.notes.events import NoteHeld, NoteReleased
from hongqiao.features.notes.model import HELD, LIVE, NoteDraft
from hongqiao.features.notes.publish import withdraw
from hongqiao.features.notes.queries import drafts as draft_rows
from hongqiao.features.notes.queries import leaving as sql
from hongqiao.features.notes.queries import privacy
from hongqiao.kernel.edges import settle
from hongqiao.kernel.errors import NotFound
from hongqiao.kernel.events import Reactors
from hongqiao.kernel.ids import AccountId, NoteId, bucket_of, to_public
from hongqiao.kernel.scope import Scope


def register(reactors: Reactors) -> None:
    """Registers what notes do when their author leaves or comes back."""
    for event in (accounts.leaving.AccountLeft, accounts.leaving.AccountReturned):
        reactors.on(event, "notes.follow_leaving", follow_leaving)


async def follow_leaving(
    scope: Scope, event: accounts.leaving.AccountLeft | accounts.leaving.AccountReturned
) -> None:
    """Holds all notes of an author who is away. Emits NoteHeld or NoteReleased for each."""
    author_id = event.account_id

    async def is_away() -> bool:
        return await accounts.leaving.is_away(scope, author_id)

    async def make_equal(away: bool) -> None:
        await (_step_out if away else _step_in)(scope, event.bucket, author_id)

    await settle(is_away, make_equal)


async def _step_out(scope: Scope, bucket: int, author_id: int) -> None:
    async with scope.transaction() as tx:
        for note_id in await sql.STEP_OUT.all(tx.db, bucket, author_id):
            await tx.record(NoteHeld(bucket=bucket, note_id=note_id, author_id=author_id))


async def _step_in(scope: Scope, bucket: int, author_id: int) -> None:
    """Each note as decisions have it by now: what was removed meanwhile stays out of sight."""
    while ids := await sql.AWAY_BY.all(scope.db, bucket, author_id):
        for note_id in ids:
            subject = f"note:{to_public(note_id)}"
            now = await trust.standing.effect(scope, subject, AccountId(author_id))
            async with scope.transaction() as tx:
                state = HELD if now.is_out_of_sight else LIVE
                if await sql.STEP_IN.maybe(tx.db, bucket, note_id, state) is None:
                    continue
                if now.is_out_of_sight:
                    await people.counts.hide_note(tx, AccountId(author_id), NoteId(note_id))
                else:
                    await tx.record(NoteReleased(bucket=bucket, note_id=note_id, author_id=author_id))


async def take_back(scope: Scope) -> None:
    """Withdraws all notes of the viewer, whatever their state, and discards their drafts.

    Emits NoteWithdrawn for each; reactors clear away what was made of them. For an erasure.
    """
    bucket = bucket_of(scope.me)
    while ids := await sql.STILL_THERE.all(scope.db, bucket, scope.me):
        async with scope.transaction() as tx:
            await sql.OPEN_UP.all(tx.db, bucket, scope.me)
            for note_id in ids:
                try:
                    await withdraw(tx, NoteId(note_id))
                except NotFound:
                    continue
    await sql.DISCARD_DRAFTS.run(scope.db, bucket, scope.me)


async def pictures_of(scope: Scope) -> set[str]:
    """Keys of all pictures on the viewer’s notes and drafts; asked before they are taken back."""
    bucket = bucket_of(scope.me)
    ids = await privacy.NOTES.all(scope.db, bucket, scope.me)
    keys = set(await privacy.PICTURE_KEYS.all(scope.db, bucket, ids))
    for row in await draft_rows.DRAFTS.all(scope.db, bucket, scope.me):
        draft = msgspec.json.decode(row.fields, type=NoteDraft)
        keys |= {picture.key for picture in draft.pictures}
    return keys
