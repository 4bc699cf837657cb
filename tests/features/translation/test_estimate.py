"""How good a result probably is: meaning, sureness and checks make one number, and the tier follows it."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongqiao.features.translation import estimate, translate_text
from hongqiao.kernel.errors import Unavailable
from tests.fakes import HOSTILITIES, FakeEngine, FakeVectors, HostileEngine, invented

LONG = "The old bridge over the river was built by hand, and people have crossed it for four hundred years."


def apart(cosine: float) -> FakeVectors:
    """Latin text and all other text lie so far from one another."""
    return FakeVectors(lambda text: 0.0 if text.isascii() else math.acos(cosine))


async def test_a_result_that_is_near_in_meaning_is_good_and_says_so():
    outcome = await translate_text(LONG, "en", "zh", [FakeEngine()], vectors=apart(0.8))

    assert outcome.quality == "good"
    assert outcome.meaning == pytest.approx(0.8, abs=1e-6)
    assert outcome.estimate > 0.85


async def test_a_result_that_means_something_else_is_doubtful():
    outcome = await translate_text(LONG, "en", "zh", [FakeEngine()], vectors=apart(0.2))

    assert (outcome.quality, outcome.checks) == ("doubtful", ("meaning",))
    assert outcome.estimate < estimate.GOOD_FROM


async def test_a_short_text_may_be_an_idiom_and_lie_farther_away():
    short = await translate_text("Well done you!", "en", "zh", [FakeEngine()], vectors=apart(0.35))
    long = await translate_text(LONG, "en", "zh", [FakeEngine()], vectors=apart(0.35))

    assert (short.quality, long.quality) == ("good", "doubtful")


async def test_what_is_far_in_meaning_is_tried_with_the_next_engine():
    class Astray(FakeEngine):
        def render(self, text, target):
            return "鱼" * len(invented(text, target))

    vectors = FakeVectors(lambda text: 1.4 if "鱼鱼鱼鱼" in text else 0.0)

    outcome = await translate_text(
        LONG, "en", "zh", [Astray(name="astray"), FakeEngine(name="right")], vectors=vectors
    )

    assert (outcome.engine, outcome.quality) == ("right", "good")


@pytest.mark.parametrize("vectors", [None, FakeVectors(lambda text: 0.0, langs=("ja",))])
async def test_without_vectors_the_checks_and_the_engine_decide_as_before(vectors):
    sure = await translate_text(LONG, "en", "zh", [FakeEngine()], vectors=vectors)
    unsure = await translate_text(LONG, "en", "zh", [FakeEngine(confidence=-0.9)], vectors=vectors)
    silent = await translate_text(LONG, "en", "zh", [FakeEngine(confidence=None)], vectors=vectors)

    assert (sure.quality, unsure.quality, silent.quality) == ("good", "doubtful", "good")
    assert sure.meaning is None
    assert sure.estimate > estimate.GOOD_FROM > unsure.estimate
    assert silent.estimate is None


async def test_vectors_that_are_not_there_now_cost_no_translation():
    class Gone(FakeVectors):
        async def of(self, texts):
            raise Unavailable("gone")

    outcome = await translate_text(LONG, "en", "zh", [FakeEngine()], vectors=Gone(lambda text: 0.0))

    assert (outcome.quality, outcome.meaning) == ("good", None)


async def test_links_and_names_are_not_compared():
    vectors = apart(0.8)

    await translate_text(f"{LONG} @mei https://a.example/x 😋", "en", "zh", [FakeEngine()], vectors=vectors)

    assert not any("@mei" in text or "https" in text for text in vectors.asked[1:])


@pytest.mark.parametrize("spoil", HOSTILITIES.values(), ids=HOSTILITIES.keys())
async def test_what_the_checks_refuse_no_likeness_can_save(spoil):
    outcome = await translate_text(LONG, "en", "zh", [HostileEngine(spoil)], vectors=apart(1.0))

    assert outcome.quality == "refused"


FINDINGS = st.lists(st.sampled_from(["numbers", "negation", "question", "residue", "short"]), unique=True)
LOGS = st.none() | st.floats(-3, 0)


@given(st.text(max_size=80), st.floats(-1, 1), LOGS, FINDINGS)
def test_an_estimate_is_a_share_and_below_a_half_wherever_there_is_a_finding(written, meaning, sure, found):
    is_far = estimate.is_far(written, meaning, sure)
    value = estimate.estimated(written, meaning, sure, found)

    assert 0 <= value <= 1
    assert (value < estimate.GOOD_FROM) == (is_far or bool(found)) or value == pytest.approx(0.5, abs=1e-3)


@given(st.floats(-1, 1), st.floats(0, 0.5), LOGS)
def test_what_lies_nearer_is_never_estimated_lower(meaning, nearer, sure):
    one, other = (estimate.estimated(LONG, value, sure, ()) for value in (meaning, meaning + nearer))

    assert other >= one
    assert estimate.estimated(LONG, meaning, sure, ("same",)) == 0
