"""Whether words stand in a text, in any script: a sign is one in all its forms, no word is found inside one.

Scripts that part words by blanks have word boundaries; Chinese, Japanese, Thai and their like have none, so
there a run of signs is found wherever it stands.
"""

import unicodedata
from functools import cache, lru_cache

import opencc

_IGNORED = frozenset("\u00ad\u034f\u061c\u0640\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
_ACCENTED = ("LATIN", "GREEK", "CYRILLIC", "ARABIC", "HEBREW")
_UNSPACED = (
    "CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN", "BOPOMOFO", "YI",
)  # fmt: skip
_SAME = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "’": "'", "ё": "е"})


def stands_in(words: str, text: str) -> bool:
    """Whether the words stand in the text: width, case, accents and forms of Han signs don't matter."""
    needle, hay = folded(words).strip(), folded(text)
    if not needle:
        return False
    at = hay.find(needle)
    while at >= 0:
        if _is_apart(hay, at, at + len(needle)):
            return True
        at = hay.find(needle, at + 1)
    return False


@lru_cache(maxsize=8_192)
def folded(text: str) -> str:
    """The text as it is compared. Folding twice changes nothing; a few µs for a title."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_SAME)
    bare, last = [], ""
    for sign in unicodedata.normalize("NFD", plain):
        if sign in _IGNORED or (unicodedata.category(sign) == "Mn" and last.startswith(_ACCENTED)):
            continue
        last = unicodedata.name(sign, "") if unicodedata.category(sign) != "Mn" else last
        bare.append(sign)
    whole = " ".join(unicodedata.normalize("NFC", "".join(bare)).split())
    return _simplified().convert(whole)


def _is_apart(hay: str, start: int, end: int) -> bool:
    """Whether no letter of a spaced script goes on before or after."""
    before, after = hay[start - 1 : start], hay[end : end + 1]
    return not (_joins(before, hay[start]) or _joins(hay[end - 1], after))


def _joins(left: str, right: str) -> bool:
    return bool(left and right) and _is_spaced(left) and _is_spaced(right)


@lru_cache(maxsize=4_096)
def _is_spaced(sign: str) -> bool:
    """A letter, digit or mark of a script that parts words by blanks."""
    if unicodedata.category(sign)[0] not in "LNM":
        return False
    return not unicodedata.name(sign, "").startswith(_UNSPACED)


@cache
def _simplified() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")
