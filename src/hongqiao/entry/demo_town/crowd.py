"""A crowd for measuring: many people and notes of no meaning, written straight into the tables in minutes.

It passes by the features' rules on purpose, so it follows the migrations by hand; tests hold the two together.
Topics are not indexed, reactors have nothing to do afterwards.
"""

import asyncio
import random
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import asyncpg
import msgspec
import resvg_py

from hongqiao.entry.demo_town.crowd_words import LANGUAGES, Words
from hongqiao.entry.demo_town.illustrator import draw
from hongqiao.features import feeds, media, notes, translation
from hongqiao.features.accounts import INTERESTS
from hongqiao.features.media import Picture
from hongqiao.features.translation import Text
from hongqiao.kernel.ids import bucket_of, bucket_of_name, floor_of
from hongqiao.kernel.scope import Scope

YEAR_MS = 365 * 86_400_000
NOTES_A_PERSON, FOLLOWS_A_NOTE = 50, 2
ON_EXPLORE = 4_000
"""The newest notes, among which Explore chooses: all of them are translated."""

_SCENES = ("noodles", "lake", "cat", "bicycle", "plant", "dress", "library", "yarn")
_TRANSLATED, _TALKED_ABOUT, _SAID = 0.3, 5, 3
_ENGINE = ("bench", "bench-1")
_CHUNK = 20_000
Tell = Callable[[str], None]
Row = tuple[Any, ...]


class Member(msgspec.Struct, frozen=True):
    """One of the crowd."""

    id: int
    handle: str
    lang: str
    made_at: datetime


class CrowdNote(msgspec.Struct, frozen=True):
    """A note of theirs, before it is rows."""

    id: int
    author_id: int
    lang: str
    title: str
    body: str
    topic: str
    place: str
    likes: int
    made_at: datetime
    in_english: tuple[str, str] | None


async def is_empty(scope: Scope) -> bool:
    """Whether this home has no notes yet."""
    return not await notes.lists.newest_public(scope, 1)


async def gather_crowd(scope: Scope, many: int, tell: Tell) -> None:
    """Makes `many` notes, a fiftieth as many people, twice as many follows, likes, comments, translations.

    Always the same for the same number, but for the moment it counts back from. 1 M notes take some minutes
    and 2 GB; statistics are gathered and Explore is arranged at the end.
    """
    chance, now_ms = random.Random(many), int(time.time() * 1000)
    people = [_member(place, now_ms) for place in range(max(40, many // NOTES_A_PERSON))]
    shown = await _pictures(scope)
    connection = await asyncpg.connect(scope.ports.settings.dsn)
    try:
        await _write_people(connection, people, chance, many)
        tell(f"{len(people)} people")
        for start in range(0, many, _CHUNK):
            places = range(start, min(many, start + _CHUNK))
            some = [_note(place, many, people, chance, now_ms) for place in places]
            await _write_notes(connection, some, shown, people)
            tell(f"{places.stop} of {many} notes")
        await connection.execute("vacuum analyze", timeout=1800)
    finally:
        await connection.close()
    await feeds.arrange_explore(scope)


def _member(place: int, now_ms: int) -> Member:
    handle, joined_ms = f"crowd{place}", now_ms - YEAR_MS - place
    id_ = floor_of(joined_ms) | bucket_of_name(handle) << 9 | place % 512
    lang = list(LANGUAGES)[place % len(LANGUAGES)]
    return Member(id_, handle, lang, datetime.fromtimestamp(joined_ms / 1000, UTC))


def _note(place: int, many: int, people: Sequence[Member], chance: random.Random, now_ms: int) -> CrowdNote:
    author = people[int(len(people) * chance.random() ** 1.5)]
    at_ms = now_ms - 60_000 - YEAR_MS * place // many
    lang = _lang(chance.random())
    pieces = [chance.randrange(1000) for _ in range(5)]
    title, body = _words(LANGUAGES[lang], pieces, place)
    translated = lang != "en" and (place < ON_EXPLORE or chance.random() < _TRANSLATED)
    return CrowdNote(
        floor_of(at_ms) | bucket_of(author.id) << 9 | place % 512, author.id, lang, title, body,
        _one(LANGUAGES[lang].topics, pieces[4]), _one(LANGUAGES[lang].places, pieces[2]),
        int(400 * chance.random() ** 6), datetime.fromtimestamp(at_ms / 1000, UTC),
        _words(LANGUAGES["en"], pieces, place) if translated else None,
    )


def _lang(at: float) -> str:
    for lang, words in LANGUAGES.items():
        at -= words.share
        if at < 0:
            return lang
    return "en"


def _words(words: Words, pieces: Sequence[int], place: int) -> tuple[str, str]:
    title = f"{_one(words.openings, pieces[0])} {_one(words.things, pieces[1])}, {_one(words.places, pieces[2])} {place}"
    said = " ".join(_one(words.sentences, pieces[3] + step) for step in range(3))
    return title, f"{said} ({place})\n#{_one(words.topics, pieces[4])}"


def _one(of: Sequence[str], number: int) -> str:
    return of[number % len(of)]


async def _pictures(scope: Scope) -> list[Picture]:
    """A handful of real pictures, which all notes share."""
    drawn = [
        bytes(resvg_py.svg_to_bytes(svg_string=draw(scene, seed=1), width=1080, skip_system_fonts=True))
        for scene in _SCENES
    ]
    taken = await asyncio.gather(*(media.take(scope, png) for png in drawn))
    await media.keep(scope, [picture.key for picture in taken], subject="crowd")
    return list(taken)


async def _write_people(
    connection: asyncpg.Connection, people: Sequence[Member], chance: random.Random, many: int
) -> None:
    each = min(len(people) - 1, many * FOLLOWS_A_NOTE // len(people))
    await _copy(connection, "account", (
        (bucket_of(one.id), one.id, one.handle, "!", "member", "1993-1997", "en", [one.lang], ["food"], 0, one.made_at)
        for one in people
    ))
    await _copy(connection, "profile", (
        (bucket_of(one.id), one.id, one.handle, one.handle.title(), "", "und", "", one.lang, 1 + place % 6, one.made_at)
        for place, one in enumerate(people)
    ))
    followers = dict.fromkeys((one.id for one in people), 0)
    for start in range(0, len(people), 2_000):
        edges = [edge for one in people[start : start + 2_000] for edge in _follows(one, people, each, chance)]
        for _, target, _ in edges:
            followers[target] += 1
        await _copy(connection, "follow_out", ((bucket_of(by), by, to, at) for by, to, at in edges))
        await _copy(connection, "follow_in", ((bucket_of(to), to, by, at) for by, to, at in edges))
    await _copy(connection, "people_count", (
        (bucket_of(one.id), one.id, 0, followers[one.id], each, 0, many // len(people)) for one in people
    ))


def _follows(
    one: Member, people: Sequence[Member], each: int, chance: random.Random
) -> Iterator[tuple[int, int, datetime]]:
    targets = {one.id}
    while len(targets) <= each:
        targets.add(people[int(len(people) * chance.random() ** 1.3)].id)
    return ((one.id, target, one.made_at) for target in sorted(targets - {one.id}))


async def _write_notes(
    connection: asyncpg.Connection, some: Sequence[CrowdNote], shown: Sequence[Picture], people: Sequence[Member]
) -> None:
    await _copy(connection, "note", (
        (bucket_of(n.id), n.id, n.author_id, n.id, n.title, n.body, n.lang, n.place, INTERESTS[n.id % 8], 0, False, 0,
         "", [n.topic], 1, 1, n.made_at, None)
        for n in some
    ))
    await _copy(connection, "note_picture", (
        (bucket_of(n.id), n.id, 0, p.key, p.width, p.height, list(p.widths), p.ratio, p.thumbhash, p.colour, "A drawing")
        for n in some for p in (shown[n.likes % len(shown)],)
    ))
    talked = [n for place, n in enumerate(some) if place % _TALKED_ABOUT == 0]
    await _copy(connection, "note_stat", (
        (bucket_of(n.id), n.id, 0, n.likes, n.likes // 3, _SAID * (place % _TALKED_ABOUT == 0))
        for place, n in enumerate(some)
    ))
    await _copy(connection, "comment", (row for n in talked for row in _comments(n, people)))
    await _copy(connection, "translation", (row for n in some if n.in_english for row in _translations(n)))


def _comments(note: CrowdNote, people: Sequence[Member]) -> Iterator[Row]:
    bucket, at_ms = bucket_of(note.id), int(note.made_at.timestamp() * 1000)
    for place in range(_SAID):
        author, then_ms = people[(note.id + place) % len(people)], at_ms + (place + 1) * 1_000
        yield (
            bucket, floor_of(then_ms) | bucket << 9 | place, note.id, note.author_id, None, None, author.id,
            LANGUAGES["en"].sentences[place], "en", 0, then_ms, None, datetime.fromtimestamp(then_ms / 1000, UTC),
        )


def _translations(note: CrowdNote) -> Iterator[Row]:
    assert note.in_english is not None
    for words, english in zip((note.title, note.body), note.in_english, strict=True):
        key = translation.key_of(Text("", words, note.lang))
        yield (
            bucket_of_name(key), key, "en", "engine", *_ENGINE, note.lang, english, "good", [], "", None, note.made_at,
        )


async def _copy(connection: asyncpg.Connection, table: str, rows: Iterable[Row]) -> None:
    """Rows hold every column in the order of the migrations."""
    await connection.copy_records_to_table(table, records=rows, timeout=600)
