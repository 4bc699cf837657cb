"""What the town says under its notes, and which comments authors pinned."""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress

from hongqiao.entry.demo_town.inhabitants import MINUTE_MS, Resident
from hongqiao.entry.demo_town.publishing import moment_of
from hongqiao.entry.demo_town.town import TownComment, TownNote
from hongqiao.features import comments, notes
from hongqiao.features.notes import NoteFacts
from hongqiao.kernel.errors import NotFound
from hongqiao.kernel.ids import CommentId, NoteId
from hongqiao.kernel.scope import Scope


async def say_all(
    scope: Scope,
    residents: Mapping[str, Resident],
    written: Sequence[TownNote],
    said: Iterable[TownComment],
    ids: Mapping[str, NoteId],
    *,
    founded_ms: int,
) -> dict[str, CommentId]:
    """Says what is not said yet under these notes; ids of the comments by key. One transaction a note."""
    under: dict[str, list[TownComment]] = {}
    for comment in said:
        under.setdefault(comment.note, []).append(comment)
    found: dict[str, CommentId] = {}
    for note in written:
        moments = moments_of(note, under.get(note.key, []), founded_ms)
        with suppress(NotFound):  # somebody who signed in as its author withdrew it
            facts = await notes.visible(scope, ids[note.key])
            found |= await _say_under(scope, residents, facts, under.get(note.key, []), moments)
    return found


def moments_of(note: TownNote, said: Sequence[TownComment], founded_ms: int) -> dict[str, int]:
    """When each comment was made, in Unix ms: never before what it answers, never after the founding."""
    published = moment_of(note, founded_ms)
    last = max((comment.minutes_after for comment in said), default=0)
    scale = min(1.0, (founded_ms - published) / MINUTE_MS / (last + 2))
    moments: dict[str, int] = {}
    for comment in said:
        at_ms = (
            published
            + round(comment.minutes_after * scale * MINUTE_MS)
            + zlib.crc32(comment.key.encode()) % 1000
        )
        moments[comment.key] = max(at_ms, moments[comment.reply_to] + 1000) if comment.reply_to else at_ms
    return moments


async def _say_under(
    scope: Scope,
    residents: Mapping[str, Resident],
    note: NoteFacts,
    said: Sequence[TownComment],
    moments: Mapping[str, int],
) -> dict[str, CommentId]:
    author = next(one for one in residents.values() if one.id == note.author_id)
    made: dict[str, CommentId] = {}
    async with scope.transaction() as tx:
        for comment in said:
            answered = made.get(comment.reply_to) if comment.reply_to else None
            if comment.reply_to and answered is None:
                continue
            then = residents[comment.author].acting(tx, moments[comment.key])
            with suppress(NotFound):  # said before, and deleted since
                one = await comments.say(
                    then, note, comment.text, answered, once=comment.key, lang=comment.lang
                )
                made[comment.key] = one.id
        for comment in said:
            if comment.pinned and comment.key in made:  # of a pinned reply, the thread
                top = made[comment.reply_to or comment.key]
                await comments.pin(author.acting(tx, moments[comment.key]), top)
    return made
