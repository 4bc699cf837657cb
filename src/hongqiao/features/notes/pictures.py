"""Which pictures a note shows, and whether to everybody: said to the media feature, which serves them."""

from collections.abc import Collection
from enum import Enum

from hongqiao.features import media
from hongqiao.features.notes.events import NoteHeld, NoteReleased
from hongqiao.features.notes.model import ADULTS, LIVE, Audience
from hongqiao.features.notes.queries import holding as store
from hongqiao.kernel.edges import settle
from hongqiao.kernel.events import Reactors
from hongqiao.kernel.ids import NoteId, bucket_of, to_public
from hongqiao.kernel.scope import Scope


class Shown(Enum):
    """To whom a note shows its pictures."""

    NOBODY = 0
    SOME = 1
    EVERYBODY = 2


def register(reactors: Reactors) -> None:
    """Registers what becomes of pictures when a note goes out of sight, or comes back."""
    for changed in (NoteHeld, NoteReleased):
        reactors.on(changed, "notes.show_pictures", show_pictures)


async def show_pictures(scope: Scope, event: NoteHeld | NoteReleased) -> None:
    """Pictures of a note that is out of sight stop answering, unless something else shows them."""
    await settle_pictures(scope, NoteId(event.note_id))


async def settle_pictures(scope: Scope, note_id: NoteId, dropped: Collection[str] = ()) -> None:
    """Makes what media keeps and shows for a note equal to the note as it is now; for reactors.

    `dropped` are keys that it showed before. Twice is once.
    """
    bucket, subject, ever = bucket_of(note_id), f"note:{to_public(note_id)}", set(dropped)

    async def look() -> tuple[frozenset[str], Shown]:
        keys = await store.KEYS_OF.all(scope.db, bucket, note_id)
        return frozenset(keys), shown_to(await store.FOUND.maybe(scope.db, bucket, note_id))

    async def make_equal(now: tuple[frozenset[str], Shown]) -> None:
        keys, shown = now
        await media.keep(scope, keys, subject=subject)
        if shown is Shown.NOBODY:
            await media.hide(scope, keys, subject=subject)
        else:
            await media.show(scope, keys, subject=subject, is_open=shown is Shown.EVERYBODY)
        await media.release(scope, ever - keys, subject=subject)
        ever.update(keys)

    await settle(look, make_equal)


def shown_to(row: store.HeldNote | None) -> Shown:
    """To whom a note shows its pictures, by its state, its audience and what is decided about it."""
    if row is None or row.state != LIVE:
        return Shown.NOBODY
    is_narrow = row.audience != Audience.PUBLIC or bool(row.barred) or ADULTS in row.marks
    return Shown.SOME if is_narrow else Shown.EVERYBODY
