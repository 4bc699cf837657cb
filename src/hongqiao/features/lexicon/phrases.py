"""The phrasebook: the commonest short comments, each as people of eight languages say it."""

import re
import unicodedata
from functools import cache

import msgspec

from hongqiao.features.lexicon.terms import DATA, LANGS
from hongqiao.kernel.language import base_of

LONGEST = 60
"""Signs beyond which no phrase is looked for."""

_EDGE = r"(?:\s|\[[^\[\]\s]{1,12}\]|[^\w\s!?！？。，、,.…~～¿¡'’\"()（）·])*"
_PARTS = re.compile(rf"(?s)\A({_EDGE})[¿¡]*(.*?)([\s!?！？。，,.…~～]*)({_EDGE})\Z")
_ASKS_BY_WORD = re.compile(
    r"\b(qué|dónde|cómo|cuánto|cuál|où|quel|quelle|quoi|combien|comment|pourquoi|quando|quanto|qual|como|onde"
    r"|what|where|how|which|why|when)\b",
)
_AGAIN = re.compile(r"(..??)\1{2,}")
_FULL_STOP = {"zh": "。", "ja": "。"}
_WIDE = frozenset({"zh", "ja"})


class Phrase(msgspec.Struct, frozen=True):
    """What people mean, in eight languages; the first of each is how we say it, all are how we hear it."""

    zh: tuple[str, ...]
    en: tuple[str, ...]
    ja: tuple[str, ...]
    ko: tuple[str, ...]
    es: tuple[str, ...]
    fr: tuple[str, ...]
    pt: tuple[str, ...]
    ru: tuple[str, ...]
    asks: bool = False


def phrase(text: str, source: str, target: str) -> str | None:
    """The text in the target language if it is a known phrase, else None.

    Case, accents, repeated signs and what stands at the edges (emoji, marks such as [0]) make no
    difference; the edges are kept as they are, the closing sign is written as the target language does.
    """
    if len(text) > LONGEST:
        return None
    target = base_of(target)
    head, words, close, tail = _taken_apart(text)
    known = _hears(base_of(source), words, asked=bool(re.search(r"[?？]", close)))
    if known is None or target not in LANGS:
        return None
    spoken = _spoken(getattr(known, target)[0], known.asks, close, target)
    apart = " " if tail and not tail[0].isspace() and target not in _WIDE else ""
    return head + spoken + apart + tail


@cache
def phrases() -> tuple[Phrase, ...]:
    """The shipped phrases, in the order of their file."""
    decode = msgspec.json.Decoder(Phrase).decode
    return tuple(decode(line) for line in (DATA / "phrases.jsonl").read_bytes().splitlines() if line)


def _hears(lang: str, words: str, *, asked: bool) -> Phrase | None:
    """What the words are known as; in Chinese also without a particle of mood at the end."""
    plain = _plain(words)
    forms = (plain, plain.rstrip("呀啊哇呢哦吖耶诶吧")) if lang == "zh" else (plain,)
    for form in forms:
        found = _heard(lang).get((form, asked)) or (None if asked else _heard(lang).get((form, None)))
        if found is not None:
            return found
    return None


@cache
def _heard(lang: str) -> dict[tuple[str, bool | None], Phrase]:
    """Plain words and whether a question mark follows -> the phrase. None: without one, but its words ask."""
    heard: dict[tuple[str, bool | None], Phrase] = {}
    for one in phrases() if lang in LANGS else ():
        for written in getattr(one, lang):
            _, words, close, _ = _taken_apart(written)
            plain = _plain(words)
            heard.setdefault((plain, one.asks), one)
            if one.asks and ("?" not in close or _ASKS_BY_WORD.search(words.lower())):
                heard.setdefault((plain, None), one)
    return heard


def _taken_apart(text: str) -> tuple[str, str, str, str]:
    """What stands before, the words, the closing signs, what stands after."""
    match = _PARTS.match(text)
    assert match is not None, "every part may be empty"
    return match[1], match[2], match[3], match[4]


def _plain(words: str) -> str:
    """For comparing: lower case, no accents, no repeated signs, plain apostrophes and blanks.

    Kana and hangul keep their marks, which are letters there and no accents.
    """
    folded = unicodedata.normalize("NFKC", words).lower().replace("’", "'")
    bare = "".join(_without_accent(sign) for sign in folded)
    bare = re.sub(r"[\s~～]+", " ", bare.strip())
    bare = re.sub(r"\s*([!?,.])+\s*", r"\1 ", bare).strip(" !?,.")
    return _AGAIN.sub(r"\1\1", bare)


def _without_accent(sign: str) -> str:
    if not ("\u00c0" <= sign <= "\u024f"):
        return sign.replace("ё", "е")
    return unicodedata.normalize("NFD", sign)[0]


def _spoken(words: str, asks: bool, close: str, target: str) -> str:
    """The words with the closing sign of the target language."""
    words = words.rstrip("?！？! ").lstrip("¿¡")
    words = words[:1].upper() + words[1:]
    if asks:
        return _closed(words, "?", target)
    if re.search(r"[!！]", close):
        return _closed(words, "!", target)
    if re.search(r"[。.]\s*\Z", close):
        return words + _FULL_STOP.get(target, ".")
    return words


def _closed(words: str, sign: str, target: str) -> str:
    if target in _WIDE:
        return words + {"?": "？", "!": "！"}[sign]
    if target == "es":
        return {"?": "¿", "!": "¡"}[sign] + words + sign
    return words + ("\u202f" if target == "fr" else "") + sign
