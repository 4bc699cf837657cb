// <picture-reel>: the buttons, the number and the dots of a gallery that already scrolls by itself.
class PictureReel extends HTMLElement {
  connectedCallback() {
    this.reel = this.querySelector(".gallery__reel");
    this.onScroll = () => this.show();
    this.reel.addEventListener("scroll", this.onScroll, { passive: true });
    this.addEventListener("click", this);
    this.show();
  }

  disconnectedCallback() {
    this.reel.removeEventListener("scroll", this.onScroll);
    this.removeEventListener("click", this);
  }

  get here() {
    return Math.round(Math.abs(this.reel.scrollLeft) / (this.reel.clientWidth || 1));
  }

  handleEvent(event) {
    const button = event.target.closest("[data-turn]");
    if (!button) return;
    const frame = this.reel.children[this.here + Number(button.dataset.turn)];
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    frame?.scrollIntoView({ behavior: calm ? "auto" : "smooth", block: "nearest", inline: "start" });
  }

  show() {
    const here = this.here;
    if (here === this.shown) return;
    this.shown = here;
    const number = this.querySelector("[data-here]");
    if (number) number.textContent = new Intl.NumberFormat(document.documentElement.lang).format(here + 1);
    this.querySelectorAll(".gallery__dot").forEach((dot, at) => dot.classList.toggle("gallery__dot--here", at === here));
    const last = this.reel.children.length - 1;
    const back = this.querySelector('[data-turn="-1"]');
    const on = this.querySelector('[data-turn="1"]');
    if (back) back.hidden = here === 0;
    if (on) on.hidden = here >= last;
  }
}

customElements.define("picture-reel", PictureReel);
