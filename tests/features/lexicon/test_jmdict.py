"""Japanese senses: with a dictionary of the package's shape, and without one."""

import importlib.util
import sqlite3
from contextlib import closing

import pytest

from hongqiao.features.lexicon import dictionary_of, gloss, jmdict

_TABLES = """
    create table Kanji (ID integer primary key, idseq integer, text text);
    create table Kana (ID integer primary key, idseq integer, text text, nokanji boolean);
    create table KNP (kid integer, text text);
    create table Sense (ID integer primary key, idseq integer);
    create table SenseGloss (sid integer, lang text, gend text, text text);
    create table misc (sid integer, text text);
    create table stagk (sid integer, text text);
    create table stagr (sid integer, text text);
"""


class Book:
    """Writes entries as JMdict has them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection, self._entries = connection, 0

    def add(self, kanji: str, kana: str, *senses: str, lists: int = 1, alone: bool = False) -> None:
        """One entry: forms apart by blanks, wordings of a sense by bars."""
        self._entries += 1
        run, entry = self._connection.execute, self._entries
        for form in kanji.split():
            run("insert into Kanji (idseq, text) values (?, ?)", (entry, form))
        for form in kana.split():
            kid = run("insert into Kana (idseq, text) values (?, ?)", (entry, form)).lastrowid
            for _ in range(lists):
                run("insert into KNP values (?, 'news1')", (kid,))
        for sense in senses:
            sid = run("insert into Sense (idseq) values (?)", (entry,)).lastrowid
            for wording in sense.split("|"):
                run("insert into SenseGloss values (?, 'eng', '', ?)", (sid, wording))
            if alone:
                run("insert into misc values (?, 'word usually written using kana alone')", (sid,))

    def keep_sense(self, sid: int, form: str) -> None:
        """The sense holds for this form alone."""
        self._connection.execute("insert into stagk values (?, ?)", (sid, form))


@pytest.fixture
def book(tmp_path, monkeypatch):
    """A package with an empty dictionary, installed for one test."""
    folder = tmp_path / "jamdict_data"
    folder.mkdir()
    (folder / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    importlib.invalidate_caches()
    jmdict.dictionary_file.cache_clear()
    with closing(sqlite3.connect(folder / "jamdict.db", isolation_level=None)) as connection:
        connection.executescript(_TABLES)
        yield Book(connection)
    jmdict.dictionary_file.cache_clear()


def meanings(text: str, at: int) -> list[tuple[str, tuple[str, ...]]]:
    found = gloss(text, "ja", at)
    assert found is not None
    return [(sense.reading, sense.means) for sense in found.senses]


def test_a_word_is_found_by_the_form_that_dictionaries_have(book):
    book.add("行く", "いく ゆく", "to go|to head for")

    assert meanings("駅に行った", 2) == [("いく", ("to go; to head for",))]


def test_of_words_that_are_written_alike_the_one_read_so_comes_first(book):
    book.add("辛い", "からい", "spicy")
    book.add("辛い", "つらい", "painful")

    assert [one.means[0] for one in jmdict.senses("辛い", "辛い", "つらい")] == ["painful"]
    assert [one.means[0] for one in jmdict.senses("辛かっ", "辛い", "からかっ")] == ["spicy", "painful"]


def test_a_word_in_kana_is_not_what_only_sounds_like_it(book):
    book.add("歯", "は", "tooth", lists=5)
    book.add("", "は", "topic marker")

    assert meanings("猫は", 1) == [("は", ("topic marker",))]


def test_a_sense_of_another_form_alone_is_left_out(book):
    book.add("町 街", "まち", "town", "street")
    book.keep_sense(2, "街")

    assert meanings("町", 0) == [("まち", ("town",))]
    assert meanings("街", 0) == [("まち", ("town", "street"))]


def test_senses_come_with_their_dictionarys_name_and_license(book):
    known = dictionary_of("ja")

    assert known is not None
    assert (known.name, "CC BY-SA" in known.license) == ("JMdict", True)


def test_our_own_term_stands_beside_the_dictionarys_senses(book):
    book.add("推し", "おし", "push")

    found = gloss("推しが尊い", "ja", 0)

    assert found is not None
    assert found.term is not None
    assert found.term.said["zh"] == "本命"
    assert found.senses[0].means == ("push",)


@pytest.mark.skipif(importlib.util.find_spec("jamdict_data") is not None, reason="the dictionary is here")
def test_without_the_dictionary_there_are_readings_and_no_senses():
    found = gloss("猫が好き", "ja", 0)

    assert found is not None
    assert (found.word.reading, found.senses) == ("ねこ", ())
    assert dictionary_of("ja") is None
