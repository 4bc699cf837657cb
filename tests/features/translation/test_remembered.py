"""Remembered segments within texts: found as they stand, used word for word, nothing else touched."""

from hypothesis import given
from hypothesis import strategies as st

from hongqiao.features.translation import segment
from hongqiao.features.translation.normalise import normalise
from hongqiao.features.translation.pipeline import translate_text
from hongqiao.features.translation.remembered import (
    Remembered,
    is_all_known,
    parts_of,
    segment_key,
    segments_in,
    used_in,
)
from tests.fakes import FakeEngine

SENTENCES = ("花椒粉要最后放。", "豆腐切块焯水！", "今天很热。", "哈哈哈。")
LINES = st.lists(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5).map("".join), max_size=5)
KNOWN = st.sets(st.sampled_from(SENTENCES[:3])).map(
    lambda some: {one: Remembered(f"Said for {SENTENCES.index(one)}x.", 7) for one in some}
)


@given(LINES, KNOWN)
def test_the_parts_joined_are_the_line(lines, known):
    for line in lines:
        assert "".join(parts_of(line, known)) == line


@given(LINES, KNOWN)
async def test_what_is_known_stands_in_the_result_and_is_never_shown_to_an_engine(lines, known):
    text, engine = "\n".join(lines), FakeEngine()

    outcome = await translate_text(text, "zh", "en", [engine], known=known)

    for written, one in known.items():
        if any(written in parts_of(line, known) for line in normalise(text).split("\n")):
            assert one.words in outcome.words or outcome.quality == "refused"
            assert not any(written in segment.sentences(asked) for asked in engine.asked)


async def test_sentences_of_memory_and_engine_are_joined_as_the_language_writes():
    known = {"今天很热。": Remembered("It is hot today.", 7)}

    outcome = await translate_text("早上好。今天很热。再见。", "zh", "en", [FakeEngine()], known=known)

    before, after = outcome.words.split("It is hot today.")
    assert before.endswith(" ") and after.startswith(" ")
    assert outcome.engine == "fake"


def test_whole_lines_come_before_their_sentences():
    line = "早上好。今天很热。"
    known = {line: Remembered("a", 1), "今天很热。": Remembered("b", 2)}

    assert parts_of(line, known) == [line]
    assert [one.person_id for one in used_in(line, known)] == [1]
    assert is_all_known(f"{line}\n👍", known) and not is_all_known(f"{line}\n再见", known)


def test_segments_are_lines_and_sentences_with_words_each_once():
    assert segments_in("早上好。今天很热。\n👍\n今天很热。") == [
        "早上好。今天很热。",
        "早上好。",
        "今天很热。",
    ]


def test_a_segment_is_named_by_words_and_base_language():
    assert segment_key(" 今天 ", "zh-Hans") == segment_key("今天", "zh")
    assert segment_key("今天", "zh") != segment_key("今天", "ja")
