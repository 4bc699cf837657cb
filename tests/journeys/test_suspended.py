"""Who is suspended finds why, complains and sees what is theirs, in their language, with a browser."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, expect

from tests.entry.installation import Installation
from tests.journeys.person import Person
from tests.journeys.test_accessibility import Looker
from tests.journeys.watching import watch_refusals
from tests.web.test_case_pages import RULING, case_about, moderator, until
from tests.web.visitor import Visitor

PAGES = ("/suspended", "/statements", "/settings/data", "/settings/leave", "/rules")
LANGUAGES = {"en": "en", "ar": "ar", "zh-CN": "zh-Hans"}


@pytest.fixture(scope="module")
def suspended(community: Installation) -> dict[str, str]:
    """A suspended person for each language: the handle."""

    def arrive(language: str = "en") -> Visitor:
        return Visitor(community.origin, language=language)

    reporter, aisha = arrive().sign_up("noor"), moderator(arrive, community, "aisha")
    handles = {}
    for locale, reads in LANGUAGES.items():
        who = arrive(locale).sign_up("diego", reads=[reads])
        about = {"about": f"account:{who.handle}", "category": "harassment", "words": who.handle}
        assert reporter.post("/report", about).status == 303
        path = case_about(aisha, who.handle)
        assert aisha.post(f"{path}/decide", {**RULING, "action": "suspend", "days": "7"}).status == 303
        until(lambda who=who: who.get("/settings").status != 200)
        handles[locale] = who.handle
    return handles


@pytest.fixture(scope="module", params=list(LANGUAGES))
async def looker(
    request: pytest.FixtureRequest, browser: Browser, community: Installation, suspended: dict[str, str]
) -> AsyncIterator[Looker]:
    """One of them, signed in again."""
    person = await Person.arrive(browser, community.origin, request.param, reduced_motion="reduce")
    await watch_refusals(person.page)
    await person.sign_in(suspended[request.param])
    yield Looker(person, person, {}, is_rtl=request.param == "ar")
    await person.leave()


async def test_signing_in_leads_to_why_and_to_nothing_else(looker):
    page = looker.member.page

    for path in ("/", "/compose", "/settings"):
        await looker.member.open(path)
        await expect(page).to_have_url(f"{looker.member.origin}/suspended")
    await expect(page.locator("main .statement")).to_be_visible()
    await expect(page.locator("a[href^='/compose']")).to_have_count(0)


@pytest.mark.parametrize("path", PAGES)
async def test_a_page_for_the_suspended_keeps_nobody_out(looker, path):
    await looker.look(looker.member, path)


async def test_the_complaint_is_two_steps_away(looker):
    page = looker.member.page
    await looker.member.open("/suspended")

    await page.locator("main a.button--primary[href*='#appeal']").click()
    await page.fill("main [name=words]", "It was my brother.")
    await page.locator("main form[action$='/appeal'] button[type=submit]").click()

    await expect(page.locator("main .notice--good")).to_be_visible()
