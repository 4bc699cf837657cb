"""The journey that the place exists for: written in one language, read and answered in another."""

import re
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, expect

from tests.entry.community import FOR_TESTS, models_folder
from tests.entry.installation import Installation
from tests.journeys.person import Person
from tests.journeys.watching import heard, until, watch_words

TITLE = "周末在家煮了一锅番茄牛腩"
BODY = (
    "牛腩先焯水，再和洋葱一起小火炖两个小时，汤会变得很浓。\n"
    "番茄要分两次放，第一次炒出汁，第二次在出锅前十分钟放，这样还能吃到果肉。\n"
    "邻居闻到香味来敲门，最后我们一起吃完了整锅。"
)
ALTS = ("一锅红色的番茄牛腩", "切好的番茄和洋葱", "桌上的空碗")
ENGINE_S = 240_000
HAN = re.compile(r"[\u4e00-\u9fff]")
DONE = re.compile("translated|doubtful")
_ARRIVED = "at => document.querySelectorAll('.gallery__frame img')[at].naturalWidth > 0"


@pytest.fixture(scope="module")
def with_engine() -> Installation:
    """A community of its own that has the model."""
    installation = Installation("--no-demo", HONGQIAO_MODELS=str(models_folder()), **FOR_TESTS)
    installation.start()
    yield installation
    installation.remove()


@pytest.fixture
async def mei(browser: Browser, with_engine: Installation) -> AsyncIterator[Person]:
    """Her browser says that she reads Chinese."""
    person = await Person.arrive(browser, with_engine.origin, "zh-CN")
    yield person
    await person.leave()


@pytest.fixture
async def sam(browser: Browser, with_engine: Installation) -> AsyncIterator[Person]:
    """His browser says that he reads English."""
    person = await Person.arrive(browser, with_engine.origin, "en-GB")
    yield person
    await person.leave()


@pytest.mark.engine
async def test_mei_writes_in_chinese_and_sam_reads_and_answers_in_english(mei, sam, tmp_path):
    await mei.sign_up("小美")
    note = await mei.publish(TITLE, BODY, alts=ALTS, folder=tmp_path)
    await _sees_her_pictures(mei)

    await watch_words(sam.page)
    await sam.open(note)
    await _hears_it_translated(sam)
    await sam.sign_up("Sam")
    await sam.open(note)
    await sam.say("My grandmother cooks it the same way. Which tomatoes did you use?")

    await mei.open(note)
    said = mei.page.locator(".comment translated-text")
    await expect(said).to_have_attribute("state", DONE, timeout=ENGINE_S)
    assert len(HAN.findall(await said.locator("[data-words]").inner_text())) > 5
    assert mei.troubles == [] and sam.troubles == []


async def _sees_her_pictures(mei: Person) -> None:
    pictures = mei.page.locator(".gallery__frame img")
    await expect(pictures).to_have_count(3)
    for number, alt in enumerate(ALTS):
        await expect(pictures.nth(number)).to_have_attribute("alt", alt)
        await pictures.nth(number).scroll_into_view_if_needed()
        await until(mei.page, _ARRIVED, number)
    await expect(mei.page.locator("h1")).to_contain_text(TITLE)


async def _hears_it_translated(sam: Person) -> None:
    body = sam.page.locator(".note-view .translated-text")
    await expect(body).to_have_attribute("state", DONE, timeout=ENGINE_S)
    states = await heard(sam.page)
    first, last = states[0], states[-1]
    assert (
        first["state"] == "waiting"
        and first["words"].startswith("牛腩先焯水")
        and first["act"] == "translate"
    )
    lengths = {len(state["words"]) for state in states if state["state"] == "streaming"}
    assert len(lengths - {0, len(last["words"])}) >= 2, states
    assert "tomato" in last["words"].lower() and not HAN.search(last["words"])

    line = body.locator(".translated-text__line")
    await expect(line).to_contain_text("Translated from 中文")
    await expect(line).to_contain_text("local model")
    await line.locator("summary").click()
    await expect(body).to_contain_text("牛腩先焯水")


@pytest.mark.engine
async def test_a_reader_of_both_languages_sees_every_note_as_it_was_written(
    browser, with_engine, mei, tmp_path
):
    await mei.sign_up("小美")
    note = await mei.publish("雨天的猫", "它在窗台上睡了一下午。", alts=["窗台上的猫"], folder=tmp_path)

    aisha = await Person.arrive(browser, with_engine.origin, "en")
    await aisha.sign_up("Aisha", reads=["en", "zh-Hans"])
    await aisha.open(note)

    await expect(aisha.page.locator(".note-view")).to_contain_text("它在窗台上睡了一下午。")
    await expect(aisha.page.locator("translated-text")).to_have_count(0)
    await aisha.leave()
