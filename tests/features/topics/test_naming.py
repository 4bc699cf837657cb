"""Names that are written differently and are one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongqiao.features.topics.naming import folded, is_telling, slugs_of_name, spelt


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Café", "cafe"),
        ("ＣＡＦＥ", "cafe"),
        ("貓咪", "猫咪"),
        ("street food", "Street-Food"),
        ("São Paulo", "saopaulo"),
        ("Ёлка", "елка"),
        ("قهوة", "قهوه"),
        ("أكل", "اكل"),
    ],
)
def test_ways_to_write_a_name_are_one(one, other):
    assert folded(one) == folded(other)


@pytest.mark.parametrize(("one", "other"), [("año", "ano"), ("カ", "ガ"), ("кот", "код"), ("й", "и")])
def test_letters_that_make_another_word_stay(one, other):
    assert folded(one) != folded(other)


def test_an_accent_counts_before_it_is_left_out():
    assert spelt("mangá") != spelt("manga")
    assert folded("mangá") == folded("manga")


@given(st.text(max_size=60))
def test_a_folded_name_folds_to_itself(name):
    assert folded(folded(name)) == folded(name)


def test_a_chinese_name_is_looked_for_in_both_scripts():
    assert {"面包", "麵包"} <= set(slugs_of_name("面包", "zh"))


def test_short_latin_words_of_one_language_say_nothing_in_another():
    assert not is_telling("see", {"de"})
    assert is_telling("gatos", {"es", "pt"})
    assert is_telling("cats", {"en"})
    assert is_telling("猫", {"zh"})
