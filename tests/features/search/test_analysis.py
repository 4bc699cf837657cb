"""The cut of texts into tokens: the same for what is searched and for what is found."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from hongqiao.features.search.analysis import body_tokens, head_tokens, number_of, tokens_of
from hongqiao.features.search.folding import fold
from hongqiao.features.search.kana import fold_romaji, romaji
from hongqiao.features.search.pinyin import SYLLABLES, could_be_initials, readings, syllables
from hongqiao.features.search.readings import japanese_tokens
from hongqiao.features.search.stems import stem

TEXTS = some.text(max_size=60)
unhurried = settings(deadline=None)  # dictionaries load at the first text


@unhurried
@given(TEXTS)
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@unhurried
@given(TEXTS, TEXTS)
def test_what_is_written_in_a_text_is_among_its_tokens(before, after):
    text = f"{before} 咖啡馆 Café ☕ 커피 {after}"

    assert set(tokens_of(["咖啡馆 cafe ☕ 커피"])) <= head_tokens(text)


@unhurried
@given(some.text(max_size=3_000))
def test_a_long_text_has_a_bounded_number_of_tokens(text):
    assert len(body_tokens(text)) < 2 * len(fold(text)) + 600


def test_a_long_body_is_searched_to_its_last_line_and_by_sound_at_its_beginning():
    signs = "".join(chr(0x4E00 + number % 4_000) for number in range(4_900))
    body = f"咖啡{signs}\n江边的灯塔"

    tokens = body_tokens(body)

    assert set(tokens_of(["咖啡", "江边的灯塔"])) <= tokens
    assert "p:kafei" in tokens
    assert not {"p:dengta", "p:bianden"} & tokens


@unhurried
@given(TEXTS)
def test_tokens_are_whole_numbers_of_32_bits(text):
    assert all(-(1 << 31) <= number_of(token) < 1 << 31 for token in head_tokens(text))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("咖啡館", "咖啡馆"),
        ("駅前", "驛前"),
        ("ＫＡＦＥＩ", "kafei"),
        ("Gâteau", "gateau"),
        ("ёлка", "елка"),
        ("قَهْوَة", "قهوة"),
        ("ka\u200bfei", "kafei"),
    ],
)
def test_variants_of_one_writing_fold_to_one(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    "words",
    [
        ("cat", "cats"),
        ("cake", "cakes"),
        ("bake", "baking", "baked"),
        ("gato", "gatos", "gata"),
        ("canción", "canciones"),
        ("recette", "recettes"),
        ("кошка", "кошки", "кошку"),
    ],
)
def test_forms_of_a_word_share_a_stem(words):
    assert len({stem(fold(word)) for word in words}) == 1


@pytest.mark.parametrize("typed", ["kafei", "ka1fei1", "ka fei", "KāFēi"])
def test_pinyin_is_read_with_tones_or_without(typed):
    assert ("ka", "fei") in syllables(fold(typed))


@unhurried
@given(some.lists(some.sampled_from(sorted(SYLLABLES)), min_size=1, max_size=4))
def test_joined_syllables_are_told_apart_somehow(said):
    joined = "".join(said)

    assert all("".join(one) == joined for one in syllables(joined))


def test_a_sign_with_several_readings_is_found_by_each_in_a_title():
    assert {"p:yinxing", "p:yinhang"} <= head_tokens("银行")
    assert readings("重庆", all_plausible=False) == [("chong",), ("qing",)]


def test_initials_hold_no_vowel():
    assert could_be_initials("mpdf")
    assert not could_be_initials("mapo")


@pytest.mark.parametrize("typed", ["kohi", "koohii", "kouhii", "kōhī"])
def test_long_vowels_are_typed_in_many_ways(typed):
    assert fold_romaji(fold(typed)) == romaji("こーひー")


def test_kanji_are_found_by_how_they_are_said():
    assert {"r:sakura", "r:shibuya"} <= japanese_tokens("渋谷の桜")
