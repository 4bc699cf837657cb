"""Who decides what a reader of the made world is shown: what serves Explore, or the hot score alone."""

import numpy as np
from numpy.typing import NDArray

from hongqiao.features.recommendation import candidates, hot, ranking, serve
from hongqiao.features.recommendation.bridge import QUALIFIED_VIEWS, bridge_scores
from hongqiao.features.recommendation.candidates import Asked
from hongqiao.features.recommendation.known import Known
from hongqiao.features.recommendation.model import CONFIG, Choice
from hongqiao.features.recommendation.signals import FEATURES
from hongqiao.features.recommendation.stock import Laid, Stock, StockedNote
from hongqiao.kernel.ids import floor_of
from measures.discovery.simulation import COUNTED, PAGE, PAGES, SESSION, Run
from measures.discovery.world import CONTENT, LANGUAGES

VERSION = "made"
"""Of the made world's vectors."""
ANEW_H = 1
"""The stock is laid ready anew every so many hours."""

_NONE = np.full(len(FEATURES), np.nan)
_BEGUN = 10
"""Steps after which a reader is no newcomer."""


def hottest(run: Run, reader: int, now: float, open_: NDArray[np.int64]) -> NDArray[np.int64]:
    """The policy to compare with: the hot score alone."""
    done = hot.weighted_sum(
        {name: run.counts[COUNTED.index(name), open_] for name in ("like", "save", "hide")}
    )
    warm = hot.hot(done, run.world.made[open_] * 86_400 + hot.EPOCH.timestamp())
    return open_[np.argsort(-warm, kind="stable")[:SESSION]]


class Ours:
    """Calls the functions that serve: generators, merge, values, the pool's draws, and the order of a page.

    Left out are what needs the database: the rules' last word on each note, and translations.
    """

    def __init__(self) -> None:
        self._stock, self._notes = Stock(0, Laid("", [], b"")), np.zeros(0, np.int64)
        self._laid_at = -np.inf

    def __call__(self, run: Run, reader: int, now: float, open_: NDArray[np.int64]) -> NDArray[np.int64]:
        """Two pages, as whole sessions are served."""
        hour = int(now * 24 / ANEW_H)
        if hour != self._laid_at:
            self._stock, self._notes = laid_ready(run, now)
            self._laid_at = hour
        given: list[int] = []
        features: list[NDArray] = []
        for _ in range(PAGES):
            self._page(run, reader, now, given, features)
        run.log.append((np.array(features, np.float32), np.zeros((4, 0), bool)))
        return self._notes[[self._stock.place[id_] for id_ in given]]

    def _page(self, run: Run, reader: int, now: float, given: list[int], features: list[NDArray]) -> None:
        stock, start = self._stock, len(given)
        may = ~run.seen[reader, self._notes]
        may[stock.among(given)] = False
        asked = Asked(stock, {}, known(run, reader, start), seconds(now), may)
        found, _ = serve.found_for(asked)
        valued = ranking.valued(asked, candidates.merged(found, stock, at_most=CONFIG.candidates))
        new = candidates.to_try(found, valued.indices)
        tried = ranking.picks(
            asked, new, size=PAGE, start=start, chance=run.rng, readable=np.ones(len(new), bool)
        )
        avoid = ranking.authors_before(stock, given)
        order = ranking.arranged(asked, valued, tried, size=PAGE, spare=0, start=start, avoid=avoid)[:PAGE]
        row = {int(at): one for at, one in zip(valued.indices, valued.features, strict=True)}
        features += [row.get(at, _NONE) for at in order]
        given += stock.ids[order].tolist()


def seconds(days: float | NDArray) -> float | NDArray:
    """Unix seconds of a moment of the made world, whose first day is long after the first id."""
    return hot.EPOCH.timestamp() + (days + 400.0) * 86_400


def known(run: Run, reader: int, before: int) -> Known:
    """What the product knows of a reader; one is new on the first five pages."""
    taste = run.taste[reader, :CONTENT]
    is_new = run.served[reader] + before < CONFIG.newcomer_pages * PAGE
    lang = language(run.world.reader_language[reader])
    return Known(
        0,
        Choice(profiled=True),
        frozenset({lang}),
        lang,
        taste / max(float(np.linalg.norm(taste)), 1e-6),
        VERSION,
        0 if is_new else _BEGUN,
    )


def language(number: int) -> str:
    """A made language's name."""
    return f"l{number}"


def laid_ready(run: Run, now: float) -> tuple[Stock, NDArray[np.int64]]:
    """The stock of this moment, and which notes of the world stand in it, at the same places."""
    world = run.world
    notes = np.flatnonzero(world.made <= now)
    notes = notes[np.argsort(-world.made[notes], kind="stable")]
    likes, hides, views = run.by_language[:, notes]
    topics = world.mix[notes].argmax(axis=1)
    bridged = bridge_scores(likes, hides, views, topics)
    worst = np.where(views >= QUALIFIED_VIEWS, hides / np.maximum(views, 1.0), 0.0).max(axis=1)
    clicks, liked, saved, hidden = run.counts[:, notes].round().astype(int)
    stocked = [
        StockedNote(
            floor_of(int(1_000 * seconds(float(world.made[note])))) | int(note) % (1 << 22),
            int(world.author[note]) + 1,
            language(world.language[note]),
            f"t{topics[at]}",
            [],
            int(liked[at]),
            int(saved[at]),
            0,
            int(run.views[note]),
            int(liked[at]),
            int(hidden[at]),
            float(bridged[at]),
            float(worst[at]),
            [language(one) for one in range(LANGUAGES)] if bridged[at] > 0 else [],
            opened=int(clicks[at]),
            followers=int(world.followers[world.author[note]]),
        )
        for at, note in enumerate(notes)
    ]
    meaning = world.vectors[notes, :CONTENT]
    meaning = meaning / np.maximum(np.linalg.norm(meaning, axis=1, keepdims=True), 1e-9)
    return Stock(1, Laid(VERSION, stocked, meaning.astype("<f2").tobytes())), notes
