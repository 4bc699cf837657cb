"""More like this: notes near one note, the same for everybody; and topics that rise now."""

from collections.abc import Sequence

import numpy as np

from hongqiao.features.recommendation.meaning import unpacked
from hongqiao.features.recommendation.model import bases_of
from hongqiao.features.recommendation.queries import signals
from hongqiao.features.recommendation.rising import Mention, rising
from hongqiao.features.recommendation.stock import Stock
from hongqiao.features.recommendation.stockroom import Stockroom
from hongqiao.kernel.ids import NoteId, bucket_of
from hongqiao.kernel.scope import Scope

MANY = 24
OF_AN_AUTHOR = 3
LIKED_TOO = 0.5
"""What is liked by the same people comes up by as much, beside a cosine of 0 to 1."""


async def more_like(scope: Scope, room: Stockroom, note_id: NoteId) -> list[NoteId]:
    """Ids of public notes near this one, the nearest first; whoever shows them asks who may see them.

    By meaning and by what the same people like; nothing of the viewer is used. One statement at most.
    """
    await room.look(scope)
    stock = room.stock
    vector = await _vector(scope, stock, note_id)
    if not len(stock):
        return []
    scores = stock.meaning @ vector
    for other, score in room.near.get(note_id, ()):
        at = stock.place.get(other)
        if at is not None:
            scores[at] += LIKED_TOO * score
    best = [int(at) for at in np.argsort(-scores, kind="stable")[: 8 * MANY] if scores[at] > 0.05]
    return _of_several(stock, [at for at in best if stock.ids[at] != note_id])


async def _vector(scope: Scope, stock: Stock, note_id: NoteId) -> np.ndarray:
    at = stock.place.get(note_id) if len(stock) else None
    if at is not None:
        return stock.meaning[at]
    row = await signals.VECTOR.maybe(scope.db, bucket_of(note_id), note_id)
    if row is None or row.version != stock.version:
        return np.zeros(stock.meaning.shape[1], np.float32)
    return unpacked(row.vector)


def _of_several(stock: Stock, places: Sequence[int]) -> list[NoteId]:
    """At most three of an author."""
    often: dict[int, int] = {}
    found = []
    for at in places:
        author = int(stock.authors[at])
        often[author] = often.get(author, 0) + 1
        if often[author] <= OF_AN_AUTHOR:
            found.append(NoteId(int(stock.ids[at])))
    return found[:MANY]


def rising_in(scope: Scope, stock: Stock) -> list[str]:
    """Topics that rise in the languages that the viewer reads, the most surprising first."""
    by_lang = _rising(stock, int(scope.now.timestamp() // 600) * 600)
    return list(
        dict.fromkeys(topic for lang in bases_of(scope.viewer.reads) for topic in by_lang.get(lang, ()))
    )


def _rising(stock: Stock, now_s: int) -> dict[str, list[str]]:
    """Reckoned once for each stock and ten minutes."""
    held = stock.held_rising
    if held is None or held[0] != now_s:
        mentions = [
            Mention(note.lang, topic, note.author_id, float(made_s))
            for note, made_s in zip(stock.notes, stock.made_s, strict=True)
            for topic in note.topics
        ]
        held = stock.held_rising = (now_s, rising(mentions, now_s + 600.0))
    return held[1]
