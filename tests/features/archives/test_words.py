"""Words of other systems, and rules of what travels: hypothesis and examples."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongqiao.features.archives.kinds import canonical, hash_of, in_utc
from hongqiao.features.archives.model import BODY, TITLE, Brought, id_ms, titled
from hongqiao.features.archives.readers import READERS
from hongqiao.features.archives.words import mended, plain
from hongqiao.features.archives.zips import opened
from hongqiao.kernel.errors import Refusal
from tests.features.archives import boxes

KEYS = st.sampled_from(
    [
        "type", "object", "id", "published", "content", "contentMap", "to", "cc", "inReplyTo", "attachment",
        "url", "mediaType", "name", "media", "uri", "title", "creation_timestamp", "visibility",
        "media_attachments", "created_at", "summary", "poll",
    ]
)  # fmt: skip
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(KEYS | st.text(max_size=3), inner, max_size=5)
    ),
    max_leaves=20,
)


@given(st.text())
def test_text_that_was_garbled_comes_back(words):
    try:
        clean = words.encode().decode() == words
    except UnicodeEncodeError:
        return
    assert clean and mended(boxes.garbled(words)) == words


@pytest.mark.parametrize("words", ["小美", "café", "naïve 😀", ""])
def test_text_that_was_not_garbled_stays(words):
    assert mended(words) == words


@given(st.text())
def test_no_html_leaves_a_script_or_an_error(html):
    assert "alert" not in plain(f"<script>alert(1)</script>{html.replace('alert', '')}")


def test_html_becomes_the_lines_that_it_showed():
    html = (
        '<p>Tea &lt;3<br/>and <a href="https://x.example/"><span class="invisible">https://</span>x.example</a></p>'
        "<ul><li>one</li><li>two</li></ul><style>p{}</style><p>end"
    )

    assert plain(html) == "Tea <3\nand https://x.example\n\none\ntwo\n\nend"


@given(st.text(min_size=1, max_size=6_000), st.text(max_size=300))
def test_title_and_body_are_never_too_long_and_the_title_never_empty(words, title):
    told = titled(Brought("ref", datetime(2023, 5, 4, tzinfo=UTC), words, title=title))

    assert 0 < len(told[0]) <= TITLE and len(told[1]) <= BODY


@given(st.datetimes(min_value=datetime(1970, 1, 1), max_value=datetime(2100, 1, 1)))
def test_older_posts_have_older_ids(moment):
    earlier, later = moment.replace(tzinfo=UTC), datetime(2101, 1, 1, tzinfo=UTC)

    assert id_ms(earlier) < id_ms(later)


@given(JSON, st.sampled_from(sorted(READERS)))
def test_no_json_makes_a_reader_fail_otherwise_than_with_a_sentence(told, source):
    names = {"mastodon": "outbox.json", "pixelfed": "statuses.json", "instagram": "media/posts_1.json"}
    for content in (told, [told], {"orderedItems": [told, {"type": "Create", "object": told}]}):
        box = boxes.zipped({names[source]: json.dumps(content).encode("utf-8", "surrogatepass")})
        try:
            with opened(box) as archive:
                list(READERS[source](archive))
        except Refusal as refusal:
            assert refusal.message


def test_moments_are_the_same_in_every_zone_of_a_database():
    told = {in_utc("2026-05-01T12:00:00.5+02:00"), in_utc("2026-05-01T10:00:00.500000Z")}

    assert told == {"2026-05-01T10:00:00.500000Z"}


@given(
    st.permutations(
        [{"words": "a", "shown": "b", "asked_at": ""}, {"words": "c", "shown": "d", "asked_at": ""}]
    )
)
def test_the_hash_of_a_kind_says_nothing_of_order_or_ids(rows):
    numbered = [{**row, "id": at} for at, row in enumerate(rows)]

    assert hash_of("search_history", numbered) == hash_of("search_history", rows[::-1])
    assert hash_of("search_history", rows[:1]) != hash_of("search_history", rows)


def test_records_of_one_site_do_not_travel():
    assert hash_of("note", [{"state": 2, "title": "held"}]) == hash_of("note", [])
    assert canonical({"b": 1, "a": "ü"}) == '{"a":"ü","b":1}'.encode()
