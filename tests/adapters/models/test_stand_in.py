"""Engines that do not know Cantonese take it for Chinese, and what they make of it is doubtful."""

import pytest

from hongqiao.adapters.models.stand_in import StandIn, with_stand_ins
from hongqiao.features.translation import translate_text
from tests.fakes import FakeEngine

KNOWN = [("zh", "en"), ("en", "zh")]
CANTONESE = "我哋聽日一齊去行山啦"


@pytest.mark.parametrize(
    ("source", "target", "served"),
    [
        ("yue", "en", True),
        ("en", "yue", True),
        ("yue", "zh", False),
        ("zh", "yue", False),
        ("zh", "en", False),
        ("yue", "fr", False),
    ],
)
def test_it_stands_in_for_cantonese_only(source, target, served):
    assert StandIn(FakeEngine(pairs=KNOWN)).pairs(source, target) == served


def test_an_engine_that_knows_cantonese_needs_none():
    assert not StandIn(FakeEngine(pairs=[*KNOWN, ("yue", "en")])).pairs("yue", "en")


def test_engines_without_chinese_lend_nothing():
    portuguese, chinese = FakeEngine(pairs=[("en", "pt")]), FakeEngine(pairs=KNOWN)

    tried = with_stand_ins([portuguese, chinese])

    assert tried[:2] == [portuguese, chinese]
    assert [engine.weak_languages for engine in tried[2:]] == [frozenset({"yue"})]


@pytest.mark.parametrize(
    ("words", "source", "target"),
    [
        (CANTONESE, "yue", "en"),
        ("The sea was calm today", "en", "yue"),
    ],
)
async def test_what_it_makes_is_doubtful(words, source, target):
    outcome = await translate_text(words, source, target, with_stand_ins([FakeEngine(pairs=KNOWN)]))

    assert (outcome.quality, "weak-pair" in outcome.checks) == ("doubtful", True)
    assert outcome.version.endswith("/as-zh")
