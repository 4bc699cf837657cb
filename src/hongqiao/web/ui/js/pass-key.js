// <pass-key kind="get|create" options waits>: asks the browser for a passkey and sends its answer with the form inside.
// With `waits`, keys are also offered in the handle's own list of suggestions, while nobody has pressed anything.
const keys = window.PublicKeyCredential;
const able = window.isSecureContext && keys?.parseRequestOptionsFromJSON && keys?.parseCreationOptionsFromJSON;

class PassKey extends HTMLElement {
  #asking = null;

  connectedCallback() {
    if (!able) return;
    this.hidden = false;
    this.addEventListener("submit", this);
    for (const hint of document.querySelectorAll("[data-without-passkeys]")) hint.hidden = true;
    if (this.hasAttribute("waits")) this.#wait();
  }

  disconnectedCallback() {
    this.#asking?.abort();
    this.removeEventListener("submit", this);
  }

  handleEvent(event) {
    if (event.target.elements.answer.value) return;
    event.preventDefault();
    this.#ask();
  }

  async #wait() {
    if (!(await keys.isConditionalMediationAvailable?.())) return;
    try {
      this.#send(await this.#credential({ mediation: "conditional" }));
    } catch {
      // Nobody chose a key from the list: the password and the button are still there.
    }
  }

  async #ask() {
    const trouble = this.querySelector("[data-trouble]");
    trouble.textContent = "";
    try {
      this.#send(await this.#credential({}));
    } catch {
      trouble.textContent = trouble.dataset.trouble;
    }
  }

  // One question at a time: the browser refuses a second.
  #credential(how) {
    this.#asking?.abort();
    this.#asking = new AbortController();
    const options = JSON.parse(this.getAttribute("options"));
    const asked = { ...how, signal: this.#asking.signal };
    return this.getAttribute("kind") === "create"
      ? navigator.credentials.create({ ...asked, publicKey: keys.parseCreationOptionsFromJSON(options) })
      : navigator.credentials.get({ ...asked, publicKey: keys.parseRequestOptionsFromJSON(options) });
  }

  #send(credential) {
    if (!credential) throw new TypeError("no credential");
    const form = this.querySelector("form");
    form.elements.answer.value = JSON.stringify(credential.toJSON());
    form.requestSubmit();
  }
}

customElements.define("pass-key", PassKey);
