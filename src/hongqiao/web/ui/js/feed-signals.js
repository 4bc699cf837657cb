// <feed-signals>: tells which cards were really seen (half of one, for a second) and how long an opened note stayed
// open. Only there for readers whose feed uses their activity. One message every few seconds at most.
import { token } from "./server.js";

const SEEN_AFTER_MS = 1000;
const TELL_EVERY_MS = 4000;
const OPEN = "feed opened";
const idOf = (link) => link.pathname.split("/")[2];

class FeedSignals extends HTMLElement {
  #told = new Set();
  #seen = [];
  #opened = [];
  #watch = null;
  #timers = new Map();
  #beat = 0;

  connectedCallback() {
    this.#watch = new IntersectionObserver((entries) => entries.forEach((one) => this.#meet(one)), { threshold: 0.5 });
    this.#find();
    document.addEventListener("htmx:after:swap", this.#find);
    document.addEventListener("click", this.#open, true);
    addEventListener("popstate", this.#back);
    addEventListener("pageshow", this.#back);
    addEventListener("pagehide", this.#tell);
    this.#beat = setInterval(this.#tell, TELL_EVERY_MS);
    this.#back();
  }

  disconnectedCallback() {
    this.#watch?.disconnect();
    document.removeEventListener("htmx:after:swap", this.#find);
    document.removeEventListener("click", this.#open, true);
    removeEventListener("popstate", this.#back);
    removeEventListener("pageshow", this.#back);
    removeEventListener("pagehide", this.#tell);
    clearInterval(this.#beat);
  }

  #find = () => {
    for (const link of document.querySelectorAll("[data-feed] .note-card__link")) {
      if (!this.#told.has(idOf(link))) this.#watch.observe(link);
    }
  };

  #meet({ target, isIntersecting }) {
    clearTimeout(this.#timers.get(target));
    if (!isIntersecting) return;
    this.#timers.set(target, setTimeout(() => {
      this.#watch.unobserve(target);
      if (!this.#told.has(idOf(target))) this.#seen.push(idOf(target));
      this.#told.add(idOf(target));
    }, SEEN_AFTER_MS));
  }

  // A note opens over the feed or on a page of its own; either way the reader is back when this page shows again.
  #open = ({ target }) => {
    const link = target.closest?.(".note-card__link");
    if (!link) return;
    sessionStorage.setItem(OPEN, JSON.stringify([idOf(link), Date.now()]));
    this.#opened.push(`${idOf(link)}:0`);
  };

  #back = () => {
    if (location.pathname.startsWith("/notes/")) return;
    const [id, since] = JSON.parse(sessionStorage.getItem(OPEN) ?? "[]");
    if (!id) return;
    sessionStorage.removeItem(OPEN);
    this.#opened.push(`${id}:${Math.round((Date.now() - since) / 1000)}`);
  };

  #tell = () => {
    if (!this.#seen.length && !this.#opened.length) return;
    const body = new URLSearchParams({ seen: this.#seen.splice(0).join("."), opened: this.#opened.splice(0).join(".") });
    fetch("/feed/met", { method: "POST", body, keepalive: true, headers: { "X-CSRF": token() } }).catch(() => {});
  };
}

customElements.define("feed-signals", FeedSignals);
