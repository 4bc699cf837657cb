"""Search in a browser: offers by keyboard, how notes were found, filters, one’s own searches; no script."""

import re
import time

import pytest
from playwright.async_api import expect

from tests.journeys.person import DESKTOP, PHONE
from tests.web.visitor import Visitor

TITLES = ".note-card__title"


@pytest.fixture(scope="module")
def found(community) -> list[str]:
    """Addresses of three notes about hoopoes, in Chinese, English and Japanese, once search knows them."""
    written = (
        ("zh-Hans", "公园里的戴胜鸟", "早上看到的。 #hoopoewatch"),
        ("en", "A hoopoe on the lawn", "It stayed for an hour. #hoopoewatch"),
        ("ja", "ヤツガシラを見た", "庭に来ました。 #hoopoewatch"),
    )
    writers = [(Visitor(community.origin).sign_up("mei", reads=[reads]), rest) for reads, *rest in written]
    paths = [writer.publish(title, body) for writer, (title, body) in writers]
    reader, deadline = Visitor(community.origin), time.monotonic() + 60
    while any(path not in reader.get("/search?q=hoopoewatch").text for path in paths):
        assert time.monotonic() < deadline, "search does not know what was published"
        time.sleep(0.1)
    return paths


async def test_offers_lead_to_results_by_keyboard(arrive, found):
    diego = await arrive("en", size=DESKTOP)
    await diego.open("/about")
    box = diego.page.get_by_role("combobox", name="Search notes, people, topics and places")

    await box.press_sequentially("hoopoew")
    await expect(diego.page.get_by_role("option", name="hoopoewatch")).to_be_visible()
    await box.press("ArrowDown")
    chosen = await box.get_attribute("aria-activedescendant")
    await expect(diego.page.locator(f"#{chosen}")).to_have_attribute("aria-selected", "true")
    await box.press("Escape")
    await expect(diego.page.get_by_role("listbox")).to_be_hidden()
    await box.press("Enter")

    await diego.page.wait_for_url("**/search?q=hoopoew")
    await diego.settle()
    assert diego.troubles == []


async def test_a_search_is_narrowed_to_one_language(arrive, found):
    diego = await arrive("en", size=PHONE)
    await diego.open("/about")
    await diego.page.locator("header").get_by_role("link", name="Search").click()
    await diego.page.get_by_role("combobox").fill('"hoopoewatch"')
    await diego.page.keyboard.press("Enter")
    await expect(diego.page.locator(TITLES)).to_have_count(3)

    await diego.page.get_by_text("Filters").click()
    await diego.page.get_by_label("Written in").select_option("ja")
    await diego.page.get_by_role("button", name="Apply").click()

    await diego.page.wait_for_url(re.compile("lang=ja"))
    await expect(diego.page.locator(TITLES)).to_have_text(["ヤツガシラを見た"])
    assert diego.troubles == []


async def test_a_note_found_by_its_sound_says_so_on_its_card(arrive, found):
    diego = await arrive("en")

    await diego.open("/search?q=daishengniao")

    card = diego.page.locator(".note-card", has=diego.page.locator(f"a[href='{found[0]}']"))
    await expect(card.locator(".note-card__found")).to_have_text("By its pinyin")
    await diego.open("/search?q=hoopoe+lawn")
    card = diego.page.locator(".note-card", has=diego.page.locator(f"a[href='{found[1]}']"))
    await expect(card).to_have_count(1)
    await expect(card.locator(".note-card__found")).to_have_count(0)


async def test_ones_searches_are_offered_until_they_are_cleared(arrive, found):
    diego = await arrive("en")
    await diego.sign_up("Diego", reads=("en",))
    await diego.open("/search?q=hoopoewatch")
    await diego.open("/search")
    past = diego.page.locator(".search__past")
    await expect(past.get_by_role("link", name="hoopoewatch")).to_be_visible()

    await past.get_by_role("button", name="Clear", exact=True).click()

    await expect(past.get_by_role("link")).to_have_count(0)
    await past.get_by_role("button", name="Clear, and keep none").click()
    await diego.open("/search?q=hoopoewatch")
    await diego.open("/search")
    await expect(past).to_contain_text("aren’t kept")
    assert diego.troubles == []


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
async def test_search_works_without_script(arrive, found, size):
    diego = await arrive("en", size=size, java_script_enabled=False)
    await diego.page.goto("/about")
    if size is PHONE:
        await diego.page.locator("header").get_by_role("link", name="Search").click()

    await diego.page.get_by_role("searchbox").fill('"hoopoewatch"')
    await diego.page.keyboard.press("Enter")

    await diego.page.wait_for_url("**/search?q=*hoopoewatch*")
    await expect(diego.page.locator(TITLES)).to_have_count(3)
    await diego.page.locator(".search__filters summary").click()
    await diego.page.get_by_label("Written in").select_option("zh")
    await diego.page.get_by_role("button", name="Apply").click()
    await expect(diego.page.locator(TITLES)).to_have_count(1)
    await diego.page.get_by_role("link", name="Topics").click()
    await expect(diego.page.locator(".search__name")).to_contain_text("hoopoewatch")


def test_a_note_is_found_soon_after_publishing_and_gone_soon_after_withdrawing(community, measured):
    mei, reader = Visitor(community.origin).sign_up("mei"), Visitor(community.origin)
    began = time.monotonic()
    note = mei.publish("A lammergeier over the pass")
    measured(f"found after publishing: {_seconds_until(reader, note, True, began):.2f} s")

    began = time.monotonic()
    mei.post(f"{note}/withdraw")

    measured(f"gone after withdrawing: {_seconds_until(reader, note, False, began):.2f} s")


def _seconds_until(reader: Visitor, note: str, is_there: bool, began: float) -> float:
    """Includes the request that publishes or withdraws."""
    while (note in reader.get("/search?q=lammergeier").text) != is_there:
        assert time.monotonic() < began + 10, f"still not {'found' if is_there else 'gone'}"
        time.sleep(0.05)
    return time.monotonic() - began
