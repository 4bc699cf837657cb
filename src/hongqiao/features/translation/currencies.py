"""Which currencies a text names beside its amounts: a translation says them in other words, never others."""

import re
from collections.abc import Iterator

_HAN = "一二两三四五六七八九十百千万半几"
_AMOUNT = (
    rf"(?:(?<![\d.,])\d[\d.,]*+|(?<![{_HAN}])[{_HAN}]++)"
    r"(?=\s?[^\W\d_一二两三四五六七八九]|\s?[¥￥$€£₩₽฿])"  # most numbers are no prices: told at once
)
_SIZE = (
    r"\s?(?:[万萬千百十亿億]|mil(?:lón|lones|h(?:ão|ões))?|thousand|million|k|тыс\.?|млн|ألف|مليون)?"
    r"\s?(?:de\s)?"
)

_NAMES: dict[frozenset[str], str] = {
    frozenset({"JPY"}): r"日[元圆圓币幣]|円|yens?|yenes|ienes?|엔|[ий]ен[аыу]?|ين(?!\w)",
    frozenset({"KRW"}): r"[韩韓][元圆币幣]|ウォン|wons?|원|вон[аы]?|وون",
    frozenset({"USD"}): r"美[元金刀圆]|米ドル|usd|미국\s?달러",
    frozenset({"EUR"}): r"[欧歐][元圆]|ユーロ|euros?|유로|евро|يورو",
    frozenset({"GBP"}): r"英[镑鎊]|英ポンド|gbp|quid|파운드",
    frozenset({"HKD"}): r"港[币幣元纸紙]|hkd",
    frozenset({"TWD"}): r"(?:新?[台臺][币幣]|ntd|twd)",
    frozenset({"THB"}): r"[泰][铢銖]|バーツ|baht|바트|бат[аов]*|بات",
    frozenset({"RUB"}): r"[卢盧]布|ルーブル|rubles?|rublos?|루블|рубл\w*|руб\.?|روبل",
    frozenset({"USD", "AUD", "CAD", "SGD"}): r"ドル|dollars?|bucks|dólar(?:es)?|달러|доллар\w*|دولار\w*",
    frozenset({"CNY"}): r"人民[币幣]|rmb|cny|yuan(?:es)?|위안|юан\w*|يوان",
    frozenset({"CNY", "TWD", "HKD"}): r"元|块钱?|塊錢?|圆",
}  # fmt: skip
_SIGNS = {
    "¥": frozenset({"CNY", "JPY"}),
    "￥": frozenset({"CNY", "JPY"}),
    "$": frozenset({"USD", "HKD", "TWD", "AUD", "CAD", "SGD"}),
    "€": frozenset({"EUR"}),
    "£": frozenset({"GBP"}),
    "₩": frozenset({"KRW"}),
    "₽": frozenset({"RUB"}),
    "฿": frozenset({"THB"}),
}
_OF_NAME = {f"c{at}": codes for at, codes in enumerate(_NAMES)}
_LATIN_END = r"(?![a-zà-ÿ])"
_AFTER = re.compile(
    f"{_AMOUNT}{_SIZE}(?:"
    + "|".join(f"(?P<c{at}>(?:{names}){_LATIN_END})" for at, names in enumerate(_NAMES.values()))
    + "|(?P<sign>[¥￥$€£₩₽฿]))",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"([¥￥$€£₩₽฿])\s?\d")


def changes_currency(source_text: str, said: str) -> bool:
    """Whether the result names a currency that can be none of those of the source, which names one too."""
    here, there = list(_named_in(source_text)), list(_named_in(said))
    return bool(here) and any(codes.isdisjoint(frozenset[str]().union(*here)) for codes in there)


def _named_in(text: str) -> Iterator[frozenset[str]]:
    """The codes (ISO 4217) that each amount with a currency may mean."""
    for match in _AFTER.finditer(text):
        yield _SIGNS[match["sign"]] if match["sign"] else _OF_NAME[str(match.lastgroup)]
    for match in _BEFORE.finditer(text):
        yield _SIGNS[match[1]]
