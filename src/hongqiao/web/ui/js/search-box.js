// <search-box>: offers names and one's own searches while somebody types, as a combobox with a list.
const pause = 120;

class SearchBox extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input[type=search]");
    if (!this.input || this.list) return;
    this.list = Object.assign(document.createElement("ul"), { className: "search__offers", id: "search-offers", hidden: true });
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", this.input.getAttribute("aria-label"));
    this.append(this.list);
    for (const [name, value] of [["role", "combobox"], ["aria-expanded", "false"], ["aria-controls", "search-offers"], ["aria-autocomplete", "list"]]) {
      this.input.setAttribute(name, value);
    }
    for (const kind of ["input", "focus", "keydown", "blur"]) this.input.addEventListener(kind, this);
    this.list.addEventListener("pointerdown", this);
  }

  disconnectedCallback() {
    clearTimeout(this.waiting);
    this.asking?.abort();
    for (const kind of ["input", "focus", "keydown", "blur"]) this.input?.removeEventListener(kind, this);
  }

  handleEvent(event) {
    if (event.type === "keydown") this.press(event);
    else if (event.type === "blur") this.close();
    else if (event.type === "pointerdown") this.choose(event);
    else this.later(event.type === "focus" && this.input.value ? -1 : pause);
  }

  later(wait) {
    clearTimeout(this.waiting);
    if (wait >= 0) this.waiting = setTimeout(() => this.ask(), wait);
  }

  async ask() {
    this.asking?.abort();
    this.asking = new AbortController();
    try {
      const answer = await fetch(`/search/offers?q=${encodeURIComponent(this.input.value)}`, { signal: this.asking.signal });
      if (answer.ok && document.activeElement === this.input) this.show(await answer.json());
    } catch {
      this.close(); // typing goes on, or the server is away: the form itself still works
    }
  }

  show(offers) {
    this.at = -1;
    this.list.replaceChildren(...offers.map((offer, place) => this.line(offer, place)));
    this.list.hidden = !offers.length;
    this.input.setAttribute("aria-expanded", String(offers.length > 0));
    this.input.removeAttribute("aria-activedescendant");
  }

  line(offer, place) {
    const line = Object.assign(document.createElement("li"), { className: "search__offer", id: `search-offer-${place}` });
    line.setAttribute("role", "option");
    line.setAttribute("aria-selected", "false");
    line.dataset.path = offer.path;
    const words = Object.assign(document.createElement("bdi"), { textContent: offer.words });
    const about = Object.assign(document.createElement("span"), { className: "search__about", textContent: offer.about });
    line.append(words, about);
    return line;
  }

  press(event) {
    const lines = [...this.list.children];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && lines.length && !this.list.hidden) {
      event.preventDefault();
      this.at = (this.at + step + lines.length + (this.at < 0 && step < 0 ? 1 : 0)) % lines.length;
      lines.forEach((line, place) => line.setAttribute("aria-selected", String(place === this.at)));
      this.input.setAttribute("aria-activedescendant", lines[this.at].id);
    } else if (event.key === "Enter" && this.at >= 0 && !this.list.hidden) {
      event.preventDefault();
      location.assign(lines[this.at].dataset.path);
    } else if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      this.close();
    }
  }

  choose(event) {
    const line = event.target.closest("[data-path]");
    event.preventDefault();
    if (line) location.assign(line.dataset.path);
  }

  close() {
    clearTimeout(this.waiting);
    this.at = -1;
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}

customElements.define("search-box", SearchBox);
