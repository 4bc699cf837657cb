"""The town's texts as their writers left them: read from files, checked, nothing made yet."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

from hongqiao.entry.demo_town.illustrator import SCENES
from hongqiao.features.accounts import INTERESTS
from hongqiao.kernel.paging import PAGE_SIZE

FOLDER = Path(__file__).with_name("town")
COVERS = ("pictures", "card")
FIRST = 36
"""So many notes are published before all others: all languages, drawings and cards."""

OPENS_WITH = PAGE_SIZE
"""So many of them fill the first page."""

_A_SUBJECT = 6  # at most, among the first
_PICTURE_COSTS = 16  # in popularity: what a further picture takes from a note's chance to be among the first
T = TypeVar("T")


class TownPerson(msgspec.Struct, frozen=True):
    """Somebody who lives in the town."""

    handle: str
    name: str
    lang: str
    reads: tuple[str, ...]
    bio: str
    interests: tuple[str, ...]
    place: str


class OwnVersion(msgspec.Struct, frozen=True):
    """The author's own words in another language."""

    lang: str
    title: str
    body: str


class TownNote(msgspec.Struct, frozen=True):
    """A note; `scenes` are drawings, `photos` file names that may replace them, `popularity` is 1 to 100."""

    key: str
    author: str
    title: str
    body: str
    subject: str
    place: str
    days_ago: float
    cover: str
    scenes: tuple[str, ...]
    photos: tuple[str, ...]
    alts: tuple[str, ...]
    popularity: int
    version: OwnVersion | None = None
    card_style: str | None = None

    @property
    def lang(self) -> str:
        """The language in which it is written; keys begin with it."""
        return self.key.split("-", 1)[0]


class TownComment(msgspec.Struct, frozen=True):
    """Something said under a note, so many minutes after it was published."""

    key: str
    note: str
    author: str
    lang: str
    text: str
    minutes_after: int
    reply_to: str | None = None
    pinned: bool = False


class Town(msgspec.Struct, frozen=True):
    """All of it; comments stand in the order in which they were said."""

    people: tuple[TownPerson, ...]
    notes: tuple[TownNote, ...]
    comments: tuple[TownComment, ...]

    def person(self, handle: str) -> TownPerson:
        """The inhabitant with this handle."""
        return next(person for person in self.people if person.handle == handle)


class TownTrouble(Exception):
    """The files contradict one another; the message names each place."""


def read_town() -> Town:
    """The town from its files; raises TownTrouble when something in them does not fit."""
    said = _read("comments", list[TownComment])
    town = Town(
        people=tuple(_read("people", list[TownPerson])),
        notes=tuple(_read("notes", list[TownNote])),
        comments=tuple(sorted(said, key=lambda one: (one.reply_to is not None, one.minutes_after, one.key))),
    )
    if found := list(_troubles(town)):
        raise TownTrouble("; ".join(found))
    return town


def first_notes(all_notes: Sequence[TownNote]) -> list[TownNote]:
    """The notes with which the town opens: the most loved, rather those quick to make, with a share for each
    language and none for a subject that has more than its own. Each language's best come before all seconds.
    """
    chosen: list[tuple[int, TownNote]] = []
    languages, subjects = Counter[str](), Counter[str]()
    written = Counter(note.lang for note in all_notes)
    shares = {lang: max(2, round(FIRST * count / len(all_notes))) for lang, count in written.items()}
    for note in sorted(all_notes, key=_haste, reverse=True):
        if languages[note.lang] < shares[note.lang] and subjects[note.subject] < _A_SUBJECT:
            chosen.append((languages[note.lang], note))
            languages[note.lang] += 1
            subjects[note.subject] += 1
    return [note for _, note in sorted(chosen[:FIRST], key=lambda one: one[0])]


def _haste(note: TownNote) -> tuple[int, str]:
    return note.popularity - _PICTURE_COSTS * max(0, len(note.scenes) - 1), note.key


def _read(kind: str, type_: type[list[T]]) -> list[T]:
    paths = sorted(FOLDER.glob(f"{kind}-*.json"))
    return [one for path in paths for one in msgspec.json.decode(path.read_bytes(), type=type_)]


def _troubles(town: Town) -> Iterator[str]:
    handles = {person.handle for person in town.people}
    notes = {note.key: note for note in town.notes}
    comments = {comment.key: comment for comment in town.comments}
    if len(handles) < len(town.people) or len(notes) < len(town.notes) or len(comments) < len(town.comments):
        yield "a handle or key stands twice"
    for person in town.people:
        if not set(person.interests) <= set(INTERESTS) or person.reads[0] != person.lang:
            yield f"{person.handle}: interests or languages"
    for note in town.notes:
        yield from (f"{note.key}: {what}" for what in _note_troubles(note, handles))
    for comment in town.comments:
        above = comments.get(comment.reply_to) if comment.reply_to else None
        if comment.note not in notes or comment.author not in handles:
            yield f"{comment.key}: note or author"
        if comment.reply_to and (above is None or above.note != comment.note or above.reply_to):
            yield f"{comment.key}: what it answers"


def _note_troubles(note: TownNote, handles: set[str]) -> Iterator[str]:
    if note.author not in handles:
        yield "author"
    if note.subject not in INTERESTS:
        yield "subject"
    if note.cover not in COVERS or (note.cover == "card") != bool(note.card_style):
        yield "cover"
    if note.cover == "pictures" and not note.scenes:
        yield "no picture"
    if not set(note.scenes) <= set(SCENES) or len(note.alts) != len(note.scenes):
        yield "scenes"
