import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongqiao.features.lexicon.money import prices


@pytest.mark.parametrize(
    ("text", "source", "said"),
    [
        ("一碗18元", "zh", [("18元", 18, "CNY")]),
        ("才¥128.5，真便宜", "zh", [("¥128.5", 128.5, "CNY")]),
        ("ランチは¥1,200です", "ja", [("¥1,200", 1200, "JPY")]),
        ("1500円でした", "ja", [("1500円", 1500, "JPY")]),
        ("월세 50만원", "ko", [("50만원", 500_000, "KRW")]),
        ("It was $1,299.50 then", "en", [("$1,299.50", 1299.5, "USD")]),
        ("cuesta 12,50 €", "es", [("12,50 €", 12.5, "EUR")]),
        ("cuesta $200", "es", []),
        ("por R$ 25,90", "pt", [("R$ 25,90", 25.9, "BRL")]),
        ("всего 300 рублей", "ru", [("300 рублей", 300, "RUB")]),
        ("2万块的包", "zh", [("2万块", 20_000, "CNY")]),
        ("订单号12345678901", "zh", []),
        ("no price in 2026", "en", []),
    ],
)
def test_prices_are_read_in_their_currency(text, source, said):
    assert [(one.written, one.amount, one.currency) for one in prices(text, source)] == said


@given(st.text(max_size=120), st.sampled_from(["zh", "en", "ja", "pt"]))
def test_every_price_stands_in_the_text(text, source):
    assert all(one.written in text for one in prices(text, source))
