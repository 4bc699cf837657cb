"""Several cases at once, a gate for adults, and the end of an account by two people, in three languages."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.journeys.test_accessibility import Looker
from tests.journeys.test_moderating import moderates, open_case, until_status
from tests.journeys.watching import watch_refusals
from tests.web.visitor import Visitor


def report(who: Visitor, about: str, category: str, words: str = "Mira esto") -> None:
    """Reports something."""
    assert who.post("/report", {"about": about, "category": category, "words": words}).status == 303


async def rule(who, action: str, button: str) -> None:
    """Fills the form of a ruling on the page that is open, and sends it."""
    await who.page.get_by_label(action, exact=True).check()
    await who.page.fill("#facts", "This is what happened.")
    await who.page.fill("#why", "This is why the clause applies.")
    await who.page.get_by_role("button", name=button).click()
    await who.settle()


async def test_two_notes_are_gated_together_and_an_account_is_ended_by_two(
    arrive, visitor, community, tmp_path: Path
):
    mark = tmp_path.name[-12:]
    mei, diego = await arrive("zh-CN"), visitor.sign_up("diego")
    await mei.sign_up("小美", reads=["zh-Hans"])
    aisha = await moderates(arrive, community, "en", "Aisha", ["en"])
    omar = await moderates(arrive, community, "ar", "Omar", ["ar"])
    notes = [
        await mei.publish(f"深夜酒馆 {mark} {at}", "十二款酒。", alts=["酒"], folder=tmp_path)
        for at in range(2)
    ]
    for note in notes:
        report(diego, f"note:{note.rpartition('/')[2]}", "adult-content")

    await open_case(aisha, f"深夜酒馆 {mark} 0")
    await aisha.page.get_by_role("button", name="Decide them together").click()
    await expect(aisha.page.locator("h1")).to_have_text("Decide several cases")
    await rule(aisha, "Keep it for adults", "Decide 2 cases")
    await expect(aisha.page.get_by_text("shown to adults only")).to_have_count(2)
    stranger = await arrive("ar")
    await until_status(stranger, notes[1], 403)
    await expect(stranger.page.locator("main")).to_contain_text("للبالغين فقط")
    await mei.open("/statements")
    await expect(mei.page.locator("a.cases__case")).to_have_count(2)
    await mei.open(notes[0])
    await expect(mei.page.locator("main")).to_contain_text("限于成年人")

    report(diego, f"account:{mei.handle}", "harassment", f"about {mark}")
    path = await open_case(aisha, f"about {mark}")
    await rule(aisha, "End the account (a colleague has to confirm)", "Decide and send the reasons")
    await expect(aisha.page.get_by_text("You proposed this.")).to_be_visible()
    await omar.open("/admin")
    await omar.page.locator(f'a[href="{path}"]').first.click()
    await omar.page.get_by_role("button", name="تأكيد وإنهاء الحساب").click()
    await omar.settle()
    await until_status(stranger, notes[0], 404)
    assert aisha.troubles == [] and omar.troubles == []


@pytest.fixture(params=["en", "ar"])
async def looker(request, arrive, visitor, community, tmp_path: Path) -> AsyncIterator[Looker]:
    """A moderator and administrator with two cases of one person before them."""
    mark, member = tmp_path.name[-12:], Visitor(community.origin).sign_up("mei")
    for at in range(2):
        note = member.publish(f"Half before {mark} {at}", "Pay half before, half after.", pictures=1)
        report(
            visitor if visitor.handle else visitor.sign_up("diego"),
            f"note:{note.rpartition('/')[2]}",
            "self-harm",
        )
    staff = await moderates(arrive, community, request.param, "Aisha", [request.param])
    assert community.run("admin", "role", staff.handle, "admin").returncode == 0
    await staff.context.clear_cookies()
    await staff.sign_in(staff.handle)
    await watch_refusals(staff.page)
    path = await open_case_in(staff, f"Half before {mark} 0")
    chosen = await staff.page.locator('input[name="case"]').evaluate_all("all => all.map((one) => one.value)")
    bulk = "/admin/bulk?" + "&".join(f"case={one}" for one in dict.fromkeys(chosen))
    yield Looker(staff, staff, {"case": path, "bulk": bulk}, request.param == "ar")


async def open_case_in(who, words: str) -> str:
    """As open_case, unfolding what is severe."""
    await who.open("/admin/cases")
    links = who.page.locator("a.cases__case")
    for path in [await links.nth(at).get_attribute("href") for at in range(await links.count())]:
        await who.open(path)
        if words in (await who.page.locator("main").text_content() or ""):
            return path
    raise AssertionError("no such case")


async def test_pages_of_staff_keep_nobody_out(looker):
    for path in ("/admin", "{case}", "{bulk}", "/admin/reasons", "/admin/trail", "/transparency"):
        await looker.look(looker.member, path)
