// <count-left for>: how many signs of a field are used, counted as the reader sees them.
const number = new Intl.NumberFormat(document.documentElement.lang);

class CountLeft extends HTMLElement {
  connectedCallback() {
    this.field = document.getElementById(this.getAttribute("for"));
    this.field?.addEventListener("input", this);
    this.handleEvent();
  }

  disconnectedCallback() {
    this.field?.removeEventListener("input", this);
  }

  handleEvent() {
    if (!this.field) return;
    const used = this.field.value.length;
    this.textContent = `${number.format(used)} / ${number.format(this.field.maxLength)}`;
    this.classList.toggle("field__count--near", used > this.field.maxLength * 0.9);
  }
}

customElements.define("count-left", CountLeft);
