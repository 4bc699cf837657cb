"""Segments that readers agreed on, used word for word wherever the same segment stands in a text."""

import hashlib
from collections.abc import Mapping, Sequence

import msgspec

from hongqiao.features.translation import segment
from hongqiao.features.translation.normalise import normalise
from hongqiao.features.translation.protect import pieces_of
from hongqiao.features.translation.queries import segments as rows
from hongqiao.kernel.ids import bucket_of_name
from hongqiao.kernel.language import base_of
from hongqiao.kernel.scope import Scope

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


def segments_in(words: str) -> list[str]:
    """Lines and sentences that have words, each once, of a text as it will be translated."""
    found: dict[str, None] = {}
    for line in normalise(words).split("\n"):
        for part in (line, *segment.sentences(line)):
            if _has_words(part):
                found.setdefault(part.strip())
    return list(found)[:MOST_SEGMENTS]


async def remembered_segments(
    scope: Scope, segments: Sequence[str], source: str, target: str
) -> dict[str, Remembered]:
    """Those of the segments that people agreed on; one statement. The newest agreement wins."""
    if not segments:
        return {}
    keys = {segment_key(one, source): one for one in segments}
    found = await rows.REMEMBERED.all(
        scope.db, [bucket_of_name(key) for key in keys], list(keys), base_of(target)
    )
    return {keys[row.key]: Remembered(row.words, row.person_id) for row in found}


async def note_uses(scope: Scope, text_key: bytes, segments: Sequence[str], source: str) -> None:
    """Keeps which segments this text has, so that a later agreement finds it; hashes only. For the worker."""
    keys = [segment_key(one, source) for one in segments]
    if keys:
        await rows.NOTE_USES.run(scope.db, [bucket_of_name(key) for key in keys], keys, text_key)


async def forget_uses(scope: Scope, text_key: bytes, words: str, source: str) -> None:
    """The text is gone. For the worker."""
    keys = [segment_key(one, source) for one in segments_in(words)]
    if keys:
        await rows.FORGET_USES.run(scope.db, [bucket_of_name(key) for key in keys], keys, text_key)


async def credit(
    scope: Scope, text_key: bytes, target: str, engine: str, version: str, used: Sequence[Remembered]
) -> None:
    """Says beside a result whose segments are in it."""
    people = list(dict.fromkeys(one.person_id for one in used))
    bucket = bucket_of_name(text_key)
    await rows.CREDIT.run(scope.db, bucket, text_key, base_of(target), engine, version, people)


async def drop_composed(scope: Scope, text_key: bytes, target: str) -> bool:
    """Drops results with people's segments in them; whether there were any."""
    return bool(await rows.DROP_COMPOSED.run(scope.db, bucket_of_name(text_key), text_key, base_of(target)))


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
    return all(part.strip() in known or not _has_words(part) for part in parts)


def used_in(words: str, known: Known) -> list[Remembered]:
    """What of it a translation of this text is made with."""
    parts = (part.strip() for line in segment.lines(normalise(words)) for part in parts_of(line, known))
    return [known[part] for part in parts if part in known]


def _has_words(text: str) -> bool:
    return any(sign.isalpha() for piece in pieces_of(text, target="") for sign in piece.words)
