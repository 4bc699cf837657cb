"""What a change of a note’s audience means for what was said under it: shared with nobody, or with all."""

from dataclasses import replace

from hongqiao.features import notes, translation
from hongqiao.features.comments.model import subject_of, words_as_text
from hongqiao.features.comments.queries import audiences as rows
from hongqiao.kernel.errors import NotFound
from hongqiao.kernel.events import Reactors
from hongqiao.kernel.ids import AccountId, NoteId
from hongqiao.kernel.scope import Scope, Viewer

_AT_ONCE = 100


def register(reactors: Reactors) -> None:
    """Registers it under its lasting name."""
    reactors.on(notes.events.NoteEdited, "comments.follow_audience", follow_audience)


async def follow_audience(scope: Scope, event: notes.events.NoteEdited) -> None:
    """Has translation keep the thread's words as the note's audience is now, and forget them as they were.

    With the former go their results, and what readers agreed on for them, from the memory that all share.
    """
    is_public = await _is_public(scope, event)
    if event.was_public is not None and event.was_public == is_public:
        return
    after = 0
    while said := await rows.SAID_UNDER.all(scope.db, event.bucket, event.note_id, after, _AT_ONCE):
        for one in said:
            subject = subject_of(one.id)
            now, former = (
                words_as_text(one.id, one.words, one.lang, author_id=one.author_id, is_public=public)
                for public in (is_public, not is_public)
            )
            await translation.forget(scope, [former], subject=subject)
            await translation.remember(scope, [now], subject=subject)
        after = said[-1].id


async def _is_public(scope: Scope, event: notes.events.NoteEdited) -> bool:
    """Whether the note is for everyone, as its author sees it; one that is gone is for nobody."""
    author = replace(scope, viewer=Viewer(AccountId(event.author_id)))
    try:
        facts = await notes.visible(author, NoteId(event.note_id))
    except NotFound:
        return False
    return facts.audience == 0
