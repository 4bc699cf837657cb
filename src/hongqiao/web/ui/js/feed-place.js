// Coming back to a feed that had grown: fetches as many pages again as were open, then returns to the same spot.
const KEY = `feed ${location.pathname}${location.search}`;
const list = document.querySelector(".masonry__list[data-feed]");
const FIRST = list.children.length;

addEventListener("pagehide", () => {
  sessionStorage.setItem(KEY, JSON.stringify({ items: list.children.length, top: scrollY }));
});

async function grow(items) {
  while (list.children.length < items) {
    const more = list.querySelector(".masonry__more a");
    if (!more) return;
    const before = list.children.length;
    more.click();
    await new Promise((resolve) => document.addEventListener("htmx:after:swap", resolve, { once: true }));
    if (list.children.length === before) return;
  }
}

const cameBack = performance.getEntriesByType("navigation")[0]?.type !== "navigate";
const kept = cameBack && JSON.parse(sessionStorage.getItem(KEY) ?? "null");
if (kept && kept.items > FIRST) {
  await grow(kept.items);
  scrollTo({ top: kept.top, behavior: "instant" });
}
