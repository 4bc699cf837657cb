"""Names of people, places and things in Chinese and English, from CC-CEDICT: small models invent them."""

import re
from functools import cache

from hongqiao.features.lexicon.chinese import dictionary_text

_ENTRY = re.compile(
    r"(?P<traditional>\S+) (?P<simplified>\S+) \[(?P<pinyin>[A-Z][^\]]*)\] /(?P<means>[^/]+)/"
)
_ENGLISH = re.compile(r"(?:the )?[A-Z][\w.'’-]+(?: (?:of|the|and|de|la|[A-Z][\w.'’-]+|[A-Z]\.)){0,4}")
_ASIDE = re.compile(r"\s*\([^)]*\)")
_LEAST_SIGNS, _MOST_SIGNS, _LEAST_LETTERS = 3, 9, 5
_ELSEWHERE = re.compile(r"\(Tw\)|slang|abbr\.|old |former")
_OPENINGS = ("The ", "In ", "At ", "From ", "On ", "And ", "But ", "When ", "While ", "Its ", "Our ", "My ")
_AND = re.compile(r" (?:and the|and|the) ")
_CAPITALS = re.compile(r"[A-Z][\w'’-]+(?:[ -](?:of|the|and|de|la|[A-Z][\w'’-]+))*")


def names_in(text: str, source: str, target: str) -> list[tuple[str, str]]:
    """Names in the text with their renderings, each once; only from Chinese into English and back."""
    if (source, target) == ("zh", "en"):
        return _in_chinese(text)
    return _in_english(text) if (source, target) == ("en", "zh") else []


def _in_chinese(text: str) -> list[tuple[str, str]]:
    names, found, at = _names()[0], {}, 0
    while at < len(text):
        longest = min(_MOST_SIGNS, len(text) - at)
        size = next((n for n in range(longest, _LEAST_SIGNS - 1, -1) if text[at : at + n] in names), 0)
        if size:
            found.setdefault(text[at : at + size], names[text[at : at + size]])
        at += size or 1
    return list(found.items())


def _in_english(text: str) -> list[tuple[str, str]]:
    """Whole runs of capitals alone: the Guinea of Papua New Guinea is another one."""
    names, found = _names()[1], {}
    for run in _CAPITALS.findall(text):
        for name in (run, run.partition(" ")[2] if run.startswith(_OPENINGS) else run, *_AND.split(run)):
            if name in names:
                found.setdefault(name, names[name])
    return list(found.items())


@cache
def _names() -> tuple[dict[str, str], dict[str, str]]:
    """Chinese to English, and English to Simplified where there is but one. Half a second, once a process."""
    to_english: dict[str, str] = {}
    plain: dict[str, set[str]] = {}
    described: dict[str, set[str]] = {}
    for line in dictionary_text().decode().split("\n"):
        entry = _ENTRY.match(line)
        if entry is None or not _LEAST_SIGNS <= len(entry["simplified"]) <= _MOST_SIGNS:
            continue
        english = _ASIDE.sub("", entry["means"]).split(";")[0].split(",")[0].strip()
        if not _ENGLISH.fullmatch(english) or len(english) < _LEAST_LETTERS - 1:
            continue
        to_english.setdefault(entry["simplified"], english)
        to_english.setdefault(entry["traditional"], english)
        if not _ELSEWHERE.search(entry["means"]):
            sure = plain if entry["means"] == english else described
            sure.setdefault(english.removeprefix("the "), set()).add(entry["simplified"])
    return to_english, _unambiguous(described) | _unambiguous(plain)


def _unambiguous(chinese_of: dict[str, set[str]]) -> dict[str, str]:
    """The shortest form of each name, where all others only add to it: 佛罗里达, 佛罗里达州."""
    shortest = {name: min(some, key=len) for name, some in chinese_of.items() if len(name) >= _LEAST_LETTERS}
    return {name: one for name, one in shortest.items() if all(o.startswith(one) for o in chinese_of[name])}
