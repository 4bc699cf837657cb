"""No page keeps anybody out: axe finds nothing, nothing is cut off, and the policy refuses nothing.

Each page is looked at on a phone and a desktop, light and dark, from left to right and from right to left.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass

import pytest
from playwright.async_api import Browser, Page, expect

from tests.entry.installation import CHECKOUT, Installation
from tests.journeys.person import DESKTOP, PHONE, Person
from tests.journeys.watching import refused, watch_refusals
from tests.web.visitor import Visitor, value_of

AXE = CHECKOUT / "node_modules" / "axe-core" / "axe.min.js"
NARROWEST, ZOOMED = {"width": 320, "height": 640}, {"width": 720, "height": 450}
_RUN = """
async (only) => {
  const frames = () => new Promise((ready) => requestAnimationFrame(() => requestAnimationFrame(ready)));
  const rules = only ? {runOnly: only} : {rules: {'target-size': {enabled: true}}};
  const look = async () => {
    await frames();
    for (const motion of document.getAnimations()) motion.finish();
    const {violations} = await axe.run(document, {resultTypes: ['violations'], ...rules});
    return violations.flatMap((one) => one.nodes.map((node) => ({
      of: node.html,
      words: `${one.id} (${one.impact}): ${node.target.join(' ')} ${node.any[0]?.message ?? ''}`
        + ` ${node.html.slice(0, 200)}`,
    })));
  };
  const found = await look();
  // What the bar at the foot covers is no fault where a little scrolling uncovers it.
  const covered = (one) => one.words.includes('partially obscured');
  if (!found.some(covered)) return found.map((one) => one.words);
  scrollBy(0, 160);
  const still = new Set((await look()).map((one) => one.of));
  scrollBy(0, -160);
  return found.filter((one) => !covered(one) || still.has(one.of)).map((one) => one.words);
}
"""
_COLOURS = ["color-contrast", "link-in-text-block"]
LEFT_TO_RIGHT = (("light", (DESKTOP, PHONE), None), ("dark", (DESKTOP, PHONE), _COLOURS))
"""(colours, sizes, rules): where only colours differ, only they are looked at."""
RIGHT_TO_LEFT = (("dark", (PHONE,), None),)
Act = Callable[[Page], Awaitable[None]]
_TOO_WIDE = """
async () => {
  for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);  // laid out anew
  const root = document.documentElement;
  return root.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('body *')]
    .filter((one) => one.checkVisibility() && one.getBoundingClientRect().right > innerWidth).slice(0, 5)
    .map((one) => `${one.tagName}.${one.className}`).concat(`page ${root.scrollWidth} of ${innerWidth}`);
}
"""
OPEN_PAGES = {
    "explore": "/",
    "sign in": "/sign-in",
    "sign up": "/sign-up",
    "welcome": "/welcome",
    "reading": "/reading",
    "about": "/about",
    "limits": "/about/limits",
    "every limit": "/transparency/limits",
    "screening": "/about/screening",
    "terms": "/about/terms",
    "privacy": "/about/privacy",
    "guidelines": "/about/rules",
    "contact": "/about/contact",
    "credits": "/about/credits",
    "status": "/status",
    "how Explore ranks": "/transparency/feed",
    "not found": "/notes/nothing",
    "unknown address": "/no/such/page",
    "subject": "/subjects/food",
    "topic": "/topics/tea",
    "word of two topics": "/topics/%E6%89%8B%E7%B4%99",
    "history of a topic": "/topics/tea/history",
    "note": "{note}",
    "text cover note": "{plain}",
    "profile": "/people/{handle}",
    "history": "{note}/history",
    "word by word": "{note}/read",
    "culture card": "/lexicon/card?lang=zh&term=%E4%BA%A4%E7%8C%AB%E7%A8%8E",
    "culture cards": "/lexicon/cards?lang=zh",
    "board": "{board}",
    "how it was translated": "/translations/{ref}?to=pt",
    "what was found": "/search?q=tea",
    "people who were found": "/search?q=aisha&tab=people",
    "nothing found": "/search?q=%22zzqqxx%22",
}
MEMBERS_PAGES = {
    "own explore": "/",
    "own feed": "/me/feed",
    "following": "/following",
    "nearby, asked": "/nearby",
    "where a note is from": "{note}/nearby",
    "note, signed in": "{note}",
    "compose": "/compose",
    "a draft with pictures": "/compose/{draft}",
    "edit": "{note}/edit",
    "drafts": "/drafts",
    "word book": "/me/words",
    "topics one follows": "/me/topics",
    "own searches": "/search",
    "changing a topic": "/topics/tea/history",
    "own notes": "/people/{handle}",
    "own boards": "/people/{handle}?tab=boards",
    "own board": "{board}",
    "followers": "/people/{handle}/followers",
    "whom one follows": "/people/{handle}/following",
    "settings": "/settings",
    "people and words": "/settings/people",
    "who asks to follow": "/followers/requests",
    "mute or block": "/people/{other}/boundaries",
    "who may comment": "{note}/replies",
    "security": "/settings/security",
    "consents": "/settings/consents",
    "one's consent": "/settings/consents/0",
    "family": "/settings/family",
    "own requests": "/settings/requests",
    "sensitive pictures": "/settings/pictures",
    "held": "/held",
    "your data": "/settings/data",
    "bring posts": "/settings/data/import",
    "confirm": "/confirm?next=/settings",
    "add a second step": "/settings/second-step",
    "leaving": "/settings/leave",
    "add a passkey": "/settings/passkeys/new",
    "own record": "/translations/{ref}?to=pt",
    "a better translation": "/translations/{ref}/suggest?to=pt",
    "own versions": "{note}/versions?lang=pt",
    "a draft for readers": "/compose/{draft}/readers?lang=pt",
}


@dataclass(frozen=True)
class Looker:
    """Somebody who looks at pages in one language, signed in or not."""

    reader: Person
    member: Person
    places: dict[str, str]
    is_rtl: bool

    async def look(self, who: Person, path: str, act: Act | None = None) -> None:
        """Opens the page in each colour, does on it what `act` does, and fails for anything that is wrong."""
        found: list[str] = []
        for scheme, sizes, only in RIGHT_TO_LEFT if self.is_rtl else LEFT_TO_RIGHT:
            who.troubles.clear()
            await who.page.set_viewport_size(sizes[0])
            await who.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            await who.open(path.format(**self.places))
            if act is not None:
                await act(who.page)
            found += [
                f"{scheme} {line}" for line in [*await _looked_at(who.page, sizes, only), *who.troubles]
            ]
            found += await refused(who.page)
        assert not found, "\n".join(["", *dict.fromkeys(found)])


async def _looked_at(page: Page, sizes: Sequence[dict[str, int]], only: list[str] | None) -> list[str]:
    await page.evaluate(AXE.read_text("utf-8"))
    found: list[str] = []
    for size in sizes:
        await page.set_viewport_size(size)
        found += [f"{size['width']}: {line}" for line in await page.evaluate(_RUN, only)]
    for size in (DESKTOP, ZOOMED, PHONE, NARROWEST) if only is None else ():
        await page.set_viewport_size(size)
        found += [f"{size['width']} too wide: {line}" for line in await page.evaluate(_TOO_WIDE)]
    return found


@pytest.fixture(scope="module")
def places(community: Installation, peopled: list[str]) -> dict[str, str]:
    """Addresses that the pages need, of a member who has everything that one can have."""
    member = Visitor(community.origin).sign_up("aisha", reads=["en", "pt"], name="Aisha Tariq")
    note = member.publish("Apricot cake", "Ripe ones. #tea", pictures=2)
    draft = member.get(f"{note}/edit").location.removeprefix("/compose/")
    member.post(
        f"/compose/{draft}/publish", {"title": "Apricot cake", "body": "Very ripe ones. #tea", "place": "Aix"}
    )
    member.say(note, "Ask me anything.")
    member.post("/topics/tea/follow", {"to": "on"})
    member.post("/topics/tea/changes", {"kind": "name", "name": "Teelöffel", "lang": "de"})
    member.post(f"{peopled[0]}/save", {"to": "on"})
    board = member.post("/boards", {"name": "Kitchen", "note": peopled[2].removeprefix("/notes/")})
    assert board.status == 303, board
    other = Visitor(community.origin).sign_up("noor", reads=["pt", "en"])
    ref = f"note:{note.removeprefix('/notes/')}:body"
    form = {"to": "pt", "base": value_of(other.get(f"/translations/{ref}/suggest?to=pt").text, "base")}
    other.post(f"/translations/{ref}/suggestions", {**form, "part-0": "Bem maduros. #tea"})
    other.post(f"/people/{member.handle}/follow", {"to": "on"})
    other.say(note, "How long in the oven?")
    member.post(f"/people/{other.handle}/follow", {"to": "on"})
    kept = member.start_draft()
    member.add_picture(kept)
    return {
        "note": note,
        "ref": ref,
        "plain": peopled[1],
        "handle": member.handle,
        "other": other.handle,
        "draft": kept,
        "board": _board(member),
    }


def _board(member: Visitor) -> str:
    page = member.get(f"/people/{member.handle}?tab=boards").text
    return "/boards/" + page.split('href="/boards/')[-1].split('"')[0]


@pytest.fixture(scope="module", params=["en", "ar"])
async def looker(
    request: pytest.FixtureRequest, browser: Browser, community: Installation, places: dict[str, str]
) -> AsyncIterator[Looker]:
    """One from left to right, one from right to left."""
    reader, member = [
        await Person.arrive(browser, community.origin, request.param, reduced_motion="reduce") for _ in "ab"
    ]
    for person in (reader, member):
        await watch_refusals(person.page)
    await member.sign_in(places["handle"])
    await member.open("/settings")
    await member.choose_reading(request.param, request.param)
    yield Looker(reader, member, places, is_rtl=request.param == "ar")
    await reader.leave()
    await member.leave()


@pytest.mark.parametrize("path", OPEN_PAGES.values(), ids=OPEN_PAGES)
async def test_an_open_page_keeps_nobody_out(looker, path):
    await looker.look(looker.reader, path)


@pytest.mark.parametrize("path", MEMBERS_PAGES.values(), ids=MEMBERS_PAGES)
async def test_a_members_page_keeps_nobody_out(looker, path):
    await looker.look(looker.member, path)


async def test_a_note_over_the_feed_keeps_nobody_out(looker):
    async def press(page: Page) -> None:
        await page.set_viewport_size(DESKTOP)
        await page.locator(".note-card__link").first.click()
        await expect(page.locator("dialog.note-over .note-view")).to_be_visible()

    await looker.look(looker.reader, "/", press)


async def test_open_menus_keep_nobody_out(looker):
    async def unfold(page: Page) -> None:
        await page.evaluate("for (const menu of document.querySelectorAll('main details')) menu.open = true")

    await looker.look(looker.member, "{note}", unfold)


async def test_the_language_menu_keeps_nobody_out(looker):
    async def unfold(page: Page) -> None:
        await page.locator("header .topbar__language").click()

    await looker.look(looker.reader, "/about", unfold)


async def test_a_refused_form_keeps_nobody_out(looker):
    async def send(page: Page) -> None:
        await page.evaluate("document.querySelector('main form').noValidate = true")
        await page.locator("main form[action='/sign-up'] button[type=submit]").click()
        await expect(page.locator(".field__error").first).to_be_visible()

    await looker.look(looker.reader, "/sign-up", send)
