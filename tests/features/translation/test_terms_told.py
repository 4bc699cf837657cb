"""Terms that an engine is told come out, or are put into the text for it, where that is no worse."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongqiao.features.translation import Lore, translate_text
from hongqiao.features.translation.terms_told import passed_over, put_in_place
from tests.fakes import FakeEngine

TOLD = (("绝绝子", "out of this world"),)
LORE = Lore(lambda *_: TOLD, lambda *_: TOLD, lambda *_: TOLD, lambda *_: None, "1")


class Deaf(FakeEngine):
    """Looks at no glossary, but keeps words of the target language that already stand in the text."""

    def __init__(self, then: str = "This shop is really out of this world!", sure: float = -0.2) -> None:
        super().__init__()
        self._then, self._sure = then, sure

    def render(self, text, target):
        if TOLD[0][1] in text:
            self.confidence = self._sure
            return self._then
        return "This shop is really cut off!"


async def test_a_term_that_was_passed_over_is_put_into_the_text():
    engine = Deaf()

    outcome = await translate_text("这家店真是绝绝子！", "zh", "en", [engine], lore=LORE)

    assert engine.asked == ["这家店真是绝绝子！", "这家店真是 out of this world！"]
    assert outcome.words == "This shop is really out of this world!"


@pytest.mark.parametrize(
    ("then", "sure"),
    [
        ("This shop is really out of this world! Call 5551234.", -0.2),  # a number from nowhere
        ("This shop is not out of this world!", -0.2),  # a negation from nowhere
        ("This shop is really out of this world!", -0.9),  # far less sure
        ("This shop is really nice!", -0.2),  # passed over once more
    ],
)
async def test_the_first_wording_stays_where_the_second_is_worse(then, sure):
    outcome = await translate_text("这家店真是绝绝子！", "zh", "en", [Deaf(then, sure)], lore=LORE)

    assert outcome.words == "This shop is really cut off!"


async def test_a_term_that_came_out_costs_no_second_attempt():
    engine = Deaf()

    await translate_text("out of this world 绝绝子", "zh", "en", [engine], lore=LORE)

    assert len(engine.asked) == 1


@pytest.mark.parametrize(
    ("rendering", "words"),
    [
        ("muerto de risa", "Estoy muerta de risa con esto"),
        ("прокрастинировать", "Он опять прокрастинирует"),
        ("ヤバい", "これマジでヤバいって"),
        ("get hooked", "She got me hooked, I really get it"),
    ],
)
def test_a_rendering_bent_to_the_sentence_is_recognised(rendering, words):
    assert passed_over([("x", rendering)], words) == ()


@pytest.mark.parametrize(("rendering", "words"), [("rent", "parents talk"), ("", "x")])
def test_short_and_empty_renderings_need_no_guess(rendering, words):
    assert passed_over([("x", rendering)], words) == ()


@pytest.mark.parametrize(
    ("rendering", "words"), [("crying", "tears fell"), ("大爆笑", "笑った"), ("fomo", "tomo")]
)
def test_what_is_not_there_was_passed_over(rendering, words):
    assert passed_over([("x", rendering)], words) == (("x", rendering),)


@given(st.text(max_size=40), st.text(min_size=1, max_size=5), st.text(max_size=12))
def test_after_putting_terms_in_place_none_is_left(text, term, rendering):
    said = put_in_place(text, [(term, rendering)])

    assert said == text if term not in text else rendering in said


def test_the_longer_of_two_terms_goes_first():
    assert put_in_place("真的绝绝子", [("绝", "great"), ("绝绝子", "superb")]) == "真的 superb"
