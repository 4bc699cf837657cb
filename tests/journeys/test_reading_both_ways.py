"""Chosen languages: both ways, the other script of Chinese, an interface in another language than texts."""

from secrets import token_hex

import pytest
from playwright.async_api import expect

from tests.journeys.person import PHONE

TITLE, BODY = "里面的干面条很好吃", "软件里的食谱都太甜了，自己做的刚好 #猫咪 @mei_1"
VERSION = {
    "version_lang": "en",
    "version_title": "The dry noodles in it are good",
    "version_body": "Not too sweet",
}


@pytest.fixture
def note(visitor) -> str:
    """The path of a note in Simplified Chinese with its author's English; no two alike: that were a flood."""
    mei = visitor.sign_up("mei", reads=["zh-Hans"])
    return mei.publish(TITLE, f"{BODY}\n{token_hex(40)}", **VERSION)


@pytest.mark.parametrize("options", [{}, {"java_script_enabled": False, "size": PHONE}])
async def test_a_learner_reads_both_ways(arrive, note, options):
    reader = await arrive("en", **options)
    await reader.page.goto("/reading")
    await reader.page.get_by_role("group", name="简体中文").get_by_label("Both").check(force=True)
    await reader.page.locator("main button[type=submit]").click()

    await reader.page.goto(note)

    side = reader.page.locator(".note-view__side")
    await expect(side.locator(".note-view__title")).to_contain_text(VERSION["version_title"])
    await expect(side.locator(".note-view__title [lang=zh-Hans]")).to_have_text(TITLE)
    await expect(side.locator(".translated-text [data-words]")).to_contain_text("Not too sweet")
    await expect(side.locator(".translated-text__beside[lang=zh-Hans]")).to_contain_text("软件里的食谱")
    assert reader.troubles == []


async def test_the_other_script_is_converted_and_the_original_is_one_press_away(arrive, note):
    reader = await arrive("zh-HK")
    await reader.open(note)

    body = reader.page.locator("translated-text.translated-text")
    await expect(body.locator("[data-words][lang=zh-Hant-HK]")).to_contain_text("軟件裏的食譜")
    links = await body.locator("[data-words] a").evaluate_all("all => all.map((a) => a.getAttribute('href'))")
    assert links == ["/topics/猫咪", "/people/mei_1"]
    await body.locator("summary").click()

    await expect(body.locator("summary")).to_have_text("顯示轉換後的文字")
    await expect(body.locator("[data-original]")).to_be_visible()
    await expect(body.locator("[data-original]")).to_contain_text("软件里的食谱")
    await expect(reader.page.locator(".note-view__title [data-original]")).to_have_text(TITLE)
    assert reader.troubles == []


async def test_an_arabic_interface_and_english_words_go_together(arrive, note):
    reader = await arrive("ar")
    await reader.open("/")
    await reader.choose_reading("en", "ar")

    await reader.open(note)

    page = reader.page
    assert await page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == [
        "ar",
        "rtl",
    ]
    await expect(page.locator(".translated-text [data-words][lang=en][dir=ltr]")).to_contain_text(
        "Not too sweet"
    )
    assert reader.troubles == []
