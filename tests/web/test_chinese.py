"""Chinese in the script that its reader knows: converted, never translated, and nothing else touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongqiao.kernel.text import tokens
from hongqiao.web.chinese import chinese_tag, in_chinese

FORMS = ["zh-Hans", "zh-Hant-TW", "zh-Hant-HK"]
SIMPLIFIED = "这里的干面条软得刚好，头发也剪了，周末发布新软件里的信息，网络后天恢复，妳喵隻著"
TRADITIONAL = "這裡的乾麵條軟得剛好，頭髮也剪了，週末發佈新軟體裏的資訊，網路後天恢復，妳喵隻著衞峯"
ENTITIES = [
    "#貓咪",
    "#猫咪日记",
    "@mei_cooks",
    "https://example.org/軟體/软件",
    " ",
    "\n",
    "😂",
    "¥25",
    "ok",
    "の",
]
texts = st.lists(
    st.one_of(st.text(SIMPLIFIED, max_size=12), st.text(TRADITIONAL, max_size=12), st.sampled_from(ENTITIES)),
    max_size=8,
).map("".join)


@pytest.mark.parametrize(
    ("written", "form", "read"),
    [
        ("週末在家做麻婆豆腐，裡面的乾麵條", "zh-Hans", "周末在家做麻婆豆腐，里面的干面条"),
        ("滑鼠壞了，軟體也打不開", "zh-Hans", "鼠标坏了，软件也打不开"),
        ("鼠标坏了，软件也打不开", "zh-Hant-TW", "滑鼠壞了，軟體也打不開"),
        ("头发太长，后天去理发", "zh-Hant-HK", "頭髮太長，後天去理髮"),
        ("皇后大道的裡面", "zh-Hans", "皇后大道的里面"),
        ("里面有什么？", "zh-Hant-TW", "裡面有什麼？"),
    ],
)
def test_one_script_is_read_in_the_other(written, form, read):
    assert in_chinese(written, "zh", form) == read


@pytest.mark.parametrize(
    ("words", "tag"),
    [
        ("头发太长", "zh-Hans"),
        ("頭髮太長", "zh-Hant"),
        ("你好", "zh"),
        ("皇后", "zh"),
        ("", "zh"),
    ],
)
def test_the_signs_tell_the_script(words, tag):
    assert chinese_tag(words, "zh") == tag


def test_only_the_script_of_chinese_is_looked_for():
    assert chinese_tag("東京の頭", "ja") == "ja"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("words", ["東京駅の朝ごはん", "国語の辞書を読む", "図書館で会いましょう"])
def test_japanese_is_left_alone_whatever_it_was_taken_for(words, form):
    assert in_chinese(words, "ja", form) == words
    assert in_chinese(words, "zh", form) == words


@given(texts, st.sampled_from(FORMS))
def test_twice_is_the_same_as_once(words, form):
    once = in_chinese(words, "zh", form)

    assert in_chinese(once, "zh", form) == once


@given(texts, st.sampled_from(FORMS))
def test_links_mentions_and_topics_stay_as_they_were_written(words, form):
    kept = [(piece.kind, piece.text) for piece in tokens(words) if piece.kind != "words"]

    converted = tokens(in_chinese(words, "zh", form))

    assert [(piece.kind, piece.text) for piece in converted if piece.kind != "words"] == kept


@given(st.text(max_size=60), st.sampled_from(["en", "ja", "ko", "yue", "und"]), st.sampled_from(FORMS))
def test_other_languages_never_change(words, lang, form):
    assert in_chinese(words, lang, form) == words


@given(texts)
def test_text_in_the_readers_own_script_never_changes(words):
    simplified = in_chinese(words, "zh-Hant", "zh-Hans")

    if chinese_tag(simplified, "zh") == "zh-Hans":
        assert in_chinese(simplified, "zh", "zh-Hans") == simplified


def test_topics_in_another_language_do_not_keep_chinese_words_from_being_converted():
    words = "猫今年十五岁了。 #老犬との暮らし #まめ"

    assert in_chinese(words, "zh-Hans", "zh-Hant-TW") == "貓今年十五歲了。 #老犬との暮らし #まめ"
