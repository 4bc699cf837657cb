"""Pictures of a Chinese note as others meet it, made with the real model; only when HONGQIAO_PICTURES=1."""

import io
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.async_api import expect

from tests.entry.community import FOR_TESTS, RATES
from tests.entry.installation import CHECKOUT, Installation
from tests.journeys.person import PHONE, Person
from tests.web.visitor import Visitor

PICTURES = CHECKOUT / "docs" / "pictures" / "translation"
MADE_WITHIN_MS = 180_000
TITLE = "武康路的小面馆，被种草了"
BODY = (
    "周末去了武康路，一碗牛肉面才18元，汤很鲜，面很有嚼劲。\n"
    "老板养了两只猫，来吃面的客人都要先交猫税😂\n"
    "不要周六中午去，排队要一个小时。@lily_rose 下次一起！ #上海美食"
)
COMMENT = "收藏了，这家真的yyds！"
BETTER = "Wukang Road at the weekend: a bowl of beef noodles for just 18元, rich broth, chewy noodles."

pytestmark = [
    pytest.mark.engine,
    pytest.mark.skipif(
        os.environ.get("HONGQIAO_PICTURES") != "1", reason="taken only when HONGQIAO_PICTURES=1"
    ),
]


@pytest.fixture(scope="module")
def lane() -> Iterator[Installation]:
    """A community with the model and nobody in it yet."""
    installation = Installation("--no-demo", **FOR_TESTS)
    installation.home.mkdir(parents=True, exist_ok=True)
    (installation.home / "rates.toml").write_text(RATES, encoding="utf-8")
    installation.start()
    yield installation
    installation.remove()


@pytest.fixture(scope="module")
def note(lane: Installation) -> str:
    """Mei's note with a comment of Noor's neighbour; the path."""
    path = Visitor(lane.origin).sign_up("mei", reads=("zh-Hans",)).publish(TITLE, BODY)
    Visitor(lane.origin).sign_up("lan", reads=("zh-Hans",)).say(path, COMMENT)
    return path


async def keep(person: Person, name: str) -> None:
    """The page as it stands, as docs/pictures/translation/NAME.webp."""
    shot = await person.page.screenshot(animations="disabled")
    PICTURES.mkdir(parents=True, exist_ok=True)
    Image.open(io.BytesIO(shot)).save(PICTURES / f"{name}.webp", "WEBP", quality=80, method=6)
    assert person.troubles == []


async def wait_until_translated(person: Person) -> None:
    body = person.page.locator(".note-view .translated-text").first
    await expect(body).to_have_attribute("state", re.compile("translated|doubtful"), timeout=MADE_WITHIN_MS)
    title = person.page.locator(".note-view__title translated-text, .note-view__title .translated-text")
    if await title.count():
        await expect(title.first).not_to_have_attribute("state", "waiting", timeout=MADE_WITHIN_MS)


@pytest.mark.parametrize(("locale", "name"), [("en", "read-in-english"), ("ja", "read-in-japanese")])
async def test_a_chinese_note_is_read_in_another_language(browser, lane, note, locale, name):
    reader = await Person.arrive(browser, lane.origin, locale)
    await reader.open(note)

    await wait_until_translated(reader)
    await reader.open(note)

    await keep(reader, name)
    await reader.leave()


async def test_a_reader_of_arabic_has_the_original_where_no_engine_serves_it(browser, lane, note):
    noor = await Person.arrive(browser, lane.origin, "ar", size=PHONE, color_scheme="dark")
    await noor.open(note)

    await keep(noor, "read-in-arabic")
    await noor.leave()


async def test_side_by_side(browser, lane, note):
    diego = await Person.arrive(browser, lane.origin, "en")
    await diego.open("/reading")
    await diego.page.get_by_role("group", name="简体中文").get_by_label("Both").check(force=True)
    await diego.page.locator("main button[type=submit]").click()
    await diego.open(note)
    await wait_until_translated(diego)
    await diego.open(note)

    await keep(diego, "side-by-side")
    await diego.leave()


async def test_a_gloss_and_a_culture_card_open_over_the_text(browser, lane, note):
    diego = await Person.arrive(browser, lane.origin, "en", size=PHONE)
    await diego.open(f"{note}/read")
    await diego.page.get_by_role("link", name="客人").first.click()
    await expect(diego.page.get_by_role("dialog")).to_be_visible()
    await keep(diego, "gloss")

    await diego.open(note)
    await diego.page.locator("a[data-gloss]", has_text="交猫税").first.click()
    await expect(diego.page.get_by_role("dialog")).to_contain_text("general usage")

    await keep(diego, "culture-card")
    await diego.leave()


async def test_the_flow_of_a_correction(browser, lane, note):
    rita = await Person.arrive(browser, lane.origin, "en")
    await rita.sign_up("Rita", reads=["en", "zh-Hans"])
    path = f"/translations/note:{note.removeprefix('/notes/')}:body"
    await rita.open(f"{path}?to=en")
    await rita.page.get_by_role("link", name="Suggest better").click()
    await rita.page.locator(".suggest__part textarea").first.fill(BETTER)
    await keep(rita, "correction")
    await rita.page.get_by_role("button", name="Suggest").click()
    await expect(rita.page.locator(".suggestion")).to_contain_text("waits for readers")

    await keep(rita, "correction-waits")
    await rita.leave()


async def test_an_author_sees_the_draft_as_readers_will(browser, lane, tmp_path: Path):
    mei = await Person.arrive(browser, lane.origin, "en")
    await mei.sign_up("Mei", reads=["zh-Hans", "en"])
    await mei.compose(TITLE, BODY, folder=tmp_path)
    await mei.page.locator("#reader_lang").select_option("en")
    await mei.page.get_by_role("button", name="Preview it").click()
    await mei.page.wait_for_url(re.compile(r"/readers\?lang=en$"))
    await expect(mei.page.get_by_text("Back again:").first).to_be_visible(timeout=MADE_WITHIN_MS)
    await expect(mei.page.get_by_text("More is on its way")).to_have_count(0, timeout=MADE_WITHIN_MS)

    await keep(mei, "authors-preview")
    await mei.leave()
