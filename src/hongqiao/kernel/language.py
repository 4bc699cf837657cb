"""Languages: tags, names in their own script, direction, and what the script of a text alone tells.

Script rules follow facts measured for short social texts: kana means Japanese, hangul Korean, Cyrillic
Russian, Han alone Chinese unless the author writes Japanese. Latin text needs a classifier (worker).
"""

import re
from functools import lru_cache

NAMES = {
    "en": "English",
    "zh": "中文",
    "zh-Hans": "简体中文",
    "zh-Hant": "繁體中文",
    "yue": "粵語",
    "ja": "日本語",
    "ko": "한국어",
    "es": "Español",
    "fr": "Français",
    "pt": "Português",
    "ru": "Русский",
    "ar": "العربية",
    "de": "Deutsch",
    "it": "Italiano",
    "th": "ไทย",
    "vi": "Tiếng Việt",
    "id": "Bahasa Indonesia",
    "tr": "Türkçe",
}
"""Every language people can say they read, each in its own script."""

SEALS = {
    "zh": "中",
    "yue": "粵",
    "ja": "あ",
    "ko": "한",
    "ru": "РУ",
    "ar": "ع",
    "th": "ไ",
    "en": "EN",
    "es": "ES",
    "fr": "FR",
    "pt": "PT",
    "de": "DE",
    "it": "IT",
    "vi": "VI",
    "id": "ID",
    "tr": "TR",
}
"""One sign of the source script, for the stamp before a translated title."""

UNDETERMINED = "und"
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})

_NOISE = re.compile(r"https?://\S+|[@#][^\s@#]+|[\U0001F000-\U0001FAFF\u2600-\u27BF\uFE0F\u200D]")
_KANA = re.compile(r"[\u3041-\u309F\u30A1-\u30FA\u30FC-\u30FF\uFF66-\uFF9D]")
_HANGUL = re.compile(r"[\uAC00-\uD7A3\u1100-\u11FF\u3131-\u318E]")
_HAN = re.compile(r"[\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF]")
_CYRILLIC = re.compile(r"[\u0400-\u04FF]")
_ARABIC = re.compile(r"[\u0600-\u06FF\u0750-\u077F]")
_THAI = re.compile(r"[\u0E00-\u0E7F]")
_LATIN_WORD = re.compile(r"[A-Za-z\u00C0-\u024F]{2,}")


@lru_cache(maxsize=1_024)
def base_of(tag: str) -> str:
    """Language without script or region: zh-Hans -> zh."""
    return tag.split("-", 1)[0].lower()


def direction_of(tag: str) -> str:
    """'rtl' or 'ltr', for the dir attribute."""
    return "rtl" if base_of(tag) in RIGHT_TO_LEFT else "ltr"


def html_tag(tag: str) -> str:
    """Tag for the lang attribute; plain Chinese is given its usual script so that faces fit."""
    return "zh-Hans" if tag == "zh" else tag


def name_of(tag: str) -> str:
    """The language's name in its own script."""
    return NAMES.get(tag) or NAMES.get(base_of(tag)) or tag


def seal_of(tag: str) -> str:
    """The sign on the source seal."""
    return SEALS.get(base_of(tag), base_of(tag).upper())


@lru_cache(maxsize=4_096)
def is_read(lang: str, reads: tuple[str, ...]) -> bool:
    """Whether text in this language is shown as written. Undetermined text always is."""
    return lang == UNDETERMINED or base_of(lang) in {base_of(tag) for tag in reads}


def lang_by_script(text: str, *, author_lang: str = "en") -> str | None:
    """What the script alone tells: a tag, "und" for text without words, None for Latin text.

    In mixed text a Han sign counts as 0.6 of a Latin word. A lone の is fashion with who writes Chinese.
    """
    plain = _NOISE.sub(" ", text)
    latin = len(_LATIN_WORD.findall(plain))
    kana = set(_KANA.findall(plain))
    if kana and not (kana == {"の"} and base_of(author_lang) in {"zh", "yue"}):
        return "ja"
    if _HANGUL.search(plain):
        return "ko"
    for script, lang in ((_CYRILLIC, "ru"), (_ARABIC, "ar"), (_THAI, "th")):
        if len(script.findall(plain)) > latin * 3:
            return lang
    if len(_HAN.findall(plain)) * 0.6 > latin:
        return "ja" if base_of(author_lang) == "ja" else "zh"
    return None if latin else UNDETERMINED


def guess_lang(text: str, *, author_lang: str) -> str:
    """The language as far as it can be told at once; Latin text is taken for the author's own language."""
    by_script = lang_by_script(text, author_lang=author_lang)
    if by_script is not None:
        return by_script
    own = base_of(author_lang)
    return own if own not in {"zh", "ja", "ko", "ru", "ar", "th", "yue"} else "en"
