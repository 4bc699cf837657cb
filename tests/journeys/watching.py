"""What a page went through while open: words that arrived, layout that moved, scripts that were refused."""

import time
from typing import Any

from playwright.async_api import Page

# Every state of the note's own words, from the first that was parsed on: {state, words, act}.
_WORDS = """
window.heard = [];
new MutationObserver(() => {
  const text = document.querySelector('.note-view translated-text.translated-text');
  if (!text) return;
  const state = text.getAttribute('state');
  const words = text.querySelector('[data-words]')?.textContent.trim() ?? '';
  const act = text.querySelector('[data-wish]')?.textContent.trim() ?? '';
  const last = window.heard.at(-1);
  if (last?.state !== state || last?.words !== words) window.heard.push({state, words, act});
}).observe(document, {subtree: true, childList: true, characterData: true, attributes: true});
"""
_REFUSED = """
window.refused = [];
document.addEventListener('securitypolicyviolation', (event) => {
  window.refused.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`);
});
"""
_LAYOUT = """
window.moved = 0;
window.movers = [];
window.painted = 0;
const named = ({node}) => `${node?.nodeName} ${node?.className ?? ''}`;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    if (entry.hadRecentInput) continue;
    window.moved += entry.value;
    window.movers.push(`${entry.value.toFixed(4)} ${entry.sources.map(named).join(', ')}`);
  }
}).observe({type: 'layout-shift', buffered: true});
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.painted = entry.startTime;
}).observe({type: 'largest-contentful-paint', buffered: true});
"""


async def until(page: Page, script: str, given: Any = None, *, seconds: float = 10) -> Any:
    """Asks the page again and again until the answer is a yes (Playwright's own wait needs unsafe-eval)."""
    deadline = time.monotonic() + seconds
    while not (answer := await page.evaluate(script, given)):
        assert time.monotonic() < deadline, f"not within {seconds} s: {script}"
        await page.wait_for_timeout(50)
    return answer


async def watch_words(page: Page) -> None:
    """From the next page on, remembers every state of a note's words."""
    await page.add_init_script(_WORDS)


async def heard(page: Page) -> list[dict[str, str]]:
    """The states so far."""
    return await page.evaluate("window.heard")


async def watch_refusals(page: Page) -> None:
    """From the next page on, remembers what the content security policy refused."""
    await page.add_init_script(_REFUSED)


async def refused(page: Page) -> list[str]:
    """What was refused on this page."""
    return await page.evaluate("window.refused")


async def watch_layout(page: Page) -> None:
    """From the next page on, adds up how far things moved, and notes when the largest one was painted."""
    await page.add_init_script(_LAYOUT)
