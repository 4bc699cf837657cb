// Translations on their way: what is on screen is asked for in batches, and one stream brings it for the whole page.
import { token } from "./server.js";

const AT_MOST = 40;
const waiting = new Map();
const batch = new Set();
let stream = null;
let sendLater = 0;
let openLater = 0;

const seen = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    seen.unobserve(target);
    wish(target);
  }
}, { rootMargin: "200px" });

export const watch = (element) => seen.observe(element);

export function forget(element) {
  seen.unobserve(element);
  const elements = waiting.get(element.ref);
  elements?.delete(element);
  if (elements?.size === 0) waiting.delete(element.ref);
}

// Asks for this element's translation now.
export function wish(element) {
  const ref = element.ref;
  if (!waiting.has(ref)) {
    waiting.set(ref, new Set());
    batch.add(ref);
    clearTimeout(sendLater);
    sendLater = setTimeout(send, 150);
  }
  waiting.get(ref).add(element);
  element.begin();
}

async function send() {
  const refs = [...batch].slice(0, AT_MOST);
  refs.forEach((ref) => batch.delete(ref));
  if (batch.size) sendLater = setTimeout(send, 1000);
  const headers = { "X-CSRF": token(), "Content-Type": "application/json", "HX-Request": "true" };
  try {
    const answer = await fetch("/translations/wishes", { method: "POST", headers, body: JSON.stringify({ refs }) });
    if (!answer.ok) throw new Error(String(answer.status));
  } catch {
    refs.forEach((ref) => finish(ref, (element) => element.fail()));
    return;
  }
  clearTimeout(openLater);
  openLater = setTimeout(listen, 50);
}

function listen() {
  stream?.close();
  stream = null;
  const refs = [...waiting.keys()].slice(-AT_MOST);
  if (!refs.length) return;
  stream = new EventSource(`/live?refs=${refs.map(encodeURIComponent).join(",")}`);
  stream.addEventListener("part", (event) => {
    const { ref, words } = JSON.parse(event.data);
    waiting.get(ref)?.forEach((element) => element.hear(words));
  });
  stream.addEventListener("done", (event) => {
    const { ref, html } = JSON.parse(event.data);
    finish(ref, (element) => element.settle(html));
  });
  stream.addEventListener("failed", (event) => finish(JSON.parse(event.data).ref, (element) => element.fail()));
}

function finish(ref, act) {
  const elements = waiting.get(ref);
  waiting.delete(ref);
  elements?.forEach(act);
  if (waiting.size || !stream) return;
  stream.close();
  stream = null;
}

addEventListener("pagehide", () => stream?.close());
addEventListener("pageshow", ({ persisted }) => persisted && listen());
