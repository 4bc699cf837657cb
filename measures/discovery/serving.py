"""Whether what serves Explore does what is published: twins that differ in one thing, and whole pages."""

from collections.abc import Mapping
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from hongqiao.features.recommendation import light, ranking
from hongqiao.features.recommendation.candidates import Asked
from hongqiao.features.recommendation.known import Known
from hongqiao.features.recommendation.meaning import DIMENSIONS
from hongqiao.features.recommendation.model import CONFIG, Choice
from hongqiao.features.recommendation.stock import Laid, Stock, StockedNote
from hongqiao.kernel.ids import floor_of

VERSION = "twins"
NOW_S = 1_790_000_000.0
SIZE, PAGES = 20, 4
AUTHOR_GAP = 5
"""Places between two notes of an author, as promised: not read from what is measured."""

_BASE = StockedNote(0, 1, "en", "", [], 4, 2, 1, 200, 4, 2)
_TASTE = np.eye(DIMENSIONS, dtype=np.float32)[0]

GOOD: Mapping[str, dict[str, Any]] = {
    "bridge": {"bridge": 0.9},
    "common": {"common": 0.9},
    "followed": {"author_id": 7},
    "topic": {"topics": ["coffee"]},
    "interest": {"subject": "food"},
    "own_language": {"lang": "zh"},
    "fresh": {"age_h": 1.0},
    "hot": {"likes": 400},
    "affinity": {"vector": 0},
    "searched": {"vector": 1},
    "near": {"near": True},
}
"""What the better of two notes has, by the term that is to tell."""

BAD: Mapping[str, dict[str, Any]] = {
    "dislike": {"dislike": 0.8},
    "less": {"author_id": 8},
    "seen": {"seen_by_me": True},
}
"""What the worse of two notes has."""

WORSE_ACTIONS = frozenset({"hide", "report"})


def figures() -> dict[str, float]:
    """Shares of what is so: twins in their order, with and without activity; and of pages: authors met again
    within the gap, pages further than five points from the reader's dial.
    """
    profiled = [_is_told(name, profiled=True) for name in (*GOOD, *BAD)]
    open_ = [_is_told(name, profiled=False) for name in (*GOOD, *BAD) if name in CONFIG.open_weights]
    foretold = [_is_foretold(action) for action in light.DEFAULT.actions]
    again, off = _pages()
    return {
        "terms": float(np.mean(profiled)),
        "open_terms": float(np.mean(open_)),
        "actions": float(np.mean(foretold)),
        "authors_again": again,
        "pages_off_dial": off,
    }


def _is_told(name: str, *, profiled: bool) -> bool:
    """Whether the twin is better or worse by at least half of what the term’s published weight says."""
    given = dict(GOOD.get(name) or BAD[name])
    age_h, vector = given.pop("age_h", 60.0), given.pop("vector", None)
    is_near, was_seen = given.pop("near", False), given.pop("seen_by_me", False)
    notes = [_note(0, 60.0), msgspec.structs.replace(_note(1, age_h), **given)]
    stock = _stock(notes, [None, vector])
    known = msgspec.structs.replace(
        _known(profiled),
        seen=frozenset({notes[1].id} if was_seen else ()),
        searches=((VERSION, np.eye(DIMENSIONS, dtype=np.float32)[1]),),
    )
    asked = _asked(stock, known, near={5: [(notes[1].id, 1.0)]} if is_near else {})
    weights = CONFIG.weights if profiled else CONFIG.open_weights
    found = ranking.valued(asked, np.arange(2))
    step = float(found.values[1] - found.values[0]) * (1 if name in GOOD else -1)
    moved = abs(float(np.subtract(*found.terms.get(name, np.zeros(2)))))
    return moved > 0 and step >= max(0.02, 0.5 * abs(weights.get(name, 0.0)) * moved)


def _is_foretold(action: str) -> bool:
    """Whether a note of which the action is likelier is worth more, or less where the action is a no."""
    notes = [_note(0, 60.0), msgspec.structs.replace(_note(1, 60.0), followers=5_000)]
    model = light.Light({action: light.ActionModel("shipped", -3.0, {"author_followers": 0.5})})
    found = ranking.valued(_asked(_stock(notes, [None, None]), _known(True), model=model), np.arange(2))
    step = float(found.values[1] - found.values[0]) * (-1 if action in WORSE_ACTIONS else 1)
    return step > 0.01


def _pages() -> tuple[float, float]:
    """One author wrote a third of all, the best of it; the reader wants 30 % in other languages."""
    rng, many = np.random.default_rng(4), 400
    notes = [
        msgspec.structs.replace(
            _note(at, 20.0 + at / 10),
            author_id=1 if at % 3 == 0 else 10 + at % 60,
            lang="zh" if rng.random() < 0.6 else "en",
            likes=300 if at % 3 == 0 else int(rng.integers(0, 40)),
        )
        for at in range(many)
    ]
    vectors = rng.normal(size=(many, DIMENSIONS))
    stock = _laid(notes, vectors / np.linalg.norm(vectors, axis=1, keepdims=True))
    known = msgspec.structs.replace(_known(True), choice=Choice(True, mix=30), followed=(), less={})
    given: list[int] = []
    off = 0
    for _ in range(PAGES):
        may = ~np.isin(stock.ids, given)
        asked = msgspec.structs.replace(_asked(stock, known), may=may)
        valued = ranking.valued(asked, np.flatnonzero(may))
        avoid = ranking.authors_before(stock, given)
        order = ranking.arranged(asked, valued, [], size=SIZE, spare=0, start=len(given), avoid=avoid)
        off += abs(float((stock.langs[order] != "zh").mean()) - 0.3) > 0.05 + 1e-9
        given += stock.ids[order].tolist()
    authors = stock.authors[[stock.place[id_] for id_ in given]]
    again = [authors[at] in authors[max(0, at - AUTHOR_GAP) : at] for at in range(len(authors))]
    return float(np.mean(again)), off / PAGES


def _note(number: int, age_h: float) -> StockedNote:
    made_ms = int(1_000 * (NOW_S - 3_600 * age_h))
    return msgspec.structs.replace(_BASE, id=floor_of(made_ms) | number)


def _stock(notes: list[StockedNote], turned: list[int | None]) -> Stock:
    """Vectors: the one of these numbers, or one that nobody asks for."""
    rows = np.eye(DIMENSIONS, dtype=np.float32)[[9 if one is None else one for one in turned]]
    return _laid(notes, rows)


def _laid(notes: list[StockedNote], vectors: NDArray) -> Stock:
    return Stock(1, Laid(VERSION, notes, np.asarray(vectors).astype("<f2").tobytes()))


def _known(profiled: bool) -> Known:
    return Known(
        0,
        Choice(profiled, topics=("coffee",), subjects=("food",)),
        frozenset({"zh"}),
        "zh",
        _TASTE,
        VERSION,
        50,
        recent=((5, 2),),
        followed=(7,),
        less={("author", "8"): 1.0},
    )


def _asked(stock: Stock, known: Known, *, near: Any = None, model: light.Light = light.DEFAULT) -> Asked:
    return Asked(stock, near or {}, known, NOW_S, np.ones(len(stock), bool), model)
