"""What a page hears of translations that are made while it is open."""

import json

import pytest

from hongqiao.features import translation
from hongqiao.features.translation import Text
from hongqiao.kernel.ports.jobs import TAPPED
from hongqiao.web.translation import pages
from tests.cast import drain
from tests.fakes import HOSTILITIES, FakeEngine, HostileEngine
from tests.web.sitting import site_of, sits

SEA = Text("note:1:body", "The sea was calm and we stayed all day", "en")


@pytest.fixture
def site(scope):
    return site_of(scope)


async def heard_after(scope, site, engine) -> list[tuple[str, dict]]:
    """(kind, data) of the events once this engine had its turn."""
    scope.ports.engines = [engine] if engine else []
    await translation.wish(scope, SEA, "zh", TAPPED)
    if engine:
        await drain(scope, with_jobs=True)
    events = await pages._settled(sits(site, scope, reads=("zh-Hans",)), [SEA], "zh-Hans")
    return [_unpacked(event) for event in events]


def _unpacked(event: bytes) -> tuple[str, dict]:
    kind, data = event.decode().strip().split("\n")
    return kind.removeprefix("event: "), json.loads(data.removeprefix("data: "))


async def test_nothing_is_said_of_a_text_that_still_waits(scope, site):
    assert await heard_after(scope, site, None) == []


async def test_a_finished_translation_comes_as_the_piece_that_takes_its_place(scope, site):
    [(kind, data)] = await heard_after(scope, site, FakeEngine())

    assert kind == "done" and data["ref"] == SEA.ref
    assert 'state="translated"' in data["html"] or 'state="doubtful"' in data["html"]


async def test_of_words_that_failed_the_checks_the_original_comes_back(scope, site):
    [(kind, data)] = await heard_after(scope, site, HostileEngine(HOSTILITIES["answers as an assistant"]))

    assert kind == "done" and data["ref"] == SEA.ref
    assert 'state="failed"' in data["html"]
    assert SEA.words in data["html"] and "no translation of it passed our checks" in data["html"]


def test_what_is_read_is_asked_for_before_what_only_some_need():
    texts = [Text(f"note:1:{part}", "words", "en") for part in ("alt0", "tag12", "title", "place", "body")]

    ordered = sorted(texts, key=pages._comes_late)

    assert [text.ref.rpartition(":")[2] for text in ordered] == ["title", "body", "alt0", "tag12", "place"]
