"""The far side of places: a note is listed under the tile of its cell and under no other."""

from hongqiao.features import notes
from hongqiao.features.nearby import store
from hongqiao.features.nearby.events import NotePlaced
from hongqiao.features.nearby.model import Cell, tile_of
from hongqiao.kernel.edges import settle
from hongqiao.kernel.events import Reactors
from hongqiao.kernel.scope import Scope


def register(reactors: Reactors) -> None:
    """Registers them under their lasting names."""
    reactors.on(NotePlaced, "nearby.list_note", list_note)
    reactors.on(notes.events.NoteWithdrawn, "nearby.forget_note", forget_note)


async def list_note(scope: Scope, event: NotePlaced) -> None:
    """Makes the lists of tiles equal to the cell that the note has now."""
    ever = {tile_of(Cell(cell)) for cell in event.cells}

    async def look() -> int | None:
        return await store.CELL_OF_NOTE.maybe(scope.db, event.bucket, event.note_id)

    async def make_equal(cell: int | None) -> None:
        now = tile_of(Cell(cell)) if cell is not None else None
        if cell is not None and now is not None:
            await store.LIST.run(scope.db, store.bucket_of_tile(now), now, event.note_id, cell)
            ever.add(now)
        for tile in ever - {now}:
            await store.UNLIST.run(scope.db, store.bucket_of_tile(tile), tile, event.note_id)

    await settle(look, make_equal)


async def forget_note(scope: Scope, event: notes.events.NoteWithdrawn) -> None:
    """A note that is gone is nowhere."""
    cell = await store.CELL_OF_NOTE.maybe(scope.db, event.bucket, event.note_id)
    if cell is not None:
        tile = tile_of(Cell(cell))
        await store.UNLIST.run(scope.db, store.bucket_of_tile(tile), tile, event.note_id)
        await store.FORGET_NOTE.maybe(scope.db, event.bucket, event.note_id)
