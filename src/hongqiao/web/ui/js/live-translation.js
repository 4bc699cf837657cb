// Translations on their way: what is on screen is asked for in batches, and one stream brings it for the whole page.
import { post, token } from "./server.js";

const AT_MOST = 40;
const AGAIN_MS = 30_000;
const LASTS_MS = 60_000; // a stream that ends sooner has nothing more to tell
const waiting = new Map();
const batch = new Set();
let stream = null;
let sendLater = 0;
let openLater = 0;

const seen = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    seen.unobserve(target);
    wish(target.closest("translated-text") ?? target.querySelector("translated-text"));
  }
}, { rootMargin: "200px" });

// The words are watched: under a comment their element has no box of its own. For a description that is closed
// its picture is.
const boxOf = (element) => element.closest(".gallery__frame") ?? element.words;
export const watch = (element) => seen.observe(boxOf(element));

export function forget(element) {
  if (element.words) seen.unobserve(boxOf(element));
  const elements = waiting.get(element.ref);
  elements?.delete(element);
  if (elements?.size === 0) waiting.delete(element.ref);
}

// Asks for this element's translation; it is on the screen.
function wish(element) {
  if (!waiting.has(element.ref)) {
    batch.add(element.ref);
    clearTimeout(sendLater);
    sendLater = setTimeout(send, 150);
  }
  hold(element);
}

// Asks for it before all others: somebody pressed “translate”.
export async function tap(element) {
  hold(element);
  element.begin();
  if (await post("/translations", new URLSearchParams({ ref: element.ref }))) listenSoon();
  else finish(element.ref, (one) => one.fail());
}

function hold(element) {
  if (!waiting.has(element.ref)) waiting.set(element.ref, new Set());
  waiting.get(element.ref).add(element);
}

function listenSoon() {
  clearTimeout(openLater);
  openLater = setTimeout(listen, 50);
}

async function send() {
  const refs = [...batch].slice(0, AT_MOST);
  refs.forEach((ref) => batch.delete(ref));
  if (batch.size) sendLater = setTimeout(send, 1000);
  const headers = { "X-CSRF": token(), "Content-Type": "application/json", "HX-Request": "true" };
  try {
    const answer = await fetch("/translations/wishes", { method: "POST", headers, body: JSON.stringify({ refs }) });
    if (!answer.ok) throw new Error(String(answer.status));
    again((await answer.json()).later, AGAIN_MS);
  } catch {
    refs.forEach((ref) => finish(ref, (element) => element.fail()));
    return;
  }
  listenSoon();
}

// Asks once more, for what is still there to be seen: the translators had no room, or took this page for left.
function again(refs, pause) {
  if (!refs?.length) return;
  setTimeout(() => {
    for (const ref of refs) if (waiting.has(ref)) batch.add(ref);
    if (batch.size) send();
  }, pause);
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
  const since = Date.now();
  stream.addEventListener("end", () => {
    stream.close();
    if (Date.now() - since > LASTS_MS) listen();
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
addEventListener("pageshow", ({ persisted }) => persisted && again([...waiting.keys()], 0));
