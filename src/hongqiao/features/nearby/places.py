"""Where readers and notes are, as far as they said: asked for, coarse, and gone when they take it back."""

from collections.abc import Mapping

import msgspec

from hongqiao.features import accounts, notes, trust
from hongqiao.features.nearby import store
from hongqiao.features.nearby.events import NotePlaced
from hongqiao.features.nearby.model import Cell, band_between, cell_of, tiles_round
from hongqiao.kernel.errors import Invalid, NotAllowed, NotFound, mark
from hongqiao.kernel.ids import NoteId, bucket_of
from hongqiao.kernel.paging import PAGE_SIZE, Page, read_cursor, write_cursor
from hongqiao.kernel.scope import Scope

PURPOSE = "nearby"
WORDS = mark(
    "Keep roughly where I am, as a square of two kilometres, and show me notes from around it."
    " Nobody sees it, it is used for nothing else, and leaving deletes it."
)
"""What somebody agrees to, or takes back."""
_LOOKED_AT, _PLACED_AT_MOST = 400, 1_000
_LARGEST_ID = (1 << 63) - 1


class NearNote(msgspec.Struct, frozen=True):
    """A note that is near: within so many kilometres, see model.BANDS_KM."""

    id: NoteId
    within_km: int


async def enter(scope: Scope, latitude: float, longitude: float, *, words: str) -> None:
    """The viewer agrees, in these words, and says where they are; only the cell is kept.

    Once more moves them. Raises Invalid beyond the Earth, NotAllowed for who may be under 18.
    """
    cell = _cell(latitude, longitude)
    if (await accounts.preferences(scope)).is_minor:
        raise NotAllowed(mark("Nearby is for people of 18 and older."))
    async with scope.transaction() as tx:
        if not await trust.consent.stands(tx, tx.me, PURPOSE):
            await _choose(tx, words, "nearby", yes=True)
        await store.SET_READER.run(tx.db, bucket_of(tx.me), tx.me, cell)


async def leave(scope: Scope, *, words: str, surface: str = "nearby") -> None:
    """The viewer takes it back: their cell goes, and those of their notes. Emits NotePlaced for each."""
    async with scope.transaction() as tx:
        if await trust.consent.stands(tx, tx.me, PURPOSE):
            await _choose(tx, words, surface, yes=False)
        await forget(tx)


async def forget(tx: Scope) -> None:
    """Deletes all that nearby keeps of the viewer, in a transaction; leaving, and deleting an account."""
    bucket = bucket_of(tx.me)
    await store.FORGET_READER.run(tx.db, bucket, tx.me)
    for one in await store.PLACED_BY.all(tx.db, bucket, tx.me, _PLACED_AT_MOST):
        await store.FORGET_NOTE.maybe(tx.db, bucket, one.note_id)
        await tx.record(NotePlaced(bucket=bucket, note_id=one.note_id, cells=(one.cell,)))


async def cell_here(scope: Scope) -> Cell | None:
    """The viewer's cell, while they agree to have one."""
    if not scope.viewer.is_signed_in or not await trust.consent.stands(scope, scope.me, PURPOSE):
        return None
    found = await store.READER.maybe(scope.db, bucket_of(scope.me), scope.me)
    return Cell(found) if found is not None else None


async def place_note(scope: Scope, note_id: NoteId, latitude: float, longitude: float) -> None:
    """The viewer's public note is found by readers nearby. Emits NotePlaced.

    Raises NotFound for another's, NotAllowed before they agreed, Invalid beyond the Earth or for a note
    that is not public.
    """
    facts, cell = await _own(scope, note_id), _cell(latitude, longitude)
    if facts.audience != 0:
        raise Invalid(mark("Only a note for everyone can be found nearby."))
    async with scope.transaction() as tx:
        if not await trust.consent.stands(tx, tx.me, PURPOSE):
            raise NotAllowed(mark("Turn Nearby on first."))
        bucket = bucket_of(note_id)
        before = await store.CELL_OF_NOTE.maybe(tx.db, bucket, note_id)
        await store.SET_NOTE.run(tx.db, bucket, note_id, tx.me, cell)
        cells = (cell,) if before is None else (before, cell)
        await tx.record(NotePlaced(bucket=bucket, note_id=note_id, cells=cells))


async def unplace_note(scope: Scope, note_id: NoteId) -> None:
    """The viewer's note has no cell any more; once more changes nothing. Raises NotFound for another's."""
    await _own(scope, note_id)
    async with scope.transaction() as tx:
        bucket = bucket_of(note_id)
        cell = await store.FORGET_NOTE.maybe(tx.db, bucket, note_id)
        if cell is not None:
            await tx.record(NotePlaced(bucket=bucket, note_id=note_id, cells=(cell,)))


async def is_placed(scope: Scope, note_id: NoteId) -> bool:
    """Whether the viewer's note can be found nearby. Raises NotFound for another's."""
    await _own(scope, note_id)
    return await store.CELL_OF_NOTE.maybe(scope.db, bucket_of(note_id), note_id) is not None


async def around(scope: Scope, cursor: str = "") -> Page[NearNote]:
    """Notes near the viewer, newest first, never by distance; a page may be short. None without a cell.

    Who may see them is asked of the notes feature afterwards. One statement, nine tiles at most.
    """
    before, cell = read_cursor(cursor, 1), await cell_here(scope)
    if cell is None:
        return Page([])
    listed = await _newest(scope, cell, before[0] if before else _LARGEST_ID)
    near: list[NearNote] = []
    for one in listed:
        band = band_between(cell, Cell(one.cell))
        if band is not None:
            near.append(NearNote(NoteId(one.note_id), band))
        if len(near) == PAGE_SIZE:
            return Page(near, write_cursor(one.note_id))
    return Page(near, write_cursor(listed[-1].note_id) if len(listed) == _LOOKED_AT else "")


async def bands_here(scope: Scope) -> Mapping[int, int]:
    """Note -> within how many kilometres of the viewer, of the newest; nothing without a cell."""
    cell = await cell_here(scope)
    if cell is None:
        return {}
    found = {
        one.note_id: band_between(cell, Cell(one.cell)) for one in await _newest(scope, cell, _LARGEST_ID)
    }
    return {note_id: band for note_id, band in found.items() if band is not None}


async def _newest(scope: Scope, cell: Cell, before: int) -> list[store.Listed]:
    tiles = tiles_round(cell)
    buckets = [store.bucket_of_tile(tile) for tile in tiles]
    return await store.NEWEST_IN.all(scope.db, buckets, tiles, before, _LOOKED_AT)


async def _own(scope: Scope, note_id: NoteId) -> notes.NoteFacts:
    facts = await notes.visible(scope, note_id)
    if facts.author_id != scope.me:
        raise NotFound
    return facts


async def _choose(tx: Scope, words: str, surface: str, *, yes: bool) -> None:
    lang = tx.viewer.locale
    await trust.consent.choose(tx, tx.me, PURPOSE, yes=yes, words=words, lang=lang, surface=surface)


def _cell(latitude: float, longitude: float) -> Cell:
    try:
        return cell_of(latitude, longitude)
    except ValueError as nowhere:
        raise Invalid(mark("Latitude goes from −90 to 90 and longitude from −180 to 180.")) from nowhere
