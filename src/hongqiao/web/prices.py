"""Prices of a foreign text in the reader's own money: about, and only where the operator keeps rates."""

from babel.numbers import format_currency

from hongqiao.features.lexicon import money
from hongqiao.features.translation import Text
from hongqiao.kernel.language import base_of
from hongqiao.web.request import Here

CURRENCIES = {
    "de": "EUR",
    "en": "USD",
    "en-GB": "GBP",
    "es": "EUR",
    "fr": "EUR",
    "id": "IDR",
    "it": "EUR",
    "ja": "JPY",
    "ko": "KRW",
    "pt": "BRL",
    "pt-PT": "EUR",
    "ru": "RUB",
    "th": "THB",
    "tr": "TRY",
    "vi": "VND",
    "yue": "HKD",
    "zh": "CNY",
    "zh-Hant": "TWD",
    "zh-Hant-HK": "HKD",
    "zh-Hant-TW": "TWD",
}
"""Where most readers of a language pay; readers of Arabic and of Spanish overseas have too many to guess."""


def currency_of(tag: str) -> str:
    """ISO 4217, for a language as people choose it; "" where none is likely."""
    return CURRENCIES.get(tag) or ("" if tag == "es-419" else CURRENCIES.get(base_of(tag), ""))


def prices_for(at: Here, text: Text) -> tuple[tuple[str, str], ...]:
    """Prices in the text as written, and about what they are where this reader lives."""
    rates, wanted = at.site.settings.rates, currency_of(at.reader.reads[0])
    if rates is None or not wanted:
        return ()
    told = []
    for price in money.prices(text.words, text.lang):
        about = rates.about(price.amount, price.currency, wanted)
        if about is not None:
            shown = format_currency(
                about, wanted, locale=at.reader.locale.replace("-", "_"), decimal_quantization=False
            )
            told.append((price.written, shown))
    return tuple(told)
