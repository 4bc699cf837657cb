"""Segments that differ from a remembered one in numbers, links, names or prices only: put over by exchanging
exactly those, where that can be proved right, and by nothing otherwise.
"""

import hashlib
import re
from collections import Counter
from functools import lru_cache

import msgspec
from babel import Locale, UnknownLocaleError

from hongqiao.features.translation.agreement import trouble_with
from hongqiao.features.translation.checks import findings
from hongqiao.features.translation.normalise import normalise
from hongqiao.features.translation.protect import is_wordy, pieces_of
from hongqiao.kernel.language import base_of

NUMBER = "number"
_LITERAL = frozenset({"large", "mark"})
"""Kinds that are written anew in each language, or stand for others: they stay as they are in a pattern."""

_DIGITS = re.compile(r"(?<![A-Za-z\d_.,:/%-])\d{1,9}(?![A-Za-z0-9_%]|[.,:/-]\d)")
_LETTER_OR_DIGIT = r"[^\W_]"


class Pattern(msgspec.Struct, frozen=True):
    """A segment with numbers and entities taken out: what is left, and (kind, written) of each in order."""

    frame: tuple[str, ...]
    items: tuple[tuple[str, str], ...]


def pattern_of(segment: str) -> Pattern:
    """The pattern of a segment; `frame` has one part more than there are items."""
    frame, items = [""], list[tuple[str, str]]()
    for piece in pieces_of(normalise(segment).strip(), target=""):
        if piece.entity is not None and piece.entity.kind not in _LITERAL:
            items.append((piece.entity.kind, piece.entity.written))
            frame.append("")
            continue
        words, at = piece.entity.written if piece.entity else piece.words, 0
        for number in _DIGITS.finditer(words) if piece.entity is None else ():
            frame[-1] += words[at : number.start()]
            items.append((NUMBER, number[0]))
            frame.append("")
            at = number.end()
        frame[-1] += words[at:]
    return Pattern(tuple(frame), tuple(items))


def pattern_key(segment: str, source: str) -> bytes | None:
    """32 bytes that name the segment's pattern in its language; None without anything to exchange."""
    pattern = pattern_of(segment)
    if not pattern.items or not is_wordy("".join(pattern.frame)):
        return None
    kinds = [kind for kind, _ in pattern.items]
    named = "\x00".join((*pattern.frame, *kinds, base_of(source), "pattern"))
    return hashlib.sha256(named.encode()).digest()


def exchanged(written: str, said: str, other: str, source: str, target: str) -> str | None:
    """What stands for `other`, given that `said` stands for `written`; None where that cannot be proved.

    The two have one pattern; each item that differs stands once in `written` and once in `said`, as it is; a
    number keeps its grammatical number in the target language; and every check of engines and people passes.
    """
    one, two = pattern_of(written), pattern_of(other)
    if one.frame != two.frame or [kind for kind, _ in one.items] != [kind for kind, _ in two.items]:
        return None
    pairs = [(kind, old, new) for (kind, old), (_, new) in zip(one.items, two.items, strict=True)]
    if not pairs or not all(_may_exchange(pair, said, target) for pair in pairs if pair[1] != pair[2]):
        return None
    counts = Counter(old for _, old, _ in pairs)
    changed = {old: new for _, old, new in pairs if old != new}
    if any(counts[old] > 1 for old in changed):
        return None
    result = _put(said, changed)
    is_clean = not findings(other, result, source=source, target=target)
    return result if is_clean and not trouble_with(other, result, source, target) else None


def _may_exchange(pair: tuple[str, str, str], said: str, target: str) -> bool:
    kind, old, new = pair
    if len(re.findall(_as_whole(old), said)) != 1 or said.count(old) != 1:
        return False
    return kind != NUMBER or _number_of(int(old), target) == _number_of(int(new), target) != ""


def _put(said: str, changed: dict[str, str]) -> str:
    """All at once, so that nothing put in is itself exchanged; the longest first."""
    if not changed:
        return said
    ways = "|".join(_as_whole(old) for old in sorted(changed, key=len, reverse=True))
    return re.sub(ways, lambda found: changed[found[0]], said)


def _as_whole(item: str) -> str:
    """Not as a part of a longer word or number: 3 is neither in 13 nor in 3rd, 3.5 or 3:30."""
    before = rf"(?<!{_LETTER_OR_DIGIT})(?<!\d[.,:/-])" if re.match(r"[A-Za-z0-9]", item) else ""
    after = r"(?![A-Za-z0-9]|[.,:/-]\d|['’][a-z])" if re.search(r"[A-Za-z0-9]\Z", item) else ""
    return before + re.escape(item) + after


@lru_cache(maxsize=1_024)
def _number_of(value: int, lang: str) -> str:
    """The grammatical number in which the language counts so many; "" where that is not known."""
    try:
        return str(Locale.parse(base_of(lang)).plural_form(value))
    except (UnknownLocaleError, ValueError):
        return ""
