"""How Explore is arranged: the score that is published, and the variety that is promised."""

import math
import re
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from hongqiao.features.feeds import FORMULA, RULES
from hongqiao.features.feeds.model import DAY_S, HotCandidate, arrange, hot_score

PLACES, LOOKED_AT = 30, 60
candidates = st.builds(
    HotCandidate,
    note_id=st.just(0),
    author_id=st.integers(1, 12),
    lang=st.sampled_from(["en", "zh", "es"]),
    topic=st.sampled_from(["", "food", "pets", "travel"]),
    likes=st.integers(0, 500),
    saves=st.integers(0, 50),
    comments=st.integers(0, 50),
    age_s=st.floats(0, 9 * DAY_S),
)


def published_score(one: HotCandidate) -> float:
    """What readers get who take a calculator to the sentence that the site shows."""
    sums = FORMULA.replace("×", "*").replace("−", "-").replace("age in days", "age_days")
    assert re.fullmatch(r"[a-z_0-9 +*()-]+", sums), sums
    known = {
        "log2": math.log2,
        "likes": one.likes,
        "saves": one.saves,
        "comments": one.comments,
        "age_days": one.age_s / 86_400,
        "__builtins__": {},
    }
    return eval(sums, known)


def numbered(drawn: Sequence[HotCandidate]) -> list[HotCandidate]:
    """The same candidates, each a note of its own."""
    return [
        HotCandidate(number, c.author_id, c.lang, c.topic, c.likes, c.saves, c.comments, c.age_s)
        for number, c in enumerate(drawn, 1)
    ]


def is_varied(one: HotCandidate, before: Sequence[HotCandidate]) -> bool:
    """The promise, written down once more: what the eight places before allow in the ninth."""
    window = [*before[-8:], one]
    return (
        [other.author_id for other in window].count(one.author_id) == 1
        and (not one.topic or [other.topic for other in window].count(one.topic) <= 3)
        and (not one.topic or one.topic not in [other.topic for other in before[-2:]])
        and [other.lang for other in window].count(one.lang) <= 5
    )


@given(candidates)
def test_the_score_is_the_published_sentence(one):
    assert math.isclose(hot_score(one), published_score(one), abs_tol=1e-9)


@given(candidates, st.floats(0, 30))
def test_a_day_costs_one_doubling(one, days):
    older = HotCandidate(1, 1, "en", "", one.likes, one.saves, one.comments, one.age_s + days * DAY_S)

    assert math.isclose(hot_score(one) - hot_score(older), days, abs_tol=1e-9)


def test_counts_below_zero_are_no_trouble():
    assert hot_score(HotCandidate(1, 1, "en", "", -5, 0, 0, 0)) == 0


@given(st.lists(candidates, max_size=50), st.integers(0, 60))
def test_every_note_stands_once(drawn, at_most):
    given_ = numbered(drawn)

    order = arrange(given_, at_most=at_most)

    assert len(order) == len(set(order)) == min(at_most, len(given_))
    assert set(order) <= {one.note_id for one in given_}


@settings(max_examples=60, deadline=None)
@given(st.lists(candidates, max_size=50))
def test_each_place_goes_to_the_best_that_keeps_it_varied_and_each_sixth_to_the_freshest(drawn):
    given_ = numbered(drawn)
    ranked = sorted(given_, key=lambda one: (-published_score(one), -one.note_id))
    by_id = {one.note_id: one for one in given_}

    order = [by_id[id_] for id_ in arrange(given_, at_most=PLACES)]

    for place, chosen in enumerate(order):
        placed = {one.note_id for one in order[:place]}
        left = [one for one in ranked if one.note_id not in placed]
        before = order[max(0, place - 8) : place]
        fresh = [one for one in left if one.age_s < 2 * 86_400]
        freshest = min(fresh, key=lambda one: one.age_s, default=None)
        if place % 6 == 5 and freshest and is_varied(freshest, before):
            assert chosen.age_s == freshest.age_s
        else:
            varied = [one for one in left[:LOOKED_AT] if is_varied(one, before)]
            assert published_score(chosen) == published_score((varied or left)[0])


def test_with_enough_to_choose_from_every_promise_holds():
    many = [
        HotCandidate(n, n % 40, ("en", "zh", "es", "ar")[n % 4], f"topic {n % 9}", 500 - n, 0, 0, n * 600.0)
        for n in range(1, 400)
    ]
    by_id = {one.note_id: one for one in many}

    order = [by_id[id_] for id_ in arrange(many, at_most=200)]

    assert all(is_varied(one, order[max(0, place - 8) : place]) for place, one in enumerate(order))


def test_what_everybody_loves_leaves_room_for_other_subjects():
    loved = [HotCandidate(n, n, f"lang {n % 4}", "food", 900, 0, 0, 86_400.0 * 3) for n in range(1, 50)]
    others = [HotCandidate(n, n, f"lang {n % 4}", "", 1, 0, 0, 86_400.0 * 3) for n in range(50, 99)]

    order = arrange([*loved, *others], at_most=45)

    assert max(sum(id_ < 50 for id_ in order[place : place + 9]) for place in range(37)) == 3


def test_what_everybody_loves_leaves_room_for_other_languages():
    loved = [HotCandidate(n, n, "en", "", 900, 0, 0, 86_400.0 * 3) for n in range(1, 50)]
    others = [HotCandidate(n, n, "zh", "", 1, 0, 0, 86_400.0 * 3) for n in range(50, 99)]

    order = arrange([*loved, *others], at_most=45)

    assert max(sum(id_ < 50 for id_ in order[place : place + 9]) for place in range(37)) == 5


def test_a_note_that_nobody_has_seen_gets_a_place_on_the_first_page():
    loved = [HotCandidate(n, n, "en" if n % 2 else "zh", "", 900, 90, 90, 86_400.0) for n in range(1, 100)]
    new = HotCandidate(1_000, 1_000, "es", "", 0, 0, 0, 60.0)

    assert arrange([*loved, new], at_most=24).index(1_000) == 5


def test_what_is_older_than_two_days_is_not_fresh():
    loved = [HotCandidate(n, n, ("en", "zh")[n % 2], "", 900, 90, 90, 86_400.0 * 3) for n in range(1, 100)]
    old = HotCandidate(1_000, 1_000, "es", "", 0, 0, 0, 2.0 * 86_400)

    assert 1_000 not in arrange([*loved, old], at_most=24)


def test_the_rules_are_told_in_the_numbers_that_hold():
    words = " ".join(RULES)

    for number in ("eight places", "any nine", "at most three", "five a language", "sixth place", "two days"):
        assert number in words
