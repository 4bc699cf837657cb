"""What follows from a note being published, edited or withdrawn, apart from the request.

Each effect lies in another bucket than the note, is idempotent, and looks at the note as it is now.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import msgspec

from hongqiao.features import media, people, translation
from hongqiao.features.notes import audiences, copies, holding, leaving, pictures, screening, store
from hongqiao.features.notes.events import NoteEdited, NotePublished, NoteReleased, NoteWithdrawn
from hongqiao.features.notes.model import Audience, named_topics, small_texts_of, subject_of, texts_of
from hongqiao.features.notes.pictures import settle_pictures
from hongqiao.features.notes.queries import topics as topic_rows
from hongqiao.features.notes.read import Note
from hongqiao.features.notes.topics import place_of, shelf_of
from hongqiao.features.topics import lang_of_name
from hongqiao.features.translation import Text
from hongqiao.kernel.edges import settle
from hongqiao.kernel.events import Reactors
from hongqiao.kernel.ids import AccountId, NoteId, bucket_of, bucket_of_name
from hongqiao.kernel.language import guess_lang
from hongqiao.kernel.ports.jobs import BACKFILL, FOLLOWED
from hongqiao.kernel.scope import Scope, Viewer

FOLLOWERS_LANGUAGES_AT_MOST = 4


def register(reactors: Reactors) -> None:
    """Registers all of them under their lasting names."""
    audiences.register(reactors)
    holding.register(reactors)
    pictures.register(reactors)
    copies.register(reactors)
    screening.register(reactors)
    leaving.register(reactors)
    for event in (NotePublished, NoteEdited):
        reactors.on(event, "notes.keep_pictures", keep_pictures)
        reactors.on(event, "notes.index_topics", index_topics)
        reactors.on(event, "notes.read_language", read_language)
    # what screening held from its first moment on was never listed nor read
    reactors.on(NoteReleased, "notes.index_topics", index_topics)
    reactors.on(NoteReleased, "notes.read_language", read_language)
    reactors.on(NotePublished, "notes.count_note", count_note)
    reactors.on(NoteEdited, "notes.forget_former", forget_former)
    reactors.on(NoteWithdrawn, "notes.clear_away", clear_away)
    reactors.on(NoteWithdrawn, "notes.uncount_note", uncount_note)


async def keep_pictures(scope: Scope, event: NotePublished | NoteEdited) -> None:
    """Says to the media feature which pictures the note shows now and to whom, and which no longer."""
    dropped = event.dropped if isinstance(event, NoteEdited) else ()
    await settle_pictures(scope, NoteId(event.note_id), dropped)


async def index_topics(scope: Scope, event: NotePublished | NoteEdited | NoteReleased) -> None:
    """Lists a public note under its topics, and takes it from those that it left."""
    ever: set[str] = set()
    if isinstance(event, NoteEdited):
        ever = {*event.topics_before, *shelf_of(event.subject_before), *place_of(event.place_before)}

    async def look() -> dict[str, tuple[str, str]]:
        row = await store.NOTE.maybe(scope.db, event.bucket, event.note_id)
        if row is None or row.audience != Audience.PUBLIC:
            return {}
        return {
            slug: (name, lang_of_name(guess_lang(name, author_lang=row.lang)))
            for slug, name in _named(row).items()
        }

    async def make_equal(about: dict[str, tuple[str, str]]) -> None:
        for slug, (name, lang) in about.items():
            bucket = bucket_of_name(slug)
            await topic_rows.LIST_UNDER.run(scope.db, bucket, slug, name, event.note_id, lang)
            await topic_rows.SAY_LANG.run(scope.db, bucket, slug, event.note_id, lang)
        for slug in ever - about.keys():
            await _unlist(scope, slug, event.note_id)
        ever.update(about)

    await settle(look, make_equal)


async def _unlist(scope: Scope, slug: str, note_id: int) -> None:
    """A topic goes with its last note: its name is that note’s words."""
    await topic_rows.UNLIST_FROM.run(scope.db, bucket_of_name(slug), slug, note_id)
    await topic_rows.DROP_EMPTY.run(scope.db, bucket_of_name(slug), slug)


async def read_language(scope: Scope, event: NotePublished | NoteEdited | NoteReleased) -> None:
    """Looks at the language with the classifier, and asks for translations that readers will want."""
    row = await store.NOTE.maybe(scope.db, event.bucket, event.note_id)
    if row is None:
        return
    lang = await translation.detect(f"{row.title}\n{row.body}", row.lang)
    if lang != row.lang:
        await store.SET_LANG.run(scope.db, event.bucket, event.note_id, row.revision, lang)
        await index_topics(scope, event)  # a #word may mean something else in the language it is in
    worded = await _texts(scope, row, lang)
    await translation.remember(scope, worded, subject=subject_of(row.id))
    if row.audience == Audience.PUBLIC:
        for target in scope.ports.settings.pretranslate:
            for text in worded:
                await translation.wish(scope, text, target, BACKFILL)
        if isinstance(event, NotePublished):
            await _wish_for_followers(scope, event, worded[0])
    await _forget(scope, event, worded)  # what was edited away or withdrawn meanwhile


async def _wish_for_followers(scope: Scope, event: NotePublished, title: Text) -> None:
    """A new note soon stands in its followers' feeds: its title comes before what nobody waits for.

    Into the languages of most of those who followed last.
    """
    author = (await people.people(scope, [AccountId(event.author_id)])).get(AccountId(event.author_id))
    if author is None:
        return
    page = await people.followers(_as(scope, author.id), await people.person(scope, author.handle), "")
    languages = Counter(follower.lang for follower in page.items)
    for target, _ in languages.most_common(FOLLOWERS_LANGUAGES_AT_MOST):
        await translation.wish(scope, title, target, FOLLOWED)


def _as(scope: Scope, author_id: AccountId) -> Scope:
    """As the author reads: who follows a private account is for its own eyes."""
    return replace(scope, viewer=Viewer(author_id))


async def count_note(scope: Scope, event: NotePublished) -> None:
    """Counts the note on its author's page, once an event."""
    await people.counts.count_note(scope, event.author_id, event.note_id)


async def uncount_note(scope: Scope, event: NoteWithdrawn) -> None:
    """Takes it off the count again."""
    await people.counts.uncount_note(scope, event.author_id, event.note_id)


async def forget_former(scope: Scope, event: NoteEdited) -> None:
    """Former words stay in the public history as written, but their translations go."""
    former = _ever_texts(event, [event.words_before], place=event.place_before, alts=event.alts_before)
    await _forget(scope, event, former)


async def clear_away(scope: Scope, event: NoteWithdrawn) -> None:
    """Removes pictures, topic entries and every text derived from the note."""
    subject = subject_of(event.note_id)
    await media.release(scope, list(event.pictures), subject=subject)
    for slug in (*event.topics, *shelf_of(event.subject), *place_of(event.place)):
        await _unlist(scope, slug, event.note_id)
    ever = _ever_texts(event, event.words, place=event.place, alts=event.alts)
    await translation.forget(scope, ever, subject=subject)


async def _forget(
    scope: Scope, event: NotePublished | NoteEdited | NoteReleased, texts: Sequence[Text]
) -> None:
    """Forgets those of the texts that the note has no more: other words now, or another audience."""
    row = await store.NOTE.maybe(scope.db, event.bucket, event.note_id)
    texts_now = await _texts(scope, row, row.lang) if row else []
    now = {(text.ref, text.words, text.shared): text for text in texts_now}
    gone = [text for text in texts if (text.ref, text.words, text.shared) not in now]
    for text in gone:
        if same := now.get((text.ref, text.words, not text.shared)):
            await translation.memory.carry_versions(scope, text, same)
    await translation.forget(scope, gone, subject=subject_of(event.note_id))


async def _texts(scope: Scope, row: store.NoteRow, lang: str) -> list[Text]:
    """All that the note says now, as texts that have words."""
    pictures = await store.PICTURES.all(scope.db, bucket_of(row.id), row.id)
    whole = Note(msgspec.structs.replace(row, lang=lang), pictures, 0, 0, 0)
    return [text for text in whole.texts if text.words]


def _ever_texts(
    event: NoteEdited | NoteWithdrawn,
    words: Sequence[tuple[str, str, str]],
    *,
    place: str,
    alts: Sequence[str],
) -> list[Text]:
    """The words as texts under each audience that they may have had, each once."""
    ever: dict[Text, None] = {}
    for title, body, lang in words:
        for is_public in (True, False):
            whose = {"lang": lang, "author_id": event.author_id, "is_public": is_public}
            ever |= dict.fromkeys(texts_of(event.note_id, title=title, body=body, **whose))
            small = small_texts_of(event.note_id, place=place, alts=alts, body=body, **whose)
            ever |= dict.fromkeys(small)
    return [text for text in ever if text.words]


def _named(row: store.NoteRow) -> dict[str, str]:
    """Slug -> name of the topics in the body, of the subject's shelf, and of the place."""
    shelves = dict.fromkeys(shelf_of(row.subject), row.subject)
    return named_topics(row.body) | shelves | dict.fromkeys(place_of(row.place), row.place)
