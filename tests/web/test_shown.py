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
    await translation.memory.keep_result(scope, SEA, "zh", "海很平静", **made_by)

    assert (await show_one(sits(site, scope, reads=("zh-Hans",)), SEA)).state == "doubtful"


async def test_the_authors_own_words_come_before_an_engines(scope, site):
    await translated(scope, SEA, FakeEngine())
    await translation.memory.keep_version(scope, SEA, "zh", "海很平静")

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


NOODLES = Text("note:3:title", "里面的干面条 #猫咪 @mei", "zh")


@pytest.mark.parametrize(("reads", "lang", "words"), [
    (("zh-Hant-TW",), "zh-Hant-TW", "裡面的乾麵條 #猫咪 @mei"),
    (("en", "zh-Hant-HK"), "zh-Hant-HK", "裏面的乾麪條 #猫咪 @mei"),
    (("yue",), "zh-Hant-HK", "裏面的乾麪條 #猫咪 @mei"),
])
async def test_chinese_in_the_other_script_is_converted_and_says_so(scope, site, reads, lang, words):
    for _ in range(2):
        found = await show_one(sits(site, scope, reads=reads), NOODLES)

        assert states(found) == ("converted", words, lang)
        assert (found.source, found.original, found.both) == ("zh-Hans", NOODLES.words, False)


@pytest.mark.parametrize("reads", [("zh-Hans",), ("zh-Hant-TW", "zh-Hans"), ("en", "zh-Hant", "zh-Hans")])
async def test_who_reads_the_script_gets_it_as_written(scope, site, reads):
    found = await show_one(sits(site, scope, reads=reads), NOODLES)

    assert states(found) == ("original", NOODLES.words, "zh-Hans")


@pytest.mark.parametrize(("reads", "lang", "words"), [
    (("zh-Hans",), "zh", "软件很好用"), (("zh-Hant-TW",), "zh-Hant-TW", "軟體很好用"),
    (("zh-Hant-HK", "zh-Hans"), "zh-Hant-HK", "軟件很好用"),
])
async def test_a_translation_into_chinese_comes_in_the_readers_script(scope, site, reads, lang, words):
    await translation.memory.keep_result(scope, SEA, "zh", "软件很好用", engine="fake", version="1")

    found = await show_one(sits(site, scope, reads=reads), SEA)

    assert states(found) == ("translated", words, lang)
    assert found.rewritten == (lang != "zh")


@pytest.mark.parametrize(("target", "words"), [
    ("zh-Hant-TW", "軟體很好用"), ("yue", "軟件很好用"), ("zh-Hans", "软件很好用"), ("en", "软件很好用"),
])
def test_words_that_arrive_are_in_the_readers_script_from_the_first_on(target, words):
    assert showing.in_form_of("软件很好用", target) == words


@pytest.mark.parametrize(("reads", "words", "lang"), [
    (("pt-PT",), "Fui de comboio, estava a chover", "pt-PT"),
    (("pt-BR",), "Fui de trem, estava chovendo", "pt"),
])
async def test_what_an_engine_wrote_comes_in_the_words_of_the_readers_region(scope, site, reads, words, lang):
    made = "Fui de trem, estava chovendo"
    await translation.memory.keep_result(scope, SEA, "pt", made, engine="fake", version="1")

    found = await show_one(sits(site, scope, reads=reads), SEA)

    assert states(found) == ("translated", words, lang)


async def test_one_region_is_not_translated_into_another(scope, site):
    text = Text("note:4:title", "Fui de comboio", "pt")

    assert (await show_one(sits(site, scope, reads=("pt-BR",)), text)).state == "original"


async def test_a_language_for_both_ways_is_translated_with_the_original_beside_it(scope, site):
    await translated(scope, SEA, FakeEngine())

    both = await show_one(sits(site, scope, reads=("zh-Hans",), both=("en",)), SEA)
    alone = await show_one(sits(site, scope, reads=("zh-Hans",)), SEA)

    assert (both.state, both.both, both.original, both.source) == ("translated", True, SEA.words, "en")
    assert not alone.both
    assert both.stamp != alone.stamp


async def test_the_other_script_can_be_read_both_ways_too(scope, site):
    found = await show_one(sits(site, scope, reads=("zh-Hant-TW",), both=("zh-Hans",)), NOODLES)

    assert (found.state, found.both, found.original) == ("converted", True, NOODLES.words)
