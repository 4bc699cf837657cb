"""Words and meaning as one list: a language without vectors loses nothing by it."""

from hypothesis import given
from hypothesis import strategies as st

from hongqiao.features.search.model import Hit, Near, fused

LIKELY = 0.4


def serves(lang):
    return lang != "vi"


def hit(id_, score, lang):
    return Hit(id_, score, ("title",), lang)


def near(id_, cosine):
    return Near(id_, "en", None, cosine)


def test_a_note_without_a_vector_stands_before_one_with_weaker_words():
    words = [hit(1, 0.8, "vi"), hit(2, 0.6, "en")]

    best = fused(words, [near(2, 0.5)], likely=LIKELY, serves=serves)[0]

    assert best.id == 1


def test_it_would_stand_behind_if_the_missing_place_counted_as_none():
    words = [hit(1, 0.8, "vi"), hit(2, 0.6, "en")]

    best = fused(words, [near(2, 0.5)], likely=LIKELY)[0]

    assert best.id == 2


def test_a_note_that_was_compared_and_is_not_near_gains_nothing():
    words = [hit(1, 0.8, "en"), hit(2, 0.6, "en")]

    scores = {one.id: one.score for one in fused(words, [near(2, 0.5)], likely=LIKELY, serves=serves)}

    assert scores[1] < scores[2]


@given(st.lists(st.floats(0.12, 1.0), min_size=2, max_size=8), st.floats(0.1, 0.8))
def test_among_notes_without_vectors_the_words_say_the_order(worth, cosine):
    worth = sorted(worth, reverse=True)
    words = [hit(at, one, "vi" if at % 2 else "en") for at, one in enumerate(worth)]

    order = [one.id for one in fused(words, [near(0, cosine)], likely=LIKELY, serves=serves)]

    assert [one for one in order if one % 2] == [at for at in range(len(worth)) if at % 2]
