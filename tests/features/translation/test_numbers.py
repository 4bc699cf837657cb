"""Numbers keep their value across ways of writing."""

from decimal import Decimal

import pytest

from hongqiao.features.translation.numbers import readings, rewritten, values_in


@pytest.mark.parametrize(
    ("written", "target", "shown"),
    [
        ("4500万", "en", "45 million"),
        ("3.2亿", "en", "320 million"),
        ("3.2亿", "ru", "320 млн"),
        ("1.5亿", "fr", "150 millions"),
        ("100万", "es", "1 millón"),
        ("12万", "en", "120,000"),
        ("12万", "pt", "120.000"),
        ("1.2万", "fr", "12\u00a0000"),
        ("45 million", "zh", "4500万"),
        ("2 billion", "ja", "20億"),
        ("3만", "en", "30,000"),
        ("2,5 millones", "en", "2.5 million"),
        ("1,234 million", "zh", None),
        ("¥5", "en", None),
    ],
)
def test_large_amounts_are_written_as_the_target_language_counts(written, target, shown):
    assert rewritten(written, target) == shown


@pytest.mark.parametrize(
    ("digits", "values"),
    [
        ("1.850", {"1.850", "1850"}),
        ("12,50", {"12.50"}),
        ("1,234,567", {"1234567"}),
        ("35 000", {"35000"}),
        ("1.234,5", {"1234.5"}),
        ("7", {"7"}),
    ],
)
def test_a_separator_may_mean_two_things(digits, values):
    assert readings(digits) == {Decimal(value) for value in values}


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("住了十一个月", [{11}]),
        ("两千三百元", [{2300}]),
        ("一万二", [{12000}]),
        ("一万零二", [{10002}]),
        ("三百五", [{350}]),
        ("三个人", []),
        ("二零二四年", []),
        ("打8折", [{8, 80, 92, 20}]),
        ("15k views", [{15000}]),
        ("35 000 km", [{35000}]),
        ("20 世纪 70 年代研发的", [{1970}]),
        ("二十世纪七十年代", [{1970}]),
        ("17世紀60年代的3人", [{1660}, {3}]),
        ("90年代的歌", [{90, 1990, 2090}]),
        ("八十年代初", [{80, 1980, 2080}]),
        ("1990年代", [{1990}]),
        ("in the 1970s", [{1970}]),
        ("20 世纪", [{20}]),
        ("no numbers", []),
    ],
)
def test_values_are_read(text, values):
    assert [set(map(int, found)) for found in values_in(text)] == values
