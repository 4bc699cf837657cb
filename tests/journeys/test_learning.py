"""Understanding in a browser: a note word by word, what a word means, and words to keep."""

import pytest
from playwright.async_api import expect

from tests.journeys.person import PHONE

BODY = "家人们，今天又踩雷了，这家银行排队好久。交猫税！"


@pytest.fixture
def note(visitor):
    """A Chinese note of mei's."""
    return visitor.sign_up("mei", reads=("zh-Hans",)).publish("重庆的一天", BODY)


async def test_a_word_opens_over_the_text_and_is_kept(arrive, note):
    diego = await arrive("en", size=PHONE)
    await diego.sign_up("diego", reads=("en",))
    await diego.open(f"{note}/read")

    word = diego.page.get_by_role("link", name="银行")
    await word.focus()
    await diego.page.keyboard.press("Enter")
    over = diego.page.get_by_role("dialog")
    await expect(over).to_contain_text("yín háng")
    await over.get_by_role("button", name="Save this word").click()
    await expect(diego.page.locator("#toasts")).to_contain_text("Saved")
    await diego.page.keyboard.press("Escape")

    await expect(over).to_be_hidden()
    await expect(word).to_be_focused()
    await diego.open("/me/words")
    await expect(diego.page.locator("main")).to_contain_text("银行")


async def test_a_chip_under_a_foreign_note_opens_its_card(arrive, note):
    diego = await arrive("en")
    await diego.open(note)

    await diego.page.locator("a[data-gloss]").last.click()

    await expect(diego.page.get_by_role("dialog")).to_contain_text("general usage")
    assert diego.page.url.endswith(note)


async def test_without_script_a_word_is_a_page(arrive, note):
    diego = await arrive("en", java_script_enabled=False)
    await diego.page.goto(f"{note}/read")

    await diego.page.get_by_role("link", name="银行").click()

    await expect(diego.page.locator("main")).to_contain_text("bank")
