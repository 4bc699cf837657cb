"""Everyone's order in the mix that a visitor set."""

from hypothesis import given
from hypothesis import strategies as st

from hongqiao.features.recommendation.mixing import mixed, share_in
from hongqiao.features.recommendation.stock import Laid, Stock, StockedNote
from hongqiao.features.recommendation.vectors import LEXICAL

LANGS = ("en", "zh", "es")


def stock_of(langs: list[str]) -> Stock:
    notes = [StockedNote(at + 1, 1, lang, "", [], 0, 0, 0, 0, 0, 0) for at, lang in enumerate(langs)]
    return Stock(1, Laid(LEXICAL, notes, b"\x00" * 128 * len(notes)))


@given(langs=st.lists(st.sampled_from(LANGS), max_size=200), percent=st.integers(0, 50))
def test_nothing_is_lost_and_each_side_keeps_its_order(langs, percent):
    stock, ids = stock_of(langs), [*range(1, len(langs) + 1), 9_999]

    order = mixed(stock, ids, {"en"}, percent)

    assert sorted(order) == ids
    own = [id_ for id_ in order[: len(langs)] if id_ < 9_999 and langs[id_ - 1] == "en"]
    assert own == sorted(own)
    assert order[-1] == 9_999


@given(percent=st.integers(0, 50), start=st.integers(0, 60))
def test_a_page_holds_the_mix_within_five_points(percent, start):
    langs = [LANGS[at % 3] for at in range(600)]

    order = mixed(stock_of(langs), range(1, 601), {"en", "es"}, percent)

    page = [langs[id_ - 1] for id_ in order[start : start + 24]]
    assert abs(100 * page.count("zh") / 24 - percent) <= 5


def test_the_share_of_an_order_is_told_in_steps_of_five():
    langs = ["zh"] * 30 + ["en"] * 70

    assert share_in(stock_of(langs), range(1, 101), {"en"}) == 30
    assert share_in(stock_of(langs), range(1, 101), {"ar"}) == 50
    assert share_in(stock_of([]), [], {"en"}) == 0
