"""The atlas: which names mean one concept. The shipped data, and what people changed, in memory."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from hongqiao.features.topics.model import HASHTAG, Change, Concept, concept_of_key
from hongqiao.features.topics.naming import folded, is_telling, lang_of_name, slugs_of_name, spelt
from hongqiao.kernel.language import UNDETERMINED
from hongqiao.kernel.text import topic_slug

DATA = Path(__file__).parent / "data" / "concepts.jsonl"
_UNLISTED = "zxx"  # a language that no name is listed under
Index = dict[str, dict[str, str]]
"""Name -> language -> concept."""


class Listing(NamedTuple):
    """A slug whose notes are about a concept; `lang` is "" when it is so in every language."""

    slug: str
    lang: str


class Atlas:
    """Concepts and their names at one moment; never changed, only made anew. Looking up costs some 2 µs."""

    def __init__(self, concepts: Mapping[str, Concept], moved: Mapping[str, str]) -> None:
        self._concepts, self._moved = concepts, moved
        self._spelt: Index = {}
        self._folded: Index = {}
        for concept in concepts.values():
            for lang, names in concept.names.items():
                for name in names:
                    self._spelt.setdefault(spelt(name), {}).setdefault(lang, concept.id)
                    self._folded.setdefault(folded(name), {}).setdefault(lang, concept.id)

    def __len__(self) -> int:
        return len(self._concepts)

    def knows(self, key: str) -> bool:
        """Whether a key is a concept, not just a hashtag as somebody wrote it."""
        return self.resolve(key) in self._concepts

    def concept_of(self, name: str, lang: str) -> str:
        """The concept that a name means to whoever writes this language, "" if none is known.

        A name that the language doesn't list is taken for a foreign one, if it means the same everywhere and
        is no short Latin word that this language could well have, too.
        """
        exact, loose = self._spelt.get(spelt(name), {}), self._folded.get(folded(name), {})
        base = lang_of_name(lang)
        own = exact.get(base) or loose.get(base) or exact.get(UNDETERMINED)
        if own:
            return own
        found = (exact or loose) if base == UNDETERMINED else exact
        meant = set(found.values())
        is_told = base == UNDETERMINED or is_telling(spelt(name), found)
        return meant.pop() if len(meant) == 1 and is_told else ""

    def meanings(self, name: str) -> dict[str, list[str]]:
        """Every concept that a name stands for, with the languages in which it does."""
        found: dict[str, list[str]] = {}
        for lang, id_ in (self._spelt.get(spelt(name)) or self._folded.get(folded(name), {})).items():
            found.setdefault(id_, []).append(lang)
        return found

    def key_of(self, name: str, lang: str = UNDETERMINED) -> str:
        """The key of what a hashtag means: a concept's id, or "#slug" where none is known."""
        return self.concept_of(name, lang) or HASHTAG + topic_slug(name)

    def resolve(self, key: str) -> str:
        """The key under which a topic is known now: merged concepts and named hashtags lead on."""
        key = self._moved.get(key, key)
        return self.key_of(key[1:]) if key.startswith(HASHTAG) and key not in self._concepts else key

    def concept(self, key: str) -> Concept | None:
        """The concept of a key; a hashtag is one of a single name. None for an id that there isn't."""
        key = self.resolve(key)
        found = self._concepts.get(key)
        return concept_of_key(key) if found is None and len(key) > 1 and key[0] == HASHTAG else found

    def name_of(self, key: str, lang: str) -> tuple[str, str]:
        """What a topic is called in a language, and the language of that: English, else any, for want."""
        concept = self.concept(key)
        if concept is None:
            return "", UNDETERMINED
        wanted = (lang_of_name(lang), "en", *concept.names)
        at = next(tag for tag in wanted if tag in concept.names)
        return concept.names[at][0], at

    def listings(self, key: str) -> list[Listing]:
        """Where the notes about a topic are listed: its slugs in all languages, false friends kept apart.

        A hashtag that no concept has, or that means several things, is listed under itself.
        """
        key = self.resolve(key)
        if key.startswith(HASHTAG) and key not in self._concepts:
            return [Listing(key[1:], "")] if key != HASHTAG else []
        concept, found = self.concept(key), dict[Listing, None]()
        if concept is None:
            return []
        for lang, names in concept.names.items():
            for slug in (slug for name in names for slug in slugs_of_name(name, lang)):
                if self._is_same_everywhere(slug, concept.id):
                    found[Listing(slug, "")] = None
                elif self.concept_of(slug, lang) == concept.id:
                    found[Listing(slug, lang)] = None
        return list(found)

    def _is_same_everywhere(self, slug: str, id_: str) -> bool:
        return self.meanings(slug).keys() == {id_} and self.concept_of(slug, _UNLISTED) == id_


@cache
def shipped() -> Atlas:
    """The atlas as it comes with the product."""
    return Atlas(shipped_concepts(), {})


@cache
def shipped_concepts() -> Mapping[str, Concept]:
    """The shipped concepts by id."""
    decode = msgspec.json.Decoder(Concept).decode
    concepts = (decode(line) for line in DATA.read_bytes().splitlines() if line)
    return {concept.id: concept for concept in concepts}


def changed(changes: Iterable[Change]) -> Atlas:
    """The shipped atlas with accepted changes, in their order. What fits no more has no effect."""
    concepts, moved = dict(shipped_concepts()), dict[str, str]()
    for change in changes:
        key = moved.get(change.concept, change.concept)
        concept = concepts.get(key) or (concept_of_key(key) if key.startswith(HASHTAG) else None)
        if concept is not None:
            _APPLY[change.kind](concepts, moved, concept, change)
    return Atlas(concepts, moved)


def _name(concepts: dict[str, Concept], _moved: dict[str, str], concept: Concept, change: Change) -> None:
    concepts[concept.id] = Concept(concept.id, _with(concept.names, change.lang, change.names))


def _merge(concepts: dict[str, Concept], moved: dict[str, str], concept: Concept, change: Change) -> None:
    key = moved.get(change.other, change.other)
    other = concepts.pop(key, None) or (concept_of_key(key) if key.startswith(HASHTAG) else None)
    if other is None or other.id == concept.id:
        return
    names = concept.names
    for lang, more in other.names.items():
        names = _with(names, lang, more)
    concepts[concept.id] = Concept(concept.id, names)
    moved.update({former: concept.id for former, now in moved.items() if now == other.id})
    moved[other.id] = concept.id


def _split(concepts: dict[str, Concept], _moved: dict[str, str], concept: Concept, change: Change) -> None:
    leaving = set(change.pairs)
    stay, leave = _parted(concept.names, leaving, False), _parted(concept.names, leaving, True)
    if stay and leave:
        concepts[concept.id] = Concept(concept.id, stay)
        concepts[change.other] = Concept(change.other, leave)


_APPLY = {"name": _name, "merge": _merge, "split": _split}


def _with(names: Mapping[str, tuple[str, ...]], lang: str, more: Sequence[str]) -> dict[str, tuple[str, ...]]:
    return {**names, lang: tuple(dict.fromkeys((*names.get(lang, ()), *more)))}


def _parted(
    names: Mapping[str, tuple[str, ...]], leaving: set[tuple[str, str]], leaves: bool
) -> dict[str, tuple[str, ...]]:
    parted = {
        lang: tuple(name for name in some if ((lang, name) in leaving) is leaves)
        for lang, some in names.items()
    }
    return {lang: some for lang, some in parted.items() if some}
