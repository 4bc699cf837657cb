import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongqiao.features.lexicon import phrase
from hongqiao.features.lexicon.phrases import phrases

LANGS = ("zh", "en", "ja", "ko", "es", "fr", "pt", "ru")


@pytest.mark.parametrize(
    ("text", "source", "target", "said"),
    [
        ("好看！", "zh", "en", "So pretty!"),
        ("求链接", "zh", "en", "Link please?"),
        ("在哪里买的呀？", "zh", "es", "¿Dónde lo compraste?"),
        ("SO CUTE!!!", "en", "zh-Hans", "好可爱！"),
        ("마음에 들어요", "ko", "ja", "好き"),
        ("donde es", "es", "ko", "여기 어디예요?"),
        ("C’est trop mignon !", "fr", "ru", "Как мило!"),
        ("哈哈哈哈哈哈哈", "zh", "es", "Jaja"),
        ("好吃吗？", "zh", "fr", "C’est bon\u202f?"),
    ],
)
def test_a_common_comment_is_said_as_people_say_it(text, source, target, said):
    assert phrase(text, source, target) == said


def test_emoji_and_marks_at_the_edges_stay():
    assert phrase("[0]好可爱～😍😍", "zh", "en") == "[0]So cute 😍😍"


@pytest.mark.parametrize(
    ("text", "source", "said"),
    [
        ("好看？", "zh", None),
        ("es caro", "es", None),
        ("¿Es caro?", "es", "Is it expensive?"),
        ("맛있어요", "ko", "So tasty"),
        ("맛있어요?", "ko", "Is it good?"),
    ],
)
def test_a_question_and_a_statement_are_never_taken_for_one_another(text, source, said):
    assert phrase(text, source, "en") == said


@pytest.mark.parametrize("text", ["", "😍", "好看的小说有哪些", "a" * 61, "!!!"])
def test_what_is_no_known_phrase_is_left_to_the_engines(text):
    assert phrase(text, "zh", "en") is None


def test_a_language_without_phrases_gets_none():
    assert phrase("好看", "zh", "ar") is None
    assert phrase("güzel", "tr", "en") is None


@given(st.text(max_size=80), st.sampled_from(LANGS), st.sampled_from(LANGS))
def test_any_text_gets_words_or_none(text, source, target):
    said = phrase(text, source, target)

    assert said is None or said.strip()


def test_every_phrase_is_heard_in_all_its_languages():
    for one in phrases():
        for lang in LANGS:
            sign = "?" if one.asks and not getattr(one, lang)[0].endswith("?") else ""
            assert phrase(getattr(one, lang)[0] + sign, lang, lang), getattr(one, lang)


def test_there_are_enough_phrases():
    assert len(phrases()) >= 150
