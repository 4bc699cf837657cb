"""Currencies beside amounts: said in other words, never changed."""

import pytest

from hongqiao.features.translation.currencies import changes_currency


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("才18元一碗", "1杯わずか18円です"),
        ("才18元一碗", "Only 18 yen a bowl"),
        ("一共25块钱", "¿25 euros en total?"),
        ("30美元", "30元"),
        ("3万韩元", "30,000日元"),
        ("花了3万日元", "spent 30,000 yuan"),
        ("It was 20 dollars", "20元でした"),
        ("20 euros each", "每个20元"),
        ("$20 each", "每个20欧元"),
        ("1200円だった", "It was 1200 won"),
        ("5 mil pesos y 20 euros", "二十美元"),
        ("三十块", "30 dollars"),
        ("3000원이에요", "3000元"),
        ("500 рублей", "500 долларов"),
        ("ثمنه 50 يوان", "50 yen"),
    ],
)
def test_another_currency_is_found(source, said):
    assert changes_currency(source, said)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("才18元一碗", "Only 18 yuan a bowl"),
        ("才18元一碗", "1杯わずか18元です"),
        ("才18块", "solo 18 yuanes"),
        ("¥18一碗", "18 yen a bowl"),  # the sign is that of both
        ("30美元", "$30"),
        ("30美元", "30 dollars"),
        ("3万韩元", "₩30,000"),
        ("花了3万日元", "約3万円かかった"),
        ("20 bucks", "20美元"),
        ("20 dollars", "20ドル"),
        ("500 рублей", "500₽"),
        ("ثمنه 50 يوان", "50元"),
        ("2025年元旦", "New Year's Day 2025"),
        ("买了3个", "bought 3 for 20 yuan"),  # what was added is for another check
        ("we won 3 games", "我们赢了3场"),
        ("5 wonderful days", "5天"),
        ("2 euros y 3 dólares", "3美元和2欧元"),
    ],
)
def test_the_same_currency_in_other_words_is_none(source, said):
    assert not changes_currency(source, said)
