"""Masks: what must come through untouched is taken out before an engine sees the text, and put back after.

Marks have the form that the engine at hand copies best. Anything in the text that looks like a mark
is itself taken out, so a mark in the result is always one of ours.
"""

import re
from collections import Counter

import msgspec

from hongqiao.features.translation import numbers
from hongqiao.features.translation.entities import (
    EDGE,
    ENTITY,
    MENTION_SIGN,
    NOT_BEFORE_OURS,
    TOPIC_SIGN,
    URL_SIGN,
)
from hongqiao.kernel.language import base_of

_MORE = {"topic": TOPIC_SIGN, "mention": MENTION_SIGN, "url": URL_SIGN}
_ALONE = frozenset({"price", "measure", "phone", "handle", "email", "code", "mention"})
"""Kinds that a digit, point or letter beside them changes."""

_BARE_DOMAIN_SIGN = "[A-Za-z0-9/-]"


class Entity(msgspec.Struct, frozen=True):
    """A piece that stays; `shown` is what stands for it in the target language, mostly the same."""

    kind: str
    written: str
    shown: str


class Piece(msgspec.Struct, frozen=True):
    """Either words for an engine, or an entity."""

    words: str
    entity: Entity | None = None


def pieces_of(text: str, *, target: str) -> list[Piece]:
    """The text in order: words and entities. With `target` "" every entity shows as written."""
    found, at = [], 0
    for match in ENTITY.finditer(text):
        kind, written = match.lastgroup or "", match.group()
        shown = numbers.rewritten(written, base_of(target)) if kind == "large" and target else written
        if shown is None:
            continue
        if match.start() > at:
            found.append(Piece(text[at : match.start()]))
        found.append(Piece("", Entity(kind, written, shown)))
        at = match.end()
    if at < len(text):
        found.append(Piece(text[at:]))
    return found


def is_wordy(text: str) -> bool:
    """Whether there are words outside links, topics, emoji and numbers."""
    return any(sign.isalpha() for piece in pieces_of(text, target="") for sign in piece.words)


def masked(pieces: list[Piece], mask: str) -> str:
    """The pieces with numbered marks for entities."""
    said, number = [], 0
    for piece in pieces:
        if piece.entity is None:
            said.append(piece.words)
        else:
            said.append(mask.format(number))
            number += 1
    return "".join(said)


def shown(pieces: list[Piece]) -> str:
    """The pieces as they stand in the target language, words as they are."""
    return "".join(piece.words if piece.entity is None else piece.entity.shown for piece in pieces)


def restore(said: str, pieces: list[Piece], mask: str) -> str | None:
    """The engine's words with entities for marks; None unless every mark stands there exactly once."""
    entities = [piece.entity for piece in pieces if piece.entity is not None]
    if sorted(_marks(mask).findall(said), key=int) != [str(number) for number in range(len(entities))]:
        return None
    parts = _marks(mask).split(said)
    placed = [(entities[int(part)] if at % 2 else None, part) for at, part in enumerate(parts)]
    texts = [entity.shown if entity is not None else part for entity, part in placed]
    whole, last = "", None
    for index, (piece, (entity, _)) in enumerate(zip(texts, placed, strict=True)):
        if not piece:
            continue
        before = " " if _grows_together(whole, last, piece, entity) else ""
        after = "".join(texts[index + 1 : index + 3])
        left, right = _apart(whole + before, entity, after) if entity is not None else ("", "")
        whole, last = whole + (before or left) + piece + right, entity
    return whole


def _apart(before: str, entity: Entity, after: str) -> tuple[str, str]:
    """The blanks that it takes on either side, so that it reads as what it is: $12 and 0 are not $120."""
    if entity.kind not in _ALONE:
        return "", ""
    ways = ((left, right) for left in ("", " ") for right in ("", " "))
    fitting = (way for way in ways if _stands(before + way[0], entity.shown, way[1] + after))
    return next(fitting, ("", ""))


def _stands(before: str, shown: str, after: str) -> bool:
    found = ENTITY.match(before + shown + after, len(before))
    return found is not None and found.group() == shown


def loses_entities(source_text: str, said: str) -> bool:
    """Whether a link, price, name or the like of the source doesn’t stand in the result as it was written."""
    return bool(_kept(source_text) - _kept(said))


def _kept(text: str) -> Counter[str]:
    entities = (piece.entity for piece in pieces_of(text, target="") if piece.entity is not None)
    return Counter(entity.written for entity in entities if entity.kind in _ALONE | _MORE.keys())


def _grows_together(whole: str, last: Entity | None, piece: str, entity: Entity | None) -> bool:
    """Whether the last entity would swallow the next sign, or a topic or mention lose its own beginning."""
    if entity is not None and entity.kind in ("topic", "mention") and NOT_BEFORE_OURS.search(whole):
        return True
    if last is None:
        return False
    is_bare_domain = last.kind == "url" and "/" not in last.written
    more = _BARE_DOMAIN_SIGN if is_bare_domain else _MORE.get(last.kind)
    return more is not None and re.match(more, piece) is not None


def restore_so_far(said: str, pieces: list[Piece], mask: str) -> str:
    """For showing while the engine still speaks: known marks restored, an unfinished one held back."""
    entities = [piece.entity for piece in pieces if piece.entity is not None]
    opening = re.escape(mask.split("{}")[0])
    whole = _marks(mask).sub(lambda m: entities[int(m[1])].shown if int(m[1]) < len(entities) else "", said)
    return re.sub(rf"{opening}\d*$", "", whole)


def without_edges(pieces: list[Piece]) -> tuple[str, list[Piece], str]:
    """What can be taken off at both ends, as shown, and the pieces between, whose words are stripped."""
    start, end = 0, len(pieces)
    while start < end and _is_edge(pieces[start]):
        start += 1
    while end > start and _is_edge(pieces[end - 1]):
        end -= 1
    middle = pieces[start:end]
    text = shown(pieces)
    head, tail = shown(pieces[:start]), shown(pieces[end:])
    if middle and middle[0].entity is None:
        kept = middle[0].words.lstrip()
        head, middle[0] = text[: len(head) + len(middle[0].words) - len(kept)], Piece(kept)
    if middle and middle[-1].entity is None:
        kept = middle[-1].words.rstrip()
        tail, middle[-1] = middle[-1].words[len(kept) :] + tail, Piece(kept)
    return head, middle, tail


def _is_edge(piece: Piece) -> bool:
    return piece.entity.kind in EDGE if piece.entity is not None else not piece.words.strip()


def _marks(mask: str) -> re.Pattern[str]:
    before, after = (re.escape(side) for side in mask.split("{}"))
    return re.compile(rf"{before}(\d+){after}")
