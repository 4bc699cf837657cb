"""Texts in segments that an engine takes at once: lines, and long lines by sentence. Line breaks stay."""

import re

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
    return [part for part in _SENTENCE_END.split(line) if part]


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
    middle = len(sentence) // 2
    blank = max(sentence.rfind(sign, 0, middle) for sign in " ，,、")
    cut = blank if blank > middle // 2 else middle
    return _broken(sentence[:cut], longest) + _broken(sentence[cut:], longest)
