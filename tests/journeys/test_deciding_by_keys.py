"""A moderator works through the queue by single keys, which rest while one writes and can be switched off."""

import pytest
from playwright.async_api import expect

from tests.journeys.person import Person
from tests.journeys.test_moderating import moderates
from tests.web.visitor import Visitor


@pytest.fixture
async def aisha(arrive, community) -> Person:
    """She moderates; two notes of somebody’s were reported as a scam."""
    mei, diego = Visitor(community.origin).sign_up("mei"), Visitor(community.origin).sign_up("diego")
    for words in ("Bags for a third of the price.", "A watch, nearly given away."):
        note = mei.publish(words, "Send the deposit first.")
        about = f"note:{note.rpartition('/')[2]}"
        assert diego.post("/report", {"about": about, "category": "scam", "words": ""}).status == 303
    return await moderates(arrive, community, "en", "Aisha", ["en"])


async def test_cases_are_met_taken_on_and_left_by_keys(aisha):
    await aisha.open("/admin/cases")
    rows = aisha.page.locator("main a.cases__case")

    for key, place in (("j", 0), ("j", 1), ("k", 0)):
        await aisha.page.keyboard.press(key)
        await expect(rows.nth(place)).to_be_focused()
    await aisha.page.keyboard.press("Enter")
    await aisha.page.wait_for_url("**/admin/cases/*")
    await aisha.settle()
    first = aisha.page.url
    await aisha.page.keyboard.press("c")
    await expect(aisha.page.get_by_text("You are working on this case.")).to_be_visible()
    await aisha.settle()
    await aisha.page.keyboard.press("2")
    await expect(aisha.page.locator("input[name=action]").nth(1)).to_be_checked()
    await aisha.page.keyboard.press("j")
    await aisha.page.wait_for_url(lambda url: url != first)
    await aisha.settle()
    await aisha.page.keyboard.press("k")
    await aisha.page.wait_for_url(first)
    await aisha.settle()
    await aisha.page.keyboard.press("q")

    await aisha.page.wait_for_url("**/admin/cases")
    assert aisha.troubles == []


async def test_keys_rest_while_one_writes_and_when_they_are_switched_off(aisha):
    await aisha.open("/admin/cases")
    await aisha.page.locator("main a.cases__case").first.click()
    await aisha.page.wait_for_url("**/admin/cases/*")
    await aisha.settle()
    path = aisha.page.url

    await aisha.page.keyboard.press("w")
    await expect(aisha.page.locator("#facts")).to_be_focused()
    await aisha.page.keyboard.type("2 jckq?")
    await expect(aisha.page.locator("#facts")).to_have_value("2 jckq?")
    await expect(aisha.page.locator("input[name=action]:checked")).to_have_count(0)
    await aisha.page.locator("h1").click()
    await aisha.page.keyboard.press("?")
    dialog = aisha.page.get_by_role("dialog", name="Keyboard shortcuts")
    await expect(dialog).to_be_visible()
    await dialog.get_by_label("Use these keys on this device").uncheck()
    await dialog.get_by_role("button", name="Close").click()
    await aisha.page.reload()
    await aisha.settle()
    for key in ("j", "2", "?"):
        await aisha.page.keyboard.press(key)

    assert aisha.page.url == path
    await expect(dialog).to_be_hidden()
    await expect(aisha.page.locator("[aria-keyshortcuts]")).to_have_count(0)
    await expect(aisha.page.locator("input[name=action]:checked")).to_have_count(0)
    await aisha.page.get_by_role("button", name="Keyboard shortcuts").click()
    await expect(dialog).to_be_visible()


async def test_keys_are_found_by_their_place_where_the_keyboard_writes_another_script(aisha):
    await aisha.open("/admin/cases")
    await aisha.page.evaluate(
        "document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'ت', code: 'KeyJ', bubbles: true}))"
    )

    await expect(aisha.page.locator("main a.cases__case").first).to_be_focused()
