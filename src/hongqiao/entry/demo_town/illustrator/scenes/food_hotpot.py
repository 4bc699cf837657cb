"""The hotpot scene."""

from __future__ import annotations

import math
import random

from hongqiao.entry.demo_town.illustrator.bits import leaf, steam
from hongqiao.entry.demo_town.illustrator.canvas import Canvas, d
from hongqiao.entry.demo_town.illustrator.palette import Palette, oklch, shade, tint
from hongqiao.entry.demo_town.illustrator.registry import scene

_GREEN = oklch(0.66, 0.15, 140)


@scene("hotpot", "food")
def hotpot(c: Canvas, p: Palette, rng: random.Random) -> str:
    """A divided hotpot from above, with plates around it."""
    c.fill_all(p.table if not p.dark else p.mid)
    c.circle(150, 202, 210, tint(p.table if not p.dark else p.mid, 0.05))
    corners = [(34, 60), (268, 66), (30, 340), (266, 346)]
    rng.shuffle(corners)
    for (x, y), fill in zip(corners, (_greens_plate, _meat_plate, _mushroom_plate, _dip_bowl), strict=True):
        c.circle(x + 5, y + 8, 58, p.shadow, opacity=0.25)
        c.circle(x, y, 58, p.light)
        c.ring(x, y, 50, rng.choice((p.accent, p.accent2)), 3)
        fill(c, p, rng, x, y)
    _divided_pot(c, p, rng)
    steam(c, 150, 190, rng.choice((2, 3)), gap=44, height=96, opacity=0.55, width=7)
    c.line(300, 176, 190, 216, p.ink, 6)
    c.line(304, 194, 192, 226, p.accent2, 6)
    return "A hotpot with two broths and plates around it"


def _divided_pot(c: Canvas, p: Palette, rng: random.Random) -> None:
    """The pot with a winding wall between red and clear broth."""
    metal, red, clear = oklch(0.78, 0.012, 80), oklch(0.55, 0.19, 30), oklch(0.86, 0.075, 88)
    c.circle(156, 212, 106, p.shadow, opacity=0.3)
    for x in (40, 260):
        c.ring(x, 202, 15, shade(metal, 0.2), 8)
    c.circle(150, 202, 106, metal)
    c.circle(150, 202, 96, shade(metal, 0.16))
    turn = c.pick((0, 28, -28, 180))
    with c.group(150, 202, rotate=turn):
        c.circle(0, 0, 91, clear)
        c.path("M0 -91A91 91 0 0 1 0 91A45.5 45.5 0 0 1 0 0A45.5 45.5 0 0 0 0 -91z", red)
        c.stroke("M0 91A45.5 45.5 0 0 1 0 0A45.5 45.5 0 0 0 0 -91", metal, 6)
        for x, y in ((52, -50), (70, -6), (44, 34), (64, 48), (26, 66), (-2, 30)):
            _red_morsel(c, x + rng.uniform(-5, 5), y + rng.uniform(-5, 5), rng)
        for x, y in ((-50, 50), (-70, 8), (-40, -30), (-62, -44), (-24, -64), (-26, 4)):
            _clear_morsel(c, x + rng.uniform(-5, 5), y + rng.uniform(-5, 5), rng)


def _red_morsel(c: Canvas, x: float, y: float, rng: random.Random) -> None:
    """Something floating in the hot broth: chilli, tofu, lotus slice."""
    kind = rng.choice(("chilli", "tofu", "lotus", "chilli"))
    with c.group(x, y, rotate=rng.uniform(0, 180)):
        if kind == "chilli":
            c.path("M-15 0C-6 -7 8 -6 17 2C8 6 -8 8 -15 0z", oklch(0.68, 0.2, 34))
            c.line(-15, 0, -20, -2, _GREEN, 3)
        elif kind == "tofu":
            c.rect(-10, -8, 20, 16, oklch(0.95, 0.03, 90), rx=3)
            c.rect(2, -8, 8, 16, oklch(0.88, 0.04, 88), rx=3)
        else:
            c.circle(0, 0, 13, oklch(0.93, 0.035, 80))
            for index in range(6):
                c.circle(7 * math.cos(index * 1.047), 7 * math.sin(index * 1.047), 2.4, oklch(0.66, 0.12, 45))


def _clear_morsel(c: Canvas, x: float, y: float, rng: random.Random) -> None:
    """Something floating in the clear broth: fish ball, corn, mushroom, leaf."""
    kind = rng.choice(("ball", "corn", "mushroom", "leaf"))
    if kind == "ball":
        c.circle(x, y, 11, "#fffaf2")
        c.path(d("M", x - 2, y + 11, "a11 11 0 0 0 13-13c-2 8-6 12-13 13z"), "#e3d8c6")
    elif kind == "corn":
        c.circle(x, y, 13, oklch(0.83, 0.15, 88))
        for index in range(10):
            c.circle(
                x + 9 * math.cos(index * 0.628), y + 9 * math.sin(index * 0.628), 3, oklch(0.89, 0.13, 92)
            )
        c.circle(x, y, 5, oklch(0.94, 0.05, 92))
    elif kind == "mushroom":
        c.circle(x, y, 12, oklch(0.48, 0.07, 55))
        c.stroke(d("M", x - 6, y, "h12M", x, y - 6, "v12"), oklch(0.86, 0.05, 80), 3)
    else:
        leaf(c, x - 8, y + 10, 28, _GREEN, rotate=40, vein="#2f6b33", width=0.6)


def _greens_plate(c: Canvas, p: Palette, rng: random.Random, x: float, y: float) -> None:
    """Cabbage and other leaves."""
    for index in range(7):
        leaf(
            c,
            x,
            y,
            44,
            (p.leaf_light, p.leaf, _GREEN)[index % 3],
            rotate=index * 51,
            vein="#e9f3d8",
            width=0.7,
        )


def _meat_plate(c: Canvas, p: Palette, rng: random.Random, x: float, y: float) -> None:
    """Thin rolls of meat in a ring."""
    meat = oklch(0.66, 0.13, 20)
    for index in range(7):
        with c.group(x, y, rotate=index * 51.4):
            c.rect(12, -8, 34, 17, meat, rx=8)
            c.stroke("M18 -3h22M20 3h20", oklch(0.92, 0.03, 30), 2.4)
    c.circle(x, y, 12, oklch(0.92, 0.03, 30))


def _mushroom_plate(c: Canvas, p: Palette, rng: random.Random, x: float, y: float) -> None:
    """Brown mushroom caps."""
    for dx, dy in ((-22, -16), (12, -26), (28, 6), (-6, 4), (-26, 20), (12, 30)):
        c.circle(x + dx + 2, y + dy + 3, 15, p.shadow, opacity=0.2)
        c.circle(x + dx, y + dy, 15, oklch(0.50, 0.07, 55))
        c.stroke(d("M", x + dx - 7, y + dy, "h14M", x + dx, y + dy - 7, "v14"), oklch(0.86, 0.05, 80), 3.4)


def _dip_bowl(c: Canvas, p: Palette, rng: random.Random, x: float, y: float) -> None:
    """A bowl of sesame dip with spring onion."""
    c.circle(x, y, 40, shade(p.light, 0.1))
    c.circle(x, y + 1, 36, oklch(0.66, 0.10, 65))
    c.stroke(d("M", x - 20, y, "a20 20 0 0 1 40 0a15 15 0 0 1-28 4"), tint(oklch(0.66, 0.10, 65), 0.1), 4)
    for _ in range(8):
        c.circle(x + rng.uniform(-24, 24), y + rng.uniform(-22, 24), 3.4, _GREEN)
