"""Bridges: the soft minimum, approval across communities, and what both sides find in a note."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongqiao.features.recommendation.bridge import (
    approval,
    bridge_scores,
    common_ground,
    factorised,
    soft_minimum,
)
from hongqiao.features.recommendation.standing import HELPFUL, NOT_HELPFUL, OPEN, standings

SHARES = st.lists(st.floats(0, 1), min_size=1, max_size=8)


@given(shares=SHARES)
def test_the_soft_minimum_lies_between_the_minimum_and_the_mean(shares):
    found = soft_minimum(shares)

    assert min(shares) - 1e-9 <= found <= np.mean(shares) + 1e-9


@given(shares=SHARES, lower=st.floats(0, 1))
def test_a_missing_community_changes_nothing(shares, lower):
    assert soft_minimum([*shares, np.nan]) == pytest.approx(soft_minimum(shares), abs=1e-9)


def test_with_little_temperature_the_soft_minimum_is_the_minimum():
    assert soft_minimum([[0.2, 0.9], [0.7, 0.6]], 0.001).tolist() == pytest.approx([0.2, 0.6])


def test_where_nobody_approves_or_disapproves_there_is_no_minimum():
    assert np.isnan(soft_minimum([np.nan, np.nan]))


def test_a_community_that_hardly_saw_a_note_has_no_opinion():
    found = approval([[10, 10]], [[0, 0]], 0.5, [[19, 20]])

    assert np.isnan(found[0, 0])
    assert 0.5 < found[0, 1] < 11 / 13


def test_a_note_that_one_community_loves_stands_below_one_that_two_like():
    ups = np.array([[90, 5], [60, 60], [90, 0]])
    downs = np.array([[10, 95], [40, 40], [10, 0]])
    views = np.array([[100, 100], [100, 100], [100, 0]])

    loved, shared, known_to_one = bridge_scores(ups, downs, views, [0, 0, 0])

    assert shared > loved > known_to_one == 0


def test_a_contested_topic_is_not_buried_whole():
    rng = np.random.default_rng(1)
    topics = np.repeat([0, 1], 100)
    ups = rng.binomial(100, np.where(topics == 0, 0.8, 0.3)[:, None], (200, 2))

    found = bridge_scores(ups, 100 - ups, np.full((200, 2), 100), topics)

    assert found[topics == 0].mean() == pytest.approx(found[topics == 1].mean(), abs=0.1)


def sided_ratings(seed=1):
    """200 raters of two sides; notes 0..9 please everyone, 10..19 the first side, 20..29 nobody."""
    rng = np.random.default_rng(seed)
    raters, notes = np.repeat(np.arange(200), 30), np.tile(np.arange(30), 200)
    side = raters < 120
    chance = np.select([notes < 10, notes < 20], [0.9, np.where(side, 0.95, 0.05)], 0.1)
    return raters, notes, (rng.random(len(notes)) < chance).astype(float)


def test_what_everyone_finds_helpful_stands_above_what_one_side_does():
    raters, notes, ratings = sided_ratings()

    factors = factorised(raters, notes, ratings)

    ground = common_ground(factors)
    assert ground[:10].min() > ground[10:20].max() > ground[20:].mean()
    assert np.abs(factors.note_views[10:20]).min() > np.abs(factors.note_views[:10]).max()
    assert factors.rater_views[:120].mean() > 0 > factors.rater_views[120:].mean()


def test_only_what_both_sides_carry_is_helpful():
    raters, notes, ratings = sided_ratings()

    found = standings(factorised(raters, notes, ratings), raters, notes, ratings)

    assert set(found[:10]) <= {HELPFUL, OPEN}
    assert (found[:10] == HELPFUL).sum() >= 5
    assert (found[10:20] != HELPFUL).all()
    assert (found[20:] != HELPFUL).all()
    assert (found[20:] == NOT_HELPFUL).sum() >= 5


def test_four_ratings_say_nothing_yet():
    raters, notes, ratings = sided_ratings()
    few = (notes != 0) | (raters < 4)

    found = standings(
        factorised(raters[few], notes[few], ratings[few]), raters[few], notes[few], ratings[few]
    )

    assert found[0] == OPEN


def test_the_order_of_ratings_changes_nothing():
    raters, notes, ratings = sided_ratings()
    mixed = np.random.default_rng(2).permutation(len(notes))

    one = common_ground(factorised(raters, notes, ratings))
    other = common_ground(factorised(raters[mixed], notes[mixed], ratings[mixed]))

    assert other == pytest.approx(one, abs=1e-6)


def test_no_ratings_give_no_notes():
    assert len(factorised([], [], []).note_intercepts) == 0
    assert bridge_scores(np.zeros((0, 2)), np.zeros((0, 2)), np.zeros((0, 2)), []).tolist() == []
