// <rough-position step>: asks the browser where somebody is, rounds it before it is sent, and sends the form.
class RoughPosition extends HTMLElement {
  connectedCallback() {
    this.button = this.querySelector("[data-locate]");
    this.button?.addEventListener("click", this);
  }

  disconnectedCallback() {
    this.button?.removeEventListener("click", this);
  }

  handleEvent() {
    this.button.setAttribute("aria-busy", "true");
    const roughly = { enableHighAccuracy: false, maximumAge: 600_000, timeout: 15_000 };
    navigator.geolocation.getCurrentPosition((found) => this.send(found.coords), () => this.refuse(), roughly);
  }

  send({ latitude, longitude }) {
    const step = Number(this.getAttribute("step"));
    const rounded = (degrees) => (Math.round(degrees / step) * step).toFixed(2);
    const form = this.closest("form");
    form.elements.latitude.value = rounded(latitude);
    form.elements.longitude.value = rounded(longitude);
    form.requestSubmit();
  }

  refuse() {
    this.button.removeAttribute("aria-busy");
    this.querySelector("[data-refused]").hidden = false;
    this.querySelector("details").open = true;
  }
}

customElements.define("rough-position", RoughPosition);
