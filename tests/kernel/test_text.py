"""What people type: cleaned, and taken apart. Case B6."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hongqiao.kernel.text import clean_block, clean_line, mentions_in, tokens, topic_slug, topics_in, width_em

INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad\u061c\u180e\u3164\uffa0\u115f\ufe0f\U000e0041"
typed = st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=60)
SIGNS = "ab #@1\r\n\t\u2028é\u0300\u0301क्ष葛あ\u202e👩🏽💻❤🏴\u20e3"
tricky = st.text(alphabet=st.sampled_from(INVISIBLE + SIGNS), max_size=20)


@given(st.one_of(typed, tricky))
@example("\u0300\ufe00\u094d\u200c")
@example("\u0300\ufe00" + "\u094d\u200c" * 4000)
def test_cleaning_twice_is_cleaning_once(text):
    assert clean_line(clean_line(text)) == clean_line(text)
    assert clean_block(clean_block(text)) == clean_block(text)


@given(st.one_of(typed, tricky))
def test_a_cleaned_line_is_one_composed_line_without_control_signs(text):
    line = clean_line(text)

    assert line == unicodedata.normalize("NFC", line)
    assert line == line.strip()
    assert "  " not in line
    assert not [sign for sign in line if unicodedata.category(sign) == "Cc"]


@given(st.one_of(typed, tricky))
def test_a_cleaned_block_keeps_lines_but_no_heap_of_empty_ones(text):
    block = clean_block(text)

    assert "\n\n\n" not in block
    assert not [sign for sign in block if unicodedata.category(sign) == "Cc" and sign != "\n"]


@given(st.text(alphabet=st.sampled_from([*INVISIBLE, *" \t\n\u2800\u202e\u2066\x07"]), max_size=20))
def test_what_nobody_can_see_is_empty(text):
    assert clean_line(text) == ""
    assert clean_block(text) == ""


@pytest.mark.parametrize(("text", "cleaned"), [
    ("mei\u200b", "mei"),
    ("a\u200db", "ab"),
    ("ad\ufe0fmin", "admin"),
    ("\u202egnp.exe", "gnp.exe"),
    ("\u2066left\u2069", "left"),
    ("soft\u00adhyphen", "softhyphen"),
    ("e\u0301", "é"),
    ("e\u200b\u0301", "é"),
    ("bell\x07, null\x00", "bell, null"),
    ("one\x85two\u2028three\u2029four", "one two three four"),
    ("\ufeffmark", "mark"),
    ("tabs\tand\u3000wide  blanks", "tabs and wide blanks"),
])
def test_hidden_signs_leave_a_line(text, cleaned):
    assert clean_line(text) == cleaned


@pytest.mark.parametrize("text", [
    "👩🏽\u200d💻", "❤\ufe0f", "❤\ufe0f\u200d🔥", "🏳\ufe0f\u200d🌈", "👨\u200d👩\u200d👧\u200d👦",
    "1\ufe0f\u20e3", "☺\ufe0e", "🇨🇳", "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "🧑\u200d🦰", "‼\ufe0f", "©\ufe0f",
    "می\u200cخواهم", "क्\u200dष", "葛\U000e0100飾区", "مرحبا، كيف الحال؟", "ไม่เป็นไร", "Ưu đãi",
])
def test_joiners_stay_where_they_mean_something(text):
    assert clean_line(text) == text


@pytest.mark.parametrize("text", ["\ud800", "ok \udfff", "\ud83d"])
def test_half_a_sign_is_refused(text):
    for clean in (clean_line, clean_block):
        with pytest.raises(ValueError, match="no language"):
            clean(text)


def test_a_block_keeps_its_paragraphs():
    assert clean_block(" one \r\ntwo\r\r\n\n\nthree  four \u2029") == "one\ntwo\n\nthree four"


@given(st.one_of(typed, st.text(alphabet=st.sampled_from("#@aA1_ 咖啡/.:hтps\n·-"), max_size=40)))
def test_the_pieces_joined_are_the_text(text):
    assert "".join(token.text for token in tokens(text)) == text


PARTS = ["#咖啡", "@mei", "https://a.org/x?y=1", " ", "词", "word", "，"]


@given(st.lists(st.sampled_from(PARTS), max_size=12))
def test_pieces_of_all_kinds_joined_are_the_text(parts):
    text = "".join(parts)

    found = tokens(text)

    assert "".join(token.text for token in found) == text
    assert all(token.text for token in found)


@pytest.mark.parametrize(("text", "topics"), [
    ("#咖啡 #上海", ["咖啡", "上海"]),
    ("周末去喝#咖啡，再去#外滩！", ["咖啡", "外滩"]),
    ("#麻婆豆腐。#川菜", ["麻婆豆腐", "川菜"]),
    ("今日の#ラーメン が", ["ラーメン"]),
    ("#김치찌개 맛있다", ["김치찌개"]),
    ("#Street_Food #streetfood #STREET-FOOD", ["streetfood"]),
    ("#ｃａｆｅ", ["cafe"]),
    ("#مطبخ_عربي", ["مطبخعربي"]),
    ("#Ünlü #ünlü", ["ünlü"]),
    ("C#sharp and a#b", []),
    ("see https://example.org/#top", []),
    ("## #_ #- # 咖啡", []),
    ("&#39; is no topic", []),
    ("(#tea)", ["tea"]),
])
def test_topics_are_found_in_every_script(text, topics):
    assert topics_in(text) == topics


def test_at_most_ten_topics_count_each_once():
    text = " ".join(f"#t{number} #t{number}" for number in range(30))

    assert topics_in(text) == [f"t{number}" for number in range(10)]


@pytest.mark.parametrize(("text", "handles"), [
    ("@mei look", ["mei"]),
    ("谢谢@mei你好", ["mei"]),
    ("(@diego_2), @noor.", ["diego_2", "noor"]),
    ("write to mei@example.org", []),
    ("@m @1abc @Mei @@mei /@mei", []),
    ("@abcdefghijklmnopqrstuvwxyz", []),
    ("@mei @mei", ["mei"]),
])
def test_mentions_are_handles_that_stand_alone(text, handles):
    assert mentions_in(text) == handles


@pytest.mark.parametrize(("text", "address"), [
    ("see https://example.org/a. Then", "https://example.org/a"),
    ("https://example.org/a?b=1&c=2#d", "https://example.org/a?b=1&c=2#d"),
    ("（https://example.org/咖啡）", "https://example.org/咖啡"),
    ('<a href="https://example.org">', "https://example.org"),
    ("are they at http://example.org?", "http://example.org"),
])
def test_an_address_ends_where_people_end_it(text, address):
    assert [token.text for token in tokens(text) if token.kind == "url"] == [address]


@pytest.mark.parametrize("text", ["javascript:alert(1)", "https://", "ftp://example.org", "www.example.org"])
def test_other_things_are_no_address(text):
    assert not [token for token in tokens(text) if token.kind == "url"]


@given(typed)
def test_a_slug_is_its_own_slug_and_short(name):
    slug = topic_slug(name)

    assert len(slug) <= 50
    assert topic_slug(slug) == slug


def test_width_counts_dense_scripts_double():
    assert width_em("咖啡") == 2.0
    assert width_em("") == 0.0
    assert width_em("cafe") < width_em("咖啡馆")
