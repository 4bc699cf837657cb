"""What follows for inboxes: from notes that come and go, and from whom people follow."""

from typing import TypeAlias, get_args

from hongqiao.features import notes, people
from hongqiao.features.feeds import inboxes
from hongqiao.kernel.events import Reactors
from hongqiao.kernel.scope import Scope

NoteNews: TypeAlias = (
    notes.events.NotePublished
    | notes.events.NoteEdited
    | notes.events.NoteReleased
    | notes.events.NoteHeld
    | notes.events.NoteWithdrawn
)


def register(reactors: Reactors) -> None:
    """Registers them under their lasting names."""
    for event in get_args(NoteNews):
        reactors.on(event, "feeds.spread_note", spread_note)
    reactors.on(people.events.Followed, "feeds.lay_author", lay_author)
    reactors.on(people.events.Unfollowed, "feeds.settle_reader", settle_reader)


async def spread_note(scope: Scope, event: NoteNews) -> None:
    """Lays a note into the inboxes of those who follow its author, or takes it out of all."""
    await inboxes.spread(scope, event.note_id, event.author_id)


async def lay_author(scope: Scope, event: people.events.Followed) -> None:
    """Lays the notes of who is followed, where the follower has an inbox; opens one where it is due."""
    if await inboxes.settle_reader(scope, event.follower_id):
        await inboxes.lay_author(scope, event.follower_id, event.target_id)


async def settle_reader(scope: Scope, event: people.events.Unfollowed) -> None:
    """Closes the inbox of who follows few now."""
    await inboxes.settle_reader(scope, event.follower_id)
