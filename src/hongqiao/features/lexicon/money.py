"""Prices in a text: what was written, how much it is, and of which currency."""

import re
from functools import lru_cache

import msgspec

from hongqiao.kernel.language import base_of

AT_MOST = 3


class Price(msgspec.Struct, frozen=True):
    """A price as written, its amount and currency (ISO 4217)."""

    written: str
    amount: float
    currency: str


_AMOUNT = (
    r"(?P<{0}>\d{{1,3}}(?:,\d{{3}})+(?:\.\d{{1,2}})?|\d{{1,9}}(?:[.,]\d{{1,2}})?)"
    r"(?P<{0}_scale>\s?[万萬만千천kKwW](?![A-Za-z]))?"
)
_BEFORE = r"(?P<sign>R\$|US\$|HK\$|NT\$|A\$|C\$|CN¥|RMB|CNY|USD|EUR|JPY|KRW|[¥￥$€£₩₽])\s?"
_AFTER = (
    r"\s?(?P<name>元|块钱?|塊錢?|人民币|人民幣|RMB|CNY|USD|EUR|JPY|KRW|美元|美金|刀|欧元|歐元|日元|日圓|韩元|韓元|英镑"
    r"|円|원|€|£|₩|₽|руб(?:\.|лей|ля|ль)?|euros?|dollars?|dólares|reais)(?![A-Za-z\u0430-\u044f])"
)
_PRICE = re.compile(
    r"(?<![\d.,A-Za-z])(?:"
    + _BEFORE
    + _AMOUNT.format("sum")
    + "|"
    + _AMOUNT.format("total")
    + _AFTER
    + r")(?![\d])"
)
_SIGNS = {
    "R$": "BRL",
    "US$": "USD",
    "HK$": "HKD",
    "NT$": "TWD",
    "A$": "AUD",
    "C$": "CAD",
    "CN¥": "CNY",
    "RMB": "CNY",
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "₩": "KRW",
    "₽": "RUB",
}
_NAMES = {
    "元": "CNY",
    "块": "CNY",
    "塊": "TWD",
    "人": "CNY",
    "美": "USD",
    "刀": "USD",
    "欧": "EUR",
    "歐": "EUR",
    "日": "JPY",
    "韩": "KRW",
    "韓": "KRW",
    "英": "GBP",
    "円": "JPY",
    "원": "KRW",
    "р": "RUB",
    "e": "EUR",
    "d": "USD",
    "r": "BRL",
}
_SCALES = {"万": 1e4, "萬": 1e4, "만": 1e4, "w": 1e4, "W": 1e4, "千": 1e3, "천": 1e3, "k": 1e3, "K": 1e3}
_WHERE_DOLLARS_ARE_OTHERS = frozenset({"es", "pt"})
"""Languages of many countries whose own money is written $: there a bare one says too little."""


@lru_cache(maxsize=2048)
def prices(text: str, source: str) -> tuple[Price, ...]:
    """Prices in the text, each once, at most three. ¥ is Japanese money in Japanese text, else Chinese."""
    base, found = base_of(source), {}
    for match in _PRICE.finditer(text):
        which = "sum" if match["sum"] else "total"
        currency = _currency(match["sign"] or "", match["name"] or "", base, source)
        if currency:
            amount = _value(match[which]) * _SCALES.get((match[f"{which}_scale"] or "").strip(), 1)
            found.setdefault(match.group().strip(), Price(match.group().strip(), amount, currency))
    return tuple(found.values())[:AT_MOST]


def _currency(sign: str, name: str, base: str, source: str) -> str:
    if sign in ("¥", "￥"):
        return "JPY" if base == "ja" else "CNY"
    if (sign == "$" or name.startswith("d")) and base in _WHERE_DOLLARS_ARE_OTHERS:
        return ""
    if name in ("元", "塊", "塊錢") and source in ("zh-Hant", "zh-TW"):
        return "TWD"
    word = sign or name
    if word in _SIGNS:
        return _SIGNS[word]
    return word if len(word) == 3 and word.isupper() else _NAMES.get(word[:1], "")


def _value(written: str) -> float:
    """1,299.50 and 1,299 have thousands; 12,50 has a decimal comma."""
    if re.fullmatch(r"\d+,\d{1,2}", written):
        return float(written.replace(",", "."))
    return float(written.replace(",", ""))
