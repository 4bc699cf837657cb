"""What search does when notes change: the entry follows within a second, its vector a little later."""

from hongqiao.features import notes, people
from hongqiao.features.search.entries import Words
from hongqiao.features.search.index import index_notes, is_current, take_out
from hongqiao.features.search.meaning import wish_meaning
from hongqiao.features.search.names import set_name
from hongqiao.kernel.edges import settle
from hongqiao.kernel.events import Reactors
from hongqiao.kernel.ids import AccountId, NoteId
from hongqiao.kernel.scope import Scope


def register(reactors: Reactors) -> None:
    """Registers what search reacts to."""
    for event in (notes.events.NotePublished, notes.events.NoteEdited, notes.events.NoteReleased):
        reactors.on(event, "search.index_note", index_note)
    for telling in (people.events.PersonJoined, people.events.ProfileChanged):
        reactors.on(telling, "search.index_person", index_person)
    for gone in (notes.events.NoteWithdrawn, notes.events.NoteHeld):
        reactors.on(gone, "search.forget_note", forget_note)


async def index_note(
    scope: Scope, event: notes.events.NotePublished | notes.events.NoteEdited | notes.events.NoteReleased
) -> None:
    """Makes the entry equal to the note, and asks for its vector."""
    note_id = NoteId(event.note_id)

    async def look() -> list[Words]:
        return list(await notes.lists.words_of(scope, [note_id]))

    async def make_equal(found: list[Words]) -> None:
        if not found or not await is_current(scope, found[0]):
            await index_notes(scope, [note_id])

    await settle(look, make_equal)
    if scope.ports.vectors is not None:
        await wish_meaning(scope, [note_id])


async def forget_note(scope: Scope, event: notes.events.NoteWithdrawn | notes.events.NoteHeld) -> None:
    """Takes the note out of the index."""
    await take_out(scope, [event.note_id])


async def index_person(
    scope: Scope, event: people.events.PersonJoined | people.events.ProfileChanged
) -> None:
    """Keeps a person's name, so that they are found by it."""
    account_id = AccountId(event.account_id)
    found = (await people.people(scope, [account_id])).get(account_id)
    if found is not None:
        await set_name(scope, "person", str(account_id), found.name, notes=1, also=found.handle)
