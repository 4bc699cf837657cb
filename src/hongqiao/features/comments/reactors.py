"""What follows from a comment, apart from the request: its author's own list, its language, clearing it away.

Each effect is idempotent and looks at the comment as it is now.
"""

from dataclasses import replace

from hongqiao.features import notes, people, translation, trust
from hongqiao.features.comments import audiences, holding, screening, store
from hongqiao.features.comments.events import CommentDeleted, CommentMade, CommentSetAside
from hongqiao.features.comments.model import subject_of, text_of, words_as_text
from hongqiao.features.comments.queries import threads
from hongqiao.features.translation import Text
from hongqiao.kernel.edges import settle
from hongqiao.kernel.errors import NotFound
from hongqiao.kernel.events import Reactors
from hongqiao.kernel.ids import AccountId, NoteId, bucket_of
from hongqiao.kernel.ports.jobs import OPEN_NOTE
from hongqiao.kernel.scope import Scope, Viewer

_AT_ONCE = 100


def register(reactors: Reactors) -> None:
    """Registers all of them under their lasting names."""
    audiences.register(reactors)
    holding.register(reactors)
    screening.register(reactors)
    for event in (CommentMade, CommentSetAside, CommentDeleted):
        reactors.on(event, "comments.keep_in_mine", keep_in_mine)
    reactors.on(CommentMade, "comments.read_language", read_language)
    reactors.on(CommentDeleted, "comments.clear_replies", clear_replies)
    reactors.on(CommentDeleted, "comments.erase", erase)
    reactors.on(notes.events.NoteWithdrawn, "comments.clear_thread", clear_thread)


async def keep_in_mine(scope: Scope, event: CommentMade | CommentSetAside | CommentDeleted) -> None:
    """Makes the list of what its author said equal to what is under the note, in sight or not."""
    mine = bucket_of(event.author_id)

    async def is_said() -> bool:
        said = await store.IS_SAID.maybe(scope.db, event.bucket, event.comment_id, event.author_id)
        return said is not None

    async def make_equal(said: bool) -> None:
        if said:
            await store.ADD_TO_MINE.run(scope.db, mine, event.author_id, event.comment_id, event.note_id)
        else:
            await store.TAKE_FROM_MINE.run(scope.db, mine, event.author_id, event.comment_id)

    await settle(is_said, make_equal)


async def read_language(scope: Scope, event: CommentMade) -> None:
    """Looks at the language with the classifier, and says to translation that the words are in use."""
    text = await _text(scope, event)
    if text is None:
        return
    authors = await people.people(scope, [AccountId(event.author_id)])
    own = next((author.lang for author in authors.values()), text.lang)
    lang = await translation.detect(text.words, own)
    if lang != text.lang:
        await store.SET_LANG.run(scope.db, event.bucket, event.comment_id, lang)
    used = Text(text.ref, text.words, lang, shared=text.shared, owner_salt=text.owner_salt)
    await translation.remember(scope, [used], subject=subject_of(event.comment_id))
    now = await _text(scope, event)
    if now is None or now.shared != used.shared:  # deleted or narrowed meanwhile: who saw to it was too early
        await translation.forget(scope, [used], subject=subject_of(event.comment_id))
        return
    await _wish_for_author(scope, event, used)


async def _wish_for_author(scope: Scope, event: CommentMade, said: Text) -> None:
    """Whoever wrote the note reads what is said under it: their language need not wait for their visit."""
    found = await threads.COMMENTS.maybe(scope.db, [event.bucket], [event.comment_id])
    if found is None or found.is_by_note_author:
        return
    for author in (await people.people(scope, [found.note_author_id])).values():
        await translation.wish(scope, said, author.lang, OPEN_NOTE)


async def clear_replies(scope: Scope, event: CommentDeleted) -> None:
    """Deletes what stood under a deleted comment, a hundred at a time. Emits CommentDeleted for each."""
    while await _told(scope, event.bucket, store.MARK_REPLIES_DELETED, event.comment_id):
        pass


async def clear_thread(scope: Scope, event: notes.events.NoteWithdrawn) -> None:
    """Deletes everything said under a withdrawn note, a hundred at a time. Emits CommentDeleted for each."""
    while await _told(scope, event.bucket, store.MARK_THREAD_DELETED, event.note_id):
        pass


async def erase(scope: Scope, event: CommentDeleted) -> None:
    """Removes a deleted comment's words and counts, and first its hold and what translation keeps of them."""
    await trust.screening.forget(scope, subject_of(event.comment_id))
    comment = await store.TOMBSTONE.maybe(scope.db, event.bucket, event.comment_id)
    if comment is None:
        return
    for is_public in (True, False):  # the note's audience may have changed since
        text = words_as_text(
            event.comment_id, comment.words, comment.lang, author_id=event.author_id, is_public=is_public
        )
        await translation.forget(scope, [text], subject=subject_of(event.comment_id))
    await store.ERASE.run(scope.db, event.bucket, event.comment_id)


async def _told(scope: Scope, bucket: int, mark_deleted: store.MarkDeleted, under_id: int) -> bool:
    """Whether any were left; they are marked and told of in one transaction."""
    async with scope.transaction() as tx:
        gone = await mark_deleted.all(tx.db, bucket, under_id, _AT_ONCE)
        for one in gone:
            await tx.record(
                CommentDeleted(bucket=bucket, comment_id=one.id, note_id=one.note_id, author_id=one.author_id)
            )
    return bool(gone)


async def _text(scope: Scope, event: CommentMade) -> Text | None:
    """The comment's words as a text, or None when it is gone."""
    said = await threads.COMMENTS.maybe(scope.db, [event.bucket], [event.comment_id])
    if said is None:
        return None
    is_public = await _is_public(scope, NoteId(event.note_id))
    return text_of(said, is_public=is_public)


async def _is_public(scope: Scope, note_id: NoteId) -> bool:
    """Whether somebody who is not signed in sees the note."""
    try:
        await notes.visible(replace(scope, viewer=Viewer()), note_id)
    except NotFound:
        return False
    return True
