// A note over the feed: its address in the bar, Back returns to the same spot, opened cold it is a page of its own.
import { say } from "./page-words.js";

let over = null;
let lastPrepare = null;

// Fetches what `link` leads to and lays it over the page; `prepare` is given the new content.
export async function open(link, prepare, { pushed = true } = {}) {
  const html = await fetchView(link.href);
  if (html === null) {
    location.assign(link.href);
    return;
  }
  over?.dialog.remove();
  lastPrepare = prepare;
  const dialog = build(html);
  over = { dialog, opener: link, title: over?.title ?? document.title };
  document.body.append(dialog);
  dialog.showModal();
  prepare(dialog);
  document.title = dialog.querySelector("[data-title]")?.dataset.title ?? document.title;
  if (pushed) history.pushState({ over: link.href }, "", link.href);
}

async function fetchView(address) {
  try {
    const answer = await fetch(address, { headers: { "HX-Request": "true" }, cache: "no-store" });
    const html = answer.ok ? await answer.text() : "";
    return html.includes("note-view") ? html : null;
  } catch {
    return null;
  }
}

function build(html) {
  const dialog = document.createElement("dialog");
  dialog.className = "note-over";
  const close = document.createElement("button");
  close.className = "button button--glass button--round note-over__close";
  close.type = "button";
  close.innerHTML = '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M6.2 6.2l11.6 11.6M17.8 6.2 6.2 17.8"/></svg>';
  close.setAttribute("aria-label", say("close"));
  const content = document.createElement("template");
  content.innerHTML = html;
  dialog.append(close, content.content);
  dialog.setAttribute("aria-label", dialog.querySelector("article")?.getAttribute("aria-label") ?? "");
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    leave();
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || close.contains(event.target)) leave();
  });
  return dialog;
}

function leave() {
  if (history.state?.over) history.back();
  else put(away());
}

function away() {
  const was = over;
  over = null;
  return was;
}

function put(was) {
  if (!was) return;
  was.dialog.remove();
  document.title = was.title;
  was.opener.focus({ preventScroll: true });
}

addEventListener("popstate", ({ state }) => {
  if (!state?.over) put(away());
  else open({ href: state.over, focus() {} }, lastPrepare, { pushed: false });
});
