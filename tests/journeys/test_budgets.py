"""The budgets of interface.md, in a browser: how much Explore sends, when it stands, how still it stays."""

import statistics
from typing import Any

from playwright.async_api import CDPSession

from tests.journeys.person import DESKTOP, PHONE, Person
from tests.journeys.watching import until, watch_layout

SENT_AT_MOST, REQUESTS_AT_MOST, MOVED_AT_MOST, PAINTED_WITHIN_MS, ANSWERED_WITHIN_MS = (
    60_000,
    25,
    0.02,
    1_000,
    100,
)
SLOWER = 4
_ABOVE = """
() => [...document.images].filter((image) => image.getBoundingClientRect().top < innerHeight)
  .map((image) => image.currentSrc)
"""
_PRESS = """
async () => {
  const button = document.querySelector('.note-card__like');
  const before = performance.now();
  button.click();
  const pressed = button.getAttribute('aria-pressed');
  await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
  return {pressed, took: performance.now() - before};
}
"""


async def _measured(person: Person, path: str) -> tuple[CDPSession, list[dict[str, Any]]]:
    """Loads the page with an empty cache; returns what went over the wire: url, type and bytes."""
    session = await person.context.new_cdp_session(person.page)
    sent: dict[str, dict[str, Any]] = {}
    session.on(
        "Network.responseReceived",
        lambda event: sent.setdefault(event["requestId"], {}).update(
            url=event["response"]["url"], type=event["type"]
        ),
    )
    session.on(
        "Network.loadingFinished",
        lambda event: sent.setdefault(event["requestId"], {}).update(bytes=event["encodedDataLength"]),
    )
    await session.send("Network.enable")
    await session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    await person.open(path)
    await person.page.wait_for_load_state("networkidle")
    return session, [one for one in sent.values() if "url" in one]


async def test_explore_sends_sixty_kilobytes_and_asks_twenty_five_times_at_most(arrive, peopled, measured):
    for size in (DESKTOP, PHONE):
        reader = await arrive(size=size)

        _, sent = await _measured(reader, "/")

        words = [one for one in sent if one["type"] in ("Document", "Stylesheet", "Script")]
        weight = sum(one.get("bytes", 0) for one in words)
        above = set(await reader.page.evaluate(_ABOVE))
        asked = [one for one in sent if one["type"] != "Image" or one["url"] in above]
        measured(
            f"{size['width']} px: {weight} bytes of HTML, CSS and JS; {len(asked)} requests above the fold"
        )
        assert weight <= SENT_AT_MOST, {one["url"]: one.get("bytes") for one in words}
        assert len(asked) <= REQUESTS_AT_MOST, [one["url"] for one in asked]


async def test_nothing_moves_while_explore_arrives_and_grows(arrive, peopled, measured):
    for size in (DESKTOP, PHONE):
        reader = await arrive(size=size)
        await watch_layout(reader.page)
        await reader.open("/")
        first = await reader.page.locator(".note-card").count()
        for _ in range(6):
            await reader.page.mouse.wheel(0, 1_500)
            await reader.page.wait_for_timeout(150)
        await until(reader.page, "first => document.querySelectorAll('.note-card').length > first", first)
        await reader.page.wait_for_timeout(500)

        moved = await reader.page.evaluate("window.moved")

        measured(f"{size['width']} px: layout shift {moved:.4f}")
        assert moved <= MOVED_AT_MOST, await reader.page.evaluate("window.movers")


async def test_the_largest_thing_in_explore_is_painted_within_a_second(arrive, peopled, measured):
    times = []
    for _ in range(4):
        reader = await arrive(size=PHONE)
        session = await reader.context.new_cdp_session(reader.page)
        await session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        await watch_layout(reader.page)
        await reader.open("/")
        await until(reader.page, "window.painted")
        await reader.page.wait_for_load_state("networkidle")
        times.append(await reader.page.evaluate("window.painted"))
        await reader.leave()

    measured(f"largest paint, {SLOWER}x slower: {', '.join(f'{time:.0f}' for time in times)} ms")
    assert statistics.median(times[1:]) <= PAINTED_WITHIN_MS


async def test_a_press_is_answered_within_a_tenth_of_a_second(arrive, peopled, measured, visitor):
    diego = await arrive(size=PHONE)
    await diego.sign_in(visitor.sign_up("diego").handle)
    await diego.open("/")
    answers = []
    for _ in range(4):
        await diego.page.wait_for_timeout(400)
        answers.append(await diego.page.evaluate(_PRESS))

    took = [answer["took"] for answer in answers]
    measured(f"like, pressed to painted: {', '.join(f'{time:.0f}' for time in took)} ms")
    assert [answer["pressed"] for answer in answers] == ["true", "false", "true", "false"]
    assert statistics.median(took) <= ANSWERED_WITHIN_MS
