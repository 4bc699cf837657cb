"""Thirty days of a made community in a closed loop: the product's rules serve, readers answer, it learns."""

from collections.abc import Callable

import msgspec
import numpy as np
from numpy.typing import NDArray

from hongqiao.features.recommendation import hot, light, pool, signals, spectrum, value
from hongqiao.features.recommendation.bridge import bridge_scores
from measures.discovery.world import LANGUAGES, SMALL, TOPICS, World, gini

PAGE, PAGES = 20, 2
SESSION = PAGE * PAGES
ACTIVE = 0.7
FOREIGN = 0.2
NEWCOMER = 0.5
"""Share of other languages: what the dial says, and on the first five pages of every reader."""
KEPT_DAYS = 90

_COUNTED = ("click", "like", "save", "hide")


class Day(msgspec.Struct, frozen=True):
    """What was served in a day: joy (mean chance of a like), gini over notes, shares of languages, of small
    authors, and of topics (as entropy, bits). worst: the largest share of the last language on a page of
    those who don't speak it; narrow: of any language on the first five pages of a newcomer.
    """

    joy: float
    gini: float
    languages: list[float]
    small: float
    entropy: float
    worst: float
    narrow: float


class Run(msgspec.Struct):
    """The state of the loop; counts (4, n) of clicks, likes, saves, hides."""

    world: World
    rng: np.random.Generator
    seen: NDArray[np.bool_]
    counts: NDArray[np.float64]
    views: NDArray[np.float64]
    first_48h: NDArray[np.float64]
    by_language: NDArray[np.float64]
    taste: NDArray[np.float32]
    sated: NDArray[np.float64]
    served: NDArray[np.int64]
    log: list[tuple[NDArray[np.float32], NDArray[np.bool_]]]


Policy = Callable[[Run, int, float, NDArray[np.int64]], NDArray[np.int64]]


def started(world: World, seed: int) -> Run:
    """Followers like what they see first, so that large authors start ahead."""
    rng = np.random.default_rng(seed)
    n, r = len(world.made), len(world.taste)
    counts = np.zeros((4, n))
    counts[1] = rng.poisson(np.minimum(world.followers[world.author], 20_000) * 0.004)
    vectors = rng.normal(0, 0.05, (r, world.vectors.shape[1])).astype(np.float32)
    for reader in range(r):
        favourites = np.argsort(-world.taste[reader])[:3]
        known = np.flatnonzero((world.made < 0) & np.isin(world.mix.argmax(axis=1), favourites))[:60]
        vectors[reader] += world.vectors[known].mean(axis=0) if len(known) else 0
    return Run(
        world,
        rng,
        np.zeros((r, n), bool),
        counts,
        counts[1] * 10,
        np.zeros(n),
        np.zeros((3, n, LANGUAGES)),
        vectors,
        np.zeros((r, TOPICS)),
        np.zeros(r, np.int64),
        [],
    )


def lived(world: World, policy: Policy, *, days: int, seed: int = 5) -> tuple[list[Day], Run]:
    """Every active reader comes once a day, at some hour, and reads two pages."""
    run = started(world, seed)
    told = []
    for day in range(days):
        here = np.flatnonzero((world.reader_from <= day) & (run.rng.random(len(world.taste)) < ACTIVE))
        hours = np.sort(run.rng.random(len(here)))
        run.sated *= 0.5
        before = run.served.copy()
        served = [
            (int(reader), _session(run, policy, int(reader), day + hour))
            for reader, hour in zip(run.rng.permutation(here), hours, strict=True)
        ]
        told.append(_summed(run, served, before))
    return told, run


def _session(run: Run, policy: Policy, reader: int, now: float) -> NDArray[np.int64]:
    open_ = np.flatnonzero((run.world.made <= now) & (run.world.made > now - KEPT_DAYS) & ~run.seen[reader])
    shown = policy(run, reader, now, open_)
    _answered(run, reader, now, shown)
    run.seen[reader, shown] = True
    run.served[reader] += len(shown)
    return shown


def _answered(run: Run, reader: int, now: float, shown: NDArray[np.int64]) -> None:
    """Readers look less far down; clickbait is opened, not liked; what was much seen of late pleases less."""
    world, rng = run.world, run.rng
    topic = world.mix[shown].argmax(axis=1)
    appeal = world.appeal(reader, shown) - 0.15 * run.sated[reader, topic]
    looked = rng.random(len(shown)) < 1.0 / (1.0 + 0.03 * (np.arange(len(shown)) % PAGE))
    clicks = looked & (rng.random(len(shown)) < _chance(appeal + 1.2 + 2.0 * world.clickbait[shown]))
    likes = clicks & (rng.random(len(shown)) < _chance(appeal + 0.5))
    saves = likes & (rng.random(len(shown)) < 0.3)
    hides = clicks & ~likes & (rng.random(len(shown)) < 0.03 + 0.15 * world.clickbait[shown])
    for at, one in enumerate((clicks, likes, saves, hides)):
        np.add.at(run.counts[at], shown, one)
    np.add.at(run.views, shown, 1)
    np.add.at(run.first_48h, shown, now - world.made[shown] <= 2.0)
    np.add.at(run.sated[reader], topic, looked)
    spoken = world.reader_language[reader]
    for at, one in enumerate((likes, hides, np.ones(len(shown)))):
        np.add.at(run.by_language[at], (shown, spoken), one)
    moved = world.vectors[shown].T @ (likes + saves - 2.0 * hides).astype(np.float32)
    run.taste[reader] = 0.97 * run.taste[reader] + 0.03 * moved
    if run.log and run.log[-1][1].shape[1] == 0:
        run.log[-1] = (run.log[-1][0], np.array([clicks, likes, saves, hides]))


def _chance(odds: NDArray[np.float64]) -> NDArray[np.float64]:
    return 1.0 / (1.0 + np.exp(-odds))


def hottest(run: Run, reader: int, now: float, open_: NDArray[np.int64]) -> NDArray[np.int64]:
    """The policy to compare with: the hot score alone."""
    return open_[np.argsort(-_hot(run, open_), kind="stable")[:SESSION]]


def _hot(run: Run, notes: NDArray[np.int64]) -> NDArray[np.float64]:
    done = hot.weighted_sum(
        {name: run.counts[_COUNTED.index(name), notes] for name in ("like", "save", "hide")}
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
    for name, counts, mean in zip(_COUNTED, run.counts, means, strict=True):
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


def _summed(run: Run, served: list[tuple[int, NDArray[np.int64]]], before: NDArray[np.int64]) -> Day:
    world = run.world
    all_ = np.concatenate([notes for _, notes in served])
    joy = float(np.mean(np.concatenate([_chance(world.appeal(reader, notes)) for reader, notes in served])))
    languages = np.bincount(world.language[all_], minlength=LANGUAGES) / len(all_)
    topics = [
        np.bincount(world.mix[notes].argmax(axis=1), minlength=TOPICS) / len(notes) for _, notes in served
    ]
    entropy = float(np.mean([-(p[p > 0] * np.log2(p[p > 0])).sum() for p in topics]))
    strangers = [notes for reader, notes in served if world.reader_language[reader] != LANGUAGES - 1]
    new = [
        notes[: 5 * PAGE - before[reader]]
        for reader, notes in served
        if before[reader] < 5 * PAGE and world.reader_from[reader] > 0
    ]
    worst = max((_shares(world, notes)[:, -1].max() for notes in strangers), default=0.0)
    narrow = max((_shares(world, notes).max() for notes in new), default=0.0)
    small = float((world.followers[world.author[all_]] < SMALL).mean())
    spread = gini(np.bincount(all_, minlength=len(world.made)))
    return Day(joy, spread, languages.tolist(), small, entropy, float(worst), float(narrow))


def _shares(world: World, notes: NDArray[np.int64]) -> NDArray[np.float64]:
    """(pages, languages) of the whole pages."""
    pages = world.language[notes][: len(notes) // PAGE * PAGE].reshape(-1, PAGE)
    return (pages[:, :, None] == np.arange(LANGUAGES)).mean(axis=1)


def whole(world: World, days: list[Day], run: Run, length: int) -> dict[str, float]:
    """Means over the days, and the share of new notes (published so early that 48 h have passed) that got 100
    impressions within 48 h. Joy and entropy of the last week against the first tell the drift.
    """
    new = (world.made >= 0) & (world.made <= length - 2)
    return {
        "joy": round(float(np.mean([day.joy for day in days])), 4),
        "joy_last_week": round(float(np.mean([day.joy for day in days[-7:]])), 4),
        "gini": round(float(np.mean([day.gini for day in days])), 4),
        "small": round(float(np.mean([day.small for day in days])), 4),
        "entropy_first_week": round(float(np.mean([day.entropy for day in days[:7]])), 4),
        "entropy_last_week": round(float(np.mean([day.entropy for day in days[-7:]])), 4),
        "new_notes_promised": round(float((run.first_48h[new] >= pool.BUDGET).mean()), 4),
    }
