"""What the index holds of a note: pure, from its words as they stand now."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Protocol

import msgspec

from hongqiao.features.search.analysis import (
    LABEL,
    OTHER,
    TITLE,
    body_tokens,
    fold,
    hashed,
    head_tokens,
    pieces,
)
from hongqiao.features.search.readings import japanese_tokens
from hongqiao.features.search.stems import STOP_WORDS
from hongqiao.kernel.language import base_of

ANALYSIS = 2
"""Version of the cut: entries of another one are made anew by `hongqiao index search`."""

ERA_DAYS = 7
_EPOCH = datetime(2024, 1, 1, tzinfo=UTC)
_WORDS_AT_MOST, _WORD_SIGNS = 24, (2, 30)


class Words(Protocol):
    """A note as notes.lists.words_of tells it."""

    id: int
    author_id: int
    audience: int
    revision: int
    title: str
    body: str
    lang: str
    place: str
    topics: list[str]
    alts: list[str]
    picture_count: int
    made_at: datetime


class Entry(msgspec.Struct, frozen=True):
    """One note in the index; `words` are counted for corrections, and none of what few may read."""

    id: int
    author_id: int
    audience: int
    revision: int
    lang: str
    made_at: datetime
    words: tuple[str, ...]
    labels: tuple[str, ...]
    tokens: tuple[int, ...]


def entry_of(note: Words, titles: Mapping[str, str]) -> Entry:
    """The entry; `titles` are translations of the title by language."""
    is_japanese = base_of(note.lang) == "ja"
    title = _head(note.title, is_japanese=is_japanese)
    labels = set().union(
        *(_head(text, is_japanese=is_japanese) for text in (*note.topics, note.place) if text)
    )
    other = set().union(*(_head(words, is_japanese=lang == "ja") for lang, words in titles.items()))
    body = body_tokens("\n".join((note.body, *note.alts)), is_japanese=is_japanese)
    tokens = title | labels | other | body | filter_tokens(note)
    for letter, some in ((TITLE, title), (LABEL, labels), (OTHER, other)):
        tokens |= {letter + token for token in some}
    return Entry(
        note.id,
        note.author_id,
        note.audience,
        note.revision,
        base_of(note.lang),
        note.made_at,
        words_in(note.title, *note.topics) if note.audience == 0 else (),
        labels_of(note) if note.audience == 0 else (),
        tuple(hashed(tokens)),
    )


def labels_of(note: Words) -> tuple[str, ...]:
    """Its topics behind #, its place behind ~."""
    topics = dict.fromkeys(f"#{slug}" for slug in note.topics)
    return (*topics, f"~{note.place}") if note.place else tuple(topics)


def filter_tokens(note: Words) -> set[str]:
    """What filters ask for."""
    found = {f"@lang:{base_of(note.lang)}", f"@by:{note.author_id}", f"@era:{era_of(note.made_at)}"}
    found |= {f"#{slug}" for slug in note.topics}
    if note.picture_count:
        found.add("@has:picture")
    return found


def era_of(moment: datetime) -> int:
    """The week since 2024; older moments are of the first."""
    return max(0, (moment - _EPOCH).days // ERA_DAYS)


def words_in(*texts: str) -> tuple[str, ...]:
    """Words by which mistyped ones are corrected: those of alphabets, hangul and kana, and short Han runs."""
    found: dict[str, None] = {}
    shortest, longest = _WORD_SIGNS
    for text in texts:
        for piece in pieces(fold(text)):
            if (
                piece.script != "emoji"
                and shortest <= len(piece.text) <= longest
                and piece.text not in STOP_WORDS
            ):
                found[piece.text] = None
    return tuple(found)[:_WORDS_AT_MOST]


def meaning_texts(note: Words) -> tuple[str, str]:
    """What a note's vector is made of: its title with its topics, and both with how the body begins.

    A query is a few words, and lies nearer to a title than to a page. Measured with bin/measure search.
    """
    title = f"{note.title} {' '.join(note.topics)}"
    return title, f"{title}\n{note.body[:300]}"


def _head(text: str, *, is_japanese: bool) -> set[str]:
    found = head_tokens(text, is_japanese=is_japanese)
    return found | japanese_tokens(text) if is_japanese else found
