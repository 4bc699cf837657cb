"""Everything that counts works in a browser without script."""

import re

from playwright.async_api import Page, expect

from tests.journeys.person import Person
from tests.web.door_acts import code_of, secret_on
from tests.web.visitor import PASSWORD, Visitor, new_handle, new_picture


async def _publishes(person: Person) -> str:
    page = person.page
    await page.goto("/compose")
    await page.locator("input[name=pictures]").set_input_files(
        {"name": "wall.jpeg", "mimeType": "image/jpeg", "buffer": new_picture(900, 1200, "JPEG")}
    )
    await page.fill("#title", "Written without script")
    await page.locator(".composer__plain button").click()
    await expect(page.locator("#title")).to_have_value("Written without script")
    await page.locator(".composer__picture textarea").fill("a wall")
    await page.locator(".composer__foot button.button--primary").click()
    await page.wait_for_url(re.compile(r"/notes/"))
    return page.url.removeprefix(person.origin)


async def test_one_joins_publishes_a_picture_note_and_reads_it(arrive):
    mei = await arrive(java_script_enabled=False)
    mei.handle = new_handle("mei")
    await mei.page.goto("/sign-up")
    await mei.fill_sign_up("Mei")
    await mei.page.locator("main form[action='/sign-up'] button[type=submit]").click()

    note = await _publishes(mei)

    await expect(mei.page.locator("h1")).to_contain_text("Written without script")
    await expect(mei.page.locator(".gallery__frame img")).to_have_attribute("alt", "a wall")
    reader = await arrive(java_script_enabled=False)
    await reader.page.goto(note)
    await expect(reader.page.locator("h1")).to_contain_text("Written without script")


async def test_one_signs_in_comments_likes_follows_and_saves(arrive, visitor):
    mei = Visitor(visitor.origin).sign_up("mei")
    note = mei.publish("Plum wine", "Ready in June.")
    diego = await arrive(java_script_enabled=False)
    handle = visitor.sign_up("diego").handle
    await _signs_in(diego.page, handle)

    await diego.page.goto(note)
    await diego.page.locator("#say textarea").fill("May I taste it?")
    await diego.page.locator("#say button[type=submit]").click()
    await expect(diego.page.locator(".comment", has_text="May I taste it?")).to_be_visible()
    for act in (
        ".note-view__bar [formaction$='/like']",
        ".note-view__bar [formaction$='/save']",
        ".note-view__head [formaction$='/follow']",
    ):
        await diego.page.goto(note)
        await diego.page.locator(act).first.click()
        await diego.page.wait_for_load_state()
        await diego.page.goto(note)
        await expect(diego.page.locator(act).first).to_have_attribute("aria-pressed", "true")


async def test_one_reads_explore_page_by_page_and_in_another_language(arrive, peopled):
    reader = await arrive(java_script_enabled=False)
    await reader.page.goto("/")
    first = await reader.page.locator(".note-card__link").first.get_attribute("href")
    await reader.page.locator(".masonry__more a").click()
    await reader.page.wait_for_url("**/?after=*")
    assert await reader.page.locator(".note-card").count() > 0
    assert await reader.page.locator(f"a.note-card__link[href='{first}']").count() == 0

    await reader.choose_reading("ar", "ar")

    assert await reader.page.get_attribute("html", "dir") == "rtl"


async def _signs_in(page: Page, handle: str) -> None:
    await page.goto("/sign-in")
    await page.fill("main [name=handle]", handle)
    await page.fill("main [name=password]", PASSWORD)
    await page.locator("main form[action='/sign-in'] button[type=submit]").click()
    await page.wait_for_url(re.compile(r"/$"))


async def test_a_second_step_is_added_and_taken_without_script(arrive, visitor):
    visitor.sign_up("mei")
    mei = await arrive(java_script_enabled=False)
    await _enters(mei, visitor.handle)
    await mei.page.goto("/settings/security")
    await mei.page.locator("a[href='/settings/second-step']").click()
    secret = secret_on(await mei.page.content())
    await mei.page.fill("#code", code_of(secret))
    await mei.page.locator("form[action='/settings/second-step'] button[type=submit]").click()
    await expect(mei.page.locator(".recovery-codes li")).to_have_count(10)

    there = await arrive(java_script_enabled=False)
    await _enters(there, visitor.handle)
    await there.page.fill("#code", code_of(secret, steps=1))
    await there.page.locator("form[action='/sign-in/code'] button[type=submit]").click()

    await there.page.goto("/settings")
    assert there.page.url.endswith("/settings")


async def _enters(person: Person, handle: str) -> None:
    await person.page.goto("/sign-in")
    await person.page.fill("#handle", handle)
    await person.page.fill("#password", PASSWORD)
    await person.page.locator("form[action='/sign-in'] button[type=submit]").click()
