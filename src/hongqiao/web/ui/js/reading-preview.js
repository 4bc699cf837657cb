// <reading-preview src>: a draft as readers will see it, while its translation is made: words first, then the piece.
class ReadingPreview extends HTMLElement {
  #stream = null;

  connectedCallback() {
    if (!this.hasAttribute("done")) this.#listen();
  }

  disconnectedCallback() {
    this.#stream?.close();
  }

  #listen() {
    this.#stream = new EventSource(this.getAttribute("src"));
    this.#stream.addEventListener("part", (event) => this.#hear(JSON.parse(event.data)));
    this.#stream.addEventListener("reading", (event) => this.#show(JSON.parse(event.data).html));
    this.#stream.addEventListener("end", () => this.#stream.close());
  }

  // Words so far, before the checks: shown in the place of what waits.
  #hear({ ref, words }) {
    const place = this.querySelector(`[data-part="${CSS.escape(ref)}"]`);
    if (!place) return;
    place.setAttribute("aria-busy", "true");
    place.setAttribute("dir", "auto");
    place.textContent = words;
  }

  #show(html) {
    const template = document.createElement("template");
    template.innerHTML = html.trim();
    this.replaceChildren(template.content);
  }
}

customElements.define("reading-preview", ReadingPreview);
