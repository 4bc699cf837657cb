"""By keyboard alone: every stop is seen, and nothing needs a pointer."""

from playwright.async_api import Page, expect

from tests.web.visitor import PASSWORD

_STOP = """
() => {
  const here = document.activeElement;
  const style = getComputedStyle(here);
  const outline = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
  const seen = outline || style.boxShadow !== 'none';
  return {tag: here.tagName, seen, words: here.textContent.trim().slice(0, 40)};
}
"""


async def _tab_to(page: Page, wanted: str, *, at_most: int = 80) -> None:
    """Presses Tab until `wanted` has the focus; each stop on the way must be visible as such."""
    for _ in range(at_most):
        await page.keyboard.press("Tab")
        stop = await page.evaluate(_STOP)
        assert stop["tag"] == "BODY" or stop["seen"], f"the focus cannot be seen on {stop}"
        if await page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    raise AssertionError(f"{wanted} cannot be reached by Tab")


async def test_one_signs_in_and_likes_a_note_by_keyboard_alone(arrive, visitor, peopled):
    handle = visitor.sign_up("diego").handle
    diego = await arrive(reduced_motion="reduce")
    await diego.open("/sign-in")
    await _tab_to(diego.page, "main [name=handle]")
    await diego.page.keyboard.type(handle)
    await _tab_to(diego.page, "main [name=password]")
    await diego.page.keyboard.type(PASSWORD)
    await diego.page.keyboard.press("Enter")
    await diego.page.wait_for_url(f"{diego.origin}/")
    await diego.settle()

    await _tab_to(diego.page, ".note-card__like")
    await diego.page.keyboard.press("Space")

    await expect(diego.page.locator(".note-card__like").first).to_have_attribute("aria-pressed", "true")
    await expect(diego.page.locator(".note-card__like").first).to_be_focused()


async def test_the_first_stop_leads_past_the_bar_to_the_content(arrive):
    reader = await arrive()
    await reader.open("/")

    await reader.page.keyboard.press("Tab")
    await expect(reader.page.locator(".skip")).to_be_focused()
    await reader.page.keyboard.press("Enter")

    assert reader.page.url.endswith("#main")


async def test_a_note_is_opened_and_closed_and_a_menu_left_by_keyboard(arrive, peopled):
    reader = await arrive(reduced_motion="reduce")
    await reader.open("/")
    await _tab_to(reader.page, ".note-card__link")
    await reader.page.keyboard.press("Enter")
    await expect(reader.page.locator("dialog.note-over")).to_be_visible()
    assert await reader.page.evaluate("document.querySelector('dialog').contains(document.activeElement)")

    await reader.page.keyboard.press("Escape")

    await expect(reader.page.locator("dialog.note-over")).to_have_count(0)
    await expect(reader.page.locator(".note-card__link").first).to_be_focused()
    await _tab_to(reader.page, ".reason-menu__open")
    await reader.page.keyboard.press("Enter")
    await expect(reader.page.locator(".reason-menu[open]")).to_have_count(1)
    await reader.page.keyboard.press("Escape")
    await expect(reader.page.locator(".reason-menu[open]")).to_have_count(0)
