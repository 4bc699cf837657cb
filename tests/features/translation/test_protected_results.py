"""What is protected stands in every stored result as it was written, whatever its line or its engine."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hongqiao.features.translation import translate_text
from hongqiao.features.translation.normalise import normalise
from hongqiao.features.translation.protect import loses_entities, pieces_of
from tests.fakes import FakeEngine, HostileEngine

LINK = "https://shop.example.com/item?id=12&ref=abc!x"


@pytest.mark.parametrize(
    "words",
    [
        "今天我们去了很远的地方看了很多东西，" * 16 + LINK + " 还有别的" * 40,
        "今天很好。" * 58 + LINK + " 再见。" * 20,
        "今天很好 https://example.com/" + "a" * 1_600 + " 再见",
        "很好吗？" * 74 + "@mei.tea 来了！" * 10,
    ],
    ids=["link at the cut", "link after sentences", "longer than a segment", "mentions"],
)
@pytest.mark.parametrize("target", ["en", "ja"])
async def test_a_long_line_is_never_cut_within_what_is_protected(words, target):
    outcome = await translate_text(words, "zh", target, [FakeEngine()])

    assert outcome.quality != "refused"
    assert entities(outcome.words) == entities(words)


def entities(text):
    return [piece.entity.written for piece in pieces_of(text, target="") if piece.entity is not None]


async def test_the_parts_of_a_long_line_have_the_blanks_of_the_target_between_them():
    words = "我们坐在海边喝茶聊天很开心。" * 30

    engine = HostileEngine(lambda said, text: said.replace("。", ". ").strip())

    outcome = await translate_text(words, "zh", "en", [engine])

    assert len(engine.asked) > 1
    assert not re.search(r"\.[A-Za-z]", outcome.words)


@pytest.mark.parametrize("glued", ["[0]0", "[0],5", "[0]k", "2[0]", "0.[0]", "[0]x", "-[0]"])
@pytest.mark.parametrize("entity", ["$12", "20 km", "€3.50", "a_b-c9", "mei@tea.example", "138-1234-5678"])
@pytest.mark.parametrize("target", ["en", "zh"])
async def test_nothing_grows_together_with_what_is_protected(glued, entity, target):
    source = "zh" if target == "en" else "en"
    words = {"zh": "我们买了很多东西 {} 然后回家", "en": "we bought many things {} and went home"}[source]
    engine = HostileEngine(lambda said, text: said.replace("[0]", glued))

    outcome = await translate_text(words.format(entity), source, target, [engine])

    assert not outcome.words or entity in entities(outcome.words)


ITEMS = st.sampled_from([
    "https://a.example/x?y=1!z", "shop.example.com", "@mei", "@li_na.b", "#猫咪", "#tea", "$12", "¥1,299",
    "25 kg", "30%", "€3.50", "a_b-c9", "mei@tea.example", "138-1234-5678", "`pip i`", "5-8 km/h", "20€",
])  # fmt: skip
WORDS = st.sampled_from(["sea", "tea?", "We stayed.", "too!", "海边", "茶！", "很好。", "12", "3万"])
BESIDE = st.sampled_from(["", "", "0", "k", ".", ",5", "-", "@", "#", "x", "，", "/", "_", "好", "5 ", " 9"])


@settings(deadline=None)  # the first example loads what knows languages
@given(
    st.lists(st.one_of(ITEMS, WORDS), min_size=2, max_size=12),
    st.lists(st.tuples(BESIDE, BESIDE), min_size=1, max_size=5),
    st.sampled_from([("en", "zh"), ("zh", "en"), ("en", "fr"), ("zh", "ja")]),
    st.sampled_from(["[{}]", "⟦{}⟧", "<x{}>"]),
)
async def test_what_is_protected_stands_in_every_result_whatever_an_engine_writes_beside_it(
    parts, beside, pair, mask
):
    text = normalise(" ".join(parts))
    number = iter(range(10_000))

    def spoil(said, _):
        def glued(mark):
            before, after = beside[next(number) % len(beside)]
            return f"{before}{mark[0]}{after}"

        pattern = "".join(r"\d+" if part == "{}" else re.escape(part) for part in re.split(r"(\{\})", mask))
        return re.sub(pattern, glued, said)

    outcome = await translate_text(text, *pair, [HostileEngine(spoil, mask=mask)])

    assert not outcome.words or not loses_entities(text, outcome.words), (text, outcome.words)


async def test_a_name_in_chinese_stays_a_mention_before_a_comma():
    engine = HostileEngine(lambda said, text: said.replace("[0]", "[0],"))

    outcome = await translate_text("你好 @小明 我们一起去海边吧", "zh", "en", [engine])

    assert len(engine.asked) == 1
    assert entities(outcome.words) == ["@小明"]
