"""How Explore ranks until the recommender lands: a published hot score, then diversity.

The formula is shown to readers as it stands here; a test computes both.
"""

import math
from collections import Counter, deque
from collections.abc import Sequence

import msgspec

from hongqiao.kernel.errors import mark

DAY_S = 86_400
FORMULA = "log2(1 + likes + 2 × saves + 3 × comments) − age in days"
RULES = (
    mark("A person waits eight places before another of their notes."),
    mark(
        "Neighbours differ in what they are about;"
        " among any nine at most three share it, and five a language."
    ),
    mark("Every sixth place goes to the freshest note of the last two days, however few have seen it."),
    mark("Nothing about you is used: everyone sees the same order."),
)
AUTHOR_GAP = 8
TOPIC_GAP = 2
TOPIC_WINDOW, TOPIC_AT_MOST = 8, 2
LANGUAGE_WINDOW, LANGUAGE_AT_MOST = 8, 4
FRESH_EVERY = 6
FRESH_FOR_S = 2 * DAY_S
_LOOK_AHEAD = 60


class HotCandidate(msgspec.Struct, frozen=True):
    """A public note as the arrangement sees it; age in seconds."""

    note_id: int
    author_id: int
    lang: str
    topic: str
    likes: int
    saves: int
    comments: int
    age_s: float


def hot_score(candidate: HotCandidate) -> float:
    """Higher is better; a day of age costs one doubling of what people did with the note."""
    done = candidate.likes + 2 * candidate.saves + 3 * candidate.comments
    return math.log2(1 + max(0, done)) - candidate.age_s / DAY_S


def arrange(candidates: Sequence[HotCandidate], *, at_most: int) -> list[int]:
    """Note ids, best first. Every sixth place goes to the freshest note not placed yet (under two days);
    an author waits 8 places and a topic 2, and in any 9 at most 3 share a topic and 5 a language, while
    others are left. The topic is the subject that the author chose, else the first #topic.
    """
    ranked = sorted(candidates, key=lambda one: (-hot_score(one), -one.note_id))
    fresh = deque(sorted((c for c in ranked if c.age_s < FRESH_FOR_S), key=lambda one: one.age_s))
    waiting, placed, order = deque(ranked), set(), []
    while len(order) < at_most and len(placed) < len(ranked):
        chosen = _next_fresh(fresh, placed) if len(order) % FRESH_EVERY == FRESH_EVERY - 1 else None
        if chosen is None or not _is_varied(chosen, order[-AUTHOR_GAP:]):
            chosen = _next_varied(waiting, placed, order)
        placed.add(chosen.note_id)
        order.append(chosen)
    return [one.note_id for one in order]


def _next_fresh(fresh: deque[HotCandidate], placed: set[int]) -> HotCandidate | None:
    while fresh and fresh[0].note_id in placed:
        fresh.popleft()
    return fresh[0] if fresh else None


def _next_varied(
    waiting: deque[HotCandidate], placed: set[int], order: Sequence[HotCandidate]
) -> HotCandidate:
    while waiting[0].note_id in placed:
        waiting.popleft()
    before, first, looked = order[-AUTHOR_GAP:], None, 0
    for candidate in waiting:
        if candidate.note_id in placed:
            continue
        if _is_varied(candidate, before):
            return candidate
        first = first or candidate
        looked += 1
        if looked >= _LOOK_AHEAD:
            break
    assert first is not None
    return first


def _is_varied(candidate: HotCandidate, before: Sequence[HotCandidate]) -> bool:
    if any(one.author_id == candidate.author_id for one in before):
        return False
    if candidate.topic and any(one.topic == candidate.topic for one in before[-TOPIC_GAP:]):
        return False
    topics = Counter(one.topic for one in before[-TOPIC_WINDOW:] if one.topic)
    languages = Counter(one.lang for one in before[-LANGUAGE_WINDOW:])
    return topics[candidate.topic] <= TOPIC_AT_MOST and languages[candidate.lang] <= LANGUAGE_AT_MOST
