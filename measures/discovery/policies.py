"""Who decides what a reader of the made world is shown: the product's own rules, or the hot score alone."""

import numpy as np
from numpy.typing import NDArray

from hongqiao.features.recommendation import hot, light, pool, signals, spectrum, value
from hongqiao.features.recommendation.bridge import bridge_scores
from measures.discovery.simulation import COUNTED, PAGE, PAGES, SESSION, Run

FOREIGN = 0.2
NEWCOMER = 0.5
"""Share of other languages: what the dial says, and on the first five pages of every reader."""


def hottest(run: Run, reader: int, now: float, open_: NDArray[np.int64]) -> NDArray[np.int64]:
    """The policy to compare with: the hot score alone."""
    return open_[np.argsort(-_hot(run, open_), kind="stable")[:SESSION]]


def _hot(run: Run, notes: NDArray[np.int64]) -> NDArray[np.float64]:
    done = hot.weighted_sum(
        {name: run.counts[COUNTED.index(name), notes] for name in ("like", "save", "hide")}
    )
    return hot.hot(done, run.world.made[notes] * 86_400 + hot.EPOCH.timestamp())


def ours(run: Run, reader: int, now: float, open_: NDArray[np.int64]) -> NDArray[np.int64]:
    """Candidates, light ranking, value, Sliding Spectrum Decomposition, and the pool in its places."""
    world = run.world
    near = world.vectors[open_] @ run.taste[reader] / max(float(np.linalg.norm(run.taste[reader])), 1e-6)
    warm = _hot(run, open_)
    mine = world.language[open_] == world.reader_language[reader]
    chosen = _candidates(near, warm, world.made[open_], mine)
    notes, near = open_[chosen], near[chosen]
    features = _features(run, reader, now, notes, near, warm[chosen])
    chances = light.predict(light.DEFAULT, features)
    bridged = features[:, _AT["bridge"]]
    fresh = 0.5 ** (now - world.made[notes])
    worth = value.value(chances, {"affinity": np.clip(near, 0, 1), "bridge": bridged, "fresh": fresh})
    relevance = (worth - worth.min()) / max(float(np.ptp(worth)), 1e-9)
    shown: list[int] = []
    for _ in range(PAGES):
        shown += _page(run, reader, now, notes, relevance, shown)
    at = {int(note): row for note, row in zip(notes, features, strict=True)}
    rows = [at.get(note, _NONE) for note in shown]
    run.log.append((np.array(rows, np.float32), np.zeros((4, 0), bool)))
    return np.array(shown, np.int64)


def _page(
    run: Run,
    reader: int,
    now: float,
    notes: NDArray[np.int64],
    relevance: NDArray[np.float64],
    before: list[int],
) -> list[int]:
    """The pool's notes count for the share of other languages; the rest of the page makes it whole."""
    world, own = run.world, run.world.reader_language[reader]
    share = NEWCOMER if run.served[reader] + len(before) < 5 * PAGE else FOREIGN
    pooled = _pooled(run, reader, now, before, round(share * PAGE))
    taken = [note for _, note in pooled]
    left = ~np.isin(notes, [*before, *taken])
    rest = notes[left]
    foreign = int((world.language[taken] != own).sum()) if taken else 0
    order = spectrum.rearranged(
        relevance[left],
        world.vectors[rest],
        world.author[rest],
        world.language[rest] != own,
        size=PAGE - len(taken),
        foreign_share=spectrum.share_left(share, size=PAGE, placed=len(taken), placed_foreign=foreign),
    )
    page = rest[order].tolist()
    for place, note in pooled:
        page.insert(place, note)
    return page


_AT = {name: at for at, name in enumerate(signals.FEATURES)}
_NONE = np.full(len(signals.FEATURES), np.nan)


def _candidates(
    near: NDArray[np.float32], warm: NDArray[np.float64], made: NDArray[np.float64], mine: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """Near to the reader's taste, in their language and in any; hot; new."""
    own = np.flatnonzero(mine)
    found = [own[np.argsort(-near[own])[:150]], np.argsort(-near)[:200]]
    found += [np.argsort(-warm)[:100], np.argsort(-made)[:50]]
    return np.unique(np.concatenate(found))


def _features(
    run: Run,
    reader: int,
    now: float,
    notes: NDArray[np.int64],
    near: NDArray[np.float32],
    warm: NDArray[np.float64],
) -> NDArray[np.float64]:
    world, rows = run.world, np.zeros((len(notes), len(signals.FEATURES)))
    means = run.counts.sum(axis=1) / max(float(run.views.sum()), 1.0)
    for name, counts, mean in zip(COUNTED, run.counts, means, strict=True):
        rows[:, _AT[f"note_{name}"]] = signals.log_lift(counts[notes], run.views[notes], mean)
    rows[:, _AT["age_h"]] = np.log1p(24 * (now - world.made[notes]))
    rows[:, _AT["impressions"]] = np.log1p(run.views[notes])
    rows[:, _AT["hot"]] = warm - warm.mean() if len(warm) else 0.0
    rows[:, _AT["author_followers"]] = np.log1p(world.followers[world.author[notes]])
    rows[:, _AT["similarity"]] = np.clip(near, 0, 1)
    rows[:, _AT["own_language"]] = world.language[notes] == world.reader_language[reader]
    likes, hides, views = run.by_language[:, notes]
    topics = world.mix[notes].argmax(axis=1)
    rows[:, _AT["bridge"]] = bridge_scores(likes, hides, views, topics)
    return rows


def _pooled(
    run: Run, reader: int, now: float, before: list[int], foreign_at_most: int
) -> list[tuple[int, int]]:
    """(place, note) of the pool's places on a page."""
    world = run.world
    new = np.flatnonzero((world.made <= now) & (world.made > now - pool.HOURS / 24) & ~run.seen[reader])
    new = new[~np.isin(new, before)]
    alpha, beta = 1.0 + run.counts[1, new], 9.0 + np.maximum(run.views[new] - run.counts[1, new], 0)
    age_h = 24 * (now - world.made[new])
    stay = ~pool.leaves(alpha, beta, run.first_48h[new], age_h, np.full(len(new), 0.1))
    new, alpha, beta, age_h = new[stay], alpha[stay], beta[stay], age_h[stay]
    chosen = pool.picked(
        pool.draw(alpha, beta, run.rng),
        pool.lag(run.first_48h[new], age_h),
        np.ones(len(new), bool),
        size=PAGE,
        foreign=world.language[new] != world.reader_language[reader],
        foreign_at_most=foreign_at_most,
    )
    return [(place, int(new[at])) for place, at in chosen]
