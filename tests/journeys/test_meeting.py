"""People and what they do with notes: following, liking, saving, talking, and who may see what."""

from playwright.async_api import Page, expect

from tests.web.visitor import Visitor


async def test_a_note_for_followers_is_there_for_them_and_absent_for_strangers(arrive, visitor):
    mei = visitor.sign_up("mei")
    note = mei.publish("For friends", "Only you.", audience="followers")
    diego = await arrive()
    await diego.sign_up("Diego")
    assert await diego.open(note) == 404

    await diego.open(f"/people/{mei.handle}")
    assert await diego.page.locator(f"a[href='{note}']").count() == 0
    await diego.page.locator(".profile__acts [data-press]").click()
    await expect(diego.page.locator(".profile__acts [data-press]")).to_have_attribute("aria-pressed", "true")

    await _until_there(diego.page, note)
    stranger = await arrive()
    assert await stranger.open(note) == 404


async def _until_there(page: Page, note: str) -> None:
    """A follow reaches the other side in moments."""
    for _ in range(40):
        answer = await page.goto(note)
        if answer is not None and answer.status == 200:
            return
        await page.wait_for_timeout(250)
    raise AssertionError(f"{note} stays hidden from a follower")


async def test_a_note_for_oneself_is_absent_for_followers_too(arrive, visitor):
    mei = visitor.sign_up("mei")
    note = mei.publish("Diary", "Mine.", audience="me")
    diego = await arrive()
    await diego.sign_up("Diego")
    await diego.open(f"/people/{mei.handle}")
    await diego.page.locator(".profile__acts [data-press]").click()

    assert await diego.open(note) == 404
    assert mei.get(note).status == 200


async def test_following_shows_the_notes_of_those_whom_one_follows(arrive, visitor):
    mei = visitor.sign_up("mei")
    diego = await arrive()
    await diego.sign_up("Diego")
    await diego.open("/following")
    await expect(diego.page.locator(".empty")).to_be_visible()
    await diego.open(f"/people/{mei.handle}")
    async with diego.page.expect_response("**/follow"):
        await diego.page.locator(".profile__acts [data-press]").click()

    note = mei.publish("Fresh from the oven", "Rye.")

    await diego.open("/following")
    await expect(diego.page.locator(f"a.note-card__link[href='{note}']")).to_be_visible()
    await diego.open(f"/people/{diego.handle}/following")
    await expect(diego.page.locator(f"a[href='/people/{mei.handle}']").first).to_be_visible()


async def test_a_like_is_counted_once_and_can_be_taken_back(arrive, visitor):
    note = visitor.sign_up("mei").publish("Paper cranes", "A thousand.")
    diego = await arrive()
    await diego.sign_up("Diego")
    await diego.open(note)
    like = diego.page.locator(".note-view__bar [formaction$='/like']")

    async with diego.page.expect_response("**/like"):
        await like.click()

    await expect(like.locator("[data-count]")).to_have_text("1")
    await diego.open(note)
    await expect(like).to_have_attribute("aria-pressed", "true")
    async with diego.page.expect_response("**/like"):
        await like.click()
    await diego.open(note)
    await expect(like).to_have_attribute("aria-pressed", "false")
    await _until_counted(diego.page, note, "0")


async def _until_counted(page: Page, note: str, wanted: str) -> None:
    """Counts follow the presses within seconds."""
    for _ in range(40):
        await page.goto(note)
        if await page.locator(".note-view__bar [formaction$='/like'] [data-count]").text_content() == wanted:
            return
        await page.wait_for_timeout(250)
    raise AssertionError(f"the likes of {note} do not come to {wanted}")


async def test_a_reader_without_an_account_who_likes_is_led_to_the_door(arrive, visitor):
    note = visitor.sign_up("mei").publish("Paper boats", "Two.")
    reader = await arrive()
    await reader.open(note)

    await reader.page.locator(".note-view__bar [formaction$='/like']").click()

    await reader.page.wait_for_url("**/sign-in**")
    assert note.removeprefix("/notes/") in reader.page.url


async def test_a_note_is_saved_on_a_private_board_that_others_cannot_see(arrive, visitor):
    note = visitor.sign_up("mei").publish("Shelf of oak", "Oiled.")
    diego = await arrive()
    await diego.sign_up("Diego")
    await diego.open(f"/people/{diego.handle}?tab=boards")
    await diego.page.locator(".board-new summary").click()
    await diego.page.fill(".board-new [name=name]", "Secret workshop")
    await diego.page.locator(".board-new [name=private]").check(force=True)
    await diego.page.locator(".board-new button[type=submit]").click()
    await diego.page.wait_for_url("**/boards/*")
    board = diego.page.url.removeprefix(diego.origin)

    await diego.open(note)
    await diego.page.locator(".note-view__bar details summary").click()
    async with diego.page.expect_response("**/save?**"):
        await diego.page.locator(".menu__item", has_text="Secret workshop").click()

    await diego.open(board)
    await expect(diego.page.locator(f"a.note-card__link[href='{note}']")).to_be_visible()
    stranger = await arrive()
    assert await stranger.open(board) == 404
    await stranger.open(f"/people/{diego.handle}?tab=boards")
    assert "Secret workshop" not in await stranger.page.content()


async def test_a_comment_is_answered_liked_pinned_and_deleted(arrive, visitor):
    mei = await arrive()
    await mei.sign_up("Mei")
    note = _published_by(mei.handle, visitor)
    diego = await arrive()
    await diego.sign_up("Diego")
    await diego.open(note)
    await diego.say("Which yeast is this?")

    await mei.open(note)
    asked = mei.page.locator(".comment", has_text="Which yeast")
    await asked.locator("[data-reply]").click()
    await mei.say("The old one from my aunt.")
    await mei.page.locator(".comment__like").first.click()
    await mei.page.locator("[formaction$='/pin']").first.click()
    await expect(mei.page.locator(".comment__who .badge", has_text="Pinned")).to_be_visible()

    await diego.open(note)
    await expect(diego.page.locator(".comment", has_text="from my aunt").last).to_contain_text("Author")
    diego.page.on("dialog", lambda dialog: dialog.accept())
    await diego.page.locator("[formaction$='/delete']").first.click()
    await expect(diego.page.get_by_text("Which yeast is this?")).to_have_count(0)
    assert mei.troubles == [] and diego.troubles == []


def _published_by(handle: str, visitor: Visitor) -> str:
    visitor.sign_in(handle)
    return visitor.publish("Sourdough, day nine", "It rises.")
