"""A translation that says the contrary is noticed; idioms that deny nothing raise no alarm."""

import pytest

from hongqiao.features.translation.negation import drops_negation


@pytest.mark.parametrize(
    ("source", "target", "written", "said"),
    [
        ("zh", "en", "这家店周一不开门", "This shop opens on Mondays"),
        ("zh", "en", "冰川并不是稳定的", "Glaciers are stable"),
        ("zh", "en", "别去那家，没意思", "Go there, it’s fun"),
        ("en", "zh", "It does not contain peanuts", "含有花生"),
        ("en", "zh", "You can’t take photos inside", "里面可以拍照"),
        ("ja", "en", "卵は入っていません", "It contains eggs"),
        ("ko", "en", "여기는 주차할 수 없어요", "You can park here"),
        ("es", "en", "No me gustó nada", "I liked it a lot"),
        ("fr", "en", "Ce n’est pas cher", "It is expensive"),
        ("pt", "en", "Não recomendo", "I recommend it"),
        ("ru", "en", "Не советую", "I recommend it"),
        ("zh", "en", "可以带狗", "You cannot bring dogs"),
        ("en", "zh", "Dogs are welcome", "不欢迎狗"),
    ],
)
def test_a_lost_or_invented_negation_is_noticed(source, target, written, said):
    assert drops_negation(written, said, source, target)


@pytest.mark.parametrize(
    ("source", "target", "written", "said"),
    [
        ("zh", "en", "这家店周一不开门", "This shop is closed on Mondays, don’t go"),
        ("zh", "en", "不错！差不多就是这个味道", "Great! That’s about the taste"),
        ("zh", "en", "好不好吃？", "Is it tasty?"),
        ("zh", "en", "对不起，我来晚了", "Sorry I’m late"),
        ("zh", "en", "不得不说，很美", "I must say, it’s beautiful"),
        ("zh", "en", "不仅好看还好吃", "Pretty and tasty"),
        ("en", "zh", "Not only pretty but tasty", "又好看又好吃"),
        ("ja", "en", "行かなければならない", "I have to go"),
        ("ja", "en", "一緒に行きませんか", "Shall we go together?"),
        ("zh", "en", "无糖的很好喝", "The sugar-free one is lovely"),
        ("zh", "en", "我没能赶上", "I failed to make it"),
    ],
)
def test_what_denies_nothing_raises_no_alarm(source, target, written, said):
    assert not drops_negation(written, said, source, target)


def test_languages_without_a_list_are_left_alone():
    assert not drops_negation("لا أنصح به", "I recommend it", "ar", "en")
