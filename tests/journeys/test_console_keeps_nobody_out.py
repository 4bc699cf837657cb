"""Pages of staff keep nobody out either: axe finds nothing, nothing is cut off, nothing is refused."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Page, expect

from tests.entry.installation import Installation
from tests.journeys.person import Person
from tests.journeys.test_accessibility import Looker
from tests.journeys.watching import watch_refusals
from tests.web.test_case_pages import case_about
from tests.web.visitor import Visitor

PAGES = {
    "what waits": "/admin",
    "queue": "/admin/cases",
    "queue in one language": "/admin/cases?lang=zh",
    "case": "{case}",
    "severe case": "{severe}",
    "kept words": "/admin/reasons",
    "duties": "/admin/duties",
    "deadlines": "/admin/clocks",
    "register": "/admin/register",
    "packs": "/admin/packs",
    "trail": "/admin/trail",
}


@pytest.fixture(scope="module")
def places(community: Installation) -> dict[str, str]:
    """An administrator, and cases that wait: a severe one, and so many in Chinese that their number has two
    digits, since axe passes over a single one.
    """
    mei, diego, aisha = [Visitor(community.origin).sign_up(name) for name in ("mei", "diego", "aisha")]
    waiting = [("手工皂打折，先付定金", "scam"), ("A dare that hurts people", "self-harm")]
    for title, category in [*waiting, *((f"便宜的票，第{one}天", "scam") for one in range(9))]:
        note = mei.publish(title, "Words.", pictures=1)
        about = f"note:{note.rpartition('/')[2]}"
        diego.post("/report", {"about": about, "category": category, "words": "Es peligroso."})
    assert community.run("admin", "role", aisha.handle, "admin").returncode == 0
    aisha.cookies.pop("login")
    aisha.sign_in(aisha.handle)
    return {
        "handle": aisha.handle,
        "case": case_about(aisha, "手工皂打折"),
        "severe": case_about(aisha, "A dare that hurts"),
    }


@pytest.fixture(scope="module", params=["en", "ar"])
async def looker(
    request: pytest.FixtureRequest, browser: Browser, community: Installation, places: dict[str, str]
) -> AsyncIterator[Looker]:
    """One from left to right, one from right to left."""
    aisha = await Person.arrive(browser, community.origin, request.param, reduced_motion="reduce")
    await watch_refusals(aisha.page)
    await aisha.sign_in(places["handle"])
    await aisha.open("/settings")
    await aisha.choose_reading(request.param, request.param)
    yield Looker(aisha, aisha, places, is_rtl=request.param == "ar")
    await aisha.leave()


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
async def test_a_page_of_staff_keeps_nobody_out(looker, path):
    await looker.look(looker.member, path)


async def test_the_list_of_keys_keeps_nobody_out(looker):
    async def open_it(page: Page) -> None:
        await page.keyboard.press("?")
        await expect(page.get_by_role("dialog")).to_be_visible()

    await looker.look(looker.member, "{case}", open_it)


async def test_a_refused_decision_keeps_nobody_out(looker):
    async def send(page: Page) -> None:
        await page.keyboard.press("7")
        await page.locator("main form[action$='/decide'] button[type=submit]").click()
        await expect(page.locator(".field__error").first).to_be_visible()

    await looker.look(looker.member, "{case}", send)
