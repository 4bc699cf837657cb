"""Keeping the index equal to the notes: one note after an event, many for the operator."""

from collections.abc import Sequence

from hongqiao.features import notes, translation
from hongqiao.features.search import store
from hongqiao.features.search.entries import ANALYSIS, Entry, Words, entry_of
from hongqiao.features.search.meaning import forget_meaning
from hongqiao.features.search.names import count_names, of_kind, tally
from hongqiao.features.translation import Text
from hongqiao.kernel.ids import NoteId, from_public
from hongqiao.kernel.language import base_of
from hongqiao.kernel.scope import Scope

TITLE_LANGUAGES = ("en", "zh", "ja", "ko", "es", "fr", "pt", "ru", "ar")
"""Into which translations of titles are looked for."""


async def index_notes(scope: Scope, ids: Sequence[NoteId]) -> list[Words]:
    """Makes the entries of these notes equal to the notes as they stand; returns those that are there.

    Those that are gone leave the index. Idempotent; at most 5,000 at once.
    """
    there: list[Words] = list(await notes.lists.words_of(scope, ids))
    titles = await _translated_titles(scope, there)
    entries = [entry_of(note, titles.get(note.id, {})) for note in there]
    await _put(scope, entries)
    gone = set(ids) - {note.id for note in there}
    if gone:
        await take_out(scope, sorted(gone))
    return there


async def is_current(scope: Scope, note: Words) -> bool:
    """Whether the entry is of these words already: an importer made it, or the same news came twice."""
    held = await store.HELD.maybe(scope.db, store.BUCKET, note.id)
    return held == store.Held(note.revision, base_of(note.lang), note.audience, ANALYSIS)


async def take_out(scope: Scope, ids: Sequence[int]) -> None:
    """Takes notes out of the index, their words off the counts."""
    async with scope.transaction() as tx:
        former = await store.FORMER.all(tx.db, store.BUCKET, list(ids))
        await store.TAKE_OUT.run(tx.db, store.BUCKET, list(ids))
        await _count(tx, (), former)
    await forget_meaning(scope, ids)


async def index_uses(scope: Scope, key: bytes) -> None:
    """Indexes anew the notes whose title has the words of this key: a translation of them has arrived."""
    refs = await translation.memory.used_by(scope, key)
    titles = [ref.split(":") for ref in refs if ref.startswith("note:") and ref.endswith(":title")]
    ids = [NoteId(id_) for _, public, _ in titles if (id_ := from_public(public)) is not None]
    if ids:
        await index_notes(scope, ids)


async def forget_all(scope: Scope) -> None:
    """Empties the index of notes, with the words and names that stand in it alone; 500 entries at a time."""
    while ids := await store.ENTRY_IDS.all(scope.db, store.BUCKET, 0, 500):
        await take_out(scope, ids)


async def gather_statistics(scope: Scope) -> None:
    """Has the server count common tokens now, after many entries came at once; else it does so by itself."""
    await store.GATHER_STATISTICS.run(scope.db)


async def _put(scope: Scope, entries: Sequence[Entry]) -> None:
    """Keeps and counts the entries that are not of an older state than what is held.

    Each takes its place first, empty: a row that isn't there can't be locked, and two that put the same new
    note at once would both count it.
    """
    if not entries:
        return
    ids = sorted(entry.id for entry in entries)
    async with scope.transaction() as tx:
        await store.TAKE_PLACES.run(tx.db, store.BUCKET, ids, tx.now)
        former = {one.id: one for one in await store.FORMER.all(tx.db, store.BUCKET, ids)}
        kept = {one.id: one for one in entries if former[one.id].revision <= one.revision}
        await store.PUT.run_each(tx.db, [_row(entry) for _, entry in sorted(kept.items())])
        await _count(tx, list(kept.values()), [former[id_] for id_ in kept])


async def _count(tx: Scope, now: Sequence[Entry], former: Sequence[store.Former]) -> None:
    """Words and names are counted with the entries that bear them, so that none outlives its last note."""
    words = tally([one.words for one in former], [one.words for one in now])
    changed = sorted((word, by) for word, by in words.items() if by)
    if changed:
        said, by = [word for word, _ in changed], [by for _, by in changed]
        await store.COUNT_WORDS.run(tx.db, store.BUCKET, said, by)
    if fewer := [word for word, by in changed if by < 0]:
        await store.DROP_WORDS.run(tx.db, store.BUCKET, fewer)
    before, after = [one.labels for one in former], [one.labels for one in now]
    for kind, sign in (("topic", "#"), ("place", "~")):
        await count_names(tx, kind, tally(of_kind(before, sign), of_kind(after, sign)))


async def _translated_titles(scope: Scope, found: Sequence[Words]) -> dict[int, dict[str, str]]:
    """Id -> language -> title as translated; of public notes only."""
    asked: dict[Text, int] = {}
    for note in found:
        if note.audience == 0:
            whose = {"lang": note.lang, "author_id": note.author_id, "is_public": True}
            asked[notes.lists.texts_of(note.id, title=note.title, body="", **whose)[0]] = note.id
    by_ref = {text.ref: note_id for text, note_id in asked.items()}
    titles: dict[int, dict[str, str]] = {}
    known = await translation.memory.with_any(scope, list(asked)) if asked else []
    for target in TITLE_LANGUAGES:
        for ref, translated in (await translation.stored(scope, known, target)).items():
            titles.setdefault(by_ref[ref], {})[base_of(target)] = translated.words
    return titles


def _row(entry: Entry) -> tuple[object, ...]:
    return (
        store.BUCKET,
        entry.id,
        entry.author_id,
        entry.audience,
        entry.revision,
        entry.lang,
        entry.made_at,
        list(entry.words),
        list(entry.labels),
        list(entry.tokens),
        ANALYSIS,
    )
