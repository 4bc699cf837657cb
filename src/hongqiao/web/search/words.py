"""Words and addresses of the search pages."""

from collections.abc import Sequence
from urllib.parse import urlencode

import msgspec

from hongqiao.kernel.errors import mark

_REASONS = {
    "title": mark("Its title holds your words."),
    "body": mark("Its text holds your words."),
    "topic": mark("It is about what you searched for."),
    "translation": mark("Its translated title holds your words."),
    "concept": mark("It names the same thing in another language."),
    "pinyin": mark("It sounds like what you typed, in pinyin."),
    "initials": mark("Its syllables begin with the letters you typed."),
    "romaji": mark("It sounds like what you typed, in Japanese."),
    "meaning": mark("It is close to your words in meaning."),
}
_WAYS = {
    "translation": ("translate", mark("In its translated title")),
    "concept": ("translate", mark("Another name for it")),
    "pinyin": ("search", mark("By its pinyin")),
    "initials": ("search", mark("By its pinyin initials")),
    "romaji": ("search", mark("By its Japanese reading")),
    "meaning": ("sparkle", mark("Close in meaning")),
}
"""Ways to find a note that doesn’t hold the words: an icon, and what stands on its card."""
_KINDS = {"topic": mark("topic"), "place": mark("place"), "query": mark("searched by many")}


class Offer(msgspec.Struct, frozen=True):
    """One line under the search box."""

    words: str
    about: str
    path: str
    icon: str


def reason_words(why: Sequence[str]) -> str:
    """Why a note was found, to be translated."""
    return _REASONS.get(why[0] if why else "", mark("It fits your filters."))


def way_of(why: Sequence[str]) -> tuple[str, str]:
    """Icon and words, to be translated, of how a note was found; empty where it holds what was typed."""
    return _WAYS.get(why[0] if why else "", ("", ""))


def kind_words(kind: str) -> str:
    """What a name is of, to be translated."""
    return _KINDS[kind]


def since_words() -> tuple[tuple[str, str], ...]:
    """Spans of time to choose from, with words to be translated."""
    return (
        ("day", mark("Today")),
        ("week", mark("This week")),
        ("month", mark("This month")),
        ("year", mark("This year")),
    )


def address(q: str, **more: str) -> str:
    """The address of a search."""
    return f"/search?{urlencode({'q': q, **more})}"
