"""The rows of a crowd, written with COPY: whole tables in minutes, and past the features' rules."""

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import asyncpg
import msgspec

from hongqiao.entry.demo_town.crowd_words import LANGUAGES
from hongqiao.features import translation
from hongqiao.features.accounts import INTERESTS
from hongqiao.features.media import Picture
from hongqiao.features.translation import Text
from hongqiao.kernel.ids import bucket_of, bucket_of_name, floor_of

_TALKED_ABOUT, _SAID = 5, 3  # every fifth note has three comments
_PEOPLE_AT_ONCE = 2_000
Row = Mapping[str, Any]


class Member(msgspec.Struct, frozen=True):
    """One of the crowd."""

    id: int
    handle: str
    lang: str
    made_at: datetime


class CrowdNote(msgspec.Struct, frozen=True):
    """A note of theirs; `place` is its number, newest first."""

    id: int
    place: int
    author_id: int
    lang: str
    title: str
    body: str
    topic: str
    where: str
    likes: int
    made_at: datetime
    in_english: tuple[str, str] | None


async def write_people(
    connection: asyncpg.Connection,
    people: Sequence[Member],
    chance: random.Random,
    *,
    follows: int,
    notes: int,
) -> None:
    """Accounts nobody can sign in to by a password, profiles, and so many follows and notes for each."""
    await _copy(connection, "account", map(_account, people))
    await _copy(connection, "profile", map(_profile, people))
    followers = dict.fromkeys((one.id for one in people), 0)
    for start in range(0, len(people), _PEOPLE_AT_ONCE):
        some = people[start : start + _PEOPLE_AT_ONCE]
        edges = [(one, target) for one in some for target in _followed_by(one, people, follows, chance)]
        for _, target in edges:
            followers[target] += 1
        await _copy(connection, "follow_out", (_follow_out(one, target) for one, target in edges))
        await _copy(connection, "follow_in", (_follow_in(one, target) for one, target in edges))
    await _copy(
        connection, "people_count", (_people_count(one, followers[one.id], follows, notes) for one in people)
    )


async def write_notes(
    connection: asyncpg.Connection,
    some: Sequence[CrowdNote],
    shown: Sequence[Picture],
    people: Sequence[Member],
) -> None:
    """Notes with one picture each, their counts, what is said under some, and translations."""
    await _copy(connection, "note", map(_note, some))
    await _copy(connection, "note_picture", (_picture(one, shown[one.place % len(shown)]) for one in some))
    await _copy(connection, "note_stat", map(_stat, some))
    await _copy(
        connection,
        "comment",
        (row for one in some if _is_talked_about(one) for row in _comments(one, people)),
    )
    await _copy(
        connection, "translation", (row for one in some if one.in_english for row in _translations(one))
    )


async def _copy(connection: asyncpg.Connection, table: str, rows: Iterable[Row]) -> None:
    """Rows by column; all of one table have the same columns in the same order."""
    coming = iter(rows)
    first = next(coming, None)
    if first is None:
        return
    values = (tuple(row.values()) for row in _with(first, coming))
    await connection.copy_records_to_table(table, columns=list(first), records=values, timeout=600)


def _with(first: Row, others: Iterator[Row]) -> Iterator[Row]:
    yield first
    yield from others


def _account(one: Member) -> Row:
    return {
        "bucket": bucket_of(one.id),
        "id": one.id,
        "handle": one.handle,
        "password_hash": "!",
        "age_band": "adult",
        "locale": "en",
        "reads": [one.lang],
        "interests": ["food"],
        "made_at": one.made_at,
    }


def _profile(one: Member) -> Row:
    return {
        "bucket": bucket_of(one.id),
        "account_id": one.id,
        "handle": one.handle,
        "name": one.handle.title(),
        "lang": one.lang,
        "tone": 1 + one.id % 6,
        "made_at": one.made_at,
    }


def _followed_by(one: Member, people: Sequence[Member], many: int, chance: random.Random) -> list[int]:
    targets = {one.id}
    while len(targets) <= many:
        targets.add(people[int(len(people) * chance.random() ** 1.3)].id)
    return sorted(targets - {one.id})


def _follow_out(one: Member, target: int) -> Row:
    return {"bucket": bucket_of(one.id), "account_id": one.id, "target_id": target, "made_at": one.made_at}


def _follow_in(one: Member, target: int) -> Row:
    return {"bucket": bucket_of(target), "account_id": target, "follower_id": one.id, "made_at": one.made_at}


def _people_count(one: Member, followers: int, following: int, notes: int) -> Row:
    return {
        "bucket": bucket_of(one.id),
        "account_id": one.id,
        "slot": 0,
        "followers": followers,
        "following": following,
        "notes": notes,
    }


def _note(one: CrowdNote) -> Row:
    return {
        "bucket": bucket_of(one.id),
        "id": one.id,
        "author_id": one.author_id,
        "draft_id": one.id,
        "title": one.title,
        "body": one.body,
        "lang": one.lang,
        "place": one.where,
        "subject": INTERESTS[one.place % len(INTERESTS)],
        "audience": 0,
        "is_ai": False,
        "cover_style": "",
        "topics": [one.topic],
        "picture_count": 1,
        "made_at": one.made_at,
    }


def _picture(one: CrowdNote, shown: Picture) -> Row:
    return {
        "bucket": bucket_of(one.id),
        "note_id": one.id,
        "position": 0,
        "key": shown.key,
        "width": shown.width,
        "height": shown.height,
        "widths": list(shown.widths),
        "ratio": shown.ratio,
        "thumbhash": shown.thumbhash,
        "colour": shown.colour,
        "alt": "A drawing",
    }


def _stat(one: CrowdNote) -> Row:
    return {
        "bucket": bucket_of(one.id),
        "note_id": one.id,
        "slot": 0,
        "likes": one.likes,
        "saves": one.likes // 3,
        "comments": _SAID if _is_talked_about(one) else 0,
    }


def _is_talked_about(one: CrowdNote) -> bool:
    return one.place % _TALKED_ABOUT == 0


def _comments(note: CrowdNote, people: Sequence[Member]) -> Iterator[Row]:
    bucket, at_ms = bucket_of(note.id), round(note.made_at.timestamp() * 1000)
    for number in range(_SAID):
        then_ms = at_ms + (number + 1) * 1_000
        yield {
            "bucket": bucket,
            "id": floor_of(then_ms) | bucket << 9 | note.place % 512,
            "note_id": note.id,
            "note_author_id": note.author_id,
            "author_id": people[(note.place + number) % len(people)].id,
            "words": LANGUAGES["en"].sentences[number],
            "lang": "en",
            "rank": then_ms,
            "made_at": datetime.fromtimestamp(then_ms / 1000, UTC),
        }


def _translations(note: CrowdNote) -> Iterator[Row]:
    for words, english in zip((note.title, note.body), note.in_english or (), strict=True):
        key = translation.key_of(Text("", words, note.lang))
        yield {
            "bucket": bucket_of_name(key),
            "key": key,
            "target": "en",
            "origin": "engine",
            "engine": "bench",
            "version": "1",
            "source": note.lang,
            "words": english,
            "quality": "good",
            "checks": [],
            "reason": "",
            "made_at": note.made_at,
        }
