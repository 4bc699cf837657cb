import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongqiao.features.lexicon import glossary, occurrences, terms_of

LANGS = ("zh", "ja", "ko", "en", "es", "fr", "pt", "ru")


def written(text: str, source: str = "zh", target: str = "en") -> list[str]:
    return [term for term, _ in glossary(text, source, target)]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("被种草了", ["被种草了"]),
        ("又种草一个", ["种草"]),
        ("种草莓的第一年", []),
        ("避雷！千万别买", ["避雷"]),
        ("屋顶的避雷针", ["避雷针"]),
        ("YYDS!", ["YYDS"]),
        ("这只猫来交猫税", ["交猫税"]),
        ("這個絕絕子", ["絕絕子"]),
        ("666", ["666"]),
        ("房间号6", []),
        ("吃瓜群众", ["吃瓜群众"]),
        ("夏天吃瓜，西瓜最甜", []),
        ("他在书桌上头", []),
        ("这首歌太上头", ["太上头"]),
        ("这首歌也上头", ["上头"]),
        ("我在凡尔赛宫", ["凡尔赛宫"]),
    ],
)
def test_a_term_is_found_only_where_it_means_that(text, terms):
    assert written(text) == terms


@pytest.mark.parametrize(
    ("text", "source", "terms"),
    [
        ("No cap, this slaps", "en", ["No cap", "slaps"]),
        ("she overslaps", "en", []),
        ("推しが尊い", "ja", ["推し", "尊い"]),
        ("背中を押して", "ja", []),
        ("여기 맛집이네", "ko", ["맛집"]),
        ("¡Qué pasada!", "es", ["Qué pasada"]),
        ("c’est trop bien", "fr", ["trop bien"]),
        ("это жиза", "ru", ["жиза"]),
        ("que fofo kkkk", "pt", ["fofo", "kkkk"]),
    ],
)
def test_other_languages_have_terms_too(text, source, terms):
    assert written(text, source, "zh-Hans") == terms


def test_the_longer_term_wins():
    assert written("周末特种兵式旅游") == ["特种兵式旅游"]


def test_an_engine_is_told_at_most_eight_terms():
    assert len(glossary("yyds xswl 绝绝子 破防了 内卷 躺平 摆烂 社恐 社牛 安利 显眼包", "zh", "en")) == 8


def test_a_language_without_renderings_gets_none():
    assert glossary("yyds", "zh", "ar") == ()


@given(st.text(max_size=200), st.sampled_from(LANGS), st.sampled_from(LANGS))
def test_every_term_found_stands_in_the_text(text, source, target):
    assert all(term in text for term, _ in glossary(text, source, target))
    assert all(
        text[one.start : one.start + len(one.written)] == one.written for one in occurrences(text, source)
    )


@pytest.mark.parametrize("lang", LANGS)
def test_every_shipped_term_is_complete(lang):
    others = set(LANGS) - {lang}

    for term in terms_of(lang):
        assert set(term.said) == others, term.terms
        assert {"en", "zh"} <= set(term.why), term.terms
        assert all(0 < len(said) <= 48 for said in term.said.values()), term.terms


@pytest.mark.parametrize("lang", LANGS)
def test_no_term_is_shipped_twice(lang):
    every = [written.lower() for term in terms_of(lang) for written in term.terms]

    assert sorted(every) == sorted(set(every))


def test_there_are_enough_terms():
    assert len(terms_of("zh")) >= 400
    assert all(len(terms_of(lang)) >= 30 for lang in LANGS)
