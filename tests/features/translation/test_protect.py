"""What must come through untouched does, whatever stands around it. Cases B4, H1, H2, H3."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongqiao.features.translation import protect, segment
from hongqiao.features.translation.normalise import normalise

MASKS = ["[{}]", "⟦{}⟧", "Zq{}", "X{}X"]
CAN_CLASH = {"Zq{}", "X{}X"}
"""Masks that look like words: a text that holds one is cut at its entities, never restored wrongly."""
TRICKY = st.sampled_from(
    [
        "⟦0⟧",
        "[1]",
        "⟦",
        "⟧",
        "{name}",
        "@mei",
        "#猫咪",
        "https://a.example/x?y=1",
        "👩🏽‍🍳",
        "🇧🇷",
        "¥299",
        "4500万",
        "`code`",
        "[笑哭R]",
        "a@b.example",
        "138-0013-8000",
        "12,50 €",
        "<b>",
        "\n",
        "你好",
        "hello",
        "1️⃣",
        "Zq",
        "X0X",
        "example.com",
        "#" + "a" * 51,
    ]
)
TEXTS = st.lists(st.one_of(TRICKY, st.text(max_size=12)), max_size=12).map("".join)


@pytest.mark.parametrize("mask", MASKS)
@given(text=TEXTS)
def test_any_text_comes_back_the_same_through_an_engine_that_changes_nothing(mask, text):
    text = normalise(text)
    pieces = protect.pieces_of(text, target="")

    restored = protect.restore(protect.masked(pieces, mask), pieces, mask)

    assert restored == text or (restored is None and mask in CAN_CLASH)
    assert protect.shown(pieces) == text


@given(text=TEXTS)
def test_edges_and_middle_are_the_whole_text(text):
    text = normalise(text)

    head, middle, tail = protect.without_edges(protect.pieces_of(text, target=""))

    assert head + protect.shown(middle) + tail == text


@given(text=TEXTS)
def test_lines_sentences_and_segments_joined_are_the_text(text):
    assert "".join(segment.lines(text)) == text
    for line in segment.lines(text)[::2]:
        assert "".join(segment.sentences(line)) == line
        assert "".join(segment.segments(line, longest=5)) == line


@given(text=TEXTS)
def test_normalising_twice_changes_nothing_more(text):
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("look https://a.example/x, then", ["url"]),
        ("see example.com/shop now", ["url"]),
        ("thanks @mei_0 and @luma!", ["mention", "mention"]),
        ("@mei你好", ["mention"]),
        ("love it #猫咪 #food", ["topic", "topic"]),
        ("so good😋😋 👩🏽‍🍳!", ["emoji"]),
        ("🇧🇷 or 1️⃣ then", ["emoji", "emoji"]),
        ("太好笑了[笑哭R]哈哈", ["sticker"]),
        ("write to a.b@c.example please", ["email"]),
        ("call 138-0013-8000 or +34 600 123 456", ["phone", "phone"]),
        ("only ¥299 or $1,850 or 12,50 € or HK$ 30", ["price", "price", "price", "price"]),
        ("from $400-600 a night", ["price"]),
        ("5kg, 180°C and 50%", ["measure", "measure", "measure"]),
        ("run `rm -rf x` now", ["code"]),
        ("hi {name}, <b>you</b>", ["placeholder", "placeholder", "placeholder"]),
        ("keep ⟦3⟧ and [1]", ["mark", "mark"]),
        ("加我微信 cat_2025 吧", ["handle"]),
        ("plain words, 3 cats in 2024", []),
    ],
)
def test_entities_are_recognised(text, kinds):
    pieces = protect.pieces_of(text, target="")

    assert [piece.entity.kind for piece in pieces if piece.entity] == kinds


@pytest.mark.parametrize(
    ("said", "restored"),
    [
        ("I paid [0] at [1]", "I paid ¥5 at @mei"),
        ("[1] got [0]", "@mei got ¥5"),
        ("I paid [0]", None),
        ("[0] [1] [1]", None),
        ("[0] [1] [2]", None),
    ],
)
def test_a_mark_that_is_lost_or_doubled_is_noticed(said, restored):
    pieces = protect.pieces_of("我花了¥5在 @mei 那", target="")

    assert protect.restore(said, pieces, "[{}]") == restored


def test_a_topic_never_grows_together_with_its_neighbours():
    pieces = protect.pieces_of("好吃 #美食 真的", target="en")

    assert protect.restore("nice[0]really", pieces, "[{}]") == "nice #美食 really"


def test_a_large_amount_shows_in_the_target_languages_units():
    pieces = protect.pieces_of("投资4500万澳元", target="en")

    restored = protect.restore("invest [0] Australian dollars", pieces, "[{}]")

    assert restored == "invest 45 million Australian dollars"


def test_while_words_arrive_an_unfinished_mark_is_held_back():
    pieces = protect.pieces_of("去 @mei 那", target="en")

    parts = ("go [", "go [0", "go [0]", "go [0] to")
    shown = [protect.restore_so_far(said, pieces, "[{}]") for said in parts]

    assert shown == ["go ", "go ", "go @mei", "go @mei to"]
