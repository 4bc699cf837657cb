"""Coming in for the first time, in one's own language."""

import re

from playwright.async_api import expect

HAN = re.compile(r"[\u4e00-\u9fff]")
ARABIC = re.compile(r"[\u0600-\u06ff]")


async def test_a_chinese_browser_is_met_in_chinese(arrive):
    mei = await arrive("zh-CN")

    await mei.open("/sign-up")

    words = await mei.page.locator("main").inner_text()
    assert await mei.page.get_attribute("html", "lang") == "zh-Hans"
    assert len(HAN.findall(words)) > 80 and "Password" not in words
    assert await mei.page.locator("select[name=reads]").first.input_value() == "zh-Hans"


async def test_an_arabic_browser_is_met_from_right_to_left(arrive):
    noor = await arrive("ar")

    await noor.open("/")

    assert await noor.page.get_attribute("html", "dir") == "rtl"
    assert ARABIC.search(await noor.page.locator("header").inner_text())


async def test_a_spanish_browser_reads_spanish_behind_english_buttons(arrive):
    diego = await arrive("es-MX")

    await diego.open("/welcome")

    assert await diego.page.get_attribute("html", "lang") == "en"
    assert await diego.page.locator("main select[name=reads]").input_value() == "es-419"


async def test_whoever_joins_is_signed_in_at_once(arrive):
    mei = await arrive("zh-CN")

    await mei.sign_up("小美")
    await mei.open(f"/people/{mei.handle}")

    await expect(mei.page.locator("h1")).to_contain_text("小美")
    await expect(mei.page.locator(".profile__acts a[href='/settings']")).to_be_visible()
    assert mei.troubles == []


async def test_a_taken_handle_is_refused_in_the_readers_language_and_the_form_stays_filled(arrive, visitor):
    visitor.sign_up("mei")
    late = await arrive("zh-CN")
    late.handle = visitor.handle
    await late.open("/sign-up")
    await late.fill_sign_up("小美", ["zh-Hans"])

    await late.page.locator("main form[action='/sign-up'] button[type=submit]").click()

    error = late.page.locator("#handle-error")
    await expect(error).to_be_visible()
    assert HAN.search(await error.inner_text())
    await expect(late.page.locator("#handle")).to_have_attribute("aria-invalid", "true")
    assert await late.page.input_value("#name") == "小美"
    assert await late.page.input_value("#password") == ""


async def test_a_reader_without_an_account_changes_both_languages_in_the_menu(arrive, visitor):
    note = visitor.sign_up("diego", reads=["en"]).publish(
        "Morning fog over the harbour", "It lifted at nine."
    )
    reader = await arrive("en")
    await reader.open(note)

    await reader.choose_reading("zh-Hans", "zh-Hans")

    assert reader.page.url.endswith(note)
    assert await reader.page.get_attribute("html", "lang") == "zh-Hans"
    await expect(reader.page.locator(".note-view translated-text").first).to_be_attached()
    await reader.choose_reading("ar", "ar")
    await reader.open("/")
    assert await reader.page.get_attribute("html", "dir") == "rtl"


async def test_interests_chosen_at_the_door_come_first_in_explore(arrive):
    reader = await arrive("en")
    await reader.open("/welcome")
    for interest in ("crafts", "pets", "study"):
        await reader.page.locator(f"input[name=interests][value={interest}]").check(force=True)

    await reader.page.locator("main button[type=submit]").click()
    await reader.page.wait_for_url("**/")

    chips = await reader.page.locator(".feed-bar .chips__chip").all_text_contents()
    assert {chip.strip() for chip in chips[1:4]} == {"Crafts", "Cats and dogs", "Study"}
