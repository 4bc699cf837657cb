"""Names of places and people get their usual form, and only whole names."""

import pytest

from hongqiao.features.lexicon.names import names_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("我们去了坦桑尼亚和佛罗里达州", [("坦桑尼亚", "Tanzania"), ("佛罗里达州", "Florida")]),
        ("佛羅里達的海", [("佛羅里達", "Florida")]),
        ("中国", []),
        ("今天天气真好", []),
    ],
)
def test_names_in_chinese_are_told_in_english(text, found):
    assert names_in(text, "zh", "en") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("From Tanzania to Florida.", [("Tanzania", "坦桑尼亚"), ("Florida", "佛罗里达")]),
        (
            "Papua New Guinea and the United Nations",
            [
                ("Papua New Guinea", "巴布亚新几内亚"),
                ("United Nations", "联合国"),
            ],
        ),
        ("The Guinea Sun Coffee House", []),
        ("we went home", []),
    ],
)
def test_whole_names_in_english_are_told_in_chinese(text, found):
    assert names_in(text, "en", "zh") == found


def test_other_pairs_have_none():
    assert names_in("Tanzania", "en", "ja") == []
