"""Units that readers elsewhere don't know, in metric: weights, lengths, areas, temperatures, shoe sizes."""

import re
from collections.abc import Callable
from decimal import Decimal

from hongqiao.features.lexicon.model import Measured
from hongqiao.features.lexicon.sizes import sizes
from hongqiao.kernel.language import base_of

AT_MOST = 3


_NUMBER = r"(?<![\d.,$¥€£尺])(\d{1,6}(?:\.\d{1,3})?)\s?"
_MAINLAND: dict[str, tuple[str, str]] = {
    "斤": ("0.5", "kg"),
    "两": ("50", "g"),
    "尺": ("0.3333", "m"),
    "寸": ("3.333", "cm"),
    "亩": ("666.7", "m²"),
    "里地": ("0.5", "km"),
    "里路": ("0.5", "km"),
}
_CHINESE = re.compile(_NUMBER + r"(斤|两|尺|寸|亩|里地|里路)(?![码子\d])")
_CHI_AND_CUN = re.compile(r"(?<![\d.])(\d尺\d)(?:寸|(?![\d斤两]))")
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

    Units of mainland China: 1 斤 = 500 g, 1 两 = 50 g, 3 尺 = 1 m, 15 亩 = 1 ha. Sizes of clothes and shoes
    are told as bodies (see sizes.py), only where such things are spoken of.
    """
    base = base_of(source)
    found: list[tuple[int, Measured]] = []
    if base == "zh":
        found += _of(text, _CHINESE, _MAINLAND)
        found += [
            (match.start(), Measured(match.group(), _chi_and_cun_cm(match[1]), "cm"))
            for match in _CHI_AND_CUN.finditer(text)
        ]
    if base == "en":
        found += _of(text, _ENGLISH, _IMPERIAL)
    found += sizes(text, base)
    found += _each(text, _FAHRENHEIT, lambda degrees: (degrees - 32) * 5 / 9, "°C", digits=2)
    told = dict.fromkeys(one for _, one in sorted(found, key=lambda pair: pair[0]))
    first = list(dict.fromkeys(one.written for one in told))[:AT_MOST]
    return [one for one in told if one.written in first]


def _chi_and_cun_cm(written: str) -> float:
    """2尺1 is two feet and one inch of China: 70 cm."""
    chi, _, cun = written.partition("尺")
    return float(round((int(chi) + int(cun) / 10) * 100 / 3))


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
