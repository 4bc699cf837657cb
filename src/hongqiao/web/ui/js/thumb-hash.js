// Blurred stand-ins for pictures that are still on their way, decoded from 25 bytes (ThumbHash, evanw, public domain).
const waves = (values, nx, ny, scale) => ({ values, nx, ny, scale });

function read(bytes) {
  const head = bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
  const more = bytes[3] | (bytes[4] << 8);
  const hasAlpha = head >> 23;
  const wide = more >> 15;
  const lx = Math.max(3, wide ? (hasAlpha ? 5 : 7) : more & 7);
  const ly = Math.max(3, wide ? more & 7 : hasAlpha ? 5 : 7);
  let at = 0;
  const start = hasAlpha ? 6 : 5;
  const channel = (nx, ny, scale) => {
    const values = [];
    for (let cy = 0; cy < ny; cy++) {
      for (let cx = cy ? 0 : 1; cx * ny < nx * (ny - cy); cx++) {
        values.push((((bytes[start + (at >> 1)] >> ((at++ & 1) << 2)) & 15) / 7.5 - 1) * scale);
      }
    }
    return waves(values, nx, ny, scale);
  };
  return {
    l: { base: (head & 63) / 63, ...channel(lx, ly, ((head >> 18) & 31) / 31) },
    p: { base: ((head >> 6) & 63) / 31.5 - 1, ...channel(3, 3, (((more >> 3) & 63) / 63) * 1.25) },
    q: { base: ((head >> 12) & 63) / 31.5 - 1, ...channel(3, 3, (((more >> 9) & 63) / 63) * 1.25) },
    ratio: lx / ly,
  };
}

function sum({ base, values, nx, ny }, fx, fy) {
  let total = base;
  for (let cy = 0, at = 0; cy < ny; cy++) {
    for (let cx = cy ? 0 : 1, twice = fy[cy] * 2; cx * ny < nx * (ny - cy); cx++, at++) total += values[at] * fx[cx] * twice;
  }
  return total;
}

const cosines = (position, size) => Array.from({ length: 7 }, (_, wave) => Math.cos((Math.PI / size) * (position + 0.5) * wave));

function draw(canvas, bytes) {
  const { l, p, q, ratio } = read(bytes);
  const width = Math.round(ratio > 1 ? 32 : 32 * ratio);
  const height = Math.round(ratio > 1 ? 32 / ratio : 32);
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d");
  const image = context.createImageData(width, height);
  for (let y = 0, at = 0; y < height; y++) {
    const fy = cosines(y, height);
    for (let x = 0; x < width; x++, at += 4) {
      const fx = cosines(x, width);
      const light = sum(l, fx, fy);
      const blue = light - (2 / 3) * sum(p, fx, fy);
      const red = (3 * light - blue + sum(q, fx, fy)) / 2;
      const green = red - sum(q, fx, fy);
      image.data.set([red * 255, green * 255, blue * 255, 255], at);
    }
  }
  context.putImageData(image, 0, 0);
}

// Paints every picture under `root` that has a data-thumb and hasn't arrived yet; about half a millisecond each.
export function paintThumbs(root) {
  for (const picture of root.querySelectorAll("img[data-thumb]")) {
    const hash = picture.dataset.thumb;
    delete picture.dataset.thumb;
    if (picture.complete && picture.naturalWidth) continue;
    const canvas = document.createElement("canvas");
    try {
      draw(canvas, Uint8Array.from(atob(hash), (sign) => sign.charCodeAt(0)));
    } catch {
      continue;
    }
    Object.assign(picture.style, { backgroundImage: `url(${canvas.toDataURL()})`, backgroundSize: "cover" });
    picture.addEventListener("load", () => picture.style.removeProperty("background-image"), { once: true });
  }
}
