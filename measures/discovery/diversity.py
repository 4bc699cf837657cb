"""What Sliding Spectrum Decomposition costs in relevance and gives in variety, against relevance alone."""

import numpy as np
from numpy.typing import NDArray

from hongqiao.features.recommendation import spectrum
from measures.discovery import world

CANDIDATES, SIZE, PAGES = 500, 20, 200
GAMMAS = (0.3, 0.5, 0.7, 0.9, 1.0, 1.2)


def figures(seed: int = 2) -> dict[str, dict[str, float]]:
    """{way: relevance, spread (windowed intra-list distance), topics a page, authors met again within 5}."""
    made = world.made(readers=PAGES, days=1, notes_a_day=15, influx=0, influx_day=1, seed=seed)
    rng = np.random.default_rng(seed)
    said: dict[str, list[tuple[float, ...]]] = {}
    for reader in range(PAGES):
        notes = rng.choice(len(made.made), CANDIDATES * 3, replace=False)
        worth = 1 / (1 + np.exp(-made.appeal(reader, notes) - rng.normal(0, 0.3, len(notes))))
        best = np.argsort(-worth)[:CANDIDATES]
        notes, worth = notes[best], worth[best] / worth.max()
        for name, order in _orders(made, notes, worth).items():
            said.setdefault(name, []).append(_of(made, notes, worth, order))
    keys = ("relevance", "spread", "topics", "repeats")
    return {
        name: dict(zip(keys, np.mean(all_, axis=0).round(4).tolist(), strict=True))
        for name, all_ in said.items()
    }


def _orders(made: world.World, notes: NDArray[np.int64], worth: NDArray[np.float64]) -> dict[str, list[int]]:
    vectors, authors = made.vectors[notes], made.author[notes]
    foreign = np.zeros(len(notes), bool)
    orders = {"best by relevance": list(range(SIZE))}
    for gamma in GAMMAS:
        orders[f"gamma {gamma}"] = spectrum.rearranged(
            worth.astype(np.float32), vectors, authors, foreign, size=SIZE, gamma=gamma
        )
    return orders


def _of(
    made: world.World, notes: NDArray[np.int64], worth: NDArray[np.float64], order: list[int]
) -> tuple[float, ...]:
    page = notes[order]
    vectors, authors = made.vectors[page], made.author[page]
    near = vectors @ vectors.T
    gaps = [1 - near[a, b] for a in range(SIZE) for b in range(a + 1, min(a + spectrum.WINDOW + 1, SIZE))]
    again = [authors[at] in authors[max(0, at - spectrum.AUTHOR_GAP) : at] for at in range(SIZE)]
    topics = len(np.unique(made.mix[page].argmax(axis=1)))
    return float(worth[order].sum() / worth[:SIZE].sum()), float(np.mean(gaps)), topics, float(np.sum(again))
