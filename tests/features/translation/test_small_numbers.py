"""Numbers up to twelve: a word for a digit is fine, another digit is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongqiao.features.translation.small_numbers import keeps_small_numbers


@pytest.mark.parametrize(
    ("source", "target", "written", "said"),
    [
        ("zh", "en", "要3个鸡蛋", "You need three eggs"),
        ("en", "zh", "2 eggs", "两个鸡蛋"),
        ("en", "zh", "Open until 3 May", "营业到5月3日"),
        ("zh", "en", "下午3点半开门", "It opens at 15:30"),
        ("en", "zh", "a dozen eggs", "12个鸡蛋"),
        ("en", "ko", "3 cats", "고양이 세 마리"),
        ("ru", "en", "5 минут", "five minutes"),
        ("es", "en", "la 1ª vez", "the first time"),
        ("zh", "en", "第2次来", "My second visit"),
        ("zh", "en", "没有数字", "No numbers here"),
        ("ar", "en", "٣ قطط", "3 cats"),
    ],
)
def test_the_same_number_in_words_is_kept(source, target, written, said):
    assert keeps_small_numbers(written, said, source, target)


@pytest.mark.parametrize(
    ("source", "target", "written", "said"),
    [
        ("zh", "en", "要3个鸡蛋", "You need 5 eggs"),
        ("zh", "en", "要3个鸡蛋", "You need eggs"),
        ("en", "zh", "Take 2 pills", "吃三片药"),
        ("en", "zh", "Take pills", "吃3片药"),
        ("fr", "en", "à 9 heures", "at eight o’clock"),
    ],
)
def test_another_number_is_noticed(source, target, written, said):
    assert not keeps_small_numbers(written, said, source, target)


@given(st.integers(1, 12), st.integers(1, 12))
def test_a_digit_equals_only_itself(here, there):
    kept = keeps_small_numbers(f"{here} km", f"{there} km", "en", "es")

    assert kept == (here == there)
