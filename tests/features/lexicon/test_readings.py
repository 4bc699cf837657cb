import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongqiao.features.lexicon import gloss, words_of
from hongqiao.features.lexicon.japanese import romaji
from hongqiao.features.lexicon.korean import romanised
from hongqiao.features.lexicon.readings import TEXT_AT_MOST


def reading(text: str, word: str, lang: str = "zh") -> str:
    return next(one.reading for one in words_of(text, lang) if one.written == word)


@pytest.mark.parametrize(
    ("text", "word", "said"),
    [
        ("我在银行上班", "银行", "yín háng"),
        ("一路行走", "行走", "xíng zǒu"),
        ("重庆火锅", "重庆", "chóng qìng"),
        ("这很重要", "重要", "zhòng yào"),
        ("孩子长大了", "长大", "zhǎng dà"),
        ("爬长城", "长城", "cháng chéng"),
    ],
)
def test_a_sign_with_several_readings_is_read_by_the_words_around_it(text, word, said):
    assert reading(text, word) == said


def test_a_cut_has_the_longest_likely_words():
    assert [one.written for one in words_of("研究生命的起源", "zh")] == ["研究", "生命", "的", "起源"]


def test_slang_is_one_word():
    words = words_of("今天又踩雷了", "zh")

    assert [one.written for one in words if one.is_term] == ["踩雷"]


@pytest.mark.parametrize(
    ("kana", "said"),
    [
        ("しゃしん", "shashin"),
        ("がっこう", "gakkou"),
        ("マッチ", "matchi"),
        ("キャット", "kyatto"),
        ("ファン", "fan"),
    ],
)
def test_kana_are_romanised_by_hepburn(kana, said):
    assert romaji(kana) == said


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("감사합니다", "gamsahamnida"),
        ("한국어", "hangugeo"),
        ("독립문", "dongnimmun"),
        ("신라", "silla"),
        ("같이", "gachi"),
        ("좋아요", "joayo"),
        ("않다", "anta"),
        ("설날", "seollal"),
    ],
)
def test_korean_is_romanised_as_it_is_spoken(word, said):
    assert romanised(word) == said


def test_a_particle_is_read_as_it_is_spoken():
    assert reading("今日は雨", "は", "ja") == "わ"
    assert reading("今日は雨", "今日", "ja") == "きょう"


def test_a_gloss_has_senses_of_the_reading_that_stands_there():
    found = gloss("我在银行上班", "zh", 2)

    assert found is not None
    assert found.senses[0].reading == "yín háng"
    assert found.senses[0].means[0] == "bank"


def test_a_gloss_keeps_the_sentence():
    found = gloss("你好。今天踩雷了！再见", "zh", 5)

    assert found is not None
    assert found.sentence == "今天踩雷了！"
    assert found.term is not None


@pytest.mark.parametrize(
    ("text", "lang", "at", "written"),
    [("여기 맛집이네", "ko", 3, "맛집"), ("推しが尊い", "ja", 0, "推し"), ("今天踩雷了", "zh", 2, "踩雷")],
)
def test_our_own_terms_are_explained_in_every_language(text, lang, at, written):
    found = gloss(text, lang, at)

    assert found is not None
    assert found.term is not None
    assert found.term_written == written
    assert set(found.term.said) >= {"en", "es", "fr", "ru"}


@pytest.mark.parametrize(("text", "at"), [("(｡･ω･｡)", 0), ("哈 asdf", 2), ("你好", 1), ("你好", -1), ("", 0)])
def test_where_no_word_begins_there_is_no_meaning(text, at):
    assert gloss(text, "zh", at) is None


def test_a_word_that_no_dictionary_has_gets_no_sense():
    found = gloss("僻鏊", "zh", 0)

    assert found is None or not any("?" in sense.reading for sense in found.senses)


@given(st.text(max_size=80), st.sampled_from(["zh", "ja", "ko", "en"]))
def test_no_sign_of_a_text_is_lost(text, lang):
    words = words_of(text, lang)

    assert "".join(one.written for one in words) == text[:TEXT_AT_MOST]
    assert all(text[one.start : one.start + len(one.written)] == one.written for one in words)
