"""Scenes of fresh things: fruit bowl and market stall."""

from __future__ import annotations

import random

from hongqiao.entry.demo_town.illustrator.bits import bowl, leaf, room, shadow, string_lights
from hongqiao.entry.demo_town.illustrator.canvas import Canvas, d
from hongqiao.entry.demo_town.illustrator.figures import cat_small, person
from hongqiao.entry.demo_town.illustrator.palette import Palette, oklch, shade, tint
from hongqiao.entry.demo_town.illustrator.registry import scene

_FRUIT = {
    "apple": oklch(0.60, 0.19, 25),
    "orange": oklch(0.74, 0.16, 58),
    "pear": oklch(0.80, 0.14, 112),
    "plum": oklch(0.46, 0.13, 325),
    "lemon": oklch(0.88, 0.15, 98),
    "lime": oklch(0.68, 0.16, 132),
}


@scene("fruit-bowl", "food")
def fruit_bowl(c: Canvas, p: Palette, rng: random.Random) -> str:
    """A bowl heaped with fruit in window light."""
    room(c, p, 272)
    with c.group(rng.choice((0, 34, 70)), 0):
        c.polygon([(40, -4), (150, -4), (214, 272), (104, 272)], p.panel, opacity=0.8)
        c.polygon([(92, -4), (100, -4), (164, 272), (156, 272)], p.wall)
        c.polygon([(66, 108), (178, 108), (181, 120), (69, 120)], p.wall)
    shadow(c, 152, 322, 104, 10, p, 0.32)
    if c.seed % 2:
        _grapes(c, 70, 214, rng)
    names = rng.sample(list(_FRUIT), 4)
    heap = [(150, 158, 38), (104, 186, 38), (196, 186, 38), (150, 204, 36), (86, 212, 26), (214, 212, 26)]
    if c.seed % 3 != 1:
        _bananas(c)
    for index, (x, y, r) in enumerate(heap):
        _fruit(c, p, names[index % 4], x, y, r)
    body = c.pick((p.light, p.accent2, p.accent))
    bowl(c, 150, 222, 196, 86, body)
    c.ellipse(150, 222, 98, 7, shade(body, 0.1))
    c.stroke("M64 244C80 270 112 284 150 284", p.accent if body == p.light else p.light, 4)
    _half_lemon(c, 262, 322, c.pick(("lemon", "orange", "lime")))
    _fruit(c, p, names[3], 34, 318, 25)
    _butterfly(c, p, rng.uniform(206, 256), rng.uniform(96, 128))
    return f"A bowl of {names[0]}s and {names[1]}s with a butterfly"


def _fruit(c: Canvas, p: Palette, name: str, x: float, y: float, r: float) -> None:
    """One fruit, centred."""
    fill = _FRUIT[name]
    with c.group(x, y, scale=r / 38):
        if name == "pear":
            c.path("M0 -46C14 -46 16 -28 22 -12C44 6 34 38 0 38S-44 6 -22 -12C-16 -28 -14 -46 0 -46z", fill)
            c.path("M6 -45C15 -42 17 -26 22 -12C44 6 34 38 4 38C28 20 18 -20 6 -45z", shade(fill, 0.07))
        elif name in ("lemon", "lime"):
            c.path("M-44 2C-38 -6 -30 -30 0 -30S38 -6 44 2C38 8 30 34 0 34S-38 8 -44 2z", fill)
            c.path("M12 -28C32 -22 38 -6 44 2C38 8 30 34 4 34C26 20 26 -12 12 -28z", shade(fill, 0.07))
        else:
            c.circle(0, 0, 38, fill)
            c.path("M10 -36.6A38 38 0 0 1 4 37.8C26 20 26 -18 10 -36.6z", shade(fill, 0.07))
        if name in ("apple", "plum", "pear"):
            top = -46 if name == "pear" else -34
            c.stroke(d("M0", top + 6, "q1-12 7-17"), "#5a3a22", 4)
            leaf(c, 3, top + 2, 26, p.leaf, rotate=64, width=0.6)
        elif name == "orange":
            c.circle(0, -26, 4, shade(fill, 0.2))
            for dx, dy in ((-16, -4), (-8, 14), (-22, 10), (4, -8), (10, 10)):
                c.circle(dx, dy, 1.6, shade(fill, 0.08))
        c.path("M-26 -6C-26 -18 -20 -24 -13 -27C-18 -20 -20 -12 -20 -5z", tint(fill, 0.13), opacity=0.8)


def _bananas(c: Canvas) -> None:
    """Two bananas rising behind the heap."""
    skin = oklch(0.87, 0.15, 95)
    for turn, fill in ((10, shade(skin, 0.08)), (-8, skin)):
        with c.group(190, 214, rotate=turn):
            c.path("M20 -4C66 -44 62 -104 26 -122L20 -132L10 -128L14 -116C34 -84 26 -44 -16 -22z", fill)
            c.stroke("M8 -14C44 -44 48 -92 22 -118", shade(skin, 0.14), 2.6)
            c.path("M26 -122L20 -132L10 -128L14 -116z", "#6b4a24")


def _grapes(c: Canvas, x: float, y: float, rng: random.Random) -> None:
    """A bunch hanging over the rim."""
    fill = rng.choice((oklch(0.45, 0.12, 310), oklch(0.76, 0.13, 122)))
    for row, count in enumerate((3, 4, 3, 3, 2, 1)):
        for index in range(count):
            gx = x + (index - (count - 1) / 2) * 17
            c.circle(gx, y - 30 + row * 15, 10, (fill, tint(fill, 0.05))[index % 2])
            c.circle(gx - 3, y - 33 + row * 15, 2.6, tint(fill, 0.18))


def _half_lemon(c: Canvas, x: float, y: float, name: str) -> None:
    """A cut half facing us."""
    fill = _FRUIT[name]
    c.circle(x, y, 27, fill)
    c.circle(x, y, 23, tint(fill, 0.12))
    for index in range(8):
        with c.group(x, y, rotate=index * 45):
            c.path("M0 -3L-7 -18Q0 -23 7 -18z", fill)


def _butterfly(c: Canvas, p: Palette, x: float, y: float) -> None:
    """A small butterfly."""
    with c.group(x, y, rotate=18):
        for side in (1, -1):
            with c.group(scale=(side, 1)):
                c.path("M1 0C4 -18 24 -20 22 -6C20 2 10 2 1 0z", p.accent)
                c.path("M1 0C12 0 18 8 13 14C8 18 2 10 1 0z", p.accent2)
                c.stroke("M0 -7q3-7 7-9", p.ink if not p.dark else p.light, 1.3)
        c.ellipse(0, 0, 1.8, 8, p.ink if not p.dark else p.light)


@scene("market-stall", "food")
def market_stall(c: Canvas, p: Palette, rng: random.Random) -> str:
    """A stall with crates of fruit under a striped awning."""
    c.fill_all(p.sky)
    _houses_behind(c, p, rng)
    c.rect(-2, 318, 304, 86, p.near if not p.dark else p.ink)
    for x in (30, 270):
        c.rect(x - 5, 96, 10, 246, p.wood_dark)
    c.rect(30, 110, 240, 200, p.deep, opacity=0.55)
    _hanging_goods(c, p, rng)
    person(c, 150, 306, 150, p, coat=p.accent2, hat=p.accent, face=rng.choice((0, 1, -1)))
    c.rect(6, 262, 288, 40, p.wood_dark)
    c.polygon([(22, 232), (278, 232), (292, 270), (8, 270)], p.wood)
    names = rng.sample(list(_FRUIT), 4)
    for row, y in enumerate((236, 270)):
        for index in range(4):
            _crate(c, p, 9 + index * 70 + (1 - row) * 2, y, names[(index + row * 2) % 4])
    c.rect(2, 290, 296, 58, p.wood, rx=3)
    c.rect(2, 290, 296, 8, tint(p.wood, 0.1), rx=3)
    for x in range(50, 290, 50):
        c.rect(x, 298, 2.5, 50, p.wood_dark)
    _awning(c, p)
    if p.time in ("dusk", "night"):
        string_lights(c, p, 20, 128, 280, 128, sag=9, count=7)
    cat_small(
        c, rng.choice((52, 246)), 376, 52, p.light if p.dark else p.ink, face=rng.choice((1, -1)), eye=p.lamp
    )
    return f"A market stall with {names[0]}s and {names[1]}s under a striped awning"


def _houses_behind(c: Canvas, p: Palette, rng: random.Random) -> None:
    """Fronts of houses behind the stall."""
    x = -10
    while x < 300:
        wide, high = rng.choice((54, 66, 80)), rng.uniform(10, 60)
        c.rect(
            x, high, wide, 330 - high, p.far if (x // 7) % 2 else tint(p.far, 0.03 if not p.dark else 0.05)
        )
        for y in range(int(high) + 16, 200, 40):
            for dx in (10, wide - 26):
                lit = p.time in ("dusk", "night") and rng.random() < 0.6
                c.rect(x + dx, y, 15, 22, p.lamp if lit else p.mid, rx=1.5)
        x += wide


def _hanging_goods(c: Canvas, p: Palette, rng: random.Random) -> None:
    """Garlic, chillies and a scale under the awning."""
    for x, kind in zip(
        (60, 96, 206, 242), rng.sample(("garlic", "chilli", "garlic", "chilli"), 4), strict=True
    ):
        c.line(x, 120, x, 150, p.light, 1.6)
        for row in range(4):
            y = 152 + row * 11
            if kind == "garlic":
                c.circle(x - 5, y, 6.5, "#fbf3e6")
                c.circle(x + 6, y + 4, 6.5, "#efe3d0")
            else:
                leaf(c, x, y - 4, 19, _FRUIT["apple"], rotate=150, width=0.5)
                leaf(c, x, y - 4, 19, oklch(0.66, 0.19, 32), rotate=210, width=0.5)


def _crate(c: Canvas, p: Palette, x: float, y: float, name: str) -> None:
    """A crate heaped with one fruit, its rim at y."""
    fill = _FRUIT[name]
    for row, (count, dy) in enumerate(((4, 0), (3, -11), (2, -19))):
        for index in range(count):
            cx = x + 35 + (index - (count - 1) / 2) * 15.5
            c.circle(cx, y + dy, 8.6, (fill, tint(fill, 0.05), shade(fill, 0.04))[(index + row) % 3])
            c.circle(cx - 2.6, y + dy - 3, 2, tint(fill, 0.16))
    c.rect(x, y + 3, 66, 22, tint(p.wood, 0.05), rx=2)
    c.rect(x, y + 13, 66, 2, p.wood_dark)
    c.polygon([(x + 42, y + 6), (x + 60, y + 6), (x + 60, y + 20), (x + 42, y + 20)], p.light)


def _awning(c: Canvas, p: Palette) -> None:
    """A striped awning with a scalloped edge."""
    for index in range(8):
        fill = p.accent if index % 2 == 0 else p.light
        top, low = 26 + index * 31, 2 + index * 37
        c.polygon([(top, 56), (top + 31, 56), (low + 37, 112), (low, 112)], fill)
        c.path(d("M", low, 111, "h37v6a18.5 15 0 0 1-37 0z"), shade(fill, 0.05))
    c.rect(24, 50, 252, 8, p.wood_dark, rx=3)
