"""Longer words with one sense are told to the engine; ambiguous and common ones are not."""

import pytest

from hongqiao.features.lexicon.hints import hints_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("冰箱里有西红柿和豆腐", [("西红柿", "tomato")]),
        ("西红柿炒西红柿", [("西红柿", "tomato")]),
        ("今天天气真好", []),
        ("yyds", []),
        ("", []),
    ],
)
def test_words_that_mean_one_thing_are_told_once(text, found):
    assert hints_in(text, "en") == found


def test_other_targets_have_none():
    assert hints_in("西红柿", "es") == []
