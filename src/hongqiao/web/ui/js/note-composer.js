// <note-composer draft>: keeps the draft while one writes, takes dropped and pasted pictures, shows the card as it grows.
import { say, toast } from "./page-words.js";
import { post, token } from "./server.js";
import { arrange, renumber } from "./picture-order.js";
import { send } from "./picture-upload.js";

const KEEP_AFTER_MS = 800;
const sizes = [[7.5, "short"], [12.5, "plain-size"], [19.5, "long"], [30, "longest"], [55, "small"], [Infinity, "smallest"]];
const wide = /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]/u;

class NoteComposer extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.list = this.querySelector(".composer__pictures");
    this.add = this.list.querySelector(".composer__add");
    this.form.addEventListener("input", () => this.changed());
    this.form.addEventListener("submit", () => clearTimeout(this.keepLater));
    this.add.querySelector("input").addEventListener("change", ({ target }) => {
      this.take(target.files);
      target.value = "";
    });
    this.addEventListener("click", this);
    for (const kind of ["dragover", "dragleave", "drop", "paste"]) this.addEventListener(kind, this);
    arrange(this.list, () => this.changed());
    // The draft's own address, so that loading the page again finds what was kept.
    history.replaceState(history.state, "", `/compose/${this.getAttribute("draft")}`);
  }

  handleEvent(event) {
    if (event.type === "click") this.pressed(event);
    else if (event.type === "paste") this.takeFrom(event, event.clipboardData);
    else if (event.dataTransfer?.types.includes("Files")) this.dropped(event);
  }

  pressed(event) {
    const remove = event.target.closest("[data-remove]");
    if (!remove) return;
    event.preventDefault();
    this.remove(remove);
  }

  dropped(event) {
    event.preventDefault();
    this.form.classList.toggle("composer__form--over", event.type === "dragover");
    if (event.type === "drop") this.takeFrom(event, event.dataTransfer);
  }

  takeFrom(event, source) {
    if (!source?.files.length) return;
    event.preventDefault();
    this.take(source.files);
  }

  // Sends each picture by itself, two at a time: more would only wait on the other side.
  async take(files) {
    const room = Number(this.list.dataset.most) - this.list.querySelectorAll(".composer__picture").length;
    const pictures = [...files].filter((file) => file.type.startsWith("image/") || /\.hei[cf]$/i.test(file.name));
    const queue = pictures.slice(0, Math.max(0, room)).map((file) => [file, this.placeFor(file)]);
    const work = async () => {
      for (let next = queue.shift(); next; next = queue.shift()) await this.upload(...next);
    };
    await Promise.all([work(), work()]);
  }

  placeFor(file) {
    const holder = document.createElement("li");
    holder.className = "composer__picture composer__picture--coming";
    holder.innerHTML = '<div class="composer__frame"><img alt=""><progress class="composer__progress" max="100" value="0"></progress></div>';
    const address = URL.createObjectURL(file);
    holder.querySelector("img").src = address;
    holder.querySelector("img").addEventListener("load", () => URL.revokeObjectURL(address), { once: true });
    holder.querySelector("progress").setAttribute("aria-label", file.name);
    this.add.before(holder);
    return holder;
  }

  async upload(file, holder) {
    const bar = holder.querySelector("progress");
    const { html, words } = await send(`/compose/${this.getAttribute("draft")}/pictures`, file, token(), (part) => {
      bar.value = part;
    });
    if (html) holder.outerHTML = html;
    else {
      holder.remove();
      toast(`${file.name}: ${words || say("failed")}`, 9000);
    }
    this.changed();
  }

  async remove(button) {
    const picture = button.closest("li");
    picture.hidden = true;
    if (await post(button.getAttribute("formaction"), new URLSearchParams())) picture.remove();
    else picture.hidden = false;
    this.add.querySelector("input").focus();
    this.changed();
  }

  changed() {
    const count = renumber(this.list);
    const shown = this.querySelector("[data-pictures]");
    if (shown) shown.textContent = count;
    this.form.classList.toggle("composer__form--pictured", count > 0);
    this.preview();
    clearTimeout(this.keepLater);
    this.keepLater = setTimeout(() => this.keep(), KEEP_AFTER_MS);
  }

  async keep() {
    const fields = new FormData(this.form);
    fields.delete("pictures");
    const answer = await post(`/compose/${this.getAttribute("draft")}/draft`, new URLSearchParams(fields));
    const line = this.querySelector("[data-kept]");
    if (answer && line) line.textContent = line.dataset.words;
  }

  preview() {
    const title = this.querySelector("[data-preview-title]");
    const words = this.form.elements.title.value.trim() || title.dataset.empty;
    title.textContent = words;
    for (const cover of this.querySelectorAll("[data-cover-of=title]")) {
      cover.textContent = words;
      fit(cover.closest(".text-card"), words);
    }
    this.previewCover();
  }

  previewCover() {
    const cover = this.querySelector("[data-preview-cover]");
    const style = this.form.elements.cover_style.value;
    const first = style ? null : this.list.querySelector(".composer__picture:not([hidden], .composer__picture--coming) img");
    const chosen = first ?? this.querySelector(`.composer__style--${style || "plain"} .text-card`);
    const copy = chosen.cloneNode(true);
    if (first) copy.className = "note-card__picture";
    cover.replaceChildren(copy);
  }
}

// The size class of a text cover: the same steps as the server's.
function fit(card, words) {
  const width = [...words].reduce((sum, sign) => sum + (wide.test(sign) ? 1 : 0.53), 0);
  const fitting = sizes.find(([below]) => width < below)[1];
  for (const [, size] of sizes) card.classList.toggle(`text-card--${size}`, size === fitting);
}

customElements.define("note-composer", NoteComposer);
