"""What follows from a note being published, edited or withdrawn, apart from the request.

Each effect lies in another bucket than the note, is idempotent, and looks at the note as it is now.
"""

from collections.abc import Sequence

from hongqiao.features import media, people, translation
from hongqiao.features.notes import store
from hongqiao.features.notes.events import NoteEdited, NotePublished, NoteWithdrawn
from hongqiao.features.notes.model import Audience, texts_of
from hongqiao.features.notes.queries import topics as topic_rows
from hongqiao.features.notes.topics import shelf_of
from hongqiao.features.translation import Text
from hongqiao.kernel.edges import settle
from hongqiao.kernel.events import Reactors
from hongqiao.kernel.ids import bucket_of_name, to_public
from hongqiao.kernel.ports.jobs import BACKFILL
from hongqiao.kernel.scope import Scope
from hongqiao.kernel.text import tokens, topic_slug


def register(reactors: Reactors) -> None:
    """Registers all of them under their lasting names."""
    for event in (NotePublished, NoteEdited):
        reactors.on(event, "notes.keep_pictures", keep_pictures)
        reactors.on(event, "notes.index_topics", index_topics)
        reactors.on(event, "notes.read_language", read_language)
    reactors.on(NotePublished, "notes.count_note", count_note)
    reactors.on(NoteEdited, "notes.forget_former", forget_former)
    reactors.on(NoteWithdrawn, "notes.clear_away", clear_away)
    reactors.on(NoteWithdrawn, "notes.uncount_note", uncount_note)


async def keep_pictures(scope: Scope, event: NotePublished | NoteEdited) -> None:
    """Says to the media feature which pictures the note shows now, and which no longer."""
    subject = subject_of(event.note_id)
    ever = set(event.dropped) if isinstance(event, NoteEdited) else set()

    async def look() -> set[str]:
        return {picture.key for picture in await store.PICTURES.all(scope.db, event.bucket, event.note_id)}

    async def make_equal(shown: set[str]) -> None:
        await media.keep(scope, shown, subject=subject)
        await media.release(scope, ever - shown, subject=subject)
        ever.update(shown)

    await settle(look, make_equal)


async def index_topics(scope: Scope, event: NotePublished | NoteEdited) -> None:
    """Lists a public note under its topics, and takes it from those that it left."""
    ever: set[str] = set()
    if isinstance(event, NoteEdited):
        ever = {*event.topics_before, *shelf_of(event.subject_before)}

    async def look() -> dict[str, str]:
        row = await store.NOTE.maybe(scope.db, event.bucket, event.note_id)
        return _named_topics(row.body, row.subject) if row and row.audience == Audience.PUBLIC else {}

    async def make_equal(about: dict[str, str]) -> None:
        for slug, name in about.items():
            await topic_rows.LIST_UNDER.run(scope.db, bucket_of_name(slug), slug, name, event.note_id)
        for slug in ever - about.keys():
            await topic_rows.UNLIST_FROM.run(scope.db, bucket_of_name(slug), slug, event.note_id)
        ever.update(about)

    await settle(look, make_equal)


async def read_language(scope: Scope, event: NotePublished | NoteEdited) -> None:
    """Looks at the language with the classifier, and asks for translations that readers will want."""
    row = await store.NOTE.maybe(scope.db, event.bucket, event.note_id)
    if row is None:
        return
    lang = await translation.detect(f"{row.title}\n{row.body}", row.lang)
    if lang != row.lang:
        await store.SET_LANG.run(scope.db, event.bucket, event.note_id, row.revision, lang)
    worded = [text for text in _texts(row, lang) if text.words]
    await translation.remember(scope, worded, subject=subject_of(row.id))
    if row.audience == Audience.PUBLIC:
        for target in scope.ports.settings.pretranslate:
            for text in worded:
                await translation.wish(scope, text, target, BACKFILL)
    await _forget(scope, event, worded)  # what was edited away or withdrawn meanwhile


async def count_note(scope: Scope, event: NotePublished) -> None:
    """Counts the note on its author's page, once an event."""
    await people.count_note(scope, event.author_id, event.note_id)


async def uncount_note(scope: Scope, event: NoteWithdrawn) -> None:
    """Takes it off the count again."""
    await people.uncount_note(scope, event.author_id, event.note_id)


async def forget_former(scope: Scope, event: NoteEdited) -> None:
    """Former words stay in the public history as written, but their translations go."""
    await _forget(scope, event, _ever_texts(event, [event.words_before]))


async def clear_away(scope: Scope, event: NoteWithdrawn) -> None:
    """Removes pictures, topic entries and every text derived from the note."""
    subject = subject_of(event.note_id)
    await media.release(scope, list(event.pictures), subject=subject)
    for slug in (*event.topics, *shelf_of(event.subject)):
        await topic_rows.UNLIST_FROM.run(scope.db, bucket_of_name(slug), slug, event.note_id)
    await translation.forget(scope, _ever_texts(event, event.words), subject=subject)


async def _forget(scope: Scope, event: NotePublished | NoteEdited, texts: Sequence[Text]) -> None:
    """Forgets those of the texts that the note has no more: other words now, or another audience."""
    row = await store.NOTE.maybe(scope.db, event.bucket, event.note_id)
    now = {(text.ref, text.words, text.shared) for text in _texts(row, row.lang)} if row else set()
    gone = [text for text in texts if (text.ref, text.words, text.shared) not in now]
    await translation.forget(scope, gone, subject=subject_of(event.note_id))


def _texts(row: store.NoteRow, lang: str) -> tuple[Text, Text]:
    return texts_of(
        row.id,
        title=row.title,
        body=row.body,
        lang=lang,
        author_id=row.author_id,
        is_public=row.audience == Audience.PUBLIC,
    )


def _ever_texts(event: NoteEdited | NoteWithdrawn, words: Sequence[tuple[str, str, str]]) -> list[Text]:
    """The words as texts under each audience that they may have had, each once."""
    texts = (
        text
        for title, body, lang in words
        for is_public in (True, False)
        for text in texts_of(
            event.note_id, title=title, body=body, lang=lang, author_id=event.author_id, is_public=is_public
        )
    )
    return list(dict.fromkeys(text for text in texts if text.words))


def subject_of(note_id: int) -> str:
    """The opaque name under which lower features know a note."""
    return f"note:{to_public(note_id)}"


def _named_topics(body: str, subject: str) -> dict[str, str]:
    """Slug -> name of the first ten topics in the body, and of the subject's shelf."""
    named: dict[str, str] = {}
    for token in tokens(body):
        if token.kind == "topic" and (slug := topic_slug(token.value)) and len(named) < 10:
            named.setdefault(slug, token.value)
    return named | dict.fromkeys(shelf_of(subject), subject)
