"""Segments that readers agreed on, within a text: how they are named, found and put in their places."""

import hashlib
from collections.abc import Mapping

import msgspec

from hongqiao.features.translation import segment
from hongqiao.features.translation.normalise import normalise
from hongqiao.features.translation.patterns import pattern_key
from hongqiao.features.translation.protect import is_wordy
from hongqiao.kernel.language import base_of

MEMORY = "memory"
"""Name of the engine in results that need no other."""

MOST_SEGMENTS = 400


class Remembered(msgspec.Struct, frozen=True):
    """What people agreed on for a segment; `person_id` is 0 for an operator's file."""

    words: str
    person_id: int


Known = Mapping[str, Remembered]
"""Segments, normalised and stripped, with what stands for them."""


def segment_key(written: str, source: str) -> bytes:
    """32 bytes that name a segment in its language, wherever it stands."""
    return hashlib.sha256("\x00".join((normalise(written), base_of(source), "segment")).encode()).digest()


def keys_of(written: str, source: str) -> tuple[bytes, ...]:
    """Under what a segment is remembered: its own key, and its pattern's where it has one."""
    alike = pattern_key(written, source)
    return (segment_key(written, source), *([alike] if alike else ()))


def segments_in(words: str) -> list[str]:
    """Lines and sentences that have words, each once, of a text as it will be translated."""
    found: dict[str, None] = {}
    for line in normalise(words).split("\n"):
        for part in (line, *segment.sentences(line)):
            if is_wordy(part):
                found.setdefault(part.strip())
    return list(found)[:MOST_SEGMENTS]


def parts_of(line: str, known: Known) -> list[str]:
    """The line as engines get it, remembered sentences apart; joined again they are the line."""
    if not known or line.strip() in known:
        return segment.segments(line) if not known else [line]
    parts: list[str] = []
    run = ""
    for sentence in segment.sentences(line):
        if sentence.strip() in known:
            parts += [*(segment.segments(run) if run else ()), sentence]
            run = ""
        else:
            run += sentence
    return [*parts, *(segment.segments(run) if run else ())]


def is_all_known(words: str, known: Known) -> bool:
    """Whether no engine is needed: every part of the text that has words is remembered."""
    if not known:
        return False
    parts = (part for line in segment.lines(normalise(words)) for part in parts_of(line, known))
    return all(part.strip() in known or not is_wordy(part) for part in parts)


def used_in(words: str, known: Known) -> list[Remembered]:
    """What of it a translation of this text is made with."""
    parts = (part.strip() for line in segment.lines(normalise(words)) for part in parts_of(line, known))
    return [known[part] for part in parts if part in known]
