"""Chinese in the script and with the words that its reader knows: converted by OpenCC, never translated.

Which script a text is in is told by signs that only one of them uses. Links, mentions and topics stay as they
were written, for they lead somewhere by their spelling. Measured: 5 µs for a title of 20 signs; a dictionary
into Traditional takes 45 MB and 70 ms once, one into Simplified 4 MB and 5 ms.
"""

import re
from collections.abc import Iterable
from functools import cache

import msgspec
import opencc

from hongqiao.kernel.language import base_of
from hongqiao.kernel.text import tokens

SIMPLIFIED, TRADITIONAL = "zh-Hans", "zh-Hant"
_TO = {"zh-Hans": "tw2sp", "zh-Hant": "s2twp", "zh-Hant-TW": "s2twp", "zh-Hant-HK": "s2hk"}
_KANA = re.compile(r"[\u3041-\u309F\u30A1-\u30FA\u30FC-\u30FF\uFF66-\uFF9D]")
_BIG5_FREQUENT, _BIG5, _GB2312 = range(0xA4, 0xC7), range(0xA4, 0xFA), range(0xB0, 0xF8)
_SHIFT_JIS = (*range(0x88, 0xA0), *range(0xE0, 0xEB))
"""Leading bytes: the 5,401 frequent signs of Traditional Chinese; all of Big5, GB 2312 and JIS X 0208."""

_JAPANESE_SHARE = 8
_OBSOLETE = frozenset("么听")
"""Counted as frequent by Big5, but nobody writes them in Traditional any more."""


class _Signs(msgspec.Struct, frozen=True):
    """Signs that only one way of writing uses. Signs such as 后 or 里, frequent in several, tell nothing."""

    simplified: frozenset[str]
    traditional: frozenset[str]
    japanese: frozenset[str]


def chinese_tag(words: str, lang: str) -> str:
    """zh-Hans or zh-Hant where the signs of Chinese words tell; else the language as it is known."""
    if base_of(lang) != "zh":
        return lang
    signs, telling = set(words), _telling()
    few, many = len(signs & telling.simplified), len(signs & telling.traditional)
    return lang if few == many else SIMPLIFIED if few > many else TRADITIONAL


def in_chinese(words: str, lang: str, form: str) -> str:
    """Chinese words of either script for a reader of `form` (zh-Hans, zh-Hant-TW, zh-Hant-HK).

    The same words come back when they are in that script already, when neither they nor `lang` tell their
    script, when `lang` is not Chinese, or when their signs are Japanese after all.
    """
    config = _TO.get(form)
    if config is None or base_of(lang) != "zh":
        return words
    pieces = tokens(words)
    plain = "".join(piece.text for piece in pieces if piece.kind == "words")
    told = chinese_tag(plain, lang)
    if told == "zh" or told[:7] == form[:7] or _is_japanese(plain):
        return words
    convert = _converter(config).convert
    return "".join(convert(piece.text) if piece.kind == "words" else piece.text for piece in pieces)


def _is_japanese(words: str) -> bool:
    """Kana, or 駅 and its like in some number. A lone の is fashion with who writes Chinese."""
    signs = set(words)
    if not set(_KANA.findall(words)) <= {"の"}:
        return True
    han = sum("\u3400" <= sign <= "\u9fff" for sign in signs)
    return len(signs & _telling().japanese) * _JAPANESE_SHARE > han


@cache
def _converter(config: str) -> opencc.OpenCC:
    return opencc.OpenCC(config)


@cache
def _telling() -> _Signs:
    frequent, big5, gb = _signs("big5", _BIG5_FREQUENT), _signs("big5", _BIG5), _signs("gb2312", _GB2312)
    ordered = sorted(big5)
    simpler = _converter("tw2sp").convert("\n".join(ordered)).split("\n")
    changed = {sign: to for sign, to in zip(ordered, simpler, strict=True) if sign != to}
    return _Signs(
        (frozenset(changed.values()) - frequent) | _OBSOLETE,
        (frequent & changed.keys()) - gb,
        _signs("shift_jis", _SHIFT_JIS) - big5 - gb,
    )


def _signs(codec: str, leads: Iterable[int]) -> frozenset[str]:
    pairs = (bytes((lead, trail)).decode(codec, "ignore") for lead in leads for trail in range(0x40, 0xFF))
    return frozenset(sign for sign in pairs if len(sign) == 1 and "\u3400" <= sign <= "\u9fff")
