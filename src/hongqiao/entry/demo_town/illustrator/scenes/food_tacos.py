"""The tacos scene."""

from __future__ import annotations

import random

from hongqiao.entry.demo_town.illustrator.bits import room, shadow
from hongqiao.entry.demo_town.illustrator.canvas import Canvas, d
from hongqiao.entry.demo_town.illustrator.palette import Palette, oklch, shade, tint
from hongqiao.entry.demo_town.illustrator.registry import scene


@scene("tacos", "food")
def tacos(c: Canvas, p: Palette, rng: random.Random) -> str:
    """Tacos in a row under paper banners."""
    room(c, p, 256)
    _paper_banners(c, p)
    count = c.pick((3, 2, 3))
    c.circle(150, 186, 98, p.panel)
    shadow(c, 150, 318, 136, 11, p, 0.32)
    c.ellipse(150, 304, 134, 17, p.accent2)
    c.ellipse(150, 300, 134, 16, p.light)
    c.ellipse(150, 300, 112, 11, shade(p.light, 0.07))
    gap = 78 if count == 3 else 96
    for index in range(count):
        with c.group(
            150 + (index - (count - 1) / 2) * gap - 4,
            302,
            rotate=rng.uniform(-4, 4),
            scale=1.06 if count == 3 else 1.3,
        ):
            _taco(c, p, rng)
    for x, y in ((34, 334), (66, 344))[: rng.randint(1, 2)]:
        _lime(c, x, y)
    _salsa(c, p, 244, 340)
    return f"{count} tacos with lime and salsa under paper banners"


def _paper_banners(c: Canvas, p: Palette) -> None:
    """Cut-paper flags on a string."""
    c.stroke("M-4 22Q150 54 304 22", p.ink if not p.dark else p.light, 1.8)
    fills = [p.accent, p.accent2, p.near if not p.dark else p.light, p.accent, p.accent2]
    for index, x in enumerate((2, 62, 122, 182, 242)):
        y = 26 + 14 * (1 - abs(x - 122) / 130)
        fill = fills[index]
        c.rect(x + 3, y, 50, 40, fill)
        for tooth in range(5):
            c.path(d("M", x + 3 + tooth * 10, y + 40, "h10l-5 9z"), fill)
        hole = p.wall
        with c.group(x + 28, y + 20):
            c.circle(0, 0, 6, hole)
            for turn in range(0, 360, 60):
                with c.group(rotate=turn):
                    c.ellipse(0, -12, 2.4, 4.2, hole)
            for dx in (-18, 18):
                c.path(d("M", dx, -9, "l4 9-4 9-4-9z"), hole)


def _taco(c: Canvas, p: Palette, rng: random.Random) -> None:
    """A folded tortilla with its filling, foot at the origin."""
    shell = oklch(0.82, 0.125, 82)
    c.path("M-46 0C-50 -66 -14 -92 10 -92S60 -66 52 0z", shade(shell, 0.13))
    for x, y in ((-40, -40), (-30, -62), (-12, -80), (10, -88), (30, -78), (46, -58), (50, -34)):
        c.circle(x, y, 13, (p.leaf_light, oklch(0.68, 0.15, 138))[int(x) % 4 == 2])
    for x, y in ((-36, -48), (-4, -82), (26, -80), (50, -46)):
        c.circle(x, y + rng.uniform(-2, 4), 8, oklch(0.62, 0.19, 30))
    for x, y in ((-22, -68), (12, -84), (40, -64)):
        c.rect(x - 6, y - 6, 14, 10, oklch(0.50, 0.09, 45), rx=4)
    for x, y, turn in ((-30, -58, 30), (2, -90, -20), (38, -74, 50)):
        c.rect(x, y, 15, 4, "#fff4d2", rx=2, transform=f"rotate({turn} {x} {y})")
    c.path("M-46 2C-52 -52 -22 -76 0 -76S52 -52 46 2Q0 10 -46 2z", shell)
    c.path("M14 -73C40 -64 50 -36 46 2Q34 5 20 5.5C34 -26 30 -54 14 -73z", shade(shell, 0.06))
    for x, y, r in (
        (-24, -28, 4),
        (-8, -50, 3),
        (6, -20, 4.5),
        (-30, -10, 3),
        (24, -38, 3.4),
        (-12, -10, 2.4),
        (28, -12, 3),
    ):
        c.circle(x, y, r, shade(shell, 0.14), opacity=0.7)


def _lime(c: Canvas, x: float, y: float) -> None:
    """A wedge of lime."""
    skin = oklch(0.66, 0.17, 135)
    c.path(d("M", x - 24, y - 8, "a24 24 0 0 0 48 0z"), skin)
    c.path(d("M", x - 19, y - 8, "a19 19 0 0 0 38 0z"), tint(skin, 0.2))
    c.stroke(d("M", x, y - 8, "v17M", x, y - 8, "l-12 12M", x, y - 8, "l12 12"), tint(skin, 0.28), 2)


def _salsa(c: Canvas, p: Palette, x: float, y: float) -> None:
    """A bowl of salsa with a corn chip."""
    c.path(d("M", x + 8, y - 40, "l30 10-22 26z"), oklch(0.84, 0.13, 84))
    c.path(d("M", x - 38, y - 20, "h76c0 26-16 36-38 36s-38-10-38-36z"), p.accent)
    c.ellipse(x, y - 20, 38, 10, shade(p.accent, 0.1))
    c.ellipse(x, y - 19, 32, 7, oklch(0.58, 0.20, 30))
    for dx in (-16, 0, 14):
        c.circle(x + dx, y - 19 + dx % 3, 3, oklch(0.70, 0.15, 138))
