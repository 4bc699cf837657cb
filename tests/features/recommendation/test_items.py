"""Items for a user: learned from time-ordered rows, the same whoever else asks, better than the popular."""

import msgspec
import numpy as np
import pytest

from hongqiao.features.recommendation import blend, items
from hongqiao.features.recommendation.history import History, ages


def rows(seed=1, *, users=150, things=120, each=25):
    """Users of three tastes; a third of the items is to each taste. What is new is met more often."""
    rng = np.random.default_rng(seed)
    who, what, when = [], [], []
    born = np.linspace(0, 1, things)
    for user in range(users):
        at = np.sort(rng.random(each))
        for moment in at:
            pull = np.where(np.arange(things) % 3 == user % 3, 5.0, 1.0) * np.exp(-4 * np.abs(born - moment))
            pull[born > moment + 0.05] = 0
            who.append(user)
            what.append(rng.choice(things, p=pull / pull.sum()))
            when.append(moment)
    return np.array(who), np.array(what), np.array(when), rng.random(len(who)) < 0.8


@pytest.fixture(scope="module")
def model():
    return items.fit(*rows())


@pytest.fixture(scope="module")
def few():
    return rows(users=40, things=45, each=12)


@pytest.fixture(scope="module")
def small(few):
    return items.fit(*few)


def test_users_get_what_their_taste_is(model):
    shares = [np.mean([item % 3 == user % 3 for item, _ in model.recommend(user, 10)]) for user in range(150)]

    assert np.mean(shares) > 0.43


def test_it_foretells_more_than_popularity_does():
    who, what, when, liked = rows(3)
    past = when <= 0.9

    model = items.fit(who[past], what[past], when[past], liked[past])
    popular = np.argsort(-np.bincount(what[past & liked], minlength=120))

    hits, base = [], []
    for user in range(150):
        met = set(what[past & (who == user)])
        wanted = set(what[~past & liked & (who == user)]) - met
        if wanted:
            hits.append(len(wanted & {item for item, _ in model.recommend(user, 10)}) / len(wanted))
            base.append(len(wanted & set([x for x in popular if x not in met][:10])) / len(wanted))
    assert np.mean(hits) > 2 * np.mean(base)


def test_what_was_met_is_left_out_unless_asked_for(model):
    who, what, _, _ = rows()
    met = set(what[who == 7].tolist())

    without, with_all = model.recommend(7, 120), model.recommend(7, 120, exclude=[])

    assert not met & {item for item, _ in without}
    assert len(with_all) == len(model.items)


def test_a_score_does_not_depend_on_who_else_is_asked_for(model):
    together, alone = model.scores([3, 4, 5]), model.scores([4])

    assert together[1].tolist() == alone[0].tolist()


def test_the_order_of_rows_does_not_matter(few, small):
    who, what, when, liked = few
    mixed = np.random.default_rng(2).permutation(len(who))

    again = items.fit(who[mixed], what[mixed], when[mixed], liked[mixed])

    assert again.recommend(11) == small.recommend(11)


def test_ids_and_the_unit_of_time_do_not_matter(few, small):
    who, what, when, liked = few

    again = items.fit(who + 10**15, what + 10**12, when * 1e9, liked)

    assert [item - 10**12 for item, _ in again.recommend(10**15 + 11)] == [x for x, _ in small.recommend(11)]


def test_a_stranger_gets_what_is_liked_of_late(model):
    found = model.recommend(999, 10)

    assert len(found) == 10
    assert np.mean([item for item, _ in found]) > 90


def test_neighbours_share_a_taste(model):
    found = model.neighbours(60, 10)

    assert 60 not in dict(found)
    assert np.mean([item % 3 == 0 for item, _ in found]) > 0.6
    assert model.neighbours(10_000) == []


def test_beyond_the_core_neighbours_come_by_their_vectors(model):
    without = msgspec.structs.replace(model.fit, core=model.fit.core[:0], pairs=model.fit.pairs[:0, :0])

    found = msgspec.structs.replace(model, fit=without).neighbours(60, 10)

    assert 60 not in dict(found)
    assert np.mean([item % 3 == 0 for item, _ in found]) > 0.6


def test_vectors_are_of_length_one(model):
    lengths = np.linalg.norm(model.vectors(), axis=1)

    assert lengths[lengths > 0] == pytest.approx(1.0, abs=1e-4)


def test_nothing_cannot_be_learned_from():
    with pytest.raises(ValueError, match="nothing to learn"):
        items.fit([], [], [], [])


@pytest.mark.parametrize("count", [1, 2, 5])
def test_a_handful_of_rows_is_enough_to_answer(count):
    model = items.fit(range(count), range(count), range(count), [True] * count)

    assert len(model.recommend(0, 20)) == count - 1


def test_with_few_who_came_back_the_prior_stands():
    past = History(np.arange(9), np.arange(9), ages(9), np.ones(9, bool), 9, 9)

    assert blend.learned(past).tolist() == blend.prior().tolist()


def test_steps_back_count_a_users_later_rows():
    past = History(np.array([0, 1, 0, 0]), np.arange(4), ages(4), np.ones(4, bool), 2, 4)

    back = past.steps_back(np.array([True, True, False, True]))

    assert back[[0, 1, 3]].tolist() == [1, 0, 0]


def test_a_matrix_keeps_the_highest_weight_of_a_pair():
    past = History(np.array([0, 0]), np.array([1, 1]), ages(2), np.ones(2, bool), 1, 2)

    assert past.matrix(np.array([0.9, 0.2]), np.ones(2, bool)).toarray().tolist() == [[0, np.float32(0.9)]]
