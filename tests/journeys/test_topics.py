"""One topic in every language: read, followed, and named by people."""

import re

from playwright.async_api import expect

from tests.journeys.watching import until
from tests.web.door_acts import make_known
from tests.web.visitor import Visitor

LISTED = "path => fetch(path).then((page) => page.text()).then((page) => page.includes('note-card__link'))"


async def test_a_reader_follows_a_topic_by_all_its_names(arrive, visitor):
    note = visitor.sign_up("mei", reads=["zh-Hans"]).publish("窗台上的多肉", "又长新叶子了。 #多肉植物")
    diego = await arrive("es")
    await diego.sign_up("Diego")
    await diego.open(note)
    chip = diego.page.locator(".note-view__topics a")
    await expect(chip).to_have_text(re.compile("多肉植物.*suculentas"))

    await until(diego.page, LISTED, "/topics/多肉植物", seconds=60)
    await chip.click()
    await expect(diego.page.locator("h1")).to_have_text("#suculentas")
    await expect(diego.page.locator(".feed-head__names")).to_contain_text("#succulents")
    await expect(diego.page.locator(".note-card")).to_have_count(1)
    press = diego.page.locator(".feed-head .toggle")
    async with diego.page.expect_response(re.compile("/follow")) as answered:
        await press.click()
    assert (await answered.value).status == 204
    await expect(press).to_have_attribute("aria-pressed", "true")

    await diego.open("/me/topics")
    await expect(diego.page.locator(".people__name")).to_have_text("#suculentas")
    assert diego.troubles == []


async def test_people_name_a_topic_and_see_who_did(arrive, community):
    rita = await arrive("en")
    await rita.sign_up("Rita", reads=["en"])
    await rita.open("/topics/pottery")
    await rita.page.get_by_role("link", name="Names and history").click()
    await rita.page.locator("#name").fill("Töpferei")
    await rita.page.locator("#lang").select_option("de")
    await rita.page.get_by_role("button", name="Propose the name").click()
    proposal = rita.page.locator(".suggestion")
    await expect(proposal).to_contain_text("Töpferei")

    id_ = (await proposal.get_attribute("id") or "").removeprefix("proposal-")
    for number, reads in enumerate((["de", "en"], ["en", "de"], ["de", "en"])):
        voter = Visitor(community.origin).sign_up(f"voter{number}", reads=reads)
        make_known(community, voter)
        assert voter.post(f"/topics/pottery/changes/{id_}/vote", {"yes": "yes"}).status == 303

    await rita.open("/topics/töpferei")
    await expect(rita.page.locator("h1")).to_have_text("#pottery")
    await rita.open("/topics/pottery/history")
    await expect(rita.page.locator(".topic-names")).to_contain_text("#Töpferei")
    await expect(rita.page.locator(".gloss-editions")).to_contain_text("by votes")
    assert rita.troubles == []
