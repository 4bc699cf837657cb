"""However one language floods a site, it is no more than half of a newcomer's first five pages."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as with_settings
from hypothesis import strategies as st

from hongqiao.features.recommendation import ranking
from hongqiao.features.recommendation.candidates import GENERATORS, Asked, merged
from hongqiao.features.recommendation.known import Known
from hongqiao.features.recommendation.meaning import DIMENSIONS
from hongqiao.features.recommendation.model import CONFIG, Choice
from hongqiao.features.recommendation.stock import Laid, Stock, StockedNote

SIZE, PAGES, OTHERS = 20, 5, ("en", "es", "ja", "ar")


def flooded(flood: int, seed: int, *, likes: int) -> Stock:
    """At least 60 notes in each of four languages, and a flood of Chinese that is liked more."""
    rng, first = np.random.default_rng(seed), 80_000_000_000 << 22
    langs = [*np.repeat(OTHERS, 60).tolist(), *["zh"] * flood]
    langs = [langs[at] for at in rng.permutation(len(langs))]
    notes = [
        StockedNote(
            first + (at << 22), int(rng.integers(1, 80)), lang, "", [f"t{rng.integers(0, 9)}"],
            int(rng.integers(0, likes if lang == "zh" else 5)), 0, 0, int(rng.integers(0, 200)), 0, 0,
        )
        for at, lang in enumerate(langs)
    ]  # fmt: skip
    vectors = rng.normal(size=(len(notes), DIMENSIONS))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return Stock(1, Laid("v", notes, vectors.astype("<f2").tobytes()))


def first_pages(stock: Stock, reads: str) -> list[list[str]]:
    """The languages of five pages, each with new notes in the reader's language that are tried."""
    known = Known(1, Choice(True), frozenset({reads}), reads)
    may, given_, chance = np.ones(len(stock), bool), [], np.random.default_rng(1)
    for _ in range(PAGES):
        may[given_] = False
        asked = Asked(stock, {}, known, float(stock.made_s.max()) + 60, may.copy())
        found = [one for look in GENERATORS.values() for one in look(asked)]
        valued = ranking.valued(asked, merged(found, stock, at_most=CONFIG.candidates))
        readable = stock.langs[valued.indices] == reads
        new = ranking.picks(
            asked, valued.indices, size=SIZE, start=len(given_), chance=chance, readable=readable
        )
        avoid = stock.authors[given_[-CONFIG.author_gap :]]
        order = ranking.arranged(asked, valued, new, size=SIZE, spare=6, start=len(given_), avoid=avoid)
        given_ += order[:SIZE]
    langs = stock.langs[given_].tolist()
    return [langs[at : at + SIZE] for at in range(0, len(langs), SIZE)]


@with_settings(deadline=None, max_examples=12)
@given(
    st.integers(60, 600), st.integers(0, 9), st.sampled_from([5, 100, 5_000]), st.sampled_from(["en", "zh"])
)
def test_no_language_is_more_than_half_of_each_of_the_first_five_pages(flood, seed, likes, reads):
    pages = first_pages(flooded(flood, seed, likes=likes), reads)

    assert [len(page) for page in pages] == [SIZE] * PAGES
    for page in pages:
        assert max(Counter(page).values()) <= SIZE // 2


@pytest.mark.parametrize("reads", ["en", "zh"])
def test_somebody_who_is_known_has_no_such_limit(reads, monkeypatch):
    monkeypatch.setattr(Known, "is_newcomer", property(lambda _: False))

    pages = first_pages(flooded(400, 1, likes=5_000), reads)

    assert max(Counter(page).most_common(1)[0][1] for page in pages) > SIZE // 2
