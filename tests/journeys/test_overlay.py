"""A note over the feed on a wide screen: an address of its own, and Back to the very same spot."""

import re

from playwright.async_api import Locator, Page, expect

from tests.journeys.person import PHONE
from tests.journeys.watching import until

OVER = "dialog.note-over"


async def _press_a_card_further_down(page: Page) -> Locator:
    """Scrolls down and presses the first card that lies whole within the window."""
    await page.mouse.wheel(0, 700)
    await until(page, "scrollY > 500")
    at = await page.evaluate("""
        () => [...document.querySelectorAll('.note-card__link')].findIndex((card) => {
          const {top, bottom} = card.getBoundingClientRect();
          return top > 140 && bottom < innerHeight - 20;
        })
    """)
    card = page.locator(".note-card__link").nth(at)
    await card.click()
    return card


async def test_a_card_opens_over_the_feed_and_back_returns_to_the_same_spot(arrive, peopled):
    reader = await arrive()
    await reader.open("/")
    card = await _press_a_card_further_down(reader.page)
    path = await card.get_attribute("href")
    before = await reader.page.evaluate("scrollY")
    await expect(reader.page.locator(f"{OVER} .note-view")).to_be_visible()
    assert reader.page.url.endswith(path)

    await reader.page.go_back()

    await expect(reader.page.locator(OVER)).to_have_count(0)
    assert reader.page.url == f"{reader.origin}/"
    assert abs(await reader.page.evaluate("scrollY") - before) <= 2
    await expect(card).to_be_focused()
    assert reader.troubles == []


async def test_escape_and_the_close_button_lead_back_too(arrive, peopled):
    reader = await arrive()
    await reader.open("/")
    for leave in (
        lambda: reader.page.keyboard.press("Escape"),
        reader.page.locator(".note-over__close").click,
    ):
        await reader.page.locator(".note-card__link").first.click()
        await expect(reader.page.locator(f"{OVER} .note-view")).to_be_visible()

        await leave()

        await expect(reader.page.locator(OVER)).to_have_count(0)
        assert reader.page.url == f"{reader.origin}/"


async def test_a_note_that_was_opened_over_the_feed_is_a_page_when_it_is_loaded_afresh(arrive, peopled):
    reader = await arrive()
    await reader.open("/")
    await reader.page.locator(".note-card__link").first.click()
    await expect(reader.page.locator(f"{OVER} .note-view")).to_be_visible()

    await reader.page.reload()

    await expect(reader.page.locator(OVER)).to_have_count(0)
    await expect(reader.page.locator("main .note-view--page h1")).to_be_visible()
    await expect(reader.page.locator("meta[property='og:title']")).to_have_count(1)


async def test_one_comments_and_likes_in_the_layer_as_on_the_page(arrive, peopled):
    diego = await arrive()
    await diego.sign_up("Diego")
    await diego.open("/")
    await diego.page.locator(".note-card__link").first.click()
    layer = diego.page.locator(OVER)

    await layer.locator("#say textarea").fill("Said in the layer")
    await layer.locator("#say button[type=submit]").click()
    await expect(layer.locator(".comment", has_text="Said in the layer")).to_be_visible()
    await layer.locator(".note-view__bar [formaction$='/like']").click()

    await expect(layer.locator(".note-view__bar [formaction$='/like']")).to_have_attribute(
        "aria-pressed", "true"
    )
    await expect(layer).to_be_visible()
    assert diego.troubles == []


async def test_on_a_phone_a_card_leads_to_a_page_and_back_to_the_same_spot(arrive, peopled):
    reader = await arrive(size=PHONE, has_touch=True)
    await reader.open("/")
    await _press_a_card_further_down(reader.page)
    await reader.page.wait_for_url(re.compile(r"/notes/"))
    await reader.settle()
    await expect(reader.page.locator(OVER)).to_have_count(0)

    await reader.page.go_back()

    await until(reader.page, "scrollY > 500")


async def test_explore_goes_on_while_one_scrolls(arrive, peopled):
    reader = await arrive()
    await reader.open("/")
    first = await reader.page.locator(".note-card").count()

    await reader.page.mouse.wheel(0, 20_000)

    await expect(reader.page.locator(".note-card").nth(first)).to_be_attached()
    links = await reader.page.locator(".note-card__link").evaluate_all(
        "cards => cards.map((card) => card.href)"
    )
    assert len(links) == len(set(links)) > first
