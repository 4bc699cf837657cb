"""What search finds, and the rules of rank: pure."""

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from operator import itemgetter
from typing import NamedTuple

import msgspec

from hongqiao.features.search.analysis import LABEL, OTHER, TITLE, number_of
from hongqiao.features.search.query import Kind, Question, Way
from hongqiao.features.search.stems import COMMON_PAIRS
from hongqiao.kernel.language import base_of

FIELDS = ((TITLE, 1.0, "title"), (LABEL, 0.9, "topic"), (OTHER, 0.8, "translation"), ("", 0.62, "body"))
"""Where a token may stand: its letter, what it is worth there, and what the reader is told."""

FUSION_K = 20
"""Of reciprocal rank fusion, 1 / (k + rank). Source: Cormack et al. 2009, who take 60."""

LEXICAL, MEANING = 1.0, 0.85
"""Worth of the two lists in the fusion."""


class Candidate(msgspec.Struct, frozen=True):
    """A note as the index knows it; tokens are numbers, see analysis.number_of."""

    id: int
    author_id: int
    lang: str
    made_at: datetime
    tokens: list[int]


class Near(msgspec.Struct, frozen=True):
    """A note near the question in meaning; `cosine` from -1 to 1."""

    id: int
    lang: str
    made_at: datetime
    cosine: float


class Hit(msgspec.Struct, frozen=True):
    """A note that was found; a higher score is better; `why` says by what, best first."""

    id: int
    score: float
    why: tuple[str, ...]
    lang: str = ""
    made_at: datetime | None = None


class Weighing:
    """How telling each token is: `shares` says in what part of the notes the common ones stand."""

    def __init__(self, shares: Mapping[int, float], notes: float) -> None:
        self._shares, self._notes = shares, max(notes, 20.0)

    def weight(self, token: str) -> float:
        """Inverse document frequency, 0.1 to 1: 1 for what stands in few notes."""
        share = self._shares.get(number_of(token), 0.0)
        rarest = math.log(1 + self._notes)
        told = math.log(1 + self._notes / (1 + share * self._notes)) / rarest
        return max(0.1, told) * (0.35 if token[2:] in COMMON_PAIRS else 1.0)


class _Sought(NamedTuple):
    """A token with its weight, and its number at each place, the worthiest first."""

    number: int
    weight: float
    places: tuple[tuple[int, float, str], ...]


class _Told(NamedTuple):
    """A way with its tokens made ready."""

    kind: Kind
    worth: float
    total: float
    tokens: tuple[_Sought, ...]


class Scorer:
    """Scores notes for one question, whose numbers and weights are worked out once."""

    def __init__(self, question: Question, weighing: Weighing) -> None:
        self._clauses = [
            (
                max(map(weighing.weight, clause.ways[0].tokens)),
                [_told_of(way, weighing) for way in clause.ways],
            )
            for clause in question.clauses
        ]
        self._total = sum(telling for telling, _ in self._clauses)

    def score(self, tokens: Collection[int]) -> tuple[float, tuple[str, ...]]:
        """How well a note with these tokens answers, 0 to 1, and by what."""
        found = 0.0
        reasons: dict[str, float] = {}
        for telling, ways in self._clauses:
            score, why = max((_way_score(way, tokens) for way in ways), key=itemgetter(0))
            found += telling * score
            if score:
                reasons[why] = max(reasons.get(why, 0.0), telling * score)
        if not found:
            return 0.0, ()
        return found / self._total, tuple(sorted(reasons, key=lambda why: -reasons[why]))


def _told_of(way: Way, weighing: Weighing) -> _Told:
    sought = tuple(
        _Sought(
            number_of(token),
            weighing.weight(token),
            tuple((number_of(letter + token), worth, name) for letter, worth, name in FIELDS),
        )
        for token in way.tokens
    )
    return _Told(way.kind, way.weight, sum(one.weight for one in sought), sought)


def _way_score(way: _Told, tokens: Collection[int]) -> tuple[float, str]:
    """Partly there counts for less than its part; half of a way other than the literal is chance."""
    there = worth = 0.0
    where = ""
    for number, weight, places in way.tokens:
        if number in tokens:
            place_worth, field = next((worth, name) for at, worth, name in places if at in tokens)
            there += weight
            worth += weight * place_worth
            where = where or field
        elif way.kind != "literal":
            return 0.0, ""
    if not there:
        return 0.0, ""
    why = way.kind if way.kind in ("pinyin", "initials", "romaji", "concept") else where
    return way.worth * (there / way.total) ** 1.5 * (worth / there), why


def fused(
    lexical: Sequence[Hit],
    near: Sequence[Near],
    *,
    likely: float,
    serves: Callable[[str], bool] = lambda _: True,
) -> list[Hit]:
    """Both lists as one, by reciprocal rank, each place counting by how good it is in itself; best first.

    A note in a language that the vectors don't serve has a place by words alone: its score grows as much as
    those of the others did on the whole.
    """
    scores: dict[int, float] = {}
    reasons: dict[int, tuple[str, ...]] = {}
    facts: dict[int, tuple[str, datetime | None]] = {}
    best = max((hit.score for hit in lexical), default=0.0)
    for place, hit in enumerate(lexical):
        scores[hit.id] = LEXICAL * hit.score / (best or 1.0) * (0.25 + 0.75 * best) * _place(place)
        reasons[hit.id], facts[hit.id] = hit.why, (hit.lang, hit.made_at)
    by_words = dict(scores)
    for place, one in enumerate(near):
        sure = min(1.0, max(0.0, one.cosine / (2 * likely)))
        scores[one.id] = scores.get(one.id, 0.0) + MEANING * sure * _place(place)
        reasons[one.id] = reasons.get(one.id, ()) or ("meaning",)
        facts.setdefault(one.id, (one.lang, one.made_at))
    judged = [hit.id for hit in lexical if serves(hit.lang)]
    grown = sum(scores[id_] for id_ in judged) / (sum(by_words[id_] for id_ in judged) or 1.0)
    for hit in lexical:
        if not serves(hit.lang) and scores[hit.id] == by_words[hit.id]:
            scores[hit.id] *= max(1.0, grown)
    hits = [Hit(id_, score, reasons[id_], *facts[id_]) for id_, score in scores.items()]
    return sorted(hits, key=lambda hit: (-hit.score, -hit.id))


def _place(place: int) -> float:
    return FUSION_K / (FUSION_K + place)


def blended(hit: Hit, *, likes: int, reads: Sequence[str], now: datetime) -> float:
    """The score with what readers thought of the note, its age, and whether they read its language."""
    age_days = (now - hit.made_at).total_seconds() / 86_400 if hit.made_at else 365.0
    liked = min(1.0, math.log2(1 + max(0, likes)) / 12)
    fresh = math.exp(-max(0.0, age_days) / 120)
    read = base_of(hit.lang) in {base_of(tag) for tag in reads}
    return hit.score * (1 + 0.12 * liked + 0.06 * fresh + 0.03 * read)
