"""Explore in a browser: it says why, it does as its dial and switch say, and unlearns what it was told."""

import re

import pytest
from playwright.async_api import expect

from hongqiao.features.recommendation.model import CONFIG
from tests.journeys.person import PHONE
from tests.web.visitor import PASSWORD

CARDS = ".masonry__item .note-card__title"


@pytest.fixture
async def luma(arrive, peopled):
    """A new reader of English on a phone, before her own Explore."""
    reader = await arrive("en", size=PHONE)
    await reader.sign_up("Luma", reads=("en",))
    await reader.open("/")
    await expect(reader.page.locator(".language-mix")).to_be_visible()
    return reader


async def langs(reader, many: int) -> list[str]:
    """Languages of the first cards, as they were written."""
    titles = reader.page.locator(CARDS)
    return [await titles.nth(at).get_attribute("lang") or "" for at in range(many)]


async def dial(reader, percent: int) -> None:
    """Moves the dial, and waits for the feed to come anew."""
    async with reader.page.expect_navigation():
        await reader.page.locator(".language-mix__range").fill(str(percent))
    await reader.settle()


async def test_every_card_says_why_it_is_there(luma):
    panels = luma.page.locator(".reason-menu__panel")

    await luma.page.locator(".reason-menu__open").first.click()

    await expect(panels.first).to_be_visible()
    reasons = await panels.evaluate_all(
        "all => all.map((one) => one.querySelector('.reason-menu__why p + p')?.textContent ?? '')"
    )
    assert len(reasons) >= 12
    assert all(re.search(r"\w.*\.$|Because you", reason) for reason in reasons)
    assert luma.troubles == []


async def test_less_like_this_takes_a_note_away_until_it_is_undone(luma):
    card = luma.page.locator(".masonry__item").first
    path = await card.locator(".note-card__link").get_attribute("href")

    await card.locator(".reason-menu__open").click()
    await card.locator("[data-less]").click()

    await expect(luma.page.locator("#toasts")).to_contain_text("less like this")
    await expect(luma.page.locator(f"a.note-card__link[href='{path}']")).to_have_count(0)
    await luma.open("/")
    await expect(luma.page.locator(f"a.note-card__link[href='{path}']")).to_have_count(0)
    await luma.open("/me/feed")
    rows = luma.page.locator(".sessions__row")
    await expect(rows).to_have_count(2)
    await rows.locator(f"a[href='{path}']").wait_for()
    await rows.last.get_by_role("button").click()
    await rows.first.get_by_role("button").click()
    await expect(luma.page.locator("main")).to_contain_text("Nothing yet")


async def test_the_dial_decides_how_much_is_foreign(luma):
    await dial(luma, 0)
    own = await langs(luma, 5)
    await dial(luma, 50)
    mixed = await langs(luma, 8)

    assert set(own) == {"en"}
    assert 3 <= sum(lang != "en" for lang in mixed) <= 5


async def test_the_switch_is_off_on_every_device_and_nothing_is_told_any_more(luma, arrive):
    told: list[str] = []
    switch = luma.page.get_by_role("switch", name="Use my activity")
    await expect(switch).to_be_checked()

    async with luma.page.expect_navigation():
        await switch.click()
    await luma.settle()
    luma.page.on("request", lambda request: told.append(request.url))
    await luma.page.mouse.wheel(0, 900)
    await luma.page.wait_for_timeout(6_000)
    other = await arrive("en")
    await other.sign_in(luma.handle)
    await other.open("/")

    await expect(luma.page.get_by_role("switch", name="Use my activity")).not_to_be_checked()
    assert not [url for url in told if url.endswith("/feed/met")]
    await expect(other.page.get_by_role("switch", name="Use my activity")).not_to_be_checked()


async def test_what_was_really_seen_is_told(luma):
    async with luma.page.expect_request("**/feed/met") as told:
        await luma.page.mouse.wheel(0, 600)

    request = await told.value
    answer = await request.response()

    assert answer.status == 204
    assert "seen=" in request.post_data


async def test_topics_and_interests_are_chosen_and_then_named_as_reasons(luma):
    await luma.open("/me/feed")

    await luma.page.fill("[name=topics]", "#tea")
    await luma.page.get_by_role("button", name="Save changes").click()
    await expect(luma.page.locator("main [role=status]")).to_contain_text("Changes saved")
    await luma.open("/")

    await expect(luma.page.locator(".reason-menu__panel", has_text="You listed #tea.").first).to_be_attached()


async def test_without_script_the_switch_and_the_dial_are_a_form(arrive, peopled, visitor):
    handle = visitor.sign_up("luma", reads=("en",)).handle
    reader = await arrive("en", java_script_enabled=False)
    await reader.page.goto("/sign-in")
    await reader.page.fill("main [name=handle]", handle)
    await reader.page.fill("main [name=password]", PASSWORD)
    await reader.page.locator("main form[action='/sign-in'] button[type=submit]").click()
    await reader.page.goto("/")

    await reader.page.get_by_role("switch", name="Use my activity").uncheck()
    await reader.page.get_by_role("button", name="Apply").click()

    await expect(reader.page.get_by_role("switch", name="Use my activity")).not_to_be_checked()


async def test_a_visitor_turns_the_dial_and_nothing_about_them_is_used(arrive, peopled):
    stranger = await arrive("en", size=PHONE)
    await stranger.open("/")
    await expect(stranger.page.locator(".language-mix")).to_contain_text("nothing about you is used")

    await dial(stranger, 0)

    shown = await langs(stranger, 10)
    assert sum(not lang.startswith("en") for lang in shown) <= 1
    await stranger.open("/")
    await expect(stranger.page.locator(".language-mix__range")).to_have_value("0")
    assert stranger.troubles == []


async def test_the_weights_are_read_from_the_feed_on(luma):
    await luma.open("/me/feed")
    async with luma.page.expect_navigation():
        await luma.page.locator("main").get_by_role("link", name="How Explore ranks").click()

    rows = luma.page.get_by_role("region", name="The weights").locator("tbody tr")
    told = await rows.evaluate_all(
        "all => all.map((row) => [row.querySelector('code').innerText, row.querySelector('td').innerText])"
    )
    shown = {name: float(weight) for name, weight in told}
    assert shown == pytest.approx(dict(CONFIG.weights), abs=0.01)
    await luma.page.get_by_text("Every number").click()
    await expect(luma.page.locator("details[open] li").first).to_be_visible()
    assert luma.troubles == []
