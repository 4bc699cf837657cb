"""Words in a text: in every script, as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongqiao.features.people.matching import folded, stands_in

FOUND = (
    ("cat", "My CAT sleeps."), ("cat", "cat"), ("café", "the cafe, again"), ("cafe", "Ｃａｆé"),
    ("猫", "我家的橘猫睡了"), ("貓咪", "猫咪的一天"), ("猫咪", "貓咪的一天"),
    ("かわいい", "とてもかわいいね"),
    ("кофе", "Чашка КОФЕ."), ("قهوه", "قهوة الصباح"),
    ("กาแฟ", "ร้านกาแฟใหม่"), ("new york", "New  York at night"),
    ("#tea", "words #tea more"), ("고양이", "우리 고양이 자요"),
    ("don’t", "I don't"), ("100%", "it is 100% wool"),
)  # fmt: skip
NOT_FOUND = (
    ("cat", "concatenate"), ("cat", "cats"), ("art", "party"), ("猫", "我家的狗"), ("кот", "который"),
    ("", "anything"), (" ", "anything"), ("new york", "newyork"), ("قط", "قطار"),
)  # fmt: skip


@pytest.mark.parametrize(("words", "text"), FOUND)
def test_words_are_found_as_people_write_them(words, text):
    assert stands_in(words, text)


@pytest.mark.parametrize(("words", "text"), NOT_FOUND)
def test_a_word_is_not_found_inside_another(words, text):
    assert not stands_in(words, text)


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text):
    assert folded(folded(text)) == folded(text)


@given(st.text(alphabet="abc 猫貓кот", min_size=1, max_size=6), st.text(max_size=20), st.text(max_size=20))
def test_words_that_stand_alone_are_found(words, before, after):
    if folded(words).strip():
        assert stands_in(words, f"{before} … {words} … {after}")
