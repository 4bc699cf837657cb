import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongqiao.features.lexicon import measures


@pytest.mark.parametrize(
    ("text", "source", "said"),
    [
        ("买了2.5斤小龙虾", "zh", [("2.5斤", 1.25, "kg")]),
        ("加3两面", "zh", [("3两", 150, "g")]),
        ("瘦了10公斤", "zh", []),
        ("院子有2亩", "zh", [("2亩", 1330, "m²")]),
        ("这双鞋我穿38码", "zh", [("38码", 24, "cm")]),
        ("跑了38码", "zh", []),
        ("bake at 350°F for an hour", "en", [("350°F", 180, "°C")]),
        ("it was 5 miles", "en", [("5 miles", 8.04, "km")]),
        ("nothing to measure", "en", []),
    ],
)
def test_units_are_told_in_metric(text, source, said):
    assert [(one.written, one.number, one.unit) for one in measures(text, source)] == said


@given(st.text(max_size=120), st.sampled_from(["zh", "en", "ja"]))
def test_every_measure_stands_in_the_text(text, source):
    assert all(one.written in text for one in measures(text, source))
