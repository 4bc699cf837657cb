"""People in the loop: a draft seen as its readers will see it, a better translation agreed on."""

import re

from playwright.async_api import expect

from tests.web.door_acts import make_known
from tests.web.visitor import Visitor

TITLE, BODY = "Soup for a cold night", "The soup is warm and the night is cold.\nWe ate it by the window."
BETTER = "Tomamos a sopa juntos, sentados à janela."
ENGINE_S = 60_000


async def test_an_author_looks_at_a_draft_as_its_readers_will(arrive):
    luma = await arrive("en")
    await luma.sign_up("Luma")
    await luma.open("/compose")
    await luma.page.fill("#title", TITLE)
    await luma.page.fill("#body", BODY)
    await luma.page.locator("#reader_lang").select_option("pt")

    await luma.page.get_by_role("button", name="Preview it").click()

    await luma.page.wait_for_url(re.compile(r"/readers\?lang=pt$"))
    await expect(luma.page.get_by_text("Back again:").first).to_be_visible(timeout=ENGINE_S)
    await expect(luma.page.get_by_text("More is on its way")).to_have_count(0, timeout=ENGINE_S)
    assert "sopa" in (await luma.page.locator(".reading").inner_text()).lower()
    await luma.page.get_by_role("link", name="Back to the draft").click()
    await expect(luma.page.locator("#body")).to_have_value(BODY)
    assert luma.troubles == []


async def test_a_reader_of_both_languages_improves_what_another_reads(arrive, visitor, community):
    note = visitor.sign_up("luma").publish(TITLE, BODY)
    rita, joao = await arrive("pt-BR"), await arrive("pt-BR")
    await joao.open(note)
    await expect(joao.page.locator(".note-view .translated-text")).to_have_attribute(
        "state", re.compile("translated|doubtful"), timeout=ENGINE_S
    )

    await rita.sign_up("Rita", reads=["pt-BR", "en"])
    await rita.open(note)
    await rita.page.locator(".note-view__scroll > .translated-text__line a").click()
    await rita.page.get_by_role("link", name="Suggest better").click()
    parts = rita.page.locator(".suggest__part textarea")
    await expect(parts).to_have_count(2)
    await parts.nth(1).fill(BETTER)
    await rita.page.get_by_role("button", name="Suggest").click()
    suggestion = rita.page.locator(".suggestion")
    await expect(suggestion).to_contain_text("waits for readers")

    id_ = (await suggestion.get_attribute("id") or "").removeprefix("suggestion-")
    for number, reads in enumerate((["pt", "en"], ["en", "pt"], ["pt", "en"])):
        voter = Visitor(community.origin).sign_up(f"voter{number}", reads=reads)
        make_known(community, voter)
        ref = f"note:{note.removeprefix('/notes/')}:body"
        path = f"/translations/{ref}/suggestions/{id_}/vote"
        assert voter.post(path, {"to": "pt", "yes": "yes"}).status == 303

    await joao.open(note)
    body = joao.page.locator(".note-view .translated-text")
    await expect(body).to_contain_text(BETTER)
    await expect(body).to_contain_text(f"improved by @{rita.handle}")
    assert rita.troubles == [] and joao.troubles == []
