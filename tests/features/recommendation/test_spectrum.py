"""The order of a page: varied, authors apart, other languages in the share that the reader set."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hongqiao.features.recommendation.spectrum import is_foreign_place, rearranged, share_left


def notes(seed, count, *, dimensions=8, authors=1_000):
    rng = np.random.default_rng(seed)
    vectors = rng.normal(size=(count, dimensions))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return (
        rng.random(count).astype(np.float32),
        vectors.astype(np.float32),
        rng.integers(0, authors, count) if authors < count else np.arange(count),
        rng.random(count) < 0.4,
    )


def gain_by_hand(relevance, vectors, order, note, *, gamma, window):
    """Relevance, and the distance of a note from all that the window's notes span: by least squares."""
    near = vectors[order[-window:]].astype(float) if window else vectors[:0]
    if not len(near):
        return relevance[note] + gamma
    span = np.linalg.lstsq(near.T, vectors[note].astype(float), rcond=None)[0]
    return relevance[note] + gamma * np.linalg.norm(vectors[note] - near.T @ span)


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10_000), count=st.integers(1, 7), gamma=st.floats(0, 2))
def test_the_first_window_is_what_brute_force_would_choose(seed, count, gamma):
    relevance, vectors, authors, foreign = notes(seed, count)

    order = rearranged(relevance, vectors, authors, foreign, size=count, gamma=gamma, window=7)

    for at, chosen in enumerate(order):
        left = [note for note in range(count) if note not in order[:at]]
        gains = [gain_by_hand(relevance, vectors, order[:at], note, gamma=gamma, window=7) for note in left]
        assert gains[left.index(chosen)] >= max(gains) - 1e-3


def test_what_slid_out_of_the_window_may_come_again():
    vectors = np.eye(4, dtype=np.float32)[[0, 1, 2, 0, 1]]
    relevance = np.array([1.0, 0.9, 0.8, 0.7, 0.6], np.float32)

    order = rearranged(relevance, vectors, np.arange(5), np.zeros(5, bool), size=5, gamma=1.0, window=2)

    assert order == [0, 1, 2, 3, 4]


def test_a_twin_waits_for_something_new():
    vectors = np.eye(2, dtype=np.float32)[[0, 0, 1]]
    relevance = np.array([1.0, 0.95, 0.5], np.float32)

    order = rearranged(relevance, vectors, np.arange(3), np.zeros(3, bool), size=3)

    assert order == [0, 2, 1]


def test_without_weight_on_what_is_new_relevance_decides():
    relevance, vectors, authors, foreign = notes(1, 50)

    order = rearranged(relevance, vectors, authors, foreign, size=20, gamma=0.0)

    assert order == np.argsort(-relevance, kind="stable")[:20].tolist()


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10_000), share=st.floats(0, 0.5))
def test_the_share_of_other_languages_holds_within_five_points(seed, share):
    relevance, vectors, authors, foreign = notes(seed, 200)

    order = rearranged(relevance, vectors, authors, foreign, size=60, foreign_share=share)

    for start in range(len(order) - 19):
        assert abs(foreign[order[start : start + 20]].mean() - share) <= 0.05 + 1e-9


def test_the_share_gives_way_when_no_other_language_is_left():
    relevance, vectors, authors, _ = notes(2, 30)

    order = rearranged(relevance, vectors, authors, np.zeros(30, bool), size=20, foreign_share=0.5)

    assert len(order) == 20


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_an_author_waits_for_five_others(seed):
    relevance, vectors, _, foreign = notes(seed, 120)
    authors = np.random.default_rng(seed).integers(0, 30, 120)

    order = rearranged(relevance, vectors, authors, foreign, size=20)

    for at, note in enumerate(order):
        assert authors[note] not in authors[order[max(0, at - 5) : at]]


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_the_order_in_which_candidates_come_does_not_matter(seed):
    relevance, vectors, authors, foreign = notes(seed, 60)
    mixed = np.random.default_rng(seed).permutation(60)

    order = rearranged(relevance, vectors, authors, foreign, size=20, foreign_share=0.2)
    again = rearranged(
        relevance[mixed], vectors[mixed], authors[mixed], foreign[mixed], size=20, foreign_share=0.2
    )

    assert mixed[again].tolist() == order


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_short_list_comes_whole_and_once(count):
    relevance, vectors, authors, foreign = notes(3, count)

    order = rearranged(relevance, vectors, authors, foreign, size=20, foreign_share=0.3)

    assert sorted(order) == list(range(count))


@given(share=st.floats(0, 1), start=st.integers(0, 500), length=st.integers(1, 60))
def test_any_stretch_of_places_keeps_the_share(share, start, length):
    count = sum(is_foreign_place(at, share) for at in range(start, start + length))

    assert abs(count - share * length) <= 1 + 1e-6


def test_the_rest_of_a_page_makes_up_for_what_is_placed():
    shares = itertools.product([0.0, 0.1, 0.25, 0.5], [0, 1, 2])

    for share, placed_foreign in shares:
        rest = share_left(share, size=20, placed=2, placed_foreign=placed_foreign)
        total = placed_foreign + sum(is_foreign_place(at, rest) for at in range(18))
        assert total == max(placed_foreign, round(share * 20))
