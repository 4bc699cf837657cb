"""Reusable things of rooms and tables, drawn on a canvas: cloth, crockery, pots, books, windows, lamps."""

from __future__ import annotations

import random
from collections.abc import Sequence

from .canvas import Canvas, Point, d, number, points_path
from .nature import leaf, sprig
from .palette import Palette, mix, shade, tint


def room(c: Canvas, p: Palette, floor: float = 300, *, plain: bool = False) -> None:
    """Wall above `floor` and table or floor below, with a lit edge."""
    c.fill_all(p.wall)
    c.rect(-2, floor, 304, 404 - floor, p.table)
    if not plain:
        c.rect(-2, floor, 304, 8, p.edge)


def planks(c: Canvas, rng: random.Random, top: float, bottom: float, base: str, rows: int = 5) -> None:
    """Boards seen from above, with seams and grain."""
    high = (bottom - top) / rows
    for row in range(rows):
        y = top + row * high
        c.rect(-2, y, 304, high + 0.5, tint(base, (0, 0.025, -0.012)[row % 3]))
        c.rect(-2, y, 304, 1.8, shade(base, 0.07))
        seam = rng.uniform(30, 270)
        c.rect(seam, y, 1.8, high, shade(base, 0.07))
        for _ in range(2):
            x, at = rng.uniform(0, 240), y + rng.uniform(0.25, 0.8) * high
            c.curve([(x, at), (x + 26, at - 2.5), (x + 60, at + 1)], shade(base, 0.05), 1.6)


def cloth(c: Canvas, points: Sequence[Point], p: Palette, fill: str, *, stripe: str | None = None) -> None:
    """A folded napkin given by its corners, with stripes along its first side."""
    c.polygon([(x + 4, y + 6) for x, y in points], p.shadow, opacity=0.22)
    c.polygon(points, fill)
    if stripe:
        with c.clip(points_path(points)):
            (x1, y1), (x2, y2), (x3, y3) = points[0], points[1], points[2]
            for share in (0.14, 0.22, 0.78, 0.86):
                c.line(
                    x1 + (x3 - x2) * share,
                    y1 + (y3 - y2) * share,
                    x2 + (x3 - x2) * share,
                    y2 + (y3 - y2) * share,
                    stripe,
                    3,
                )


def check(
    c: Canvas, x: float, y: float, w: float, h: float, ground: str, band: str, step: float = 24
) -> None:
    """Gingham: bands across and down."""
    c.rect(x, y, w, h, ground)
    with c.clip(f"M{number(x)} {number(y)}h{number(w)}v{number(h)}h{number(-w)}z"):
        for index in range(int(w / step / 2) + 1):
            c.rect(x + index * step * 2, y, step, h, band, opacity=0.55)
        for index in range(int(h / step / 2) + 1):
            c.rect(x, y + index * step * 2, w, step, band, opacity=0.55)


def mug(
    c: Canvas,
    x: float,
    y: float,
    size: float,
    fill: str,
    *,
    handle: int = 1,
    stripe: str | None = None,
    inside: str | None = None,
) -> None:
    """A mug standing on (x, y), `size` high; handle right (1) or left (-1)."""
    with c.group(x, y, scale=size / 40):
        c.stroke(
            f"M{15 * handle} -30c{14 * handle} -2 {15 * handle} 20 {-1 * handle} 20", shade(fill, 0.08), 5
        )
        c.path("M-17 -40H17V-8q0 8-9 8H-8q-9 0-9-8z", fill)
        c.path("M7 -40H17V-8q0 8-9 8h-5q4-3 4-9z", shade(fill, 0.1))
        if stripe:
            c.rect(-17, -26, 34, 6, stripe)
        c.ellipse(0, -40, 17, 4.2, shade(fill, 0.06))
        c.ellipse(0, -39.6, 14, 2.9, inside or shade(fill, 0.3))


def bowl(c: Canvas, x: float, y: float, w: float, h: float, fill: str, *, foot: float = 0.4) -> None:
    """A bowl seen from the side with its rim at y; `w` wide, `h` deep, on a small foot."""
    half, base = w / 2, w * foot / 2
    c.path(d("M", x - base, y + h - 8, "h", base * 2, "l-3 12h", 6 - base * 2, "z"), shade(fill, 0.13))
    right = d("c", 0, h * 0.66, -w * 0.22, h, -half, h)
    c.path(d("M", x - half, y, "h", w) + right + d("S", x - half, y + h * 0.66, x - half, y, "z"), fill)
    shaded = d("c", w * 0.2, -h * 0.1, w * 0.33, -h * 0.5, w * 0.35, -h, "z")
    c.path(d("M", x + half, y) + right + shaded, shade(fill, 0.09))


def pot(c: Canvas, x: float, y: float, w: float, h: float, fill: str) -> None:
    """A flower pot standing on (x, y)."""
    half, rim = w / 2, h * 0.24
    c.path(
        points_path(
            [(x - half * 0.9, y - h), (x + half * 0.9, y - h), (x + half * 0.66, y), (x - half * 0.66, y)]
        ),
        fill,
    )
    c.path(
        points_path(
            [(x + half * 0.3, y - h), (x + half * 0.9, y - h), (x + half * 0.66, y), (x + half * 0.2, y)]
        ),
        shade(fill, 0.09),
    )
    c.rect(x - half, y - h - rim * 0.2, w, rim, tint(fill, 0.04), rx=2)
    c.rect(x + half * 0.34, y - h - rim * 0.2, half * 0.66, rim, shade(fill, 0.05), rx=2)


def pot_plant(
    c: Canvas, x: float, y: float, size: float, p: Palette, rng: random.Random, fill: str | None = None
) -> None:
    """A small potted plant of `size` height standing on (x, y); its kind varies."""
    kind = rng.choice(("blades", "round", "sprig", "cactus"))
    top = y - size * 0.36
    if kind == "blades":
        for turn, long in ((-48, 0.6), (48, 0.58), (-26, 0.72), (26, 0.74), (0, 0.8)):
            leaf(c, x, top, size * long * 0.85, p.leaf if turn % 4 else p.leaf_dark, rotate=turn, width=0.34)
    elif kind == "round":
        for dx, dy, r in (
            (-0.2, 0.12, 0.19),
            (0.2, 0.12, 0.19),
            (-0.1, 0.32, 0.2),
            (0.13, 0.3, 0.18),
            (0, 0.14, 0.2),
        ):
            c.circle(x + dx * size, top - dy * size, r * size, p.leaf if dy > 0.2 else p.leaf_dark)
    elif kind == "sprig":
        for turn in (-26, 26, 0):
            sprig(c, x, top + 2, size * 0.62, p.leaf_light if turn == 0 else p.leaf, p.leaf_dark, rotate=turn)
    else:
        c.rect(x - size * 0.13, top - size * 0.5, size * 0.26, size * 0.56, p.leaf, rx=size * 0.13)
        c.stroke(
            f"M{number(x)} {number(top - size * 0.16)}h{number(size * 0.24)}v{number(-size * 0.16)}",
            p.leaf,
            size * 0.12,
        )
        c.circle(x, top - size * 0.5, size * 0.06, p.accent2)
    pot(c, x, y, size * 0.44, size * 0.36, fill or p.accent)


def book(
    c: Canvas, x: float, y: float, w: float, h: float, fill: str, mark: str, *, rotate: float = 0
) -> None:
    """A book standing upright with its foot at (x, y), marked by two bands."""
    with c.group(x, y, rotate=rotate):
        c.rect(0, -h, w, h, fill, rx=1.5)
        c.rect(w - max(2.0, w * 0.22), -h, max(2.0, w * 0.22), h, shade(fill, 0.07), rx=1)
        c.rect(0, -h * 0.86, w, 3, mark)
        c.rect(0, -h * 0.2, w, 3, mark)


def book_row(
    c: Canvas, rng: random.Random, x: float, y: float, width: float, tall: float, colours: Sequence[str]
) -> None:
    """Upright books filling `width` from x on a shelf at y, the tallest about `tall`."""
    at, last = x, ""
    while at < x + width - 8:
        wide = min(rng.choice((9, 11, 13, 16)), x + width - at)
        fill = rng.choice([colour for colour in colours if colour != last])
        last = fill
        book(
            c,
            at,
            y,
            wide - 0.8,
            tall * rng.uniform(0.72, 1),
            fill,
            rng.choice([k for k in colours if k != fill]),
        )
        at += wide


def book_pile(
    c: Canvas,
    rng: random.Random,
    x: float,
    y: float,
    width: float,
    count: int,
    colours: Sequence[str],
    page: str = "#f7efe0",
) -> float:
    """Lying books piled on (x, y), centred; returns the height of the pile's top."""
    for index in range(count):
        wide, high = width * rng.uniform(0.78, 1), rng.choice((11, 13, 15))
        left, fill = x - wide / 2 + rng.uniform(-4, 4), colours[index % len(colours)]
        c.rect(left, y - high, wide, high, fill, rx=2)
        if index % 3 == 1:
            for share in (0.12, 0.84):
                c.rect(left + wide * share, y - high, 4, high, tint(fill, 0.16))
            c.rect(left + wide * 0.34, y - high / 2 - 1.5, wide * 0.32, 3, tint(fill, 0.16), rx=1.5)
        else:
            inner = left + 0.5 if index % 2 else left + wide * 0.12
            c.rect(inner, y - high + 3, wide * 0.88 - 0.5, high - 6, page)
            c.rect(inner, y - high / 2 - 0.5, wide * 0.88 - 0.5, 1, shade(page, 0.1))
        y -= high
    return y


def string_lights(
    c: Canvas,
    p: Palette,
    x1: float,
    y1: float,
    x2: float,
    y2: float,
    *,
    sag: float = 26,
    count: int = 9,
    colours: Sequence[str] = (),
    glow: bool = True,
) -> None:
    """A sagging string of small lamps between two points."""
    c.stroke(
        d("M", x1, y1, "Q", (x1 + x2) / 2, (y1 + y2) / 2 + sag * 2, x2, y2),
        p.ink,
        1.6,
    )
    for index in range(count):
        t = (index + 0.5) / count
        x = x1 + (x2 - x1) * t
        y = y1 + (y2 - y1) * t + sag * 4 * t * (1 - t) + 5
        if glow:
            c.circle(x, y, 9, p.lamp, opacity=0.25)
        c.circle(x, y, 4.2, colours[index % len(colours)] if colours else p.lamp)


def window_frame(
    c: Canvas,
    x: float,
    y: float,
    w: float,
    h: float,
    frame: str,
    glass: str,
    *,
    across: int = 2,
    down: int = 2,
    bar: float = 6,
    arch: bool = False,
) -> str:
    """A window pane with bars; returns the path data of its glass, for clipping a view drawn beforehand."""
    over = d("a", w / 2, w / 2, "0 0 1", w, 0) if arch else d("h", w)
    outline = d("M", x, y + h, "V", y + (w / 2 if arch else 0), over, "V", y + h, "z")
    c.stroke(outline, frame, bar * 2, fill=glass)
    window_bars(c, x, y, w, h, frame, across=across, down=down, bar=bar)
    return outline


def window_bars(
    c: Canvas,
    x: float,
    y: float,
    w: float,
    h: float,
    frame: str,
    *,
    across: int = 2,
    down: int = 2,
    bar: float = 6,
) -> None:
    """Only the bars of a window, to be drawn over its view."""
    for index in range(1, across):
        c.rect(x + w * index / across - bar / 2, y, bar, h, frame)
    for index in range(1, down):
        c.rect(x, y + h * index / down - bar / 2, w, bar, frame)


def basket(c: Canvas, x: float, y: float, w: float, h: float, fill: str) -> None:
    """A woven basket without handle standing on (x, y)."""
    outline = points_path([(x - w / 2, y - h), (x + w / 2, y - h), (x + w * 0.4, y), (x - w * 0.4, y)])
    c.path(outline, fill)
    with c.clip(outline):
        rows, columns = max(2, int(h / 9)), max(4, int(w / 12))
        for row in range(rows):
            for column in range(columns):
                if (row + column) % 2:
                    c.rect(
                        x - w / 2 + column * w / columns,
                        y - h + row * h / rows,
                        w / columns,
                        h / rows,
                        shade(fill, 0.08),
                    )
    c.rect(x - w / 2 - 3, y - h - 3, w + 6, 7, mix(fill, "#ffffff", 0.15), rx=3.5)
