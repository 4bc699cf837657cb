"""Translations of the town: shipped as files, used while the words are still the same."""

import pytest

from hongqiao.entry.demo_town import translations
from hongqiao.entry.demo_town.remembering import remember_translations
from hongqiao.entry.demo_town.town import read_town
from hongqiao.entry.demo_town.translating import translate_town
from hongqiao.entry.demo_town.translations import (
    TARGETS,
    Made,
    TownText,
    append,
    fitting,
    read_made,
    sort,
    texts_of,
)
from hongqiao.features import translation
from tests.fakes import FakeEngine

HELLO = TownText("es-90:title", "Buenos días a todo el mundo", "es", "titles")
BYE = TownText("es-91:title", "Hasta mañana y buen viaje", "es", "titles")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(translations, "FOLDER", tmp_path)
    return tmp_path


def made(text: TownText, words: str = "Good morning, everybody") -> Made:
    return Made(text.ref, text.lang, "en", words, "local-llm", "1", ("question",), "doubtful", text.hash)


def test_every_shipped_line_names_a_text_of_the_town_and_no_refused_result():
    refs = {text.ref: text for text in texts_of(read_town())}

    for target in TARGETS:
        shipped = read_made(target)
        assert {one.ref for one in shipped.values()} <= refs.keys()
        assert all(one.words.strip() and refs[one.ref].wants(target) for one in shipped.values())


def test_a_translation_counts_no_longer_when_its_text_has_changed(folder):
    append(made(HELLO))

    changed = TownText(HELLO.ref, "Buenas noches", "es", "titles")

    assert fitting([HELLO], read_made("en")) == [(HELLO, made(HELLO))]
    assert fitting([changed], read_made("en")) == []


def test_half_a_line_of_a_killed_run_costs_that_line_only(folder):
    append(made(HELLO))
    with open(folder / "en.jsonl", "ab") as file:
        file.write(b'{"ref":"es-91:ti')

    append(made(BYE, "See you tomorrow"))

    assert set(read_made("en")) == {HELLO.ref, BYE.ref}


def test_sorting_drops_what_no_text_stands_behind(folder):
    append(made(HELLO))
    append(made(BYE))

    sort("en", [BYE])

    assert list(read_made("en")) == [BYE.ref]


async def test_what_is_there_is_not_translated_again(folder):
    append(made(HELLO))
    told: list[str] = []

    written = await translate_town(
        [HELLO, BYE], [FakeEngine()], targets=["en"], kinds=["titles"], at_most=10, tell=told.append
    )

    assert written == 1
    assert read_made("en")[HELLO.ref] == made(HELLO)
    assert read_made("en")[BYE.ref].engine == FakeEngine().name


async def test_kept_translations_are_shown_with_their_quality(scope, folder):
    append(made(HELLO))

    first, second = (
        await remember_translations(scope, [HELLO, BYE]),
        await remember_translations(scope, [HELLO]),
    )

    shown = await translation.stored(scope, [HELLO.as_text()], "en")
    assert (first, second) == (1, 0)
    assert shown[HELLO.ref].words == "Good morning, everybody"
    assert (shown[HELLO.ref].quality, shown[HELLO.ref].checks) == ("doubtful", ("question",))
