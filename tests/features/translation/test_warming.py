"""Engines are prepared for the pairs that readers use, only while nobody waits."""

from dataclasses import replace

import pytest

from hongqiao.adapters.postgres.outbox import Relay
from hongqiao.entry.wiring import reactors
from hongqiao.features import translation
from hongqiao.features.translation import Text, desk
from hongqiao.features.translation.warming import PAIRS_AT_MOST, pairs_used, warm
from hongqiao.kernel.errors import Unavailable
from hongqiao.kernel.ports.jobs import TAPPED
from tests.fakes import FakeEngine


class Cold(FakeEngine):
    """Remembers for what it was prepared; gives way when told so."""

    def __init__(self, *, gives_way_after: int = 99, is_gone: bool = False, **given):
        super().__init__(**given)
        self.warmed: list[tuple[str, str]] = []
        self._gives_way_after, self._is_gone = gives_way_after, is_gone

    async def warm(self, source: str, target: str) -> bool:
        if self._is_gone:
            raise Unavailable("gone")
        self.warmed.append((source, target))
        return len(self.warmed) < self._gives_way_after


@pytest.fixture
async def written(scope):
    """Five texts in Chinese, three in English, one in Korean."""
    for lang, many in (("zh", 5), ("en", 3), ("ko", 1)):
        texts = [Text(f"note:{lang}{n}:title", f"{lang} 今天 {n} words", lang) for n in range(many)]
        await translation.remember(scope, texts, f"note:{lang}")


def with_engine(scope, engine):
    return replace(scope, ports=replace(scope.ports, engines=desk.guarded([engine])))


async def test_the_commonest_languages_into_those_that_are_read_come_first(scope, written):
    used = await pairs_used(scope, ["en", "zh-Hans", "zh-Hant-TW", "ja"])

    assert used[:3] == [("zh", "en"), ("zh", "ja"), ("en", "zh")]
    assert len(used) == PAIRS_AT_MOST


async def test_each_pair_is_prepared_with_the_engine_that_would_be_asked_first(scope, written):
    engine = Cold()

    await warm(with_engine(scope, engine), ["en", "zh-Hans"])

    assert engine.warmed == [("zh", "en"), ("en", "zh"), ("ko", "en"), ("ko", "zh")]


async def test_nothing_is_prepared_while_a_text_waits(scope, database, written):
    engine = Cold()
    await translation.wish(scope, Text("note:1:body", "The sea was calm", "en"), "zh", TAPPED)
    relay = Relay(database, reactors())
    while await relay.relay_once():
        pass

    await warm(with_engine(scope, engine), ["en", "zh-Hans"])

    assert engine.warmed == []


@pytest.mark.parametrize(("engine", "pairs"), [(Cold(gives_way_after=1), 1), (Cold(is_gone=True), 0)])
async def test_an_engine_that_gives_way_or_is_gone_is_left_in_peace(scope, written, engine, pairs):
    await warm(with_engine(scope, engine), ["en", "zh-Hans"])

    assert len(engine.warmed) == pairs


async def test_an_engine_that_needs_no_warmth_costs_nothing(scope, written):
    engine = FakeEngine()

    await warm(with_engine(scope, engine), ["en", "zh-Hans"])

    assert engine.asked == []
