"""Light ranking: legible weights first, then what was learned, calibrated, never dependent on the batch."""

import sys

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hongqiao.features.recommendation import light
from hongqiao.features.recommendation.calibration import calibrated, calibration_error, log_loss
from hongqiao.features.recommendation.signals import FEATURES, FEW, SHIPPED, log_lift


def served(seed, count, *, share=0.0):
    """Rows of which similarity and the note's rate decide, and one corner that only trees can see."""
    rng = np.random.default_rng(seed)
    rows = rng.random((count, len(FEATURES)))
    at = {name: number for number, name in enumerate(FEATURES)}
    odds = -1.5 + 2.0 * rows[:, at["similarity"]] + rows[:, at["note_like"]]
    odds += share * np.where((rows[:, at["pictures"]] > 0.5) == (rows[:, at["topics"]] > 0.5), 2.0, -2.0)
    return rows, rng.random(count) < 1 / (1 + np.exp(-odds))


@pytest.fixture(scope="module")
def trees():
    rows, liked = served(1, 120_000, share=1.0)
    return light.trained(rows, {"like": liked})


def test_all_that_ships_is_a_named_signal():
    for _, weights in SHIPPED.values():
        assert set(weights) <= set(FEATURES)

    assert set(FEW) <= set(FEATURES)
    assert len(FEATURES) == len(set(FEATURES)) == 40


def test_below_five_thousand_positives_nothing_is_learned():
    rows, liked = served(1, 6_000)

    model = light.trained(rows, {"like": liked}).actions["like"]

    assert (model.kind, model.positives) == ("shipped", int(liked.sum()))


def test_with_some_thousands_a_logistic_model_of_eight_signals_is_learned():
    rows, liked = served(2, 20_000)
    fresh, truth = served(3, 20_000)

    model = light.trained(rows, {"like": liked})

    chances = light.predict(model, fresh)["like"]
    assert model.actions["like"].kind == "logistic"
    assert calibration_error(chances, truth) < 0.02
    assert log_loss(chances, truth) < log_loss(light.predict(light.DEFAULT, fresh)["like"], truth)


def test_with_many_thousands_trees_see_more(trees):
    fresh, truth = served(4, 20_000, share=1.0)
    rows, liked = served(1, 20_000, share=1.0)

    chances = light.predict(trees, fresh)["like"]

    assert trees.actions["like"].kind == "trees"
    assert calibration_error(chances, truth) < 0.02
    assert log_loss(chances, truth) < log_loss(
        light.predict(light.trained(rows, {"like": liked}), fresh)["like"], truth
    )


def test_a_chance_does_not_depend_on_the_batch(trees):
    rows, _ = served(5, 40)
    order = np.random.default_rng(1).permutation(40)

    whole, mixed = light.predict(trees, rows), light.predict(trees, rows[order])

    for action, chances in whole.items():
        assert mixed[action].tolist() == chances[order].tolist()
        assert light.predict(trees, rows[7:8])[action][0] == chances[7]


def test_a_model_comes_back_from_storage_as_it_was(trees):
    rows, _ = served(6, 10)

    again = light.unpacked(light.packed(trees))

    assert light.predict(again, rows)["like"].tolist() == light.predict(trees, rows)["like"].tolist()


@pytest.mark.parametrize("stored", [None, b"", b"{", b'{"actions": 3}'])
def test_without_a_model_that_can_be_read_the_shipped_weights_serve(stored):
    assert light.unpacked(stored) is light.DEFAULT


def test_without_lightgbm_the_linear_weights_beside_the_trees_serve(trees, monkeypatch):
    monkeypatch.setitem(sys.modules, "lightgbm", None)
    light._booster.cache_clear()
    rows, _ = served(7, 10)

    chances = light.predict(trees, rows)["like"]

    light._booster.cache_clear()
    assert ((chances > 0) & (chances < 1)).all()


def test_no_rows_have_no_chances(trees):
    assert light.predict(trees, np.zeros((0, len(FEATURES))))["like"].tolist() == []


@given(pairs=st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=300))
@example(pairs=[(0.0, at == 1) for at in range(7)] + [(0.5, False)] + [(1.0, True)] * 3)
def test_calibrated_chances_never_fall(pairs):
    chances, truth = zip(*pairs, strict=True)

    found = calibrated(chances, truth).at(np.linspace(0, 1, 101))

    assert (np.diff(found) >= -1e-12).all()
    assert ((found >= 0) & (found <= 1)).all()


def test_the_site_s_mean_is_no_lift_and_few_views_hardly_any():
    assert log_lift([5, 1, 0], [100, 1, 0], 0.05) == pytest.approx([0.0, 0.65, 0.0], abs=0.01)
