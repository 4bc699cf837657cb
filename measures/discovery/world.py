"""A community with known truth: tastes, languages, quality, clickbait, followers. Made, not recorded."""

import msgspec
import numpy as np
from numpy.typing import NDArray

TOPICS, CONTENT, LANGUAGES = 10, 64, 4
LANGUAGE_SHARES = (0.45, 0.3, 0.15, 0.1)
SMALL = 1_000
"""Authors with fewer followers are small."""

_LANGUAGE_DIMENSIONS = 8


class World(msgspec.Struct, frozen=True):
    """Readers r: language, taste (r, topics). Notes n: language, mix (n, topics), author, quality 0..1,
    clickbait, made (days), vectors (n, 72) unit. Authors: followers.
    """

    reader_language: NDArray[np.int64]
    taste: NDArray[np.float64]
    reader_from: NDArray[np.float64]
    language: NDArray[np.int64]
    mix: NDArray[np.float64]
    author: NDArray[np.int64]
    quality: NDArray[np.float64]
    clickbait: NDArray[np.bool_]
    made: NDArray[np.float64]
    vectors: NDArray[np.float32]
    followers: NDArray[np.int64]

    def appeal(self, reader: int, notes: NDArray[np.int64]) -> NDArray[np.float64]:
        """(k,) log odds that the reader likes what they opened."""
        near = self.mix[notes] @ self.taste[reader] / np.linalg.norm(self.taste[reader])
        return -2.6 + 3.0 * near + 2.0 * (self.quality[notes] - 0.5) - 1.5 * self.clickbait[notes]


def made(*, readers: int, days: int, notes_a_day: int, influx: int, influx_day: int, seed: int) -> World:
    """A world of so many days, with readers of the last language coming on one day, and notes with them."""
    rng = np.random.default_rng(seed)
    total = readers + influx
    spoken = rng.choice(LANGUAGES, total, p=LANGUAGE_SHARES)
    spoken[readers:] = LANGUAGES - 1
    backlog, daily = 240 * notes_a_day, days * notes_a_day
    later = (days - influx_day) * (notes_a_day * 2 // 3) if influx else 0
    n = backlog + daily + later
    born = np.concatenate(
        [rng.uniform(-60, 0, backlog), rng.uniform(0, days, daily), rng.uniform(influx_day, days, later)]
    )
    language = rng.choice(LANGUAGES, n, p=LANGUAGE_SHARES)
    language[backlog + daily :] = LANGUAGES - 1
    mix = rng.dirichlet(np.full(TOPICS, 0.15), n)
    mix /= np.linalg.norm(mix, axis=1, keepdims=True)
    followers = np.round(rng.lognormal(5.0, 1.7, max(30, notes_a_day * 10))).astype(np.int64)
    clickbait = rng.random(n) < 0.1
    return World(
        spoken,
        rng.dirichlet(np.full(TOPICS, 0.25), total),
        np.where(np.arange(total) < readers, 0.0, float(influx_day)),
        language,
        mix,
        rng.integers(0, len(followers), n),
        np.where(clickbait, rng.beta(2, 4, n), rng.beta(4, 3, n)),
        clickbait,
        born,
        _vectors(mix, language, rng),
        followers,
    )


def _vectors(
    mix: NDArray[np.float64], language: NDArray[np.int64], rng: np.random.Generator
) -> NDArray[np.float32]:
    """(n, 72): content with noise, and dimensions for the language at a quarter of the weight."""
    turn = np.linalg.qr(rng.normal(size=(CONTENT, CONTENT)))[0][:TOPICS]
    content = mix @ turn + rng.normal(0, 0.06, (len(mix), CONTENT))
    content /= np.linalg.norm(content, axis=1, keepdims=True)
    codes = np.linalg.qr(rng.normal(size=(_LANGUAGE_DIMENSIONS, _LANGUAGE_DIMENSIONS)))[0][:LANGUAGES]
    whole = np.hstack([content, 0.5 * codes[language]])
    return (whole / np.linalg.norm(whole, axis=1, keepdims=True)).astype(np.float32)


def gini(amounts: NDArray[np.floating]) -> float:
    """0 when all have the same, near 1 when one has all."""
    ordered = np.sort(np.asarray(amounts, np.float64))
    if not len(ordered) or ordered.sum() == 0:
        return 0.0
    rank = np.arange(1, len(ordered) + 1)
    return float(2 * (rank @ ordered) / (len(ordered) * ordered.sum()) - (len(ordered) + 1) / len(ordered))
