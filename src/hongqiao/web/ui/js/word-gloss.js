// <word-gloss>: links marked data-gloss open over the text instead of leaving it. Without script they are pages.
import { say, toast } from "./page-words.js";
import { post } from "./server.js";

class WordGloss extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", this);
  }

  disconnectedCallback() {
    this.removeEventListener("click", this);
  }

  handleEvent(event) {
    const link = event.target.closest("a[data-gloss]");
    const plain = !(event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    if (!link || !plain) return;
    event.preventDefault();
    event.stopPropagation();
    this.open(link);
  }

  async open(link) {
    const html = await fetched(link.href);
    if (html === null) {
      location.assign(link.href);
      return;
    }
    const over = shelf(link);
    const content = document.createElement("template");
    content.innerHTML = html;
    over.replaceChildren(closeButton(over), content.content);
    if (!over.matches(":popover-open")) over.showPopover();
    over.querySelector(".gloss__word")?.focus();
  }
}

// One shelf a layer: a popover in the page, or in the dialog that holds the link, which makes the rest inert.
function shelf(link) {
  const home = link.closest("dialog") ?? document.body;
  let over = home.querySelector(":scope > .gloss-over");
  if (!over) {
    over = document.createElement("div");
    over.className = "gloss-over";
    over.popover = "auto";
    over.setAttribute("role", "dialog");
    over.setAttribute("aria-labelledby", "gloss-word");
    over.addEventListener("submit", save);
    over.addEventListener("toggle", (event) => {
      if (event.newState === "closed" && over.contains(document.activeElement)) over.opener?.focus();
      if (event.newState === "closed" && document.activeElement === document.body) over.opener?.focus();
    });
    home.append(over);
  }
  over.opener = link;
  return over;
}

function closeButton(over) {
  const button = document.createElement("button");
  button.className = "button button--bare button--round gloss-over__close";
  button.type = "button";
  button.innerHTML = '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M6.2 6.2l11.6 11.6M17.8 6.2 6.2 17.8"/></svg>';
  button.setAttribute("aria-label", say("close"));
  button.addEventListener("click", () => over.hidePopover());
  return button;
}

async function save(event) {
  const form = event.target.closest("[data-save-word]");
  if (!form) return;
  event.preventDefault();
  if (await post(form.action, new URLSearchParams(new FormData(form)))) {
    form.querySelector("button").disabled = true;
    toast(say("saved"));
  }
}

async function fetched(address) {
  try {
    const answer = await fetch(address, { headers: { "HX-Request": "true" }, cache: "no-store" });
    const html = answer.ok ? await answer.text() : "";
    return html.includes("gloss__word") ? html : null;
  } catch {
    return null;
  }
}

if (!customElements.get("word-gloss")) customElements.define("word-gloss", WordGloss);
