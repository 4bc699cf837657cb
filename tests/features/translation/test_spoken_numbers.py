"""Numbers in words against numbers in digits, and signs: the same is no alarm, another one is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongqiao.features.translation.checks import findings
from hongqiao.features.translation.spoken_numbers import spoken


def is_noticed(source, target, written, said):
    return "numbers" in findings(written, said, source=source, target=target)


@pytest.mark.parametrize(
    ("source", "target", "written", "said"),
    [
        ("zh", "en", "我有二十块钱", "I have twenty yuan"),
        ("zh", "en", "来了三万五千人", "thirty-five thousand people came"),
        ("en", "zh", "twenty people came", "来了20个人"),
        ("en", "zh", "one hundred and fifty of them", "有150个"),
        ("en", "zh", "fifty percent off", "打五折"),
        ("zh", "en", "打八折", "20% off"),
        ("zh", "en", "打八五折", "15% off"),
        ("zh", "en", "来了二三十人", "20 to 30 people came"),
        ("zh", "en", "来了上百人", "over 100 people came"),
        ("zh", "en", "二〇二四年夏天", "the summer of 2024"),
        ("zh", "en", "要2万5", "It costs 25,000"),
        ("zh", "en", "要2万5千", "It costs 25,000"),
        ("zh", "en", "有1亿2000万人", "There are 120 million people"),
        ("zh", "en", "走了3千步", "I walked 3,000 steps"),
        ("ko", "zh", "이만 명이 왔어요", "来了20000人"),
        ("ko", "en", "스물다섯 살이에요", "I am 25 years old"),
        ("fr", "zh", "quatre-vingt-dix-sept personnes", "97个人"),
        ("es", "zh", "mil personas", "一千人"),
        ("es", "en", "treinta y cinco grados", "35 degrees"),
        ("pt", "en", "cento e vinte pessoas", "120 people"),
        ("ru", "en", "двадцать пять тысяч", "25,000"),
        ("fr", "zh", "1 250 personnes sont venues", "来了1250人"),
        ("fr", "zh", "à 15 h 30", "下午3点半"),
        ("zh", "en", "今天零下15度", "It is -15 degrees today"),
        ("en", "zh", "It was minus 20 here", "这里零下20度"),
        ("zh", "en", "营业时间10-20点", "Open 10 to 20"),
        ("zh", "en", "三四个人", "three or four people"),
        ("zh", "en", "周三去", "We go on Wednesday"),
    ],
)
def test_the_same_number_said_otherwise_is_no_alarm(source, target, written, said):
    assert not is_noticed(source, target, written, said)


@pytest.mark.parametrize(
    ("source", "target", "written", "said"),
    [
        ("zh", "en", "我有二十块钱", "I have thirty yuan"),
        ("zh", "en", "来了三万五千人", "350,000 people came"),
        ("en", "zh", "twenty people came", "来了30个人"),
        ("zh", "en", "打八折", "30% off"),
        ("zh", "en", "二〇二四年夏天", "the summer of 2023"),
        ("zh", "en", "要2万5", "It costs 20,005"),
        ("zh", "en", "有1亿2000万人", "There are 12 million people"),
        ("zh", "en", "买了两斤苹果", "I bought three jin of apples"),
        ("zh", "en", "来了三个人", "Five people came"),
        ("en", "zh", "five people came", "来了六个人"),
        ("zh", "en", "今天-15度", "It is 15 degrees today"),
        ("zh", "en", "今天零下15度", "It is 15 degrees today"),
        ("en", "zh", "It is 15 degrees today", "今天零下15度"),
        ("fr", "en", "quinze personnes", "25 people"),
    ],
)
def test_another_number_is_noticed(source, target, written, said):
    assert is_noticed(source, target, written, said)


@given(st.integers(13, 99_999))
def test_chinese_numerals_say_their_value(value):
    assert value in spoken(_in_chinese(value), "zh")


def _in_chinese(value: int) -> str:
    if value >= 10_000:
        head, rest = divmod(value, 10_000)
        apart = "零" if 0 < rest < 1000 else ""
        return f"{_in_chinese(head)}万{apart}{_in_chinese(rest)}"
    signs, said = "零一二三四五六七八九", ""
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, unit)
        if digit:
            said += signs[digit] + name
        elif said and not said.endswith("零") and value:
            said += "零"
    return said
