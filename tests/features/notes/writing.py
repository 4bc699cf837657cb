"""What authors do in tests of notes."""

from collections.abc import Awaitable, Callable

import msgspec

from hongqiao.features import media, notes
from hongqiao.features.notes import DraftPicture, NoteDraft, drafts
from hongqiao.kernel.ids import DraftId, NoteId, bucket_of
from hongqiao.kernel.paging import Page
from hongqiao.kernel.scope import Scope
from tests.adapters.pictures import samples

TITLE, BODY = "Noodles at midnight", "Behind the station, left of the bridge. #noodles #上海"
COLOURS = {"red": samples.RED, "green": samples.GREEN, "blue": samples.BLUE}


def draft_of(author: Scope, **fields) -> NoteDraft:
    """A draft that can be published: words, and its title as cover."""
    draft_id = DraftId(author.ids.make(bucket_of(author.me)))
    return NoteDraft(**{"id": draft_id, "title": TITLE, "body": BODY, "cover_style": "memo", **fields})


async def publish(author: Scope, draft: NoteDraft | None = None, **fields) -> NoteId:
    """Publishes in a transaction of its own; returns the note's id."""
    async with author.transaction() as tx:
        return await notes.publish(tx, draft or draft_of(author, **fields))


async def change(author: Scope, draft_id: DraftId, **fields) -> NoteDraft:
    """Lays fields over the draft that is kept, as autosave does."""
    async with author.transaction() as tx:
        return await drafts.change_draft(tx, draft_id, lambda kept: msgspec.structs.replace(kept, **fields))


async def add_picture(author: Scope, draft_id: DraftId, key: str) -> NoteDraft:
    """Adds one picture to the draft that is kept."""

    def added(kept: NoteDraft) -> NoteDraft:
        return msgspec.structs.replace(kept, pictures=(*kept.pictures, DraftPicture(key)))

    async with author.transaction() as tx:
        return await drafts.change_draft(tx, draft_id, added)


async def edit(author: Scope, note_id: NoteId, **fields) -> NoteId:
    """Opens the note as a draft, changes it and publishes it."""
    async with author.transaction() as tx:
        opened = await drafts.edit_draft(tx, note_id)
    await change(author, opened.id, **fields)
    return await notes.publish_draft(author, opened.id)


async def withdraw(author: Scope, note_id: NoteId) -> None:
    async with author.transaction() as tx:
        await notes.withdraw(tx, note_id)


async def take(scope: Scope, *colours: str) -> tuple[DraftPicture, ...]:
    """Tiny pictures of these colours, taken in by the real darkroom."""
    taken = [await media.take(scope, samples.plain("PNG", (40, 30), COLOURS[colour])) for colour in colours]
    return tuple(DraftPicture(picture.key, colour) for picture, colour in zip(taken, colours, strict=True))


async def all_pages(read: Callable[[str], Awaitable[Page[NoteId]]]) -> list[list[NoteId]]:
    """Every page until the end, by its cursors."""
    page = await read("")
    pages = [list(page.items)]
    while page.next:
        page = await read(page.next)
        pages.append(list(page.items))
        assert len(pages) < 100
    return pages
