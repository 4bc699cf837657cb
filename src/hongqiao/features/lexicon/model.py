"""What the lexicon speaks of: terms that no dictionary has, their guards, and the rules of matching."""

import re
from typing import Literal

import msgspec

Kind = Literal[
    "beauty",
    "custom",
    "fitness",
    "food",
    "life",
    "meme",
    "pet",
    "place",
    "platform",
    "shopping",
    "slang",
    "study",
    "travel",
    "unit",
]
Stands = Literal["anywhere", "alone", "whole"]

VERSION = "3"
"""Of the shipped data. Raise it with every change: translations made with another one are made anew."""

_LETTERED = re.compile(r"[0-9A-Za-z\u00C0-\u024F\u0400-\u04FF]")
_HANGUL = re.compile(r"[\uAC00-\uD7A3\u3131-\u318E]")
_WORDY = re.compile(r"\w")
_AROUND_NUMBER = re.compile(r"[\d两半几一二三四五六七八九十百千万]\s?\Z")


class Term(msgspec.Struct, frozen=True):
    """Something that people say and a dictionary doesn't explain.

    `said` holds short renderings that fit into a sentence, by language; `why` a sentence for whoever asks.
    Guards keep a term from being seen where it means something else: `stands` alone between pauses or as
    the whole text, `not_after` and `not_before` signs beside it, `near` words of which one must occur,
    `unless` words of which none may, `after_number` for units.
    """

    terms: tuple[str, ...]
    kind: Kind
    said: dict[str, str]
    why: dict[str, str]
    since: int | None = None
    source: str = "general usage"
    stands: Stands = "anywhere"
    not_after: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    after_number: bool = False


class Measured(msgspec.Struct, frozen=True):
    """A measure as written, and about what it is. A size is of a `part` of the body; a range goes `upto`."""

    written: str
    number: float
    unit: str
    part: Literal["", "height", "chest", "waist", "foot"] = ""
    upto: float | None = None


class Dictionary(msgspec.Struct, frozen=True):
    """Where senses are from; whoever shows them names it."""

    name: str
    license: str
    license_url: str
    url: str


class Sense(msgspec.Struct, frozen=True):
    """An entry of a dictionary: a reading, and meanings in English."""

    reading: str
    means: tuple[str, ...]


def stands_there(term: Term, text: str, start: int, end: int) -> bool:
    """Whether the signs in text[start:end] (lower case) mean this term where they stand."""
    before, after = text[:start], text[end:]
    if not _is_word(text, start, end) or not _stands(term.stands, before, after):
        return False
    if before.endswith(term.not_after) if term.not_after else False:
        return False
    if after.startswith(term.not_before) if term.not_before else False:
        return False
    if term.after_number and not _AROUND_NUMBER.search(before):
        return False
    if term.near and not any(word.lower() in text for word in term.near):
        return False
    return not any(word.lower() in text for word in term.unless)


def _is_word(text: str, start: int, end: int) -> bool:
    """Letters that are written with blanks between words must not go on at either side."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if _LETTERED.match(text[start]) and before and _LETTERED.match(before):
        return False
    if _HANGUL.match(text[start]) and before and _HANGUL.match(before):
        return False
    return not (_LETTERED.match(text[end - 1]) and after and _LETTERED.match(after))


def _stands(how: Stands, before: str, after: str) -> bool:
    if how == "anywhere":
        return True
    if how == "whole":
        return not _WORDY.search(before) and not _WORDY.search(after)
    return not _WORDY.match(before[-1:]) and not _WORDY.match(after[:1])
