"""Rules for comments: words, rights, and where one stands."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongqiao.features.comments.model import (
    Comment,
    checked_words,
    may_delete,
    may_pin,
    once_key,
    rank_of,
    text_of,
)
from hongqiao.features.translation import key_of
from hongqiao.kernel.errors import Invalid

NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)
MEI, DIEGO, NOOR = 1, 2, 3
SAID = Comment(
    id=9,
    note_id=8,
    note_author_id=MEI,
    parent_id=None,
    reply_to_id=None,
    author_id=DIEGO,
    words="¡Qué rico!",
    lang="es",
    rank=0,
    is_pinned=False,
    made_at=NOON,
    likes=0,
    replies=0,
)
ANSWER = msgspec.structs.replace(SAID, id=10, parent_id=9)


@pytest.mark.parametrize("words", ["", " \n\t ", "\u202e"])
def test_a_comment_says_something(words):
    with pytest.raises(Invalid) as refused:
        checked_words(words)

    assert "words" in refused.value.fields


def test_a_comment_has_a_thousand_signs_at_most():
    assert checked_words("哈" * 1_000) == "哈" * 1_000

    with pytest.raises(Invalid):
        checked_words("哈" * 1_001)


def test_lone_surrogates_are_refused():
    with pytest.raises(Invalid):
        checked_words("a\ud800")


def test_its_author_and_the_notes_author_may_delete():
    allowed = {viewer for viewer in (MEI, DIEGO, NOOR, None) if may_delete(SAID, viewer)}

    assert allowed == {MEI, DIEGO}


def test_only_the_notes_author_may_pin_and_no_reply():
    assert {viewer for viewer in (MEI, DIEGO, NOOR, None) if may_pin(SAID, viewer)} == {MEI}
    assert not may_pin(ANSWER, MEI)


@given(likes=st.integers(0, 10**9), age_h=st.integers(0, 10_000))
def test_twice_the_likes_outweigh_less_than_twelve_hours(likes, age_h):
    made = NOON - timedelta(hours=age_h)

    more, fewer = rank_of(made, 2 * likes + 1), rank_of(made + timedelta(hours=12), likes)

    assert more == fewer
    assert rank_of(made, likes + 1) >= rank_of(made, likes)


def test_a_loved_comment_stands_before_a_newer_one_for_a_while():
    loved = rank_of(NOON, 7)

    assert loved > rank_of(NOON + timedelta(hours=35), 0)
    assert loved < rank_of(NOON + timedelta(hours=37), 0)


def test_a_negative_count_ranks_as_none():
    assert rank_of(NOON, -1) == rank_of(NOON, 0)


def test_presses_of_a_button_have_keys_and_no_name_has_none():
    assert once_key("a") == once_key("a") != once_key("b")
    assert once_key("") is None


def test_words_under_a_private_note_share_no_translation_with_the_same_words_elsewhere():
    other = msgspec.structs.replace(SAID, id=11, author_id=NOOR)

    public, own, others = [
        key_of(text)
        for text in (
            text_of(SAID, is_public=True),
            text_of(SAID, is_public=False),
            text_of(other, is_public=False),
        )
    ]

    assert len({public, own, others}) == 3
    assert public == key_of(text_of(other, is_public=True))
