"""The value of a note: published weights, parts that add up, and no note that depends on another."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongqiao.features.recommendation.value import WEIGHTS, parts, recomputed, told, value

ROWS = st.integers(1, 40).flatmap(
    lambda n: st.fixed_dictionaries(
        {
            name: st.lists(st.floats(0, 1), min_size=n, max_size=n)
            for name in ("like", "comment", "hide", "bridge", "fresh")
        }
    )
)


def split(rows):
    return {k: rows[k] for k in ("like", "comment", "hide")}, {k: rows[k] for k in ("bridge", "fresh")}


@given(rows=ROWS)
def test_the_logged_parts_give_the_served_score_again(rows):
    predictions, terms = split(rows)

    served, added = value(predictions, terms), parts(predictions, terms)

    for at, score in enumerate(served):
        assert recomputed({name: float(part[at]) for name, part in added.items()}) == pytest.approx(
            score, abs=1e-6
        )


@given(rows=ROWS, seed=st.integers(0, 1_000))
def test_a_score_does_not_depend_on_the_batch(rows, seed):
    predictions, terms = split(rows)
    order = np.random.default_rng(seed).permutation(len(rows["like"]))

    whole = value(predictions, terms)
    mixed = value(*({k: np.array(v)[order] for k, v in one.items()} for one in (predictions, terms)))
    alone = [
        value(*({k: v[at : at + 1] for k, v in one.items()} for one in (predictions, terms)))[0]
        for at in order
    ]

    assert mixed.tolist() == whole[order].tolist() == alone


def test_a_likely_hide_lowers_the_value():
    liked = value({"like": [0.5, 0.5], "hide": [0.0, 0.2]}, {})

    assert liked[0] - liked[1] == pytest.approx(-0.2 * WEIGHTS["hide"])


def test_the_strongest_parts_are_told_first_and_zeros_not_at_all():
    added = parts({"like": [0.1], "hide": [0.1]}, {"bridge": [0.4], "fresh": [0.0]})

    assert [name for name, _ in told(added, 0)] == ["hide", "bridge", "like"]


def test_a_name_cannot_be_a_prediction_and_a_term():
    with pytest.raises(ValueError, match="bridge"):
        value({"bridge": [0.1]}, {"bridge": [0.2]})


def test_nothing_is_worth_nothing():
    assert value({}, {}).tolist() == []
