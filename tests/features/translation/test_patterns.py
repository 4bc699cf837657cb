"""Segments that differ in numbers and names only: exchanged where it is proved, left to engines otherwise."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongqiao.features import translation
from hongqiao.features.translation import Text, checks, corrections, translate_text
from hongqiao.features.translation.agreement import trouble_with
from hongqiao.features.translation.normalise import normalise
from hongqiao.features.translation.patterns import exchanged, pattern_key, pattern_of
from hongqiao.features.translation.protect import pieces_of
from hongqiao.features.translation.recall import known_segments
from tests.fakes import FakeEngine
from tests.features.translation.correcting import agree, person, spread, stored, suggested, translated

QUEUE, QUEUED = "排队30分钟，人均¥85。", "We queued for 30 minutes, about ¥85 each."


def test_other_numbers_and_prices_take_their_places():
    said = exchanged(QUEUE, QUEUED, "排队45分钟，人均¥120。", "zh", "en")

    assert said == "We queued for 45 minutes, about ¥120 each."


def test_links_and_mentions_take_their_places():
    said = exchanged(
        "问问 @mei 吧 https://a.example/x", "Ask @mei https://a.example/x",
        "问问 @luma 吧 https://b.example/y", "zh", "en",
    )  # fmt: skip

    assert said == "Ask @luma https://b.example/y"


@pytest.mark.parametrize(
    ("written", "said", "other", "target"),
    [
        ("排队30分钟。", "We queued for half an hour.", "排队45分钟。", "en"),  # the number is not there
        ("排队30分钟。", "We queued for 30 minutes.", "排队1分钟。", "en"),  # 1 minutes
        ("排队5分钟。", "Мы стояли в очереди 5 минут.", "排队3分钟。", "ru"),  # 3 минуты
        ("第3次来了，3个人。", "The 3 of us, 3rd time here.", "第4次来了，4个人。", "en"),  # which 3 is which
        ("排队30分钟。", "We queued for 30 minutes.", "排了30分钟。", "en"),  # other words
        ("第3次来这里了。", "My 3rd time here.", "第5次来这里了。", "en"),  # 5rd
        ("生日是5月5日。", "My birthday is 5 May.", "生日是6月7日。", "en"),  # the month is a word
        ("票价4500万，30个人。", "45 million, 30 people.", "票价3200万，30个人。", "en"),  # other units
    ],
)
def test_what_cannot_be_proved_is_left_to_engines(written, said, other, target):
    assert exchanged(written, said, other, "zh", target) is None


NUMBERS = st.integers(0, 99_999).map(str)
KINDS = (
    ("@mei", "@luma", "@noor_15"),
    ("#tea", "#杭州"),
    ("😋", "🔥", "☕☕"),
    ("¥85", "¥9", "$12.50"),
    ("25 kg", "2 km", "20%"),
    ("https://a.example/x", "https://b.example/30"),
)
EXCHANGES = st.one_of(
    st.tuples(NUMBERS, NUMBERS), *(st.tuples(st.sampled_from(kind), st.sampled_from(kind)) for kind in KINDS)
)
FRAMES = (
    ("我在{}等了{}分钟，真的很开心{}。", "I waited at {} for {} minutes and was really happy {}."),
    ("今天{}和{}还有{}都很好吃。", "Today {} and {} and also {} were delicious."),
    ("楼下{}号{}的面条，吃了{}次。", "The noodles of {} downstairs, number {}, eaten {} times."),
)


@given(st.sampled_from(FRAMES), st.tuples(EXCHANGES, EXCHANGES, EXCHANGES))
def test_whatever_comes_out_passes_every_check_and_no_number_changes_unseen(frame, exchanges):
    old, new = zip(*exchanges, strict=True)
    written, said = frame[0].format(*old), frame[1].format(*old)
    other = frame[0].format(*new)

    made = exchanged(written, said, other, "zh", "en")

    if made is None:
        return
    assert checks.findings(other, made, source="zh", target="en") == ()
    assert trouble_with(other, made, "zh", "en") == ""
    assert sorted(re.findall(r"\d+", made)) == sorted(re.findall(r"\d+", other))
    for piece in pieces_of(other, target=""):
        if piece.entity is not None:
            assert made.count(piece.entity.written) >= 1


@given(st.text(max_size=60))
def test_a_pattern_with_its_items_put_back_is_the_segment(text):
    pattern = pattern_of(text)

    parts = [pattern.frame[0]]
    for (_, item), rest in zip(pattern.items, pattern.frame[1:], strict=True):
        parts += [item, rest]
    assert "".join(parts) == normalise(text).strip()


def test_a_segment_with_nothing_to_exchange_has_no_pattern():
    assert pattern_key("今天很热。", "zh") is None
    assert pattern_key("30 😋", "zh") is None
    assert pattern_key("排队30分钟。", "zh") == pattern_key("排队45分钟。", "zh-Hans")
    assert pattern_key("排队30分钟。", "zh") != pattern_key("排队30分钟。", "ja")


async def test_what_an_operator_gave_serves_other_numbers_without_any_engine(scope):
    await corrections.keep_units(scope, "zh", "en", [corrections.Unit(QUEUE, QUEUED)])

    known = await known_segments(scope, ["排队45分钟，人均¥120。", "今天很热。"], "zh", "en")
    outcome = await translate_text("排队45分钟，人均¥120。", "zh", "en", [], known=known)

    assert (outcome.words, outcome.engine) == ("We queued for 45 minutes, about ¥120 each.", "memory")
    assert len(known) == 1


async def test_what_readers_agreed_on_reaches_texts_with_other_numbers_and_leaves_them_again(scope):
    first, second = Text("note:1:body", QUEUE, "zh"), Text("note:2:body", "排队45分钟，人均¥120。", "zh")
    diego = person(scope, 2, "en", "zh-Hans")
    await translated(scope, first, words="Line 30 minutes, ¥85 a head.")
    await translation.remember(scope, [second], "note:1")
    await translation.wish(scope, second, "en", 900)
    await spread(scope, FakeEngine())
    by_engine = await stored(scope, second)

    later = replace(scope, now=scope.now + timedelta(minutes=1))
    id_ = await suggested(diego, first, QUEUED, "Line 30 minutes, ¥85 a head.")
    await agree(later, id_, first, FakeEngine())

    assert await stored(scope, second) == "We queued for 45 minutes, about ¥120 each."

    async with diego.transaction() as tx:
        await corrections.take_back(tx, first, "en", id_)
    await spread(scope, FakeEngine())
    assert await stored(scope, second) == by_engine
