"""Cursors: they come back as they were written, or are refused."""

import base64

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hongqiao.kernel.errors import Invalid
from hongqiao.kernel.paging import cut, read_cursor, write_cursor

numbers = st.integers(-(1 << 63), (1 << 63) - 1)


def encoded(text: str) -> str:
    """The text as a cursor holds it."""
    return base64.urlsafe_b64encode(text.encode()).rstrip(b"=").decode()


@given(st.lists(numbers, min_size=1, max_size=4))
@example([-(1 << 63)] * 4)
def test_a_cursor_comes_back(parts):
    assert read_cursor(write_cursor(*parts), len(parts)) == tuple(parts)


def test_no_cursor_is_the_first_page():
    assert read_cursor("", 1) is None
    assert read_cursor("", 2) is None


@given(st.lists(numbers, min_size=1, max_size=3), st.integers(1, 4))
def test_a_cursor_of_another_list_is_refused(parts, wanted):
    cursor = write_cursor(*parts)

    if wanted == len(parts):
        assert read_cursor(cursor, wanted) == tuple(parts)
    else:
        with pytest.raises(Invalid):
            read_cursor(cursor, wanted)


@given(st.text(min_size=1, max_size=120))
@example("é")
@example("\ud800")
@example("A")
@example("====")
def test_any_other_text_is_refused_or_is_the_very_cursor(text):
    try:
        read = read_cursor(text, 1)
    except Invalid:
        return

    assert read is not None
    assert write_cursor(*read) == text


@given(numbers, st.data())
def test_a_cursor_with_one_sign_changed_is_refused_or_is_another_cursor(number, data):
    cursor = write_cursor(number)
    place = data.draw(st.integers(0, len(cursor) - 1))
    changed = cursor[:place] + data.draw(st.characters(codec="utf-8")) + cursor[place + 1 :]

    try:
        read = read_cursor(changed, 1)
    except Invalid:
        return

    assert read is not None
    assert write_cursor(*read) == changed


@pytest.mark.parametrize("said", [
    "x", "1.5", " 1", "+1", "01", "1_000", "0x10", "-0", "nan", "1,", ",1", ",", "9" * 60,
    str(1 << 63), str(-(1 << 63) - 1),
])
def test_what_is_no_whole_number_of_64_bits_is_refused(said):
    cursor = encoded(said)

    with pytest.raises(Invalid):
        read_cursor(cursor, 1)


def test_a_very_long_cursor_is_refused_unread():
    with pytest.raises(Invalid):
        read_cursor("A" * 1_000_000, 1)


@given(st.lists(st.integers(), max_size=30), st.integers(1, 24))
def test_a_page_is_cut_from_one_item_more(items, size):
    asked = items[: size + 1]

    shown, more = cut(asked, size)

    assert list(shown) == items[:size]
    assert more == (len(items) > size)
