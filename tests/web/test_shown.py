"""How a text is shown to one reader: as written, translated, waiting, and nothing else."""

from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest

from hongqiao.features import translation
from hongqiao.features.translation import Text
from hongqiao.kernel.ports.jobs import TAPPED
from hongqiao.web import shown as showing
from hongqiao.web.shown import Shown, forget_held, show, show_one
from tests.cast import drain
from tests.fakes import HOSTILITIES, FakeEngine, HostileEngine
from tests.web.sitting import site_of, sits

SEA = Text("note:1:title", "The sea was calm and we stayed all day", "en")


@pytest.fixture
def site(scope):
    return site_of(scope)


def states(shown: Shown) -> tuple:
    return shown.state, shown.words, shown.lang


async def translated(scope, text: Text, engine) -> None:
    """Asks for the translation into Chinese and makes it."""
    working = replace(scope, ports=replace(scope.ports, engines=(engine,)))
    await translation.wish(working, text, "zh", TAPPED)
    await drain(working, with_jobs=True)


@pytest.mark.parametrize(("lang", "reads"), [
    ("en", ("en",)), ("en", ("zh-Hans", "en")), ("und", ("zh-Hans",)), ("zh", ("zh-Hant",)),
])
async def test_what_somebody_reads_is_shown_as_written(scope, site, lang, reads):
    text = Text(SEA.ref, SEA.words, lang)

    found = await show_one(sits(site, scope, reads=reads), text)

    assert found == Shown(SEA.ref, SEA.words, lang)


async def test_without_a_translation_the_original_stands_and_says_that_it_waits(scope, site):
    found = await show_one(sits(site, scope, reads=("zh-Hans", "ja")), SEA)

    assert states(found) == ("waiting", SEA.words, "en")
    assert (found.source, found.original, found.target) == ("en", SEA.words, "zh-Hans")


async def test_a_translation_is_shown_with_its_source_and_maker(scope, site):
    await translated(scope, SEA, FakeEngine())

    found = await show_one(sits(site, scope, reads=("zh-Hans",)), SEA)

    assert (found.state, found.lang, found.source, found.original) == ("translated", "zh", "en", SEA.words)
    assert found.words not in ("", SEA.words)
    assert found.engine == "fake"


async def test_a_doubtful_one_says_so(scope, site):
    made_by = {"engine": "fake", "version": "1", "quality": "doubtful"}
    await translation.keep_result(scope, SEA, "zh", "海很平静", **made_by)

    assert (await show_one(sits(site, scope, reads=("zh-Hans",)), SEA)).state == "doubtful"


async def test_the_authors_own_words_come_before_an_engines(scope, site):
    await translated(scope, SEA, FakeEngine())
    await translation.keep_version(scope, SEA, "zh", "海很平静")

    found = await show_one(sits(site, scope, reads=("zh-Hans",)), SEA)

    assert (found.state, found.words, found.engine) == ("author", "海很平静", "")


async def test_what_failed_of_late_is_shown_as_written_and_says_so(scope, site):
    await translated(scope, SEA, HostileEngine(HOSTILITIES["answers as an assistant"]))

    found = await show_one(sits(site, scope, reads=("zh-Hans",)), SEA)

    assert states(found) == ("failed", SEA.words, "en")


async def test_words_for_few_are_never_shown_through_somebody_elses_translation(scope, site):
    await translated(scope, SEA, FakeEngine())
    for_followers = Text("note:2:title", SEA.words, "en", shared=False, owner_salt="7")

    assert (await show_one(sits(site, scope, reads=("zh-Hans",)), for_followers)).state == "waiting"


async def test_all_texts_of_a_page_are_looked_up_in_one_statement(scope, site, monkeypatch):
    asked = []
    look_up = translation.stored

    async def counting(*given):
        asked.append(given)
        return await look_up(*given)

    monkeypatch.setattr(translation, "stored", counting)
    at = sits(site, scope, reads=("zh-Hans",))
    texts = [Text(f"note:{n}:title", f"{SEA.words} {n}", "en") for n in range(30)]
    readable = [Text("note:99:title", "你好", "zh"), Text("note:98:title", "", "en")]

    found = await show(at, [*texts, *readable])
    again = await show(at, texts)

    assert len(asked) == 1
    assert {found[text.ref].state for text in texts} == {"waiting"}
    assert {found[text.ref].state for text in readable} == {"original"}
    assert set(again) == {text.ref for text in texts}


async def test_an_absent_one_is_looked_for_again_after_some_seconds(scope, site, monkeypatch):
    at = sits(site, scope, reads=("zh-Hans",))
    first = await show_one(at, SEA)
    await translated(scope, SEA, FakeEngine())
    held = await show_one(at, SEA)

    now = showing.time.monotonic()
    monkeypatch.setattr(showing.time, "monotonic", lambda: now + 6)

    assert (first.state, held.state) == ("waiting", "waiting")
    assert (await show_one(at, SEA)).state == "translated"


async def test_one_that_just_arrived_is_shown_at_once(scope, site):
    at = sits(site, scope, reads=("zh-Hans",))
    await show_one(at, SEA)
    await translated(scope, SEA, FakeEngine())

    forget_held(at, SEA, "zh-Hans")

    assert (await show_one(at, SEA)).state == "translated"


async def test_edited_words_are_never_shown_with_the_former_translation(scope, site):
    at = sits(site, scope, reads=("zh-Hans",))
    await translated(scope, SEA, FakeEngine())
    await show_one(at, SEA)

    edited = await show_one(at, Text(SEA.ref, "The sea was rough", "en"))

    assert states(edited) == ("waiting", "The sea was rough", "en")


async def test_a_failure_stands_for_a_while_only(scope, site):
    await translated(scope, SEA, HostileEngine(HOSTILITIES["says nothing"]))
    scope.now += timedelta(days=31)

    assert (await show_one(sits(site, scope, reads=("zh-Hans",)), SEA)).state == "waiting"


@pytest.mark.parametrize("changed", [
    {"state": "doubtful"}, {"words": "other"}, {"lang": "ja"}, {"source": "es"},
])
def test_the_stamp_changes_with_all_that_shows(changed):
    before = Shown("ref", "words", "zh", "translated", "en")

    after = msgspec.structs.replace(before, **changed)

    assert after.stamp != before.stamp
