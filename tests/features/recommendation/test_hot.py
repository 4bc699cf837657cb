"""The hot score: published, monotonous, and fair to small languages."""

from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongqiao.features.recommendation.hot import TENFOLD_S, WEIGHTS, hot, weighted_sum

NOW = datetime(2026, 3, 1, tzinfo=UTC).timestamp()


@given(one=st.floats(0, 1e6), more=st.floats(0, 1e6))
def test_more_is_never_colder(one, more):
    assert hot(one + more, NOW) >= hot(one, NOW)


def test_ten_times_as_much_is_worth_twelve_and_a_half_hours():
    assert hot(100, NOW) == pytest.approx(hot(10, NOW + TENFOLD_S))


def test_what_is_hidden_more_than_liked_sinks():
    assert hot(weighted_sum({"like": [1], "hide": [3]}), NOW)[0] < hot(0, NOW)


def test_the_same_rank_in_a_small_community_takes_fewer_likes():
    small, large = hot([100, 100], [NOW, NOW], [50, 100_000])

    assert small > large


def test_an_empty_community_is_no_lever():
    assert hot(5, NOW, 0) <= hot(5, NOW)


def test_every_action_counts_with_its_published_weight():
    counts = {action: [1] for action in WEIGHTS}

    assert weighted_sum(counts).tolist() == [sum(WEIGHTS.values())]


def test_an_action_without_a_weight_is_refused():
    with pytest.raises(KeyError):
        weighted_sum({"stare": np.ones(2)})
