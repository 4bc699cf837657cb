// Buttons that are on or off (like, save, follow): they answer at once, then tell the server, and go back if it says no.
import { count, say, toast } from "./page-words.js";
import { post } from "./server.js";

const busy = new Map();

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-press]");
  if (!button || event.defaultPrevented) return;
  event.preventDefault();
  document.documentElement.classList.add("has-pressed");
  const address = button.getAttribute("formaction");
  const on = button.getAttribute("aria-pressed") !== "true";
  show(address, on);
  tell(address, on, button.dataset.says);
});

function show(address, on) {
  for (const button of document.querySelectorAll(`[data-press][formaction="${CSS.escape(address)}"]`)) {
    button.setAttribute("aria-pressed", String(on));
    button.value = on ? "off" : "on";
    if ("filled" in button.dataset) button.classList.toggle("button--primary", !on);
    const number = button.querySelector("[data-count]");
    if (!number) continue;
    number.dataset.count = Math.max(0, Number(number.dataset.count) + (on ? 1 : -1));
    const silent = number.dataset.count === "0" && button.matches(".comment__like");
    number.textContent = silent ? "" : count(Number(number.dataset.count));
  }
}

// One request at a time for each address; a press meanwhile is sent afterwards, if it still makes a difference.
async function tell(address, on, saysWhat) {
  if (busy.has(address)) {
    busy.set(address, on);
    return;
  }
  busy.set(address, on);
  const answer = await post(address, new URLSearchParams({ to: on ? "on" : "off" }));
  const wanted = busy.get(address);
  busy.delete(address);
  if (!answer) {
    if (wanted === on) show(address, !on);
  } else if (wanted !== on) {
    tell(address, wanted, saysWhat);
  } else if (saysWhat === "saved") {
    toast(say(on ? "saved" : "unsaved"));
  }
}
