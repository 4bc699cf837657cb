"""Somebody with a browser: opens pages, presses what people press, remembers what went wrong."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, expect

from tests.web.visitor import ADULT, PASSWORD, new_address, new_handle, new_picture

PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1440, "height": 900}


class Person:
    """One person in one browser session of their own."""

    def __init__(self, context: BrowserContext, page: Page, origin: str) -> None:
        self.context, self.page, self.origin, self.handle = context, page, origin, ""
        self.troubles: list[str] = []
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.troubles.append(f"{page.url}: {error}"))

    @classmethod
    async def arrive(
        cls, browser: Browser, origin: str, locale: str = "en", *, size: dict | None = None, **options: Any
    ) -> "Person":
        """Opens a browser session; the browser says that its owner reads `locale`."""
        headers = {"x-forwarded-for": new_address(), **options.pop("extra_http_headers", {})}
        context = await browser.new_context(
            locale=locale, viewport=size or DESKTOP, base_url=origin, extra_http_headers=headers, **options
        )
        context.set_default_timeout(20_000)
        return cls(context, await context.new_page(), origin)

    def _heard(self, message: ConsoleMessage) -> None:
        """Errors on the console, refused scripts among them; a page that isn't there is none."""
        if message.type == "error" and "the server responded with a status of 4" not in message.text:
            self.troubles.append(f"{self.page.url}: {message.text}")

    async def open(self, path: str) -> int:
        """Goes to a page and waits until its scripts have woken; returns the status."""
        answer = await self.page.goto(path)
        await self.settle()
        return answer.status if answer else 0

    async def settle(self) -> None:
        """Waits until the page's own script has run (at once where there is none)."""
        await self.page.wait_for_load_state()
        if await self.page.evaluate("!!document.querySelector('script[type=module]')"):
            await self.page.locator("html.has-script").wait_for(state="attached")

    async def sign_up(self, name: str, *, reads: Sequence[str] = (), handle: str = "") -> None:
        """Joins through the real form."""
        self.handle = handle or new_handle(re.sub(r"[^a-z]", "", name.lower()) or "mei")
        await self.open("/sign-up")
        await self.fill_sign_up(name, reads)
        await self.page.locator("main form[action='/sign-up'] button[type=submit]").click()
        await self.page.wait_for_url(lambda url: "/sign-up" not in url)
        await self.page.wait_for_load_state()

    async def fill_sign_up(self, name: str, reads: Sequence[str] = ()) -> None:
        """Fills the form in; the first of `reads` is what everything is translated into."""
        form = self.page.locator("main form[action='/sign-up']")
        await form.locator("[name=name]").fill(name)
        await form.locator("[name=handle]").fill(self.handle)
        await form.locator("[name=password]").fill(PASSWORD)
        await form.locator("[name=age]").select_option(ADULT)
        if reads:
            await form.locator("select[name=reads]").select_option(reads[0])
            for tag in reads[1:]:
                await form.locator(f"input[name=reads][value={tag}]").check(force=True)
        await form.locator("input[name=interests][value=food]").check(force=True)

    async def sign_in(self, handle: str, password: str = PASSWORD) -> None:
        """Signs in through the real form."""
        await self.open("/sign-in")
        await self.page.fill("main [name=handle]", handle)
        await self.page.fill("main [name=password]", password)
        await self.page.locator("main form[action='/sign-in'] button[type=submit]").click()
        await self.page.wait_for_load_state()
        self.handle = handle

    async def compose(
        self, title: str, body: str = "", *, alts: Sequence[str] = (), audience: str = "public", folder: Path
    ) -> None:
        """Writes a note with a picture for each of `alts`, up to the moment before it is published."""
        page = self.page
        await self.open("/compose")
        files = [_written(folder, number) for number in range(len(alts))]
        if files:
            await page.locator("input[type=file][name=pictures]").set_input_files(files)
            await expect(page.locator(".composer__picture[data-key]")).to_have_count(
                len(files), timeout=60_000
            )
        for number, words in enumerate(alts):
            await page.locator(".composer__picture textarea").nth(number).fill(words)
        await page.fill("#title", title)
        await page.fill("#body", body)
        await page.locator("[name=audience]").select_option(audience)

    async def publish(self, title: str, body: str = "", **compose: Any) -> str:
        """Writes and publishes a note; returns its path."""
        await self.compose(title, body, **compose)
        return await self.press_publish()

    async def press_publish(self) -> str:
        """Presses the button under the composer; returns the path of the note."""
        await self.page.locator(".composer__foot button[type=submit].button--primary").click()
        await self.page.wait_for_url(re.compile(r"/notes/[^/?#]+$"))
        await self.settle()
        return self.page.url.removeprefix(self.origin)

    async def say(self, words: str) -> Locator:
        """Says something under the open note; returns the comment as it then stands there."""
        await self.page.locator("#say textarea").fill(words)
        await self.page.locator("#say button[type=submit]").click()
        said = self.page.locator(".comment", has_text=words).last
        await expect(said).to_be_visible()
        return said

    async def choose_reading(self, first: str, locale: str) -> None:
        """Changes how they read in the menu at the top."""
        menu = self.page.locator("header details.menu", has=self.page.locator("form[action='/reading']"))
        await menu.locator("summary").click()
        await menu.locator("select[name=reads]").select_option(first)
        await menu.locator("select[name=locale]").select_option(locale)
        await menu.locator("button[type=submit]").click()
        await self.page.wait_for_load_state()

    async def leave(self) -> None:
        """Closes the session."""
        await self.context.close()


def _written(folder: Path, number: int) -> Path:
    file = folder / f"picture-{number}.jpeg"
    file.write_bytes(new_picture(900, 1200, "JPEG"))
    return file
