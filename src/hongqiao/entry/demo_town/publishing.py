"""The town's notes: which come first, and publishing those that are not there yet."""

import asyncio
import zlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

import msgspec

from hongqiao.entry.demo_town.covers import Covers
from hongqiao.entry.demo_town.inhabitants import DAY_MS, Resident
from hongqiao.entry.demo_town.town import TownNote
from hongqiao.features import notes
from hongqiao.features.notes import NoteDraft
from hongqiao.kernel.errors import NotFound
from hongqiao.kernel.ids import DraftId, NoteId, bucket_of, floor_of, made_at_ms
from hongqiao.kernel.scope import Scope

_AT_ONCE = 3  # two pictures are developed at a time; a third note is drawn meanwhile


async def publish_notes(
    scope: Scope,
    residents: Mapping[str, Resident],
    wanted: Sequence[TownNote],
    covers: Covers,
    *,
    founded_ms: int,
    tell: Callable[[int], None],
) -> dict[str, NoteId]:
    """Publishes what is not there yet; ids of all by key. `tell` hears how many are done."""
    there = await _notes_there(
        scope, [residents[handle] for handle in sorted({note.author for note in wanted})]
    )
    ids: dict[str, NoteId] = {}
    places = asyncio.Semaphore(_AT_ONCE)

    async def publish(note: TownNote) -> None:
        at_ms, author = moment_of(note, founded_ms), residents[note.author]
        async with places:
            then = author.acting(scope, at_ms)
            draft = _draft(then, note)
            note_id = there.get((author.id, at_ms))
            if note_id is None:
                shown = await covers.pictures(
                    scope, note
                )  # taken now, or they would be swept as long forgotten
                async with then.transaction() as tx:
                    note_id = await notes.publish(
                        tx, msgspec.structs.replace(draft, pictures=shown), at_ms=at_ms, lang=note.lang
                    )
            with suppress(NotFound):  # somebody who signed in as the author withdrew it
                await notes.drafts.keep_own_version(then, note_id, draft)
        ids[note.key] = note_id
        tell(len(ids))

    async with asyncio.TaskGroup() as together:
        for note in wanted:
            together.create_task(publish(note))
    return ids


def moment_of(note: TownNote, founded_ms: int) -> int:
    """When the note was published, in Unix ms; no two of the town share a moment, so it tells the note."""
    return founded_ms - round(note.days_ago * DAY_MS) // 1000 * 1000 - zlib.crc32(note.key.encode()) % 1000


async def _notes_there(scope: Scope, authors: Sequence[Resident]) -> dict[tuple[int, int], NoteId]:
    found: dict[tuple[int, int], NoteId] = {}
    for author in authors:
        cursor, more = "", True
        while more:
            page = await notes.lists.notes_by(
                author.acting(scope, scope.now.timestamp() * 1000), author.id, cursor
            )
            found |= {(author.id, made_at_ms(id_)): id_ for id_ in page.items}
            cursor, more = page.next, bool(page.next)
    return found


def _draft(scope: Scope, note: TownNote) -> NoteDraft:
    """The note as its author writes it, still without pictures."""
    version = note.version
    return NoteDraft(
        id=_draft_id(scope, note),
        title=note.title,
        body=note.body,
        place=note.place,
        subject=note.subject,
        cover_style=note.card_style or "",
        version_lang=version.lang if version else "",
        version_title=version.title if version else "",
        version_body=version.body if version else "",
    )


def _draft_id(scope: Scope, note: TownNote) -> DraftId:
    """The same draft each time, so that a note killed on its way is published once."""
    moment = made_at_ms(scope.me) + zlib.crc32(note.key.encode())
    return DraftId(floor_of(moment) | bucket_of(scope.me) << 9)
