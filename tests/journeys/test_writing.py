"""Writing a note: drafts that last, edits that everyone can look up, and taking it back."""

import re

import asyncpg
from playwright.async_api import expect

from tests.entry.installation import Installation
from tests.journeys.person import Person
from tests.web.visitor import Visitor, media_in

KEPT_S = 10_000


async def test_a_draft_survives_a_reload(arrive, tmp_path):
    mei = await arrive()
    await mei.sign_up("Mei")
    await mei.compose("Half a title", "and half a sentence", alts=["a red wall"], folder=tmp_path)
    await expect(mei.page.locator("[data-kept]")).to_have_text("Draft kept", timeout=KEPT_S)

    await mei.page.goto("/drafts")
    await mei.page.locator(".people__name", has_text="Half a title").click()

    await _is_as_it_was(mei)


async def test_a_draft_survives_a_crash_of_the_browser(arrive, tmp_path):
    before = await arrive()
    await before.sign_up("Mei")
    await before.compose("Half a title", "and half a sentence", alts=["a red wall"], folder=tmp_path)
    await expect(before.page.locator("[data-kept]")).to_have_text("Draft kept", timeout=KEPT_S)
    await before.leave()

    after = await arrive()
    await after.sign_in(before.handle)
    await after.open("/drafts")
    await after.page.locator(".people__name", has_text="Half a title").click()

    await _is_as_it_was(after)


async def _is_as_it_was(mei: Person) -> None:
    await expect(mei.page.locator("#title")).to_have_value("Half a title")
    await expect(mei.page.locator("#body")).to_have_value("and half a sentence")
    await expect(mei.page.locator(".composer__picture[data-key]")).to_have_count(1)
    await expect(mei.page.locator(".composer__picture textarea")).to_have_value("a red wall")


async def test_pictures_are_put_in_another_order_with_the_keyboard(arrive, tmp_path):
    mei = await arrive()
    await mei.sign_up("Mei")
    await mei.compose("Three steps", alts=["first", "second", "third"], folder=tmp_path)

    await mei.page.locator(".composer__picture").nth(2).locator("[data-move='-1']").focus()
    await mei.page.keyboard.press("Enter")
    await mei.page.keyboard.press("Enter")
    await mei.press_publish()

    alts = [await image.get_attribute("alt") for image in await mei.page.locator(".gallery__frame img").all()]
    assert alts == ["third", "first", "second"]


async def test_what_is_no_picture_is_refused_in_words_and_the_rest_of_the_draft_stays(arrive, tmp_path):
    mei = await arrive()
    await mei.sign_up("Mei")
    await mei.compose("Still here", alts=["a wall"], folder=tmp_path)
    await mei.page.locator("input[type=file][name=pictures]").set_input_files(
        {"name": "holiday.jpeg", "mimeType": "image/jpeg", "buffer": b"<html>not a picture</html>"}
    )

    toast = mei.page.locator(".toast")
    await expect(toast).to_contain_text("holiday.jpeg")
    await expect(mei.page.locator(".composer__picture")).to_have_count(1)
    await mei.press_publish()
    await expect(mei.page.locator("h1")).to_contain_text("Still here")


async def test_a_title_can_be_the_cover(arrive, tmp_path):
    mei = await arrive()
    await mei.sign_up("Mei")
    await mei.compose("Ten rules for a calm kitchen", folder=tmp_path)
    await mei.page.locator("input[name=cover_style][value=poster]").check(force=True)

    await mei.press_publish()

    await expect(mei.page.locator(".gallery .text-card--poster")).to_contain_text("Ten rules")


async def test_an_edit_keeps_the_former_words_in_a_public_history(arrive, tmp_path):
    mei = await arrive()
    await mei.sign_up("Mei")
    note = await mei.publish("Lake at six", "The water was warm.", alts=["a lake"], folder=tmp_path)
    await mei.page.locator(".note-view__head a[href$='/edit'].button").click()
    await mei.settle()
    await mei.page.fill("#body", "The water was cold.")

    await mei.press_publish()

    assert mei.page.url.endswith(note)
    await expect(mei.page.locator(".note-view__facts")).to_contain_text("Edited once")
    reader = await arrive()
    await reader.open(f"{note}/history")
    assert await reader.page.locator(".versions .translated-text__words").all_inner_texts() == [
        "The water was cold.",
        "The water was warm.",
    ]


async def test_a_withdrawn_note_is_gone_from_everywhere(community, arrive, visitor, tmp_path):
    mei = await arrive()
    await mei.sign_up("Mei")
    topic = f"tide{mei.handle[-4:].replace('_', '')}"
    note = await mei.publish("Low tide", f"Mussels. #{topic}", alts=["a beach"], folder=tmp_path)
    pictures = media_in(visitor.get(note).text)
    await _stands_in(mei, note, [f"/people/{mei.handle}", f"/topics/{topic}"])
    await _stands_in(await arrive(), note, ["/"])
    assert await _words_kept_for_translation(community, topic) == 2  # the text, and the topic itself

    mei.page.on("dialog", lambda dialog: dialog.accept())
    await mei.page.goto(note)
    await mei.settle()
    await mei.page.locator(".note-view__head details summary").click()
    await mei.page.locator("[formaction$='/withdraw']").click()
    await mei.page.wait_for_url(re.compile(r"/people/"))

    assert len(pictures) >= 4
    assert visitor.get(note).status == visitor.get(f"{note}/history").status == 404
    for page in ("/", f"/people/{mei.handle}", f"/topics/{topic}"):
        assert note not in visitor.get(page).text
    await _answers_404(mei, visitor, pictures)
    for _ in range(20):  # the worker hears of it within seconds
        if not await _words_kept_for_translation(community, topic):
            break
        await mei.page.wait_for_timeout(250)
    assert await _words_kept_for_translation(community, topic) == 0


async def _words_kept_for_translation(community: Installation, topic: str) -> int:
    """How many texts with this topic the translation memory still holds."""
    connection = await asyncpg.connect((community.home / "dsn").read_text())
    try:
        return await connection.fetchval(
            "select count(*) from translation_source where words like $1", f"%{topic}%"
        )
    finally:
        await connection.close()


async def _stands_in(reader: Person, note: str, pages: list[str]) -> None:
    """The worker lists a new note within seconds."""
    for page in pages:
        for _ in range(60):
            await reader.page.goto(page)
            if await reader.page.locator(f"a[href='{note}']").count():
                break
            await reader.page.wait_for_timeout(250)
        assert await reader.page.locator(f"a[href='{note}']").count(), f"{note} is not in {page}"


async def _answers_404(mei: Person, visitor: Visitor, pictures: list[str]) -> None:
    for _ in range(80):
        if all(visitor.get(picture).status == 404 for picture in pictures):
            return
        await mei.page.wait_for_timeout(250)
    raise AssertionError({picture: visitor.get(picture).status for picture in pictures})
