"""Thirty days of a made community in a closed loop: the product's rules serve, readers answer, it learns."""

from collections.abc import Callable

import msgspec
import numpy as np
from numpy.typing import NDArray

from hongqiao.features.recommendation import pool
from measures.discovery.world import LANGUAGES, SMALL, TOPICS, World, gini

PAGE, PAGES = 20, 2
SESSION = PAGE * PAGES
ACTIVE = 0.7
KEPT_DAYS = 90

COUNTED = ("click", "like", "save", "hide")
"""What readers do, in the order in which Run.counts has it."""


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
        "notes_of_small": round(float((world.followers[world.author] < SMALL).mean()), 4),
        "new_notes_promised": round(float((run.first_48h[new] >= pool.BUDGET).mean()), 4),
    }
