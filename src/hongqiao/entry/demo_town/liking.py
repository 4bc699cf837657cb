"""Likes, saves and boards of the town: as many as its writers gave each note, always by the same people."""

import random
from collections.abc import Iterable, Mapping, Sequence

from hongqiao.entry.demo_town.inhabitants import DAY_MS, Resident
from hongqiao.entry.demo_town.publishing import moment_of
from hongqiao.entry.demo_town.town import Town, TownComment, TownNote
from hongqiao.features import reactions
from hongqiao.features.reactions import Kind
from hongqiao.kernel.ids import BoardId, CommentId, NoteId
from hongqiao.kernel.scope import Scope

BOARDS = {
    "zh": ("周末想做的", "收藏夹里的远方", "小心思"),
    "en": ("Weekend list", "Someday trips", "Just for me"),
    "ja": ("週末にやりたい", "いつか行く場所", "ひみつの引き出し"),
    "ko": ("주말에 해볼 것", "언젠가 갈 곳", "나만 보기"),
    "es": ("Para el finde", "Algún día voy", "Solo mío"),
    "fr": ("Pour le week-end", "Un jour, là-bas", "Rien qu’à moi"),
    "pt": ("Pro fim de semana", "Um dia eu vou", "Só meu"),
    "ru": ("На выходные", "Когда-нибудь съезжу", "Только для меня"),
}
"""Names of boards: the first two are open, the last is private."""

_MOST_LIKE = 0.75  # of the town: somebody never sees even the most loved note
_MOST_COMMENT_LIKES = 9


async def like_notes(
    scope: Scope,
    residents: Mapping[str, Resident],
    written: Sequence[TownNote],
    ids: Mapping[str, NoteId],
    *,
    founded_ms: int,
) -> None:
    """Everybody likes what its popularity says, once. One transaction a person."""
    readers = {note.key: likers_of(note, residents) for note in written}
    for resident in residents.values():
        async with scope.transaction() as tx:
            for note in written:
                if resident.person.handle in readers[note.key]:
                    at_ms = _later(
                        f"{resident.person.handle} {note.key}", moment_of(note, founded_ms), founded_ms
                    )
                    await reactions.like(resident.acting(tx, at_ms), Kind.NOTE, ids[note.key])


async def like_comments(
    scope: Scope,
    residents: Mapping[str, Resident],
    said: Iterable[TownComment],
    ids: Mapping[str, CommentId],
    *,
    founded_ms: int,
) -> None:
    """Everybody likes some comments, once. One transaction a person."""
    liked: dict[str, list[TownComment]] = {handle: [] for handle in residents}
    for comment in said:
        for handle in _likers_of_comment(comment, sorted(residents)):
            liked[handle].append(comment)
    for handle, resident in residents.items():
        async with scope.transaction() as tx:
            for comment in liked[handle]:
                if comment.key in ids:
                    await reactions.like(resident.acting(tx, founded_ms), Kind.COMMENT, ids[comment.key])


async def keep_boards(
    scope: Scope, town: Town, residents: Mapping[str, Resident], ids: Mapping[str, NoteId], *, founded_ms: int
) -> None:
    """Everybody has one to three boards in their own language, with notes that they liked on them."""
    readers = {note.key: likers_of(note, residents) for note in town.notes}
    for resident in residents.values():
        handle = resident.person.handle
        liked = [ids[note.key] for note in town.notes if handle in readers[note.key] and note.key in ids]
        chance = random.Random(f"boards {handle}")
        chance.shuffle(liked)
        async with resident.acting(scope, founded_ms).transaction() as tx:
            boards = await _boards(resident.acting(tx, founded_ms - 30 * DAY_MS), resident, chance)
            for place, note_id in enumerate(liked[: 4 * len(boards)]):
                then = resident.acting(tx, founded_ms - place * DAY_MS / 4)
                await reactions.save(then, note_id, boards[place % len(boards)])


def likers_of(note: TownNote, residents: Mapping[str, Resident]) -> set[str]:
    """The people who like a note: as its popularity says, rather those whom its subject interests."""
    chance = random.Random(f"likes {note.key}")

    def warmth(handle: str) -> float:
        return chance.random() + 0.4 * (note.subject in residents[handle].person.interests)

    others = sorted(
        (handle for handle in sorted(residents) if handle != note.author), key=warmth, reverse=True
    )
    return set(others[: round(_MOST_LIKE * note.popularity / 100 * len(others))])


async def _boards(scope: Scope, resident: Resident, chance: random.Random) -> list[BoardId]:
    """Ids of this person's boards; those that are not there are made."""
    names = BOARDS[resident.person.lang]
    *open_ones, private = names
    wanted = {"1": open_ones[:1], "2": [open_ones[0], private], "3": list(names)}[chance.choice("123")]
    there = {board.name: board.id for board in await reactions.boards_of(scope, resident.id)}
    return [
        there.get(name) or await reactions.make_board(scope, name, is_private=name == private)
        for name in wanted
    ]


def _likers_of_comment(comment: TownComment, handles: Sequence[str]) -> list[str]:
    chance = random.Random(f"likes {comment.key}")
    likes = int(_MOST_COMMENT_LIKES * chance.random() ** 4) + 4 * comment.pinned
    return chance.sample([handle for handle in handles if handle != comment.author], likes)


def _later(of: str, after_ms: int, before_ms: int) -> float:
    """A moment between two, sooner rather than later, the same each time."""
    return after_ms + (before_ms - after_ms) * random.Random(of).random() ** 3
