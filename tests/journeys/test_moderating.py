"""From a report through review, decision, reasons and appeal to a reversal, in three languages."""

import asyncio
from pathlib import Path

from playwright.async_api import expect


async def moderates(arrive, community, locale: str, name: str, reads: list[str]):
    """Somebody who moderates, in a session of their own."""
    who = await arrive(locale)
    await who.sign_up(name, reads=reads)
    assert community.run("admin", "role", who.handle, "moderator").returncode == 0
    await who.context.clear_cookies()
    await who.sign_in(who.handle)
    return who


async def open_case(who, words: str) -> str:
    """Opens the case whose evidence says this; returns its path."""
    await who.open("/admin/cases")
    links = who.page.locator("a.cases__case")
    paths = [await links.nth(at).get_attribute("href") for at in range(await links.count())]
    for path in paths:
        await who.open(path)
        if words in await who.page.locator("main").inner_text():
            return path
    raise AssertionError("no such case")


async def until_status(who, path: str, status: int) -> None:
    """Opens a page until the worker has done what was decided."""
    for _ in range(100):
        if await who.open(path) == status:
            return
        await asyncio.sleep(0.2)
    raise AssertionError(f"{path} is not {status}")


async def decide(aisha, title: str) -> str:
    """Reviews the case, with its translation, and removes the note; returns the path of the case."""
    path = await open_case(aisha, title)
    await expect(aisha.page.locator(".case__text").first).to_contain_text(title)
    await aisha.page.get_by_label("Remove it").check()
    await aisha.page.fill("#facts", "Your note asks for a deposit before anything is sent.")
    await aisha.page.fill("#why", "Clause 3.1 forbids deposits outside the platform.")
    send = aisha.page.get_by_role("button", name="Decide and send the reasons")
    await send.click()
    await aisha.settle()
    if await aisha.page.get_by_role("alert").count():  # a translation arrived meanwhile: read it, then decide
        await send.click()
    await expect(aisha.page.get_by_role("link", name="The statement of reasons")).to_be_visible()
    return path


async def contest(mei) -> str:
    """Follows the notice to the reasons, and contests them; returns the address of the statement."""
    await mei.open("/")
    await mei.page.locator(".door-notice a[href='/statements']").click()
    await mei.page.locator("a.cases__case").first.click()
    await expect(mei.page.locator("main .statement")).to_contain_text("3.1")
    await mei.page.fill("#words", "这是我自己的店，没有收定金。")
    await mei.page.get_by_role("button", name="提交申诉").click()
    await expect(mei.page.locator("main")).to_contain_text("我们已收到")
    return mei.page.url


async def test_a_case_goes_from_report_to_reversal(arrive, visitor, community, tmp_path: Path):
    title = f"正品包包三折 {tmp_path.name[-12:]}"
    mei, diego = await arrive("zh-CN"), visitor.sign_up("diego")
    await mei.sign_up("小美", reads=["zh-Hans"])
    aisha = await moderates(arrive, community, "en", "Aisha", ["en"])
    omar = await moderates(arrive, community, "ar", "Omar", ["ar"])
    note = await mei.publish(title, "先付定金再发货。", alts=["一个包"], folder=tmp_path)
    about = f"note:{note.rpartition('/')[2]}"
    reported = diego.post("/report", {"about": about, "category": "scam", "words": "Es una estafa"})

    path = await decide(aisha, title)
    await until_status(mei, note, 404)
    statement = await contest(mei)
    await aisha.open(path)
    await expect(aisha.page.get_by_text("A colleague answers.")).to_be_visible()
    await omar.open(path)
    await omar.page.fill("#answer", "كنا مخطئين: هذا متجرها.")
    await omar.page.get_by_role("button", name="التراجع عن القرار").click()
    await expect(omar.page.locator("#answer")).to_have_count(0)

    await mei.page.goto(statement)
    await expect(mei.page.locator("main")).to_contain_text("我们弄错了")
    await until_status(mei, note, 200)
    assert "no breach" in diego.get(reported.location).text
    assert mei.troubles == [] and aisha.troubles == [] and omar.troubles == []
