from datetime import date

from hongqiao.kernel.rates import Rates

RATES = Rates(date(2026, 11, 2), "a bank", {"EUR": 1.0, "CNY": 8.0, "USD": 1.1, "JPY": 170.0})


def test_an_amount_is_told_to_two_figures_in_another_currency():
    assert RATES.about(128, "CNY", "EUR") == 16
    assert RATES.about(1299, "EUR", "JPY") == 220_000


def test_nothing_is_told_without_a_rate_or_in_the_same_currency():
    assert RATES.about(10, "BRL", "EUR") is None
    assert RATES.about(10, "EUR", "EUR") is None
