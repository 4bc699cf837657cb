"""People's text as HTML. Cases B2, B6."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongqiao.web.rich_text import ends_with_topics, leads_where_it_says, rich


def test_markup_in_a_text_is_shown_and_not_obeyed() -> None:
    assert rich("<b onclick=x>hi</b> & co") == "&lt;b onclick=x&gt;hi&lt;/b&gt; &amp; co"


def test_topics_people_and_addresses_become_links() -> None:
    shown = rich("#麻婆豆腐 by @mei, see https://example.org/a?b=1&c=2")

    assert '<a href="/topics/麻婆豆腐">#麻婆豆腐</a>' in shown
    assert '<a href="/people/mei">@mei</a>' in shown
    assert '<a href="https://example.org/a?b=1&amp;c=2" rel="nofollow ugc noopener" dir="ltr">' in shown


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


HREF = re.compile(r'<a href="([^"<>]*)"(?: rel="nofollow ugc noopener" dir="ltr")?>([^<>]*)</a>')
TRICKY = st.lists(
    st.sampled_from(
        [
            "https://",
            "http://x.org/",
            "#",
            "@",
            "mei",
            "咖啡",
            '"',
            "'",
            "<",
            ">",
            "&",
            "&amp;",
            "&#34;",
            "</a>",
            "<a ",
            "javascript:",
            "\n",
            " ",
            "//",
            "onload=",
            "`",
            "{{",
            "\u202e",
        ]
    ),
    max_size=25,
).map("".join)


@given(TRICKY)
def test_every_tag_is_one_of_our_links_whatever_is_typed(words: str) -> None:
    shown = str(rich(words))

    assert not set(HREF.sub("", shown)) & set("<>")
    for address, _ in HREF.findall(shown):
        assert address.startswith(("/topics/", "/people/", "https://", "http://"))


@given(TRICKY)
def test_the_words_without_their_tags_are_what_was_typed(words: str) -> None:
    assert unescape(re.sub(r"<[^>]*>", "", str(rich(words)))) == words


@given(TRICKY)
def test_leaving_out_the_last_topics_leaves_the_rest_as_it_was(words: str) -> None:
    whole, shorter = str(rich(words)), str(rich(words, topics_follow=True))

    assert whole.startswith(shorter)
    assert ends_with_topics(words) or whole.rstrip() == shorter.rstrip()


def test_a_topic_that_has_no_letters_is_no_link() -> None:
    assert rich("#_ #__") == "#_ #__"


@pytest.mark.parametrize(
    "address",
    [
        "https://google.com@evil.example/",
        "https://google.com%2f@evil.example/",
        "https://evil.example\\@google.com/",
        "https://\u0430pple.com/",
        "https://www.\u0430\u0440\u0440\u04cf\u0435.com/",
        "https://g\u043e\u043egle.com/",
        "https://\u03bf\u03c1\u03b1.example/",
        "https://google.com\uff0fx.evil.example/",
        "https://ｇoogle.com/",
        "https:///evil.example",
    ],
)
def test_an_address_that_looks_like_another_is_no_link(address: str) -> None:
    """B6"""
    assert not leads_where_it_says(address)
    assert f'href="{address}' not in rich(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a?b=1#c",
        "http://127.0.0.1:8000/",
        "https://例え.テスト/",
        "https://münchen.example/",
        "https://пример.испытание/",
        "https://παράδειγμα.δοκιμή/",
        "https://مثال.إختبار/",
        "https://例子.example/@mei",
    ],
)
def test_an_honest_address_in_any_script_is_a_link(address: str) -> None:
    """B6"""
    assert leads_where_it_says(address)
    assert rich(address).startswith("<a href=")
