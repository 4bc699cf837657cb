// Words that scripts say, in the interface language, as the page brought them; and short messages on the shelf.
const shelf = document.getElementById("toasts");

export const say = (name) => shelf?.dataset[name] ?? "";

export const locale = document.documentElement.lang || "en";

const compact = new Intl.NumberFormat(locale, { notation: "compact", maximumFractionDigits: 1 });
export const count = (number) => compact.format(number);

export function toast(words, shownMs = 5000) {
  if (!shelf || !words) return;
  const line = document.createElement("p");
  line.className = "toast";
  const said = document.createElement("span");
  said.textContent = words;
  const close = document.createElement("button");
  close.className = "toast__act";
  close.type = "button";
  close.textContent = say("close");
  close.addEventListener("click", () => line.remove());
  line.append(said, close);
  shelf.replaceChildren(line);
  setTimeout(() => line.remove(), shownMs);
}
