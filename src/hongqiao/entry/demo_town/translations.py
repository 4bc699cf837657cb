"""Translations of the town that an engine of ours made before, in one file a target language."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal

import msgspec

from hongqiao.entry.demo_town.town import Town, TownPerson, first_notes
from hongqiao.features.translation import Text, is_translatable, key_of
from hongqiao.kernel.language import base_of, guess_lang
from hongqiao.kernel.text import clean_block, clean_line

FOLDER = Path(__file__).with_name("translations")
TARGETS = ("en", "zh-Hans")
Kind = Literal["titles", "bodies", "comments", "bios"]


class TownText(msgspec.Struct, frozen=True):
    """Words of the town. `has_own` are the languages into which the author wrote them; `is_first` tells words
    that stand on the pages with which the town opens.
    """

    ref: str
    words: str
    lang: str
    kind: Kind
    has_own: tuple[str, ...] = ()
    is_first: bool = True

    @property
    def hash(self) -> str:
        """What the words are known under, shortened: a changed text has another one."""
        return key_of(self.as_text())[:8].hex()

    def as_text(self) -> Text:
        """The text as the translation feature knows it."""
        return Text(self.ref, self.words, self.lang)

    def wants(self, target: str) -> bool:
        """Whether an engine has anything to do for this target."""
        return is_translatable(self.lang, target) and base_of(target) not in map(base_of, self.has_own)


class Made(msgspec.Struct, frozen=True):
    """A line of a file: what an engine made of a text whose words had this hash.

    `confidence` is the mean log-probability of the least sure part, where the engine tells one.
    """

    ref: str
    source: str
    target: str
    words: str
    engine: str
    version: str
    checks: tuple[str, ...]
    quality: Literal["good", "doubtful"]
    source_hash: str
    confidence: float | None = None


def texts_of(town: Town) -> list[TownText]:
    """All words that readers may want translated, most wanted first.

    Within a tier texts of one language stand together: a model that goes on in a language reads on from its
    cache, which takes a third of the time for short texts.
    """
    first = {note.key for note in first_notes(town.notes)}
    rank = {note.key: (note.key not in first, note.lang, -note.popularity, note.key) for note in town.notes}
    found: list[TownText] = []
    for note in sorted(town.notes, key=lambda note: rank[note.key]):
        own = (note.version.lang,) if note.version else ()
        is_first, title, body = note.key in first, clean_line(note.title), clean_block(note.body)
        found.append(TownText(f"{note.key}:title", title, note.lang, "titles", own, is_first))
        found.append(TownText(f"{note.key}:body", body, note.lang, "bodies", own, is_first))
    for said in sorted(town.comments, key=lambda one: (one.lang, rank[one.note], one.minutes_after)):
        words = clean_block(said.text)
        found.append(TownText(f"{said.key}:words", words, said.lang, "comments", (), said.note in first))
    return [*found, *map(_bio, town.people)]


def _bio(person: TownPerson) -> TownText:
    bio = clean_block(person.bio)
    return TownText(f"{person.handle}:bio", bio, guess_lang(bio, author_lang=person.lang), "bios")


def read_made(target: str) -> dict[str, Made]:
    """What the target's file holds, by ref; the last line of a ref counts. A missing file holds nothing."""
    path = path_of(target)
    if not path.exists():
        return {}
    whole = [
        line for line in path.read_bytes().splitlines() if line.endswith(b"}")
    ]  # a killed run ends in half a line
    made = (msgspec.json.decode(line, type=Made) for line in whole)
    return {one.ref: one for one in made}


def fitting(texts: Iterable[TownText], made: Mapping[str, Made]) -> list[tuple[TownText, Made]]:
    """Texts with their translation, those whose words have not changed since."""
    return [
        (text, made[text.ref])
        for text in texts
        if text.ref in made and made[text.ref].source_hash == text.hash
    ]


def append(one: Made) -> None:
    """Adds a line to the file of its target."""
    path = path_of(one.target)
    line = msgspec.json.encode(one) + b"\n"
    with open(path, "a+b") as file:
        file.seek(0, os.SEEK_END)
        if file.tell() and _last_byte(path) != b"\n":
            line = b"\n" + line
        file.write(line)


def sort(target: str, texts: Iterable[TownText]) -> None:
    """Puts the file in order of refs and drops lines whose text has changed or gone."""
    kept = sorted((made for _, made in fitting(texts, read_made(target))), key=lambda made: made.ref)
    path = path_of(target)
    fresh = path.with_suffix(".part")
    fresh.write_bytes(b"".join(msgspec.json.encode(made) + b"\n" for made in kept))
    fresh.replace(path)


def path_of(target: str) -> Path:
    """The file of a target language."""
    return FOLDER / f"{target}.jsonl"


def _last_byte(path: Path) -> bytes:
    with open(path, "rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1)
