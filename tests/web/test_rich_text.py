"""People's text as HTML."""

from hypothesis import given
from hypothesis import strategies as st

from hongqiao.web.rich_text import ends_with_topics, rich


def test_markup_in_a_text_is_shown_and_not_obeyed() -> None:
    assert rich("<b onclick=x>hi</b> & co") == "&lt;b onclick=x&gt;hi&lt;/b&gt; &amp; co"


def test_topics_people_and_addresses_become_links() -> None:
    shown = rich("#麻婆豆腐 by @mei, see https://example.org/a?b=1&c=2")

    assert '<a href="/topics/麻婆豆腐">#麻婆豆腐</a>' in shown
    assert '<a href="/people/mei">@mei</a>' in shown
    assert '<a href="https://example.org/a?b=1&amp;c=2" rel="nofollow ugc noopener">' in shown


def test_an_address_cannot_leave_its_attribute() -> None:
    assert 'onmouseover="' not in rich('https://example.org/"onmouseover="x')


def test_topics_at_the_end_are_left_out_when_they_follow() -> None:
    words = "Soup #spicy today\n\n#mapotofu #dinner"

    assert ends_with_topics(words)
    assert rich(words, topics_follow=True) == 'Soup <a href="/topics/spicy">#spicy</a> today'


def test_a_text_of_topics_alone_stays() -> None:
    assert rich("#mapotofu #dinner", topics_follow=True) != ""
    assert not ends_with_topics("#mapotofu #dinner")


@given(st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=200))
def test_no_text_makes_a_tag_other_than_a_link(words: str) -> None:
    shown = rich(words)

    assert shown.count("<") == shown.count("<a href=") + shown.count("</a>")
