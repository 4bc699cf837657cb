"""The word book: words that somebody saved to learn, theirs alone, and its export for flash cards."""

import csv
import io

from hongqiao.features.lexicon import store
from hongqiao.features.lexicon.readings import Gloss
from hongqiao.features.lexicon.store import SavedWord
from hongqiao.kernel.errors import Invalid, NotFound, mark
from hongqiao.kernel.ids import AccountId, bucket_of
from hongqiao.kernel.language import base_of
from hongqiao.kernel.paging import Page, cut, read_cursor, write_cursor
from hongqiao.kernel.scope import Scope

WORDS_AT_MOST = 2_000
PAGE_SIZE = 50
_FIELDS = ("word", "reading", "meaning", "sentence")
_LAST_ID = (1 << 63) - 1
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


async def save_word(scope: Scope, gloss: Gloss, path: str) -> bool:
    """Puts a word into the viewer's book; False when it stands there already.

    Call it in a transaction. The sentence is a copy for its owner, who could read it when they saved it.
    Raises Invalid when the book is full.
    """
    bucket = bucket_of(scope.me)
    if await store.WORD_COUNT.one(scope.db, bucket, scope.me) >= WORDS_AT_MOST:
        raise Invalid(mark("Your word book is full. Remove or export some words first."))
    meaning, lang = meaning_of(gloss, scope.viewer.reads[0])
    word = gloss.word
    reading = f"{word.reading} {word.latin}" if word.latin not in ("", word.reading) else word.reading
    saved = await store.SAVE_WORD.run(
        scope.db,
        bucket,
        scope.ids.make(bucket),
        scope.me,
        gloss.lang,
        word.written,
        reading,
        meaning,
        lang,
        gloss.sentence,
        path,
        scope.now,
    )
    return bool(saved)


async def saved_words(scope: Scope, after: str = "") -> Page[SavedWord]:
    """A page of the viewer's words, newest first."""
    cursor = read_cursor(after, 1)
    before = cursor[0] if cursor else _LAST_ID
    rows = await store.WORDS.all(scope.db, bucket_of(scope.me), scope.me, before, PAGE_SIZE + 1)
    items, more = cut(rows, PAGE_SIZE)
    return Page(items, write_cursor(items[-1].id) if more else "")


async def remove_word(scope: Scope, id_: int) -> None:
    """Takes a word out of the viewer's book. Raises NotFound for what isn't in it."""
    if not await store.REMOVE_WORD.run(scope.db, bucket_of(scope.me), id_, scope.me):
        raise NotFound


async def export_words(scope: Scope, separator: str) -> str:
    """All the viewer's words as lines for flash cards: word, reading, meaning, sentence."""
    rows = await store.WORDS.all(scope.db, bucket_of(scope.me), scope.me, _LAST_ID, WORDS_AT_MOST)
    written = io.StringIO()
    lines = csv.writer(written, delimiter=separator, lineterminator="\n")
    lines.writerow(_FIELDS)
    lines.writerows([_harmless(getattr(row, field)) for field in _FIELDS] for row in rows)
    return written.getvalue()


async def forget_words(scope: Scope, account_id: AccountId) -> None:
    """Deletes somebody's whole book: part of deleting an account."""
    await store.FORGET_WORDS.run(scope.db, bucket_of(account_id), account_id)


def meaning_of(gloss: Gloss, target: str) -> tuple[str, str]:
    """What to learn of a word, and in which language it is said; both "" when nothing is known."""
    target, is_whole = base_of(target), gloss.term_written == gloss.word.written
    if gloss.term is not None and (is_whole or not gloss.senses):
        lang = target if target in gloss.term.said else "en"
        said = gloss.term.said.get(lang, "")
        return (said if is_whole or not said else f"{gloss.term_written}: {said}"), lang
    means = [one for sense in gloss.senses for one in sense.means if not one.startswith("CL:")]
    return ("; ".join(means[:4]), "en") if means else ("", "")


def _harmless(field: str) -> str:
    """A spreadsheet takes some first signs for a formula: a quotation mark before them makes it a text."""
    return f"'{field}" if field.startswith(_FORMULA_STARTS) else field.replace("\n", " ")
