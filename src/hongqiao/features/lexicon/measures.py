"""Units that readers elsewhere don't know, in metric: weights, lengths, areas, temperatures, shoe sizes."""

import re
from collections.abc import Callable
from decimal import Decimal

import msgspec

from hongqiao.kernel.language import base_of

AT_MOST = 3


class Measured(msgspec.Struct, frozen=True):
    """A measure as written, and about what it is."""

    written: str
    number: float
    unit: str


_NUMBER = r"(?<![\d.,$¥€£])(\d{1,6}(?:\.\d{1,3})?)\s?"
_MAINLAND: dict[str, tuple[str, str]] = {
    "斤": ("0.5", "kg"),
    "两": ("50", "g"),
    "尺": ("0.3333", "m"),
    "寸": ("3.333", "cm"),
    "亩": ("666.7", "m²"),
    "里地": ("0.5", "km"),
    "里路": ("0.5", "km"),
}
_CHINESE = re.compile(_NUMBER + r"(斤|两|尺|寸|亩|里地|里路)(?![码子])")
_SHOE = re.compile(_NUMBER + r"码")
_SHOES = re.compile(r"鞋|靴|脚")
_FAHRENHEIT = re.compile(r"(?<![\d.])(-?\d{1,3}(?:\.\d)?)\s?(?:°\s?F|℉)")
_IMPERIAL = {
    "lb": ("0.4536", "kg"),
    "lbs": ("0.4536", "kg"),
    "pounds": ("0.4536", "kg"),
    "oz": ("28.35", "g"),
    "ounces": ("28.35", "g"),
    "miles": ("1.609", "km"),
    "mi": ("1.609", "km"),
    "feet": ("0.3048", "m"),
    "ft": ("0.3048", "m"),
    "inches": ("2.54", "cm"),
    "cups": ("237", "ml"),
    "cup": ("237", "ml"),
}
_ENGLISH = re.compile(_NUMBER + r"(" + "|".join(sorted(_IMPERIAL, key=len, reverse=True)) + r")\b")


def measures(text: str, source: str) -> list[Measured]:
    """Measures of the text with what they are in metric, rounded to three figures; at most three.

    Units of mainland China: 1 斤 = 500 g, 1 两 = 50 g, 3 尺 = 1 m, 15 亩 = 1 ha. A Chinese shoe size is for a
    foot of about (size + 10) / 2 cm, the usual rule, and is told only where shoes are spoken of.
    """
    base = base_of(source)
    found: list[tuple[int, Measured]] = []
    if base == "zh":
        found += _of(text, _CHINESE, _MAINLAND)
        if _SHOES.search(text):
            found += _each(text, _SHOE, lambda size: (size + 10) / 2 if 30 <= size <= 50 else None, "cm")
    if base == "en":
        found += _of(text, _ENGLISH, _IMPERIAL)
    found += _each(text, _FAHRENHEIT, lambda degrees: (degrees - 32) * 5 / 9, "°C", digits=2)
    return list(dict.fromkeys(one for _, one in sorted(found, key=lambda pair: pair[0])))[:AT_MOST]


def _of(text: str, units: re.Pattern[str], table: dict[str, tuple[str, str]]) -> list[tuple[int, Measured]]:
    found = []
    for match in units.finditer(text):
        factor, unit = table[match[2]]
        found.append(
            (match.start(), Measured(match.group(), _rounded(Decimal(match[1]) * Decimal(factor)), unit))
        )
    return found


def _each(
    text: str,
    pattern: re.Pattern[str],
    convert: Callable[[Decimal], Decimal | None],
    unit: str,
    *,
    digits: int = 3,
) -> list[tuple[int, Measured]]:
    found = []
    for match in pattern.finditer(text):
        number = convert(Decimal(match[1]))
        if number is not None:
            found.append((match.start(), Measured(match.group().strip(), _rounded(number, digits), unit)))
    return found


def _rounded(number: Decimal, digits: int = 3) -> float:
    return float(f"{number:.{digits}g}")
