"""Words of one region where engines write another's: colour for color, autocarro for ônibus, jugo for zumo.

Engines write one form of a language, which is what is stored; a reader of another form gets the spelling and
the everyday words of theirs. Only what can be exchanged without touching the words around it is in the
tables: the same gender, the same kind of word, one meaning. Links, mentions and topics stay as they are.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import msgspec

from hongqiao.kernel.text import tokens

_TABLES = Path(__file__).with_name("locale")
_WITH_TABLES = ("en-GB", "es-419", "pt-PT")
_GERUND = re.compile(
    r"\b(est(?:ou|ás|á|amos|ão|ava|avas|ávamos|avam|ive|eve|iveram|arei|ará|arão))"
    r"( [a-zà-ú]+mente| sempre| já)? ([a-zà-ú]+[aei])ndo\b",
    re.IGNORECASE,
)
_OPEN_VOWEL = re.compile(r"[êôÊÔ](?=[mn][aeiouáéíóúâãõ])")
_OPENED = str.maketrans("êôÊÔ", "éóÉÓ")
_CLOSED_IN_BOTH = re.compile(r"est[oô]mago|f[eê]mea|s[eê]mola|c[oô]moro", re.IGNORECASE)
"""Words that keep the closed vowel on both sides of the ocean."""


_WORD = re.compile(r"(?<![\w-])[^\W\d_][\w-]*")


class _Table(msgspec.Struct, frozen=True):
    """Exchanges of one region: of words, and of phrases with the pattern that finds them."""

    words: dict[str, str]
    phrases: dict[str, str]
    pattern: re.Pattern[str]


def in_variety(words: str, target: str) -> str:
    """Words that an engine wrote in the target's language, as they are written in the target's region.

    The same words come back for targets without a table.
    """
    table = _table(target)
    if table is None:
        return words
    return "".join(
        _exchanged(piece.text, target, table) if piece.kind == "words" else piece.text
        for piece in tokens(words)
    )


def _exchanged(words: str, target: str, table: _Table) -> str:
    lower = words.lower()
    if any(phrase in lower for phrase in table.phrases):  # a pattern of so many is slow, and seldom needed
        words = table.pattern.sub(lambda found: _put(found[0], table.phrases), words)
    words = _WORD.sub(lambda found: _put(found[0], table.words), words)
    return _portuguese(words) if target == "pt-PT" else words


def _put(written: str, table: dict[str, str]) -> str:
    other = table.get(written.lower())
    return _in_case_of(written, other) if other else written


def _in_case_of(written: str, put: str) -> str:
    if len(written) > 1 and written.isupper():
        return put.upper()
    return put[0].upper() + put[1:] if written[0].isupper() else put


def _portuguese(words: str) -> str:
    """António for Antônio, está a falar for está falando."""
    opened = _WORD.sub(lambda found: _opened(found[0]), words)
    return _GERUND.sub(lambda found: f"{found[1]}{found[2] or ''} a {found[3]}r", opened)


def _opened(word: str) -> str:
    if _CLOSED_IN_BOTH.match(word):
        return word
    return _OPEN_VOWEL.sub(lambda found: found[0].translate(_OPENED), word)


@cache
def _table(target: str) -> _Table | None:
    if target not in _WITH_TABLES:
        return None
    lines = (_TABLES / target / "words.tsv").read_text("utf-8").splitlines()
    pairs = dict(line.split("\t") for line in lines if line and not line.startswith("#"))
    phrases = {said: other for said, other in pairs.items() if not _WORD.fullmatch(said)}
    words = {said: other for said, other in pairs.items() if said not in phrases}
    pattern = rf"(?<![\w-])(?=\w)(?:{_longest_first(phrases)})(?![\w-])"
    return _Table(words, phrases, re.compile(pattern, re.IGNORECASE))


def _longest_first(phrases: Iterable[str]) -> str:
    """Alternatives by their first letter: at each place a few are tried, not all."""
    by_letter: dict[str, list[str]] = defaultdict(list)
    for phrase in sorted(phrases, key=len, reverse=True):
        by_letter[phrase[0].lower()].append(re.escape(phrase[1:]))
    return "|".join(f"{re.escape(letter)}(?:{'|'.join(rest)})" for letter, rest in by_letter.items())
