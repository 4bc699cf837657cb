"""Where the words of a search stand in what was found: marked, and a part of the text around the first."""

import re

from markupsafe import Markup

_BEFORE, _LONG = 10, 48
_OPERATORS = re.compile(r"(?:^|\s)(?:-\S+|\w+:(?:\"[^\"]*\"|\S*))")
_WORD = re.compile(r"[\w']+")


def words_of(asked: str) -> tuple[str, ...]:
    """The words of a query without its operators, the longest first."""
    plain = _OPERATORS.sub(" ", asked)
    return tuple(sorted(dict.fromkeys(_WORD.findall(plain)), key=lambda word: (-len(word), word)))[:8]


def marked(text: str, asked: str) -> Markup:
    """The text with each of the words that were asked in <mark>, whatever their case."""
    found = _pattern(asked)
    if found is None:
        return Markup("{}").format(text)
    parts = found.split(text)
    return Markup("").join(
        Markup("<mark>{}</mark>").format(part) if at % 2 else Markup("{}").format(part)
        for at, part in enumerate(parts)
    )


def snippet(text: str, asked: str) -> Markup | None:
    """A line’s worth of a text around the first word that was asked, marked; None where none stands in it."""
    found = _pattern(asked)
    line = " ".join(text.split())
    first = found.search(line) if found is not None else None
    if first is None:
        return None
    start = max(0, first.start() - _BEFORE)
    if start and (blank := line.find(" ", start, first.start())) > 0:
        start = blank + 1
    end = min(len(line), start + _LONG)
    told = marked(line[start:end], asked)
    return Markup("{}{}{}").format("…" if start else "", told, "…" if end < len(line) else "")


def _pattern(asked: str) -> "re.Pattern[str] | None":
    words = words_of(asked)
    return re.compile(f"({'|'.join(map(re.escape, words))})", re.IGNORECASE) if words else None
