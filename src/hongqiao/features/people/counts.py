"""Counts beside people: who follows them, and the likes and notes that stand on their page."""

from collections.abc import Sequence

from hongqiao.features.people import store
from hongqiao.features.people.queries import counts as rows
from hongqiao.kernel.ids import AccountId, NoteId, bucket_of
from hongqiao.kernel.scope import Scope


async def follower_counts(scope: Scope, ids: Sequence[AccountId]) -> dict[AccountId, int]:
    """How many follow each of these people; nobody is left out of it. One statement."""
    if not ids:
        return {}
    wanted = list(dict.fromkeys(ids))
    found = await rows.FOLLOWERS_OF.all(scope.db, [bucket_of(id_) for id_ in wanted], wanted)
    return {**dict.fromkeys(wanted, 0), **{AccountId(row.account_id): max(0, row.followers) for row in found}}


async def count_likes(tx: Scope, account_id: AccountId, likes: int) -> None:
    """Adds to the likes that a person's notes got (less than zero: takes off).

    Call it in the transaction, in the person's bucket, that writes the rows which are counted.
    """
    await store.COUNT_LIKES.run(tx.db, bucket_of(account_id), account_id, store.SLOT, likes)


async def count_note(scope: Scope, account_id: AccountId, note_id: NoteId) -> None:
    """Counts a person's note once, however often it is told; never after uncount_note."""
    await store.COUNT_NOTE.run(scope.db, bucket_of(account_id), account_id, note_id, store.SLOT)


async def hide_note(tx: Scope, account_id: AccountId, note_id: NoteId) -> None:
    """Takes a note off the count for as long as a decision hides it; twice is once."""
    await rows.HIDE_NOTE.run(tx.db, bucket_of(account_id), account_id, note_id, store.SLOT)


async def show_note(tx: Scope, account_id: AccountId, note_id: NoteId) -> None:
    """Puts a note that was hidden back on the count; twice is once."""
    await rows.SHOW_NOTE.run(tx.db, bucket_of(account_id), account_id, note_id, store.SLOT)


async def uncount_note(scope: Scope, account_id: AccountId, note_id: NoteId) -> None:
    """Takes a withdrawn note off the count once, in whatever order the news arrive."""
    await store.UNCOUNT_NOTE.run(scope.db, bucket_of(account_id), account_id, note_id, store.SLOT)
