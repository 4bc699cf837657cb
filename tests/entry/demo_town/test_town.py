"""The town's files fit together, and there is enough of it."""

import pytest

from hongqiao.entry.demo_town import town as files
from hongqiao.entry.demo_town.publishing import moment_of
from hongqiao.entry.demo_town.talk import moments_of
from hongqiao.entry.demo_town.town import FIRST, OPENS_WITH, TownTrouble, first_notes, read_town
from hongqiao.kernel.language import base_of
from hongqiao.kernel.text import topics_in

LANGUAGES = {"zh", "en", "ja", "ko", "es", "fr", "pt", "ru"}
FOUNDED_MS = 1_790_000_000_000


def test_forty_people_speak_eight_languages():
    town = read_town()

    assert len(town.people) == 40
    assert {person.lang for person in town.people} == LANGUAGES


def test_every_language_has_notes_and_much_is_said_under_them():
    town = read_town()

    assert len(town.notes) >= 160
    assert {note.lang for note in town.notes} == LANGUAGES
    assert len(town.comments) >= 600


def test_authors_write_in_their_own_language_and_each_note_has_topics():
    town = read_town()

    assert all(town.person(note.author).lang == note.lang for note in town.notes)
    assert [note.key for note in town.notes if not 1 <= len(topics_in(note.body)) <= 6] == []


def test_a_third_of_the_notes_have_their_authors_own_version_in_another_language():
    town = read_town()

    versions = [note for note in town.notes if note.version]

    assert len(versions) >= len(town.notes) / 4
    assert all(base_of(note.version.lang) != note.lang for note in versions)


def test_the_first_notes_have_all_languages_and_every_subject():
    first = first_notes(read_town().notes)

    assert len(first) == FIRST
    assert {note.lang for note in first} == LANGUAGES
    assert len({note.subject for note in first}) == 8
    assert {note.lang for note in first[:OPENS_WITH]} == LANGUAGES


def test_no_two_notes_of_an_author_share_a_moment():
    town = read_town()

    moments = {(note.author, moment_of(note, FOUNDED_MS)) for note in town.notes}

    assert len(moments) == len(town.notes)


def test_comments_lie_between_their_note_and_the_founding_and_replies_after_what_they_answer():
    town = read_town()

    for note in town.notes:
        said = [comment for comment in town.comments if comment.note == note.key]
        moments = moments_of(note, said, FOUNDED_MS)
        assert all(moment_of(note, FOUNDED_MS) <= at_ms <= FOUNDED_MS for at_ms in moments.values())
        assert all(moments[one.key] > moments[one.reply_to] for one in said if one.reply_to)


def test_a_comment_under_no_note_is_told(tmp_path, monkeypatch):
    (tmp_path / "comments-en.json").write_text(
        '[{"key": "x-1", "note": "x", "author": "nobody", "lang": "en", "text": "hi", "minutes_after": 1}]'
    )
    monkeypatch.setattr(files, "FOLDER", tmp_path)

    with pytest.raises(TownTrouble, match="x-1: note or author"):
        read_town()


def test_titles_and_names_keep_the_rules_of_people():
    town = read_town()

    assert max(len(note.title) for note in town.notes) <= 100
    assert max(len(person.name) for person in town.people) <= 30
    assert max(len(person.bio) for person in town.people) <= 200
