// What every page does with script: improves links and forms, wakes custom elements when the page holds them.
import htmx from "htmx.org";
import { paintThumbs } from "./thumb-hash.js";
import { say, toast } from "./page-words.js";
import { complaint, post, token } from "./server.js";
import "./press.js";

const elements = {
  "translated-text": () => import("./translated-text.js"),
  "reading-preview": () => import("./reading-preview.js"),
  "word-gloss": () => import("./word-gloss.js"),
  "picture-reel": () => import("./picture-reel.js"),
  "note-composer": () => import("./note-composer.js"),
  "search-box": () => import("./search-box.js"),
  "feed-signals": () => import("./feed-signals.js"),
  "pass-key": () => import("./pass-key.js"),
  "rough-position": () => import("./rough-position.js"),
  "count-left": () => import("./count-left.js"),
  "work-proof": () => import("./work-proof.js"),
  "desk-keys": () => import("./desk-keys.js"),
  ".masonry__list[data-feed]": () => import("./feed-place.js"),
};

export function wake(root) {
  paintThumbs(root);
  for (const [selector, load] of Object.entries(elements)) {
    if (root.querySelector(selector)) load();
  }
}

document.documentElement.classList.add("has-script");
wake(document);

document.addEventListener("htmx:config:request", ({ detail }) => {
  detail.ctx.request.headers["X-CSRF"] = token();
  detail.ctx.request.cache = "no-store"; // a fragment must never be shown where the whole page belongs
});
document.addEventListener("htmx:response:error", async ({ detail }) => {
  if (detail.ctx.response.status === 401) location.assign("/sign-in");
  else toast(await complaint({ headers: detail.ctx.response.headers, text: async () => detail.ctx.text }));
});
document.addEventListener("htmx:error", ({ detail }) => {
  if (detail.error instanceof TypeError) toast(say("offline"));
});
document.addEventListener("htmx:after:swap", ({ detail }) => {
  wake(document);
  const form = detail.ctx?.sourceElement;
  if (form?.id === "say" && detail.ctx.response.raw.ok) empty(form);
});

function empty(form) {
  form.reset();
  form.elements.reply_to.value = "";
  form.elements.words.placeholder = form.elements.words.dataset.first ?? form.elements.words.placeholder;
}

const acts = [
  ["[data-copy]", async (button) => {
    await navigator.clipboard?.writeText(new URL(button.dataset.copy, location.href).href);
    button.closest("details")?.removeAttribute("open");
    toast(say("copied"));
  }],
  ["[data-less]", async (button, event) => {
    event.preventDefault();
    if (!(await post(button.getAttribute("formaction"), new URLSearchParams()))) return;
    const card = button.closest(".masonry__item");
    (card?.nextElementSibling ?? card?.previousElementSibling)?.querySelector("a")?.focus({ preventScroll: true });
    card?.remove();
    toast(say("less"));
  }],
  ["[data-confirm]", (button, event) => window.confirm(button.dataset.confirm) || event.preventDefault()],
  ["[data-back]", (link, event) => {
    if (!document.referrer.startsWith(location.origin) || history.length < 2) return;
    event.preventDefault();
    history.back();
  }],
  ["[data-reply]", (link, event) => {
    const words = document.querySelector("#say textarea");
    if (!words) return;
    event.preventDefault();
    words.dataset.first ??= words.placeholder;
    words.placeholder = say("replying").replace("{name}", link.dataset.name);
    words.form.elements.reply_to.value = link.dataset.reply;
    words.focus();
  }],
];

document.addEventListener("click", (event) => {
  for (const [selector, act] of acts) {
    const found = event.target.closest(selector);
    if (found) act(found, event);
  }
  for (const menu of document.querySelectorAll("details.menu[open], details.reason-menu[open]")) {
    if (!menu.contains(event.target) || event.target === menu) menu.removeAttribute("open");
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) event.target.closest?.("form.say")?.requestSubmit();
  if (event.key !== "Escape") return;
  const menu = [...document.querySelectorAll("details.menu[open], details.reason-menu[open]")].pop();
  if (!menu) return;
  event.preventDefault();
  menu.removeAttribute("open");
  menu.querySelector("summary").focus();
});

document.addEventListener("change", (event) => event.target.closest("form[data-submits]")?.requestSubmit());

const wide = matchMedia("(min-width: 48rem)");
document.addEventListener("click", (event) => {
  const link = event.target.closest("a.note-card__link");
  const plain = !(event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  if (!link || !plain || !wide.matches || event.defaultPrevented) return;
  event.preventDefault();
  import("./note-over.js").then(({ open }) => open(link, (root) => {
    htmx.process(root);
    wake(root);
  }));
});
// A note that was opened over a feed and then loaded afresh: going back leads to another page.
if (history.state?.over) addEventListener("popstate", () => location.reload());
