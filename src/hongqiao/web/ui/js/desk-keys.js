// <desk-keys>: single keys for whoever decides many cases. What has data-key answers to its key; what only can be
// found has its place here. Never while somebody writes, and not at all once it is switched off (WCAG 2.1.4).
const KEPT = "desk-keys";
const WRITING = "textarea, select, [contenteditable], input:not([type=radio]):not([type=checkbox])";
const PLACES = {
  w: "#facts, #answer",
  n: "#note",
  s: ".case__fold:not([open]) > summary, .case__picture:not([open]) > summary",
};
const ROWS = "main a.cases__case";
const HELP = ["?", "؟", "？"];

class DeskKeys extends HTMLElement {
  connectedCallback() {
    this.list = this.querySelector("dialog");
    this.box = this.querySelector("[data-switch]");
    this.box.checked = remembered() !== "off";
    this.hidden = false;
    this.addEventListener("click", this);
    this.box.addEventListener("change", this);
    document.addEventListener("keydown", this);
    this.tell();
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this);
    document.documentElement.classList.remove("has-keys");
  }

  handleEvent(event) {
    if (event.type === "keydown") this.press(event);
    else if (event.type === "change") this.choose();
    else if (event.target.closest("[data-opens]")) this.list.showModal();
    else if (event.target === this.list || event.target.closest("[data-closes]")) this.list.close();
  }

  press(event) {
    const name = nameOf(event);
    if (!this.box.checked || !name || event.defaultPrevented || event.isComposing) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.(WRITING)) return;
    if (document.querySelector("dialog[open]")) {
      if (name === "?" && this.list.open) this.list.close();
      return;
    }
    if (event.repeat && name !== "j" && name !== "k") return;
    if (this.act(name)) event.preventDefault();
  }

  act(name) {
    const found = document.querySelector(`main [data-key="${CSS.escape(name)}"], main ${PLACES[name] ?? "[data-key='']"}`);
    if (name === "?") this.list.showModal();
    else if (found) use(found);
    else if (name === "j" || name === "k") return step(name === "j" ? 1 : -1);
    else return false;
    return true;
  }

  choose() {
    try {
      localStorage.setItem(KEPT, this.box.checked ? "on" : "off");
    } catch {
      // Without storage the choice holds for this page.
    }
    this.tell();
  }

  // Screen readers hear a key, and everybody sees it, only while it works.
  tell() {
    document.documentElement.classList.toggle("has-keys", this.box.checked);
    for (const one of document.querySelectorAll("[data-key]")) {
      if (this.box.checked) one.setAttribute("aria-keyshortcuts", one.dataset.key);
      else one.removeAttribute("aria-keyshortcuts");
    }
  }
}

// A key by its sign, or by its place where the keyboard writes another script or the digits need Shift.
function nameOf(event) {
  if (HELP.includes(event.key)) return "?";
  if (/^[a-z0-9]$/i.test(event.key)) return event.key.toLowerCase();
  return /^(?:Key|Digit)(.)$/.exec(event.code)?.[1].toLowerCase() ?? "";
}

function use(found) {
  if (found.matches("textarea")) return found.focus();
  if (found.matches("summary, input")) found.focus();
  found.click();
}

function step(by) {
  const rows = [...document.querySelectorAll(ROWS)];
  const at = rows.indexOf(document.activeElement);
  const next = rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : at + by];
  next?.focus();
  return Boolean(next);
}

function remembered() {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

customElements.define("desk-keys", DeskKeys);
