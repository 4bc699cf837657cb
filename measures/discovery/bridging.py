"""How often notes for one side reach the top, and how far a brigade lifts its targets, under each scorer."""

from collections.abc import Callable

import msgspec
import numpy as np
from numpy.typing import NDArray

from hongqiao.features.recommendation.bridge import bridge_scores, common_ground, factorised
from hongqiao.features.recommendation.brigades import weights

RATERS, NOTES, RATINGS_EACH = 2_000, 1_500, 25
MINORITY = 0.3
ONE_SIDED = 0.29
TOP = 150
BRIGADE, TARGETS = 60, 40
ATTACKS = (("lifted", 40, 0), ("lifted_hidden", 40, 25), ("lifted_scattered", 15, 25))
"""Name, targets that each account likes, others that it rates honestly as camouflage."""
VIEWS_A_RATING = 10


class Ratings(msgspec.Struct, frozen=True):
    """raters, notes, given (m,); side (r,) 0 or 1; slant (n,) -1 none, else the side it is for; quality."""

    raters: NDArray[np.int64]
    notes: NDArray[np.int64]
    given: NDArray[np.float64]
    side: NDArray[np.int64]
    slant: NDArray[np.int64]
    quality: NDArray[np.float64]


Scorer = Callable[[Ratings], NDArray[np.float64]]


def figures(seed: int = 1) -> dict[str, dict[str, float]]:
    """{scorer: one_sided, quality (rank correlation), lifted of open and of hidden brigades}."""
    clean = _ratings(np.random.default_rng(seed))
    scorers: dict[str, Scorer] = {
        "mean approval": _mean,
        "bridge score": _bridged,
        "factorised": _factorised,
        "common ground, brigades weighed": _weighed,
        "bridge score, brigades weighed": _bridged_weighed,
    }
    return {name: _judged(scorer, clean, seed) for name, scorer in scorers.items()}


def _judged(scorer: Scorer, clean: Ratings, seed: int) -> dict[str, float]:
    found = scorer(clean)
    top = np.argsort(-found, kind="stable")[:TOP]
    rank = np.argsort(np.argsort(found))
    true = np.argsort(np.argsort(clean.quality))
    said = {
        "one_sided": round(float((clean.slant[top] >= 0).mean()), 3),
        "quality": round(float(np.corrcoef(rank, true)[0, 1]), 3),
    }
    targets = _targets(clean)
    for name, each, camouflage in ATTACKS:
        attacked = _attacked(clean, targets, each, camouflage, np.random.default_rng(seed + 1))
        after = np.argsort(-scorer(attacked), kind="stable")[:TOP]
        said[name] = round(float(np.isin(targets, after).mean() - np.isin(targets, top).mean()), 3)
    return said


def _targets(clean: Ratings) -> NDArray[np.int64]:
    """Middling notes, for which an attack pays best: those around the median that no side is against."""
    plain = np.flatnonzero(clean.slant < 0)
    ordered = plain[np.argsort(clean.quality[plain], kind="stable")]
    return ordered[len(ordered) // 2 - TARGETS // 2 :][:TARGETS]


def _ratings(rng: np.random.Generator) -> Ratings:
    """Homophily: a rater meets notes for their own side four times as often as those for the other."""
    side = (rng.random(RATERS) < MINORITY).astype(np.int64)
    slant = np.where(rng.random(NOTES) < ONE_SIDED, (rng.random(NOTES) < MINORITY).astype(np.int64), -1)
    quality = rng.normal(0, 1, NOTES)
    raters, notes = [], []
    for one in (0, 1):
        pull = np.where(slant == -1, 1.0, np.where(slant == one, 1.6, 0.4)) * rng.lognormal(0, 0.5, NOTES)
        for rater in np.flatnonzero(side == one):
            raters.append(np.full(RATINGS_EACH, rater))
            notes.append(rng.choice(NOTES, RATINGS_EACH, replace=False, p=pull / pull.sum()))
    who, what = np.concatenate(raters), np.concatenate(notes)
    liked = rng.random(len(who)) < _chance(side[who], slant[what], quality[what])
    return Ratings(who, what, liked.astype(float), side, slant, quality)


def _chance(
    side: NDArray[np.int64], slant: NDArray[np.int64], quality: NDArray[np.float64]
) -> NDArray[np.float64]:
    pull = np.where(slant == -1, 0.0, np.where(slant == side, 1.8, -2.0))
    return 1.0 / (1.0 + np.exp(-(0.4 + 0.9 * quality + pull)))


def _attacked(
    clean: Ratings, targets: NDArray[np.int64], each: int, camouflage: int, rng: np.random.Generator
) -> Ratings:
    """60 accounts, half of each side, like so many of the targets and rate some other notes honestly."""
    first = len(clean.side)
    accounts = np.arange(first, first + BRIGADE)
    side = np.concatenate([clean.side, np.arange(BRIGADE) % 2])
    who: list[NDArray[np.int64]] = []
    what: list[NDArray[np.int64]] = []
    given: list[NDArray[np.float64]] = []
    others = np.setdiff1d(np.arange(len(clean.quality)), targets)
    for account in accounts:
        who.append(np.full(each, account))
        what.append(rng.choice(targets, each, replace=False))
        given.append(np.ones(each))
        some = rng.choice(others, camouflage, replace=False)
        who.append(np.full(camouflage, account))
        what.append(some)
        own = np.full(camouflage, side[account])
        given.append((rng.random(camouflage) < _chance(own, clean.slant[some], clean.quality[some])) * 1.0)
    return Ratings(
        np.concatenate([clean.raters, *who]),
        np.concatenate([clean.notes, *what]),
        np.concatenate([clean.given, *given]),
        side,
        clean.slant,
        clean.quality,
    )


def _mean(seen: Ratings) -> NDArray[np.float64]:
    size = len(seen.quality)
    count = np.bincount(seen.notes, minlength=size)
    return (np.bincount(seen.notes, seen.given, size) + 1) / (count + 3)


def _bridged(seen: Ratings) -> NDArray[np.float64]:
    return _bridge(seen, np.ones(len(seen.given)))


def _bridged_weighed(seen: Ratings) -> NDArray[np.float64]:
    return _bridge(seen, weights(seen.raters, seen.notes, seen.given)[seen.raters])


def _bridge(seen: Ratings, weight: NDArray[np.float64]) -> NDArray[np.float64]:
    """The communities are given here: a language each."""
    shape = (len(seen.quality), 2)
    ups, downs = np.zeros(shape), np.zeros(shape)
    np.add.at(ups, (seen.notes, seen.side[seen.raters]), weight * seen.given)
    np.add.at(downs, (seen.notes, seen.side[seen.raters]), weight * (1 - seen.given))
    return bridge_scores(ups, downs, VIEWS_A_RATING * (ups + downs), np.zeros(shape[0], np.int64))


def _factorised(seen: Ratings) -> NDArray[np.float64]:
    return np.nan_to_num(factorised(seen.raters, seen.notes, seen.given).note_intercepts, nan=-9.0)


def _weighed(seen: Ratings) -> NDArray[np.float64]:
    weight = weights(seen.raters, seen.notes, seen.given)[seen.raters]
    found = factorised(seen.raters, seen.notes, seen.given, weights=weight)
    return np.nan_to_num(common_ground(found), nan=-9.0)
