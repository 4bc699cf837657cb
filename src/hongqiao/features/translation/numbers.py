"""Numbers in texts: their values whatever the way of writing, and large round ones written anew.

Small models turn 4500万 into 4500 million; so large amounts are read and written here, by rule.
"""

import re
from collections.abc import Iterable
from decimal import Decimal

_SCALE = {
    "万": 10**4,
    "萬": 10**4,
    "만": 10**4,
    "亿": 10**8,
    "億": 10**8,
    "억": 10**8,
    "千万": 10**7,
    "百万": 10**6,
    "천만": 10**7,
    "백만": 10**6,
    "十亿": 10**9,
    "十億": 10**9,
    "百億": 10**10,
    "千": 10**3,
    "百": 10**2,
    "천": 10**3,
    "백": 10**2,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "mil": 10**3,
    "millón": 10**6,
    "millones": 10**6,
    "mille": 10**3,
    "millions": 10**6,
    "milliard": 10**9,
    "milliards": 10**9,
    "milhão": 10**6,
    "milhões": 10**6,
    "bilhão": 10**9,
    "bilhões": 10**9,
    "mil millones": 10**9,
    "mil milhões": 10**9,
    "тысяч": 10**3,
    "тысячи": 10**3,
    "тыс.": 10**3,
    "миллион": 10**6,
    "миллиона": 10**6,
    "миллионов": 10**6,
    "млн": 10**6,
    "миллиард": 10**9,
    "миллиарда": 10**9,
    "миллиардов": 10**9,
    "млрд": 10**9,
    "bn": 10**9,
    "k": 10**3,
    "K": 10**3,
    "w": 10**4,
    "W": 10**4,
    "M": 10**6,
}
_UNITS_OF = {
    "zh": ((10**8, "亿"), (10**4, "万")),
    "yue": ((10**8, "億"), (10**4, "萬")),
    "ja": ((10**8, "億"), (10**4, "万")),
    "ko": ((10**8, "억"), (10**4, "만")),
    "en": ((10**9, " billion"), (10**6, " million")),
    "fr": ((10**9, " milliards"), (10**6, " millions")),
    "es": ((10**6, " millones"),),
    "pt": ((10**9, " bilhões"), (10**6, " milhões")),
    "ru": ((10**9, " млрд"), (10**6, " млн")),
}
_SINGULAR = {
    " millones": " millón",
    " milhões": " milhão",
    " bilhões": " bilhão",
    " millions": " million",
    " milliards": " milliard",
}
_COMMA_DECIMAL = frozenset({"es", "fr", "pt", "ru"})
_SPACED = frozenset({"fr", "ru"})


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_HAN = "〇零一二两三四五六七八九十百千"
_NO_LETTER = r"(?![a-zA-Zа-яё])"
_COUNTED = rf"(?<![\d.,])\d{{1,2}}|(?<![{_HAN}])[{_HAN}]{{1,3}}"
_DECADE = rf"(?:(?P<century>{_COUNTED})\s?世[纪紀]\s?)?(?P<decade>\d0|[一二三四五六七八九]十)\s?年代"
_NUMBER = re.compile(
    rf"{_DECADE}|"
    r"(?<![A-Za-z\d_.])(?P<digits>\d{1,3}(?:[\u00a0\u202f ]\d{3})+(?!\d)|\d+(?:[.,]\d+)*)"
    rf"(?:\s?(?P<scale>{_any_of(_SCALE)}){_NO_LETTER}|(?P<rebate>折))?"
    rf"|(?P<han>[{_HAN}]++(?:[万亿][{_HAN}]*)?)"
)
_LARGE_WORDS = [
    word for word, unit in _SCALE.items() if unit >= 10**4 and (len(word) > 1 or word in "万萬만亿億억")
]
LARGE = rf"(?<![A-Za-z\d_.,])\d+(?:[.,]\d+)*\s?(?:{_any_of(_LARGE_WORDS)}){_NO_LETTER}"
"""Pattern of an amount that another language counts in other units."""

_COUNTED_ON = frozenset("千百万萬亿億천백만억")
"""Units behind which a smaller part of the same number may follow at once."""

_HAN_DIGITS = {sign: value for value, sign in enumerate("一二三四五六七八九", 1)} | {"两": 2}
_HAN_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}


def readings(digits: str) -> frozenset[Decimal]:
    """What digits with separators may mean: "1.850" is 1.85 or 1850, "12,50" is 12.5."""
    plain = re.sub(r"[\u00a0\u202f ]", "", digits)
    signs = re.findall(r"[.,]", plain)
    is_grouped = bool(signs) and re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", plain) and len(set(signs)) == 1
    as_grouped = Decimal(re.sub(r"[.,]", "", plain))
    if not signs or (is_grouped and len(signs) > 1):
        return frozenset({as_grouped})
    head, _, tail = plain.replace(",", ".").rpartition(".")
    as_decimal = Decimal(f"{head.replace('.', '')}.{tail}")
    return frozenset({as_decimal, as_grouped}) if is_grouped else frozenset({as_decimal})


def values_in(text: str) -> list[frozenset[Decimal]]:
    """Each number in order, as the set of values that it may mean, 万 and million worked in.

    Chinese numerals count from two signs on, where they surely are numbers. What follows 万 or 亿 at once is
    of the same number: 1亿2000万 is 120 million, 2万5 is 25000. 20世纪70年代 is 1970, and 70年代 may be.
    """
    found: list[frozenset[Decimal]] = []
    end, unit = -1, 1
    for match in _NUMBER.finditer(text):
        if match["decade"]:
            found.append(_years(match["century"], match["decade"]))
        elif match["digits"]:
            scale = _SCALE.get(match["scale"] or "", 1)
            values = {value * scale for value in readings(match["digits"])}
            if match["rebate"]:  # 8折: pay 80 %, so 20 % off
                paid = values | {10 * value for value in values}
                values = paid | {100 - value for value in paid}
            if match.start() == end and (more := _continued(match, values, unit)):
                found.append(frozenset(before + value for before in found.pop() for value in more))
            else:
                found.append(frozenset(values))
            end, unit = (match.end(), scale) if match["scale"] in _COUNTED_ON else (-1, 1)
        elif len(match["han"]) > 1 and (value := _han_value(match["han"])) is not None:
            found.append(frozenset({Decimal(value)}))
    return found


def _years(century: str | None, decade: str) -> frozenset[Decimal]:
    """Where a decade begins; without its century also as it is written, and in the last two."""
    ten = _counted(decade)
    if century:
        return frozenset({Decimal((_counted(century) - 1) * 100 + ten)})
    return frozenset({Decimal(ten), Decimal(1900 + ten), Decimal(2000 + ten)})


def _counted(written: str) -> int:
    return int(written) if written.isdecimal() else _han_value(written) or 0


def _continued(match: re.Match[str], values: set[Decimal], unit: int) -> set[Decimal]:
    """What a number adds to the larger part right before it, which counts in `unit`; else nothing."""
    if match["scale"]:
        return {value for value in values if value < unit}
    if len(match["digits"]) == 1 and not match["rebate"]:
        return {value * unit / 10 for value in values}
    return {value for value in values if value < unit and len(match["digits"]) == len(str(unit)) - 1}


def rewritten(amount: str, target: str) -> str | None:
    """A large amount as the target language writes it, or None when it cannot be told exactly.

    `rewritten("4500万", "en") == "45 million"`, `rewritten("3.2亿", "en") == "320 million"`.
    """
    match = _NUMBER.fullmatch(amount)
    if match is None or not match["scale"] or target not in _UNITS_OF:
        return None
    possible = readings(match["digits"])
    value = min(possible) * _SCALE[match["scale"]]
    if len(possible) > 1 and _SCALE[match["scale"]] >= 10**6:
        return None
    return _written(value, target)


def _written(value: Decimal, target: str) -> str | None:
    for unit, word in _UNITS_OF[target]:
        share = value / unit
        if share >= 1 and share == round(share, 2):
            return _grouped(share, target) + (_SINGULAR.get(word, word) if share == 1 else word)
    return _grouped(value, target) if value == int(value) else None


def _grouped(value: Decimal, target: str) -> str:
    counts_by_four = target in ("zh", "yue", "ja", "ko")
    plain = f"{value.normalize():f}" if counts_by_four and value < 10**4 else f"{value.normalize():,f}"
    if target in _SPACED:
        return plain.replace(",", "\u00a0").replace(".", ",")
    return plain.translate(str.maketrans(",.", ".,")) if target in _COMMA_DECIMAL else plain


def _han_value(signs: str) -> int | None:
    """Value of Chinese numerals, or None where they are no sum: 三四个 is "three or four"."""
    total = section = digit = 0
    place = 1  # of a last digit: 一万二 is 12000, 一万零二 is 10002
    for sign in signs:
        if sign in "零〇":
            digit, place = 0, 1
        elif sign in _HAN_DIGITS:
            if digit:
                return None
            digit = _HAN_DIGITS[sign]
        else:
            unit = _HAN_UNITS[sign]
            place = unit // 10
            if unit >= 10**4:
                total, section, digit = (total + section + digit) * unit, 0, 0
            else:
                section, digit = section + (digit or 1) * unit, 0
    return total + section + digit * place
