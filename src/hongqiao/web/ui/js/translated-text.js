// <translated-text ref state>: turns between translation and original, and lets a translation arrive in place.
import { say } from "./page-words.js";
import { forget, tap, watch } from "./live-translation.js";

class TranslatedText extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", this);
    if (this.getAttribute("state") === "waiting") watch(this);
  }

  disconnectedCallback() {
    this.removeEventListener("click", this);
    forget(this);
  }

  get ref() {
    return this.getAttribute("ref");
  }

  get words() {
    return this.querySelector("[data-words]");
  }

  handleEvent(event) {
    const summary = event.target.closest("summary");
    if (summary) this.turn(summary);
    else if (event.target.closest("[data-wish]")) tap(this);
    else return;
    event.preventDefault();
  }

  // Shows the other version in the same place; a note's title turns with its body.
  turn(summary) {
    const turned = !this.hasAttribute("turned");
    this.show(turned);
    if (this.closest(".note-view__scroll") === this.parentElement) {
      this.parentElement.querySelector(".note-view__title translated-text")?.show(turned);
    }
    summary.setAttribute("aria-pressed", String(turned));
    if (!summary.matches(".translated-text__act")) return;
    summary.textContent = turned ? summary.dataset.turned ?? say("showTranslation") : say("showOriginal");
  }

  show(turned) {
    const original = this.querySelector("[data-original]");
    if (!original) return;
    if (original.closest("details")) this.words.before(original);
    this.toggleAttribute("turned", turned);
    original.hidden = !turned;
    this.words.hidden = turned;
  }

  // The wish is on its way: says so where there is a line for it.
  begin() {
    const button = this.querySelector("[data-wish]");
    if (!button) return;
    button.dataset.label ??= button.textContent;
    button.disabled = true;
    button.textContent = say("translating");
  }

  // More words of the translation: all so far. The block keeps the taller of both heights.
  hear(words) {
    const target = this.words;
    if (this.getAttribute("state") !== "streaming") {
      this.setAttribute("state", "streaming");
      target.style.minBlockSize = `${target.offsetHeight}px`;
      target.setAttribute("lang", this.getAttribute("into") ?? document.documentElement.lang);
      target.setAttribute("dir", "auto");
      target.setAttribute("aria-busy", "true");
      target.replaceChildren();
    }
    const shown = target.textContent;
    if (!words.startsWith(shown)) target.replaceChildren();
    const piece = document.createElement("span");
    piece.className = "translated-text__word";
    piece.textContent = words.startsWith(shown) ? words.slice(shown.length) : words;
    target.append(piece);
  }

  // The finished piece, as the server drew it, takes this element's place; covers that show the same words follow.
  settle(html) {
    const template = document.createElement("template");
    template.innerHTML = html.trim();
    const fresh = template.content.firstElementChild;
    if (!fresh) return;
    const words = fresh.querySelector("[data-words]") ?? fresh;
    for (const cover of document.querySelectorAll(`[data-cover-of="${CSS.escape(this.ref)}"]`)) {
      cover.textContent = words.textContent;
      for (const name of ["lang", "dir"]) cover.closest("[lang]")?.setAttribute(name, words.getAttribute(name) ?? "");
    }
    const height = this.offsetHeight;
    this.replaceWith(fresh);
    if (height > fresh.offsetHeight && getComputedStyle(fresh).display === "grid") fresh.style.minBlockSize = `${height}px`;
  }

  fail() {
    this.setAttribute("state", "failed");
    const button = this.querySelector("[data-wish]");
    if (!button) return;
    button.disabled = false;
    button.textContent = button.dataset.label ?? button.textContent;
  }
}

customElements.define("translated-text", TranslatedText);
