"""Names of topics, made alike: so that #Café, #cafe and #CAFÉ are one name, and #貓 and #猫."""

import re
import unicodedata
from collections.abc import Collection
from functools import cache, lru_cache

import opencc

from hongqiao.kernel.bounds import declare_bound
from hongqiao.kernel.language import base_of
from hongqiao.kernel.text import topic_slug

NAME_LENGTH = declare_bound("topic name", 50)
_HAN = re.compile(r"[\u3400-\u9FFF\uF900-\uFAFF]")
_MARKED = re.compile(r"[\u00C0-\u024F\u0401\u0451\u0622-\u0626\u0629\u0649]")
"""Letters whose marks people leave out: Latin, Russian yo, Arabic alef and its like."""
_LATIN = re.compile(r"[0-9a-z\u00DF-\u024F]+")
_AGREEING, _LONG_ENOUGH = 2, 7
_KEPT = frozenset("ñ")
"""A letter of its own, not an n with an accent: año is a year, and ano is not."""
_PLAIN = str.maketrans({"ё": "е", "آ": "ا", "أ": "ا", "إ": "ا", "ؤ": "و", "ئ": "ي", "ة": "ه", "ى": "ي"})


@lru_cache(maxsize=16_384)
def spelt(name: str) -> str:
    """The name without what people write one way or another: width, case, blanks, script of Chinese."""
    slug = topic_slug(name)
    return _simplified().convert(slug) if _HAN.search(slug) else slug


@lru_cache(maxsize=16_384)
def folded(name: str) -> str:
    """As spelt, and without accents, which people leave out: #mangá is also written #manga."""
    slug = spelt(name)
    return "".join(_plain(sign) for sign in slug.translate(_PLAIN)) if _MARKED.search(slug) else slug


def is_telling(name: str, langs: Collection[str]) -> bool:
    """Whether a name means the same even in a language that doesn't list it, of those that do (`langs`).

    Every language borrows from English, and takes over signs of other scripts; short Latin words that one
    language has alone are often another word elsewhere: See is a lake in German.
    """
    is_latin = bool(_LATIN.fullmatch(name))
    return not is_latin or "en" in langs or len(langs) >= _AGREEING or len(name) >= _LONG_ENOUGH


def slugs_of_name(name: str, lang: str) -> list[str]:
    """Every slug under which notes that carry this name may be listed, the name's own first."""
    slugs = [topic_slug(name), folded(name)]
    if lang == "zh" and _HAN.search(name):
        slugs += [converter.convert(slugs[0]) for converter in _traditional()]
    return list(dict.fromkeys(slug for slug in slugs if slug))


def lang_of_name(lang: str) -> str:
    """The language under which a name is kept: Cantonese hashtags are Chinese ones."""
    base = base_of(lang)
    return "zh" if base == "yue" else base


def _plain(sign: str) -> str:
    if sign in _KEPT or sign.isascii():
        return sign
    first = unicodedata.normalize("NFD", sign)[0]
    return first if "a" <= first <= "z" else sign


@cache
def _simplified() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


@cache
def _traditional() -> tuple[opencc.OpenCC, ...]:
    return opencc.OpenCC("s2t"), opencc.OpenCC("s2twp")
