"""What the script of a text tells of its language, and how languages are named and written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongqiao.kernel.language import (
    NAMES,
    SEALS,
    base_of,
    direction_of,
    guess_lang,
    html_tag,
    is_read,
    lang_by_script,
    name_of,
    seal_of,
)

TEXTS = [
    # text, author's language, what the script tells
    ("周末在家做麻婆豆腐", "zh-Hans", "zh"),
    ("周末在家做麻婆豆腐", "en", "zh"),
    ("臺北的早餐店好好吃", "zh-Hant", "zh"),
    ("绝了！！！", "en", "zh"),
    ("打卡 #上海 外滩夜景 📸", "en", "zh"),
    ("OOTD 今天穿了新裙子去上班", "zh-Hans", "zh"),
    ("用 Python 写了一个爬虫，半小时搞定", "zh-Hans", "zh"),
    ("超好吃の甜品店", "zh-Hans", "zh"),
    ("超好吃の甜品店", "ja", "ja"),
    ("東京駅の朝", "en", "ja"),
    ("今日のランチは最高でした", "ja", "ja"),
    ("カフェ巡り", "en", "ja"),
    ("ﾗｰﾒﾝ", "en", "ja"),
    ("東京散歩", "ja", "ja"),
    ("東京散歩", "zh-Hans", "zh"),
    ("오늘 점심은 김치찌개", "ko", "ko"),
    ("ㅋㅋㅋㅋ", "en", "ko"),
    ("새로 산 Nike 신발 후기", "ko", "ko"),
    ("Утро в Москве", "ru", "ru"),
    ("Новые iPhone приехали", "en", "ru"),
    ("وصفة الكبسة على طريقة أمي", "ar", "ar"),
    ("قهوة الصباح ☕", "en", "ar"),
    ("ร้านกาแฟน่ารักมาก", "th", "th"),
    ("My first bowl of noodles in Chengdu", "en", None),
    ("Tacos al pastor en la esquina", "es", None),
    ("Un café près du canal", "fr", None),
    ("Kaffee und Kuchen", "de", None),
    ("Cà phê sữa đá", "vi", None),
    ("we ate 火锅 and it was the best dinner of the week", "en", None),
    ("Trying out a new 茶 place in town", "zh-Hans", None),
    ("OK", "zh-Hans", None),
    ("", "en", "und"),
    ("   ", "en", "und"),
    ("666", "zh-Hans", "und"),
    ("😂😂😂", "en", "und"),
    ("100% !!!", "en", "und"),
    ("https://example.org/a/very/long/path", "en", "und"),
    ("@mei @diego", "en", "und"),
    ("#travel #food", "en", "und"),
    ("@mei 你好", "en", "zh"),
    ("👩\u200d💻❤\ufe0f", "en", "und"),
    ("12:30 → 14:00", "en", "und"),
    ("A", "en", "und"),
]


@pytest.mark.parametrize(("text", "author", "told"), TEXTS)
def test_the_script_tells_the_language(text, author, told):
    assert lang_by_script(text, author_lang=author) == told


@pytest.mark.parametrize(("author", "guessed"), [
    ("es", "es"), ("en", "en"), ("pt", "pt"), ("zh-Hans", "en"), ("ja", "en"), ("ar", "en"), ("ru", "en"),
])
def test_latin_text_is_taken_for_the_authors_own_language_if_that_is_written_so(author, guessed):
    assert guess_lang("Tacos al pastor", author_lang=author) == guessed


@given(st.text(max_size=80), st.sampled_from(list(NAMES)))
def test_every_text_gets_a_base_tag(text, author):
    assert guess_lang(text, author_lang=author) in {"und", *(base_of(tag) for tag in NAMES)}


@pytest.mark.parametrize(("lang", "reads", "read"), [
    ("zh", ("zh-Hans",), True), ("zh-Hant", ("zh-Hans",), True), ("und", ("en",), True),
    ("es", ("en", "es"), True), ("es", ("en",), False), ("yue", ("zh-Hans",), False), ("en", (), False),
])
def test_text_in_a_language_that_somebody_reads_is_left_as_it_is(lang, reads, read):
    assert is_read(lang, reads) == read


@pytest.mark.parametrize(("tag", "direction"), [
    ("ar", "rtl"), ("fa-IR", "rtl"), ("zh-Hans", "ltr"), ("und", "ltr"),
])
def test_direction_follows_the_language(tag, direction):
    assert direction_of(tag) == direction


def test_every_language_has_a_name_and_a_seal():
    for tag in NAMES:
        assert name_of(tag)
        assert seal_of(tag) == SEALS[base_of(tag)]
    assert (name_of("pt-BR"), name_of("xx"), seal_of("nl")) == ("Português (Brasil)", "xx", "NL")


def test_plain_chinese_is_marked_with_its_usual_script():
    assert (html_tag("zh"), html_tag("zh-Hant"), html_tag("es")) == ("zh-Hans", "zh-Hant", "es")
