"""Texts in segments that an engine takes at once: lines, and long lines by sentence. Line breaks stay, and
no cut goes through a link or anything else that is protected.
"""

import re
from itertools import pairwise

from hongqiao.features.translation.entities import ENTITY

LONGEST = 300.0
"""In weight, about tokens: with the frame and the answer this fits a context of 2,048 tokens."""

_SENTENCE_END = re.compile(r"(?<=[。！？!?…])(?=[^\s。！？!?…”’」』）)])|(?<=[.!?…])(?=\s)|(?<=[；;])")


def lines(text: str) -> list[str]:
    """Lines and the breaks between them in turn; joined again they are the text."""
    return re.split(r"(\n+)", text)


def weight(text: str) -> float:
    """About how many tokens the text has: a CJK sign 1, another non-ASCII sign 0.5, an ASCII sign 0.3."""
    return sum(1.0 if sign >= "\u2e80" else 0.5 if sign > "\x7f" else 0.3 for sign in text)


def sentences(line: str) -> list[str]:
    """The line in sentences; joined again they are the line. Blanks stand at a sentence's start."""
    cuts = [match.start() for match in _SENTENCE_END.finditer(line)]
    whole = _whole_in(line) if cuts else []
    cuts = [cut for cut in cuts if not any(start < cut < end for start, end in whole)]
    parts = (line[start:end] for start, end in pairwise((0, *cuts, len(line))))
    return [part for part in parts if part]


def segments(line: str, *, longest: float = LONGEST) -> list[str]:
    """The line in as few pieces as fit; sentences stay whole unless one alone is too long."""
    if weight(line) <= longest:
        return [line]
    found = [""]
    for sentence in sentences(line):
        for part in _broken(sentence, longest):
            if found[-1] and weight(found[-1]) + weight(part) > longest:
                found.append("")
            found[-1] += part
    return found


def _broken(sentence: str, longest: float) -> list[str]:
    if weight(sentence) <= longest:
        return [sentence]
    middle, whole = len(sentence) // 2, _whole_in(sentence)
    blanks = (match.start() for match in re.finditer("[ ，,、]", sentence[:middle]))
    free = [at for at in blanks if not any(start < at < end for start, end in whole)]
    cut = free[-1] if free and free[-1] > middle // 2 else middle
    start, end = next(((start, end) for start, end in whole if start < cut < end), (cut, cut))
    cut = start or end  # before what stays whole, or behind it where it comes first
    if cut in (0, len(sentence)):
        return [sentence]
    return _broken(sentence[:cut], longest) + _broken(sentence[cut:], longest)


def _whole_in(text: str) -> list[tuple[int, int]]:
    """Where protected pieces begin and end."""
    return [match.span() for match in ENTITY.finditer(text)]
