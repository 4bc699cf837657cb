"""Words of a search marked in what was found."""

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from hongqiao.web.search.marking import marked, snippet, words_of


def test_words_are_marked_whatever_their_case_and_script():
    assert marked("Coffee in 上海", "coffee 上海") == "<mark>Coffee</mark> in <mark>上海</mark>"
    assert marked("a <b> & coffee", "coffee b") == "a &lt;<mark>b</mark>&gt; &amp; <mark>coffee</mark>"


def test_operators_are_no_words():
    assert words_of('coffee -sugar lang:ja place:"old town"') == ("coffee",)
    assert marked("sugar", "-sugar") == "sugar"


def test_a_snippet_begins_with_a_word_near_the_first_that_is_marked():
    body = "A long walk, and then, behind the old station, a small coffee shop with six chairs and one cat."

    told = snippet(body, "coffee")

    assert told is not None and "<mark>coffee</mark>" in told
    assert told.startswith("…") and told.endswith("one cat.")
    assert snippet(f"{body} It opens at eight and closes late.", "coffee").endswith("…")
    assert snippet(body, "tea") is None


@given(text=st.text(max_size=80), asked=st.text(max_size=30))
def test_nothing_is_lost_and_nothing_becomes_markup(text, asked):
    assert marked(text, asked).replace("<mark>", "").replace("</mark>", "") == escape(text)
