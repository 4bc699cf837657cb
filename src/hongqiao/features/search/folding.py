"""One form of a text for documents and queries: width, case, variants, accents told no longer apart."""

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache

_LEFT_OUT = re.compile(
    "[\u00ad\u034f\u061c\u0640\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
_LETTERS = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "ё": "е", "’": "'", "ʼ": "'"}
)
_ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي"})
_ACCENTED = re.compile(
    "[\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff\u0600-\u06ff\u1e00-\u1fff][\u0300-\u036f\u064b-\u0670]*"
)
_KEPT = frozenset("йЙ")  # a letter of its own in Russian, not an accented one
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


@lru_cache(maxsize=4_096)
def fold(text: str) -> str:
    """The text as it is compared: NFKC, small letters, no accents, simplified Han.

    Folding twice changes nothing. Blanks and punctuation stay.
    """
    for _ in range(4):
        folded = _fold_once(text)
        if folded == text:
            return folded
        text = folded
    return text


def _fold_once(text: str) -> str:
    text = unicodedata.normalize("NFKC", _LEFT_OUT.sub("", text)).casefold()
    text = unicodedata.normalize("NFKC", text).translate(_LETTERS)
    text = _ACCENTED.sub(lambda found: _plain(found.group()), text)
    text = unicodedata.normalize("NFC", text).translate(_ARABIC)
    return _HAN.sub(lambda found: simplified(found.group()), text)


@lru_cache(maxsize=4_096)
def _plain(letter: str) -> str:
    if letter[0] in _KEPT:
        return letter[0]
    return "".join(sign for sign in unicodedata.normalize("NFD", letter) if not unicodedata.combining(sign))


@lru_cache(maxsize=32_768)
def simplified(sign: str) -> str:
    """A Han sign in mainland form: traditional and Japanese forms fold to one.

    Sign by sign, not by phrase: a query of two signs must fold as the long text does in which they stand.
    """
    from_japanese, to_simplified = _converters()
    for _ in range(3):
        changed = to_simplified(from_japanese(sign))
        if changed == sign or len(changed) != 1:
            return sign
        sign = changed
    return sign


@cache
def _converters() -> tuple[Callable[[str], str], Callable[[str], str]]:
    from opencc import OpenCC  # 30 ms and 8 MB: once a process that searches

    return OpenCC("jp2t").convert, OpenCC("t2s").convert
