"""Inboxes of those who follow many: ids of notes laid beside the reader, so that no page asks every author.

Above its floor an inbox has every note that a pull would list, as soon as the reactors ran; what is at or
below the floor is pulled. Whom the reader follows and what stands is asked for each page (decision 0020).
"""

from collections.abc import AsyncIterator, Collection, Sequence
from dataclasses import replace
from datetime import timedelta

import msgspec

from hongqiao.features import notes, people
from hongqiao.features.feeds.queries import inboxes as rows
from hongqiao.kernel.edges import settle
from hongqiao.kernel.ids import AccountId, NoteId, bucket_of, floor_of
from hongqiao.kernel.scope import Scope, Viewer

FROM, UNTIL = 1_000, 800
"""Who follows more than the first gets an inbox, and keeps it until they follow fewer than the second."""

FOLLOWED_AT_MOST = 5_000
KEPT, KEPT_DAYS = 1_000, 90
"""How many notes an inbox is laid with, and how old one may be; it grows until the worker lays it again."""

UNLAID = (1 << 63) - 1
"""The floor of an inbox that is not laid yet: everything is pulled, but new notes are kept already."""

_READERS_AT_ONCE = 1_000


class Taken(msgspec.Struct, frozen=True):
    """Notes out of an inbox, newest first; what has an id less than `below` is to be pulled."""

    ids: Sequence[NoteId]
    below: int


async def take(scope: Scope, *, before: int, limit: int) -> Taken:
    """As many as there are in the viewer's inbox of what the pull would give; none without an inbox.

    Three statements for as many notes as are asked for, and three more where half of them were in vain.
    """
    found: list[NoteId] = []
    while len(found) < limit:
        held = await rows.HELD.all(scope.db, bucket_of(scope.me), scope.me, before, 2 * limit)
        if not held:
            return Taken(found, before)
        ids = [NoteId(one.note_id) for one in held if one.note_id is not None]
        found += await _to_show(scope, ids)
        if len(ids) < 2 * limit:
            return Taken(found[:limit], min(before, held[0].floor + 1))
        before = ids[-1]
    return Taken(found[:limit], before)


async def _to_show(scope: Scope, ids: Sequence[NoteId]) -> list[NoteId]:
    """Those that stand, of authors whom the viewer follows now; in their order."""
    standing = await notes.lists.standing_among(scope, ids)
    followed = await people.followed_among(scope, [AccountId(one.author_id) for one in standing])
    return [NoteId(one.id) for one in standing if one.author_id in followed]


async def settle_reader(scope: Scope, reader_id: int) -> bool:
    """Gives somebody an inbox or takes it away, by how many they follow; returns whether they have one."""

    async def follows_many() -> bool:
        many = await people.edges.following_count(scope, reader_id)
        return many > FROM or (many >= UNTIL and await _has_inbox(scope, reader_id))

    async def make_equal(many: bool) -> None:
        if not many:
            await _close(scope, reader_id)
        elif not await _has_inbox(scope, reader_id):
            await rows.OPEN.run(scope.db, bucket_of(reader_id), reader_id, UNLAID, scope.now)
            await lay(scope, reader_id)

    await settle(follows_many, make_equal)
    return await _has_inbox(scope, reader_id)


async def lay(scope: Scope, reader_id: int) -> None:
    """Lays the newest notes of everybody whom they follow, and takes out what is older; again is harmless."""
    reader = replace(scope, viewer=Viewer(AccountId(reader_id)))
    authors = await people.followed_by(reader, limit=FOLLOWED_AT_MOST)
    newest = await notes.lists.newest_by(scope, authors, before=UNLAID, limit=KEPT)
    oldest = floor_of(int((scope.now - timedelta(days=KEPT_DAYS)).timestamp() * 1_000))
    floor = max(oldest, newest[-1] - 1) if len(newest) == KEPT else oldest
    await _lay_notes(scope, reader_id, [id_ for id_ in newest if id_ > floor])
    bucket = bucket_of(reader_id)
    async with scope.transaction() as tx:
        await rows.RAISE.run(tx.db, bucket, reader_id, floor, UNLAID)
        await rows.TRIM.run(tx.db, bucket, reader_id, UNLAID)


async def lay_author(scope: Scope, reader_id: int, author_id: int) -> None:
    """Lays the notes of somebody whom a reader with an inbox follows from now on."""
    ids = await notes.lists.newest_by(scope, [AccountId(author_id)], before=UNLAID, limit=KEPT)
    if len(ids) == KEPT:  # there may be more above the floor, which has to rise then
        await lay(scope, reader_id)
    else:
        await _lay_notes(scope, reader_id, ids)


async def _lay_notes(scope: Scope, reader_id: int, ids: Sequence[NoteId]) -> None:
    """Makes an inbox have those of these notes that stand, and none of the others."""
    bucket = bucket_of(reader_id)

    async def standing() -> set[int]:
        return {one.id for one in await notes.lists.standing_among(scope, ids)}

    async def make_equal(there: Collection[int]) -> None:
        await rows.LAY.run(scope.db, bucket, reader_id, sorted(there))
        if gone := [id_ for id_ in ids if id_ not in there]:
            await rows.TAKE_OUT.run(scope.db, bucket, reader_id, gone)

    await settle(standing, make_equal)


async def spread(scope: Scope, note_id: int, author_id: int) -> None:
    """Makes all inboxes right about a note: of those who follow its author if it stands, and of nobody else.

    Costs a statement for each thousand inboxes, and one for each that changes.
    """

    async def stands() -> bool:
        return bool(await notes.lists.standing_among(scope, [NoteId(note_id)]))

    async def make_equal(there: bool) -> None:
        async for some in _readers(scope):
            if there:
                for reader_id in await people.edges.who_follow(scope, author_id, some):
                    await rows.LAY.run(scope.db, bucket_of(reader_id), reader_id, [note_id])
            else:
                buckets = [bucket_of(id_) for id_ in some]
                for reader_id in await rows.HOLDERS.all(scope.db, buckets, some, note_id):
                    await rows.TAKE_OUT.run(scope.db, bucket_of(reader_id), reader_id, [note_id])

    await settle(stands, make_equal)


async def mend(scope: Scope) -> None:
    """Lays every inbox anew, with what a failed reactor left out; opens and closes those that are due."""
    async for some in _readers(scope):
        for reader_id in some:
            if await settle_reader(scope, reader_id):
                await lay(scope, reader_id)
    after = 0
    while many := await people.edges.follow_more_than(scope, FROM, after=after, limit=_READERS_AT_ONCE):
        for reader_id in many:
            await settle_reader(scope, reader_id)
        after = many[-1]


async def _readers(scope: Scope) -> AsyncIterator[list[int]]:
    """All who have an inbox, some at a time."""
    after = 0
    while some := await rows.READERS.all(scope.db, after, _READERS_AT_ONCE):
        yield some
        after = some[-1]


async def _has_inbox(scope: Scope, reader_id: int) -> bool:
    return await rows.FLOOR.maybe(scope.db, bucket_of(reader_id), reader_id) is not None


async def _close(scope: Scope, reader_id: int) -> None:
    bucket = bucket_of(reader_id)
    async with scope.transaction() as tx:
        await rows.CLOSE.run(tx.db, bucket, reader_id)
        await rows.CLEAR.run(tx.db, bucket, reader_id)
