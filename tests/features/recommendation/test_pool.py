"""The pool of new notes: in its places, behind its schedule first, and gone when its time is over."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongqiao.features.recommendation.pool import (
    BUDGET,
    HOURS,
    draw,
    lag,
    leaves,
    picked,
    places,
    upper_bound,
)


@given(size=st.integers(1, 40), pages=st.integers(1, 20))
def test_a_tenth_of_all_places_is_the_pools_and_never_the_first_two(size, pages):
    taken = [places(size, page * size) for page in range(pages)]

    assert not any(0 in one or 1 in one for one in taken[:1])
    assert abs(sum(map(len, taken)) - size * pages / 10) < 1


def test_on_every_page_of_twenty_the_pool_has_two_places():
    assert [places(20, start) for start in (0, 20, 40)] == [[5, 15]] * 3


def test_draws_follow_the_rates():
    rng = np.random.default_rng(1)

    drawn = np.mean([draw([1, 90], [99, 10], rng) for _ in range(500)], axis=0)

    assert drawn == pytest.approx([0.01, 0.9], abs=0.01)


def test_a_note_behind_its_schedule_comes_first():
    behind = lag([0, 90], [40, 40])

    assert behind[0] > 0.9
    assert picked([0.1, 0.3], behind, [True, True], size=20) == [(5, 0), (15, 1)]


def test_what_a_reader_cannot_read_is_not_theirs_to_judge():
    assert picked([0.9, 0.1], [0, 0], [False, True], size=20) == [(5, 1)]


def test_new_notes_of_other_languages_stay_within_the_share():
    chosen = picked(
        [0.9, 0.8, 0.1], [0, 0, 0], [True] * 3, size=20, foreign=[True, True, False], foreign_at_most=1
    )

    assert chosen == [(5, 0), (15, 2)]


@given(ups=st.floats(0.5, 50), downs=st.floats(0.5, 200))
def test_the_upper_bound_lies_above_nine_draws_of_ten(ups, downs):
    drawn = np.random.default_rng(1).beta(ups, downs, 20_000)

    assert np.mean(drawn <= upper_bound(ups, downs)[0]) == pytest.approx(0.9, abs=0.02)


def test_nobody_leaves_before_the_promise_is_kept():
    assert leaves([1], [60], [60], [10], [0.5]).tolist() == [False]


def test_afterwards_only_what_may_still_be_better_stays():
    gone = leaves([2, 60], [100, 60], [BUDGET, BUDGET], [10, 10], [0.3, 0.3])

    assert gone.tolist() == [True, False]


def test_after_two_days_everything_leaves():
    assert leaves([60], [60], [20], [HOURS], [0.1]).tolist() == [True]
