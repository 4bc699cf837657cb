// The order of a draft's pictures: moved by pulling the grip or by the arrow buttons; told to the server by the form itself.
const pictures = (list) => [...list.querySelectorAll(".composer__picture:not([hidden])")];

// Makes the pictures of `list` movable; calls `moved` after each change.
export function arrange(list, moved) {
  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-move]");
    if (!button) return;
    event.preventDefault();
    step(list, button, Number(button.dataset.move));
    moved();
  });
  list.addEventListener("pointerdown", (event) => {
    const picture = event.target.closest(".composer__grip")?.closest("li");
    if (!picture || event.button) return;
    event.preventDefault();
    follow(list, picture, event, moved);
  });
}

function step(list, button, by) {
  const picture = button.closest("li");
  const all = pictures(list);
  const other = all[all.indexOf(picture) + by];
  if (!other) return;
  if (by < 0) other.before(picture);
  else other.after(picture);
  const still = getComputedStyle(button).visibility !== "hidden";
  (still ? button : picture.querySelector(`[data-move="${-by}"]`)).focus();
  picture.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function follow(list, picture, start, moved) {
  const grip = start.target.closest(".composer__grip");
  grip.setPointerCapture(start.pointerId);
  picture.classList.add("composer__picture--moving");
  const move = ({ clientX, clientY }) => {
    const under = document.elementFromPoint(clientX, clientY)?.closest(".composer__picture");
    if (!under || under === picture || under.parentElement !== list) return;
    const all = pictures(list);
    if (all.indexOf(under) < all.indexOf(picture)) under.before(picture);
    else under.after(picture);
  };
  const end = () => {
    grip.removeEventListener("pointermove", move);
    picture.classList.remove("composer__picture--moving");
    moved();
  };
  grip.addEventListener("pointermove", move);
  grip.addEventListener("lostpointercapture", end, { once: true });
}

// Writes each picture's number into its labels; returns how many there are.
export function renumber(list) {
  const all = pictures(list);
  all.forEach((picture, at) => {
    for (const place of picture.querySelectorAll("[data-number]")) place.textContent = at + 1;
  });
  return all.length;
}
