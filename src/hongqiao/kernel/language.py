"""Languages: tags, names in their own script, direction, and what the script of a text alone tells.

Script rules follow facts measured for short social texts: kana means Japanese, hangul Korean, Cyrillic
Russian, Han alone Chinese, or Cantonese by its own signs, unless the author writes Japanese. Latin text
needs a classifier (worker).
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from hongqiao.kernel.cantonese import is_cantonese

NAMES = {
    "en": "English",
    "en-GB": "English (UK)",
    "zh": "中文",
    "zh-Hans": "简体中文",
    "zh-Hant": "繁體中文",
    "zh-Hant-TW": "繁體中文（台灣）",
    "zh-Hant-HK": "繁體中文（香港）",
    "yue": "粵語",
    "ja": "日本語",
    "ko": "한국어",
    "es": "Español",
    "es-419": "Español (Latinoamérica)",
    "fr": "Français",
    "pt": "Português",
    "pt-BR": "Português (Brasil)",
    "pt-PT": "Português (Portugal)",
    "ru": "Русский",
    "ar": "العربية",
    "de": "Deutsch",
    "it": "Italiano",
    "th": "ไทย",
    "vi": "Tiếng Việt",
    "id": "Bahasa Indonesia",
    "tr": "Türkçe",
}
"""Every tag that we know, named in its own script."""

READABLE = {tag: name for tag, name in NAMES.items() if "-" not in tag or tag in ("zh-Hans", "zh-Hant")}
del READABLE["zh"]
"""The languages of texts, as people choose what to do with each; Chinese is offered as its two scripts."""

_CHOSEN_AS = {"zh": "zh-Hans", "zh-Hant": "zh-Hant-TW", "pt": "pt-BR"}
TARGETS = {tag: name for tag, name in NAMES.items() if tag not in _CHOSEN_AS}
"""What people can have everything translated into: languages, and regions that write differently."""

_REGIONS = {
    "en": {"": "en", "us": "en", "ca": "en", "ph": "en", "*": "en-GB"},
    "es": {"": "es", "es": "es", "*": "es-419"},
    "pt": {"": "pt-BR", "br": "pt-BR", "*": "pt-PT"},
    "zh": {"tw": "zh-Hant-TW", "hk": "zh-Hant-HK", "mo": "zh-Hant-HK", "hant": "zh-Hant-TW", "*": "zh-Hans"},
}
"""The last part of a browser's tag to the tag that we know; "*" is any other."""

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
_CHINESE = {
    "zh-Hans": "zh-Hans",
    "zh-Hant": "zh-Hant-TW",
    "zh-Hant-TW": "zh-Hant-TW",
    "zh-Hant-HK": "zh-Hant-HK",
    "yue": "zh-Hant-HK",
}
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


@lru_cache(maxsize=256)
def readable_of(tag: str) -> str:
    """The language of texts that a tag is of: pt-BR -> pt, zh-Hant-HK -> zh-Hant, zh -> zh-Hans."""
    if base_of(tag) != "zh":
        return base_of(tag)
    return "zh-Hant" if tag.startswith("zh-Hant") else "zh-Hans"


def chosen_as(tag: str) -> str:
    """The target that stands for a tag among TARGETS."""
    return _CHOSEN_AS.get(tag, tag)


@lru_cache(maxsize=1_024)
def known_as(tag: str) -> str:
    """The tag that we know for a browser's: zh-HK -> zh-Hant-HK, pt -> pt-BR, en-AU -> en-GB; "" for none."""
    base, *rest = tag.lower().split("-")
    regions = _REGIONS.get(base)
    if regions is None:
        return base if base in NAMES else ""
    last = rest[-1] if rest else ""
    if base == "zh" and "hant" in rest and last not in regions:
        last = "hant"
    return regions.get(last) or regions["*"]


def name_of(tag: str) -> str:
    """The language's name in its own script."""
    return NAMES.get(tag) or NAMES.get(base_of(tag)) or tag


def seal_of(tag: str) -> str:
    """The sign on the source seal."""
    return SEALS.get(base_of(tag), base_of(tag).upper())


def script_seal_of(tag: str) -> str:
    """The sign on the seal of Chinese that was converted from the other script."""
    return "繁" if readable_of(tag) == "zh-Hant" else "简"


def without_repeats(tags: Iterable[str]) -> tuple[str, ...]:
    """Known tags in order, the first of each language or script: pt-BR, pt, xx, en -> pt-BR, en."""
    kept: dict[str, str] = {}
    for tag in tags:
        if tag in NAMES:
            kept.setdefault(readable_of(tag), tag)
    return tuple(kept.values())


def both_besides(tags: Iterable[str], reads: tuple[str, ...]) -> tuple[str, ...]:
    """The languages to be shown both ways: known ones that are not left as written."""
    read = {readable_of(tag) for tag in reads}
    wanted = dict.fromkeys(readable_of(tag) for tag in tags if tag in NAMES)
    return tuple(tag for tag in wanted if tag not in read)


@lru_cache(maxsize=4_096)
def is_read(lang: str, reads: tuple[str, ...]) -> bool:
    """Whether text in this language needs no translation. Undetermined text never does.

    Scripts and regions of a language are one; whoever reads written Cantonese reads Chinese too.
    """
    read = {base_of(tag) for tag in reads}
    return lang == UNDETERMINED or base_of(lang) in read or (base_of(lang) == "zh" and "yue" in read)


@lru_cache(maxsize=1_024)
def chinese_of(reads: tuple[str, ...]) -> str:
    """The one form in which somebody reads Chinese: zh-Hans, zh-Hant-TW, zh-Hant-HK. "" if any will do."""
    forms = [_CHINESE[tag] for tag in reads if tag in _CHINESE]
    scripts = {form[:7] for form in forms}
    return forms[0] if len(scripts) == 1 and "zh" not in reads else ""


@lru_cache(maxsize=4_096)
def is_read_twice(lang: str, both: tuple[str, ...]) -> bool:
    """Whether somebody wants text in this language both translated and as written."""
    return lang in both or readable_of(lang) in both


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
        if base_of(author_lang) == "ja":
            return "ja"
        is_yue = is_cantonese(plain, by_cantonese_author=base_of(author_lang) == "yue")
        return "yue" if is_yue else "zh"
    return None if latin else UNDETERMINED


def guess_lang(text: str, *, author_lang: str) -> str:
    """The language as far as it can be told at once; Latin text is taken for the author's own language."""
    by_script = lang_by_script(text, author_lang=author_lang)
    if by_script is not None:
        return by_script
    own = base_of(author_lang)
    return own if own not in {"zh", "ja", "ko", "ru", "ar", "th", "yue"} else "en"
