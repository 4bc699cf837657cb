"""Checks of what an engine said, whichever engine: findings that refuse it, make it doubtful, or warn.

A finding in REFUSES means that the words are not a translation; they are never shown as one.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from decimal import Decimal

from hongqiao.features.translation.currencies import changes_currency
from hongqiao.features.translation.negation import drops_negation
from hongqiao.features.translation.normalise import calmed
from hongqiao.features.translation.numbers import values_in
from hongqiao.features.translation.protect import pieces_of
from hongqiao.features.translation.segment import weight
from hongqiao.features.translation.small_numbers import keeps_sign, keeps_small_numbers
from hongqiao.features.translation.spoken_numbers import spoken

Values = list[frozenset[Decimal]]

REFUSES = frozenset(
    {
        "empty",
        "same",
        "script",
        "loop",
        "length",
        "markup",
        "layout",
        "added-entity",
        "frame",
        "marks",
        "cut",
    }
)
"""Findings that refuse; every other one leaves the words doubtful."""

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_KANA = re.compile(r"[\u3041-\u309f\u30a1-\u30fa\uff66-\uff9d]")
_HANGUL = re.compile(r"[\uac00-\ud7a3\u1100-\u11ff]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f]")
_THAI = re.compile(r"[\u0e00-\u0e7f]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_ASIDE = re.compile(
    r"[(（](?=[^()（）]*+[)）])[^()（）]*?"  # closed at all: no word within looks for that again
    r"(?:[\u3041-\u9fff\uac00-\ud7a3]{4}|(?<![^\W\d_])[^\W\d_]{2,}+[^\w()（）]++[^\W\d_]{2})[^()（）]*+[)）]"
)
_WORD = re.compile(r"[^\W\d_]+")
_NO_LATIN = (_HAN, _KANA, _HANGUL, _CYRILLIC, _ARABIC, _THAI)
_FOREIGN = {
    **dict.fromkeys(("en", "es", "fr", "pt", "de", "it", "vi", "id", "tr"), _NO_LATIN),
    "ru": (_HAN, _KANA, _HANGUL, _ARABIC, _THAI),
    "zh": (_KANA, _HANGUL, _CYRILLIC, _ARABIC, _THAI),
    "yue": (_KANA, _HANGUL, _CYRILLIC, _ARABIC, _THAI),
    "ja": (_HANGUL, _CYRILLIC, _ARABIC, _THAI),
    "ko": (_HAN, _KANA, _CYRILLIC, _ARABIC, _THAI),
    "ar": (_HAN, _KANA, _HANGUL, _CYRILLIC, _THAI),
    "th": (_HAN, _KANA, _HANGUL, _CYRILLIC, _ARABIC),
}
_OWN = {
    "zh": _HAN,
    "yue": _HAN,
    "ja": re.compile(f"{_KANA.pattern}|{_HAN.pattern}"),
    "ko": _HANGUL,
    "ru": _CYRILLIC,
    "ar": _ARABIC,
    "th": _THAI,
}
_SHORT_RATIO, _LONG_RATIO, _LEAST_RATIO, _SHORT_SHARE = 4.0, 2.5, 0.3, 0.5
"""Weight of the result by weight of the source (about 1 in every pair), up to a weight of 12 and above."""

_FRAME = re.compile(
    r"translate into \w+|you translate social|output only|glossary:|as an ai\b|language model|qwen|openai"
    r"|chatgpt|alibaba cloud|i cannot assist|i['’]m sorry, but i can['’]?t"
    r"|作为(?:一个)?(?:ai|人工智能)|语言模型|我是通义",
    re.IGNORECASE,
)


def findings(source_text: str, said: str, *, source: str, target: str) -> tuple[str, ...]:
    """Names of everything that is wrong or odd, for one segment or a whole text with entities restored."""
    if not said.strip():
        return ("empty",)
    found = {
        "same": _is_same(source_text, said, source, target),
        "loop": loops(said) > 2 + 2 * loops(source_text),
        "length": _is_odd_length(source_text, said),
        "short": _is_short(source_text, said, source),
        "brackets": _loses_brackets(source_text, said),
        "markup": _has_new_markup(source_text, said),
        "layout": said.strip().count("\n") > source_text.strip().count("\n"),
        "added-entity": _has_new_entities(source_text, said),
        "frame": _speaks_of_itself(source_text, said),
        "numbers": not (
            keeps_numbers(source_text, said, source, target)
            and keeps_small_numbers(source_text, said, source, target)
            and keeps_sign(source_text, said, source, target)
        ),
        "currency": _changes_currency(source_text, said),
        "negation": drops_negation(source_text, said, source, target),
        "question": _is_question(source_text) and not _is_question(said),
    }
    script = _script(said, source_text, target)
    return tuple([script] if script else []) + tuple(name for name, is_so in found.items() if is_so)


def refuses(found: tuple[str, ...]) -> bool:
    """Whether one of the findings means that the words are no translation."""
    return not REFUSES.isdisjoint(found)


def loops(text: str) -> int:
    """How often the most repeated run of signs (1 to 12 long) follows itself."""
    most = 0
    for match in re.finditer(r"(.{1,12}?)\1{3,}", text, re.DOTALL):
        if not match[1].isspace():
            most = max(most, len(match[0]) // len(match[1]))
    return most


def keeps_numbers(source_text: str, said: str, source: str, target: str) -> bool:
    """Each number from 13 on stands on both sides with the same value, in digits or in words."""
    here, there = values_in(source_text), values_in(said)
    without_minutes = values_in(re.sub(r"(?<=\d):\d\d(?!\d)", "", said))  # 三点半 is 3:30
    return _are_within(here, there, lambda: spoken(said, target)) and _are_within(
        without_minutes, here, lambda: spoken(source_text, source)
    )


def _are_within(wanted: Values, given: Values, in_words: Callable[[], frozenset[int]]) -> bool:
    left = list(given)
    for values in wanted:
        if min(values) <= 12:
            continue
        afternoon = {value - 12 for value in values if 12 < value <= 24}
        match = next((other for other in left if other & (values | afternoon)), None)
        if match is not None:
            left.remove(match)
        elif values.isdisjoint(in_words()):
            return False
    return True


def _is_same(source_text: str, said: str, source: str, target: str) -> bool:
    words = _WORD.findall(_bare(source_text))
    if _folded(source_text) != _folded(said):
        return False
    is_name_like = len(words) < 4 and source not in _OWN and target not in _OWN
    return bool(words) and not is_name_like


def _script(said: str, source_text: str, target: str) -> str:
    """ "script" for words of a wrong script, "residue" for a few signs left over, "" when clean."""
    bare = _bare(said)
    letters = sum(map(len, _WORD.findall(bare)))
    foreign = sum(len(script.findall(bare)) for script in _FOREIGN.get(target, ()))
    if foreign * (3 if target not in _OWN else 2) > max(letters, 1) * 0.5:
        return "script"
    own = _OWN.get(target)
    if own is not None and not own.search(bare) and len(_LATIN.findall(bare)) > 24:
        return "script"
    if own is None and letters and not _LATIN.search(bare):
        return "script"
    new_latin = _latin_words(bare) - _latin_words(_bare(source_text))
    if own is not None and sum(map(len, new_latin)) > max(letters, 1) * 0.3:
        return "script"
    return "residue" if foreign or (own is not None and len(new_latin) > 1) else ""


def _latin_words(text: str) -> set[str]:
    """Words of Latin letters, without capitals and what is written with digits: names of things."""
    return set(re.findall(r"(?<![\w-])[a-zà-ÿ]{3,}(?![\w-])", text))


def _is_odd_length(source_text: str, said: str) -> bool:
    here, there = weight(_squeezed(calmed(_bare(source_text)))), weight(_squeezed(_bare(said)))
    most = _SHORT_RATIO if here < 12 else _LONG_RATIO
    return there > here * most + 8 or (here > 8 and there < here * _LEAST_RATIO)


def _is_short(source_text: str, said: str, source: str) -> bool:
    """So short that a part may be missing: a doubt only. Russian weighs more a word than others."""
    here, there = weight(_squeezed(calmed(_bare(source_text)))), weight(_squeezed(_bare(said)))
    return here > 8 and there < here * (0.7 if source == "ru" else 1) * _SHORT_SHARE


def _loses_brackets(source_text: str, said: str) -> bool:
    """Whether words in brackets are gone: what is said aside is the first that small models leave out."""
    return _ASIDE.search(source_text) is not None and re.search(r"[(（「“\"—–,，]", said) is None


def _squeezed(text: str) -> str:
    """Repetitions shortened: 哈哈哈哈哈哈 is no longer text than 哈哈."""
    return re.sub(r"(.{1,3}?)\1{2,}", r"\1\1", text)


def _has_new_markup(source_text: str, said: str) -> bool:
    for sign in ("```", "</", "<|", "|>", "⟦", "⟧"):
        if sign in said and sign not in source_text:
            return True
    looks_json = re.match(r'\s*[{\[]\s*"', said) is not None
    return looks_json and re.match(r'\s*[{\[]\s*"', source_text) is None


def _has_new_entities(source_text: str, said: str) -> bool:
    """Links, addresses, mentions, topics or placeholders that the source does not have."""
    return not _entities(said) <= _entities(source_text) | {source_text}


def _entities(text: str) -> set[str]:
    kinds = {"url", "email", "mention", "topic", "placeholder", "phone", "code"}
    entities = (piece.entity for piece in pieces_of(text, target="") if piece.entity is not None)
    return {entity.written for entity in entities if entity.kind in kinds}


def _speaks_of_itself(source_text: str, said: str) -> bool:
    """Words of the frame or of an assistant, unless the source speaks of such things itself."""
    match = _FRAME.search(said)
    if match is None:
        return False
    return not _FRAME.search(source_text) and "AI" not in source_text and "模型" not in source_text


def _changes_currency(source_text: str, said: str) -> bool:
    signs = Counter(re.findall(r"[$¥￥€£₩₽]", source_text.replace("￥", "¥")))
    added = any(sign not in signs for sign in re.findall(r"[$¥€£₩₽]", said.replace("￥", "¥")))
    has_amounts = bool(signs or values_in(source_text))
    return changes_currency(source_text, said) or (added and has_amounts)


def _is_question(text: str) -> bool:
    return bool(re.search(r"[?？]", _bare(text)))


def _bare(text: str) -> str:
    """The words without entities, which are not the engine's doing."""
    return " ".join(piece.words for piece in pieces_of(text, target="") if piece.entity is None)


def _folded(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).casefold())
