"""A crowd for measuring: many people and notes of no meaning, always the same ones for the same number.

Reactors have nothing to do afterwards, so topics are not indexed and nobody has a list of their comments.
"""

import asyncio
import random
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import asyncpg
import resvg_py

from hongqiao.entry.demo_town.crowd_rows import CrowdNote, Member, write_notes, write_people
from hongqiao.entry.demo_town.crowd_words import LANGUAGES, Words
from hongqiao.entry.demo_town.illustrator import draw
from hongqiao.features import feeds, media, notes, recommendation
from hongqiao.features.media import Picture
from hongqiao.kernel.ids import bucket_of, bucket_of_name, floor_of
from hongqiao.kernel.scope import Scope

YEAR_MS = 365 * 86_400_000
NOTES_A_PERSON, FOLLOWS_A_NOTE = 50, 2
ON_EXPLORE = 4_000
"""The newest notes, among which Explore chooses: all of them are translated."""

TRANSLATED = 0.3
"""Share of the others not in English that are."""

_SCENES = ("noodles", "lake", "cat", "bicycle", "plant", "dress", "library", "yarn")
_AT_ONCE = 20_000
Tell = Callable[[str], None]


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
    follows = min(len(people) - 1, many * FOLLOWS_A_NOTE // len(people))
    shown = await _pictures(scope)
    connection = await asyncpg.connect(scope.ports.settings.dsn)
    try:
        await write_people(connection, people, chance, follows=follows, notes=many // len(people))
        tell(f"{len(people)} people")
        for start in range(0, many, _AT_ONCE):
            places = range(start, min(many, start + _AT_ONCE))
            some = [_note(place, many, people, chance, now_ms) for place in places]
            await write_notes(connection, some, shown, people)
            tell(f"{places.stop} of {many} notes")
        await connection.execute("vacuum analyze", timeout=1800)
    finally:
        await connection.close()
    await feeds.arrange_explore(scope)
    await recommendation.gather.lay_ready(scope)


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
    translated = lang != "en" and (place < ON_EXPLORE or chance.random() < TRANSLATED)
    return CrowdNote(
        id=floor_of(at_ms) | bucket_of(author.id) << 9 | place % 512,
        place=place,
        author_id=author.id,
        lang=lang,
        title=title,
        body=body,
        topic=_one(LANGUAGES[lang].topics, pieces[4]),
        where=_one(LANGUAGES[lang].places, pieces[2]),
        likes=int(400 * chance.random() ** 6),
        made_at=datetime.fromtimestamp(at_ms / 1000, UTC),
        in_english=_words(LANGUAGES["en"], pieces, place) if translated else None,
    )


def _lang(at: float) -> str:
    for lang, words in LANGUAGES.items():
        at -= words.share
        if at < 0:
            return lang
    return "en"


def _words(words: Words, pieces: Sequence[int], place: int) -> tuple[str, str]:
    opening, thing, where = map(_one, (words.openings, words.things, words.places), pieces)
    said = " ".join(_one(words.sentences, pieces[3] + step) for step in range(3))
    return f"{opening} {thing}, {where} {place}", f"{said} ({place})\n#{_one(words.topics, pieces[4])}"


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
