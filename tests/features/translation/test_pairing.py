"""Original and translation side by side: nothing is lost by cutting, and what differs is seen."""

from hypothesis import given
from hypothesis import strategies as st

from hongqiao.features.translation.normalise import normalise
from hongqiao.features.translation.pairing import doubts, joined, overlap, pairs

TEXTS = st.text(alphabet="ab 好吃。！?.\n,1", max_size=60)


@given(TEXTS, TEXTS)
def test_the_pairs_joined_are_the_translation(written, said):
    said = normalise(said)

    assert joined(pairs(written, said, "en")) == said


@given(TEXTS)
def test_without_a_translation_every_line_has_an_empty_place(written):
    lines = [line for line in written.split("\n") if line.strip()]

    assert [pair.said for pair in pairs(written, "", "en")] == [""] * len(lines)


def test_lines_and_sentences_stand_side_by_side_where_they_are_as_many():
    found = pairs("早上好。今天很热！\n\n再见", "Good morning. It is hot today!\n\nBye", "en")

    assert [(pair.written, pair.said, pair.lead) for pair in found] == [
        ("早上好。", "Good morning.", ""),
        ("今天很热！", "It is hot today!", " "),
        ("再见", "Bye", "\n\n"),
    ]


def test_where_they_differ_the_line_or_the_whole_stays_whole():
    [line] = pairs("早上好。今天很热！", "Good morning, it is hot today!", "en")
    [whole] = pairs("早上好\n今天很热", "Good morning, it is hot today!", "en")

    assert line.written == "早上好。今天很热！" and whole.written == "早上好\n今天很热"


@given(TEXTS, TEXTS)
def test_likeness_is_between_none_and_all_and_the_same_from_both_sides(one, other):
    assert 0 <= overlap(one, other) == overlap(other, one) <= 1
    assert overlap(one, one) == 1


def test_a_line_that_comes_back_as_something_else_is_doubtful():
    found = doubts(
        "排队排到怀疑人生\n花椒粉要最后放",
        "Queue until life\nAdd the pepper last",
        "生命之前的队列\n最后放花椒粉",
        source="zh",
        target="en",
    )

    assert [(one.differs, one.back) for one in found] == [(True, "生命之前的队列"), (False, "最后放花椒粉")]


def test_a_changed_number_is_doubtful_before_anything_has_come_back():
    [one] = doubts("一共186块", "168 in all", "", source="zh", target="en")

    assert one.is_doubtful and "numbers" in one.checks and one.back == ""
