"""Brigades are found and count as one; people of like taste are left alone."""

import numpy as np

from hongqiao.features.recommendation.brigades import weights


def crowd(seed=1, *, raters=400, notes=300, each=20):
    """People of two tastes, each rating notes of their own taste mostly."""
    rng = np.random.default_rng(seed)
    who, what = [], []
    for rater in range(raters):
        pull = np.where(np.arange(notes) % 2 == rater % 2, 3.0, 1.0)
        who.append(np.full(each, rater))
        what.append(rng.choice(notes, each, replace=False, p=pull / pull.sum()))
    who, what = np.concatenate(who), np.concatenate(what)
    return who, what, (rng.random(len(who)) < 0.7).astype(float)


def joined(crowd_, accounts, targets, *, camouflage=0, seed=2):
    rng = np.random.default_rng(seed)
    who, what, given = crowd_
    first = who.max() + 1
    for account in range(first, first + accounts):
        some = np.concatenate([targets, rng.choice(np.arange(100, 300), camouflage, replace=False)])
        who, what = np.append(who, np.full(len(some), account)), np.append(what, some)
        given = np.append(given, np.ones(len(some)))
    return who, what, given


def test_people_of_like_taste_all_count_whole():
    assert weights(*crowd()).tolist() == [1.0] * 400


def test_sixty_accounts_together_count_as_one():
    found = weights(*joined(crowd(), 60, np.arange(30)))

    assert found[:400].tolist() == [1.0] * 400
    assert found[400:].sum() == 1.0


def test_ratings_for_camouflage_do_not_hide_a_brigade():
    found = weights(*joined(crowd(), 60, np.arange(30), camouflage=20))

    assert (found[:400] == 1).all()
    assert found[400:].sum() <= 2.0


def test_a_handful_of_friends_is_no_brigade():
    assert (weights(*joined(crowd(), 4, np.arange(30))) == 1).all()


def test_nobody_is_no_brigade():
    assert weights([], [], []).tolist() == []
