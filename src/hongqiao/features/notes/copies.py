"""Identical copies of what a case shows, in anybody’s notes: looked for when it opens and again later."""

from hongqiao.features import media, trust
from hongqiao.features.notes.queries import holding as store
from hongqiao.features.notes.screening import hold_known
from hongqiao.kernel.events import Reactors
from hongqiao.kernel.ids import bucket_of, from_public
from hongqiao.kernel.scope import Scope


def register(reactors: Reactors) -> None:
    """Registers the search that follows a report."""
    reactors.on(trust.events.CaseOpened, "notes.find_copies", follow_case)
    reactors.on(trust.events.DecisionMade, "notes.hold_alike", hold_alike)


async def follow_case(scope: Scope, event: trust.events.CaseOpened) -> None:
    """Finds copies as soon as there is a case."""
    await find_copies(scope, event.case_id)


async def hold_alike(scope: Scope, event: trust.events.DecisionMade) -> None:
    """Keeps what looks like a picture that a decision removed, and is not it to the pixel, for a person."""
    for key, finding in await trust.staff.removed.alike_elsewhere(scope, event.decision_id):
        for subject in await media.users_of(scope, key):
            note_id = from_public(subject.removeprefix("note:")) if subject.startswith("note:") else None
            if note_id is not None:
                await hold_known(scope, note_id, finding)


async def find_copies(scope: Scope, case_id: int) -> int:
    """Keeps with the case every note that shows one of its pictures, pixel for pixel; returns how many.

    Only cases of categories for which the search is due. Costs one statement a picture and one a note.
    """
    found = []
    for key in await trust.staff.copies.keys_to_search(scope, case_id):
        for subject in await media.users_of(scope, key):
            note_id = from_public(subject.removeprefix("note:")) if subject.startswith("note:") else None
            row = await store.FOUND.maybe(scope.db, bucket_of(note_id), note_id) if note_id else None
            if row is not None:
                found.append((subject, row.author_id, key))
    await trust.staff.copies.keep(scope, case_id, found)
    return len(found)
