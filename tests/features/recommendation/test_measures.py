"""bin/measure discovery runs what serves: a fault in the serving code misses a gate."""

import pytest

from hongqiao.features.recommendation import pool, ranking, spectrum, value
from measures.discovery import policies, serving, simulation, world
from measures.discovery.measure import serving_gates


def missed() -> set[str]:
    return {name for name, gate in serving_gates(serving.figures()).items() if not gate["kept"]}


def test_all_gates_are_kept_by_what_serves():
    assert missed() == set()


@pytest.mark.parametrize("name", [*serving.GOOD, *serving.BAD])
def test_a_term_that_is_dropped_misses_a_gate(monkeypatch, name):
    read = ranking.reading_of

    def without(*given):
        found = read(*given)
        return found | {name: 0 * found[name]}

    monkeypatch.setattr(ranking, "reading_of", without)

    assert "terms that move a note as published" in missed()


@pytest.mark.parametrize(
    "name", ["like", "hide", "report", "bridge", "common", "dislike", "hot", "seen", "less"]
)
def test_a_weight_whose_sign_is_turned_misses_a_gate(monkeypatch, name):
    sum_up = value.value

    def turned(predictions, terms, weights):
        return sum_up(predictions, terms, {**weights, name: -weights.get(name, 0.0)})

    monkeypatch.setattr(ranking.value, "value", turned)

    assert missed() & {
        "terms that move a note as published",
        "foretold actions that move a note as published",
    }


def test_an_author_who_needs_not_wait_misses_a_gate(monkeypatch):
    order = spectrum.rearranged
    monkeypatch.setattr(
        ranking.spectrum, "rearranged", lambda *given, **named: order(*given, **{**named, "author_gap": 0})
    )

    assert "authors met again within five places, as served" in missed()


def test_a_mix_of_languages_that_is_not_kept_misses_a_gate(monkeypatch):
    order = spectrum.rearranged
    monkeypatch.setattr(
        ranking.spectrum,
        "rearranged",
        lambda *given, **named: order(*given, **{**named, "foreign_share": None}),
    )

    assert "pages off the reader’s dial, as served" in missed()


def test_the_made_days_are_served_by_the_pool_of_the_product(monkeypatch):
    made = world.made(readers=40, days=3, notes_a_day=6, influx=0, influx_day=3, seed=3)
    whole = simulation.lived(made, policies.Ours(), days=3, seed=3)[1].first_48h.sum()

    monkeypatch.setattr(pool, "picked", lambda *given, **named: [])

    assert simulation.lived(made, policies.Ours(), days=3, seed=3)[1].first_48h.sum() < whole
