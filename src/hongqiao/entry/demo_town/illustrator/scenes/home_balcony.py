"""The balcony scene."""

from __future__ import annotations

import random

from hongqiao.entry.demo_town.illustrator.bits import mug, pot_plant, sky, steam, string_lights
from hongqiao.entry.demo_town.illustrator.canvas import Canvas, d
from hongqiao.entry.demo_town.illustrator.figures import bird_small, cat_small
from hongqiao.entry.demo_town.illustrator.palette import Palette, oklch, shade, tint
from hongqiao.entry.demo_town.illustrator.registry import scene


@scene("balcony", "home")
def balcony(c: Canvas, p: Palette, rng: random.Random) -> str:
    """A small balcony over the roofs, with a chair, plants and washing."""
    sky(c, p, rng, disc=(rng.uniform(90, 220), rng.uniform(96, 130)), radius=28)
    _roofs(c, p, rng)
    if p.time in ("dusk", "night"):
        string_lights(c, p, -6, 30, 306, 22, sag=24, count=9)
    else:
        _washing(c, p, rng)
    _railing(c, p)
    c.rect(-2, 330, 304, 74, p.wood)
    for y in (330, 354, 378):
        c.rect(-2, y, 304, 2.4, p.wood_dark)
    side = c.pick((1, -1))
    with c.group(0 if side == 1 else 300, 0, scale=(side, 1)):
        _chair(c, p)
        _small_table(c, p)
        for x, size in ((30, 116), (70, 76)):
            pot_plant(
                c, x, 352 + (size < 100) * 14, size, p, rng, fill=rng.choice((p.accent, p.accent2, p.light))
            )
        pot_plant(c, 282, 362, rng.uniform(70, 104), p, rng, fill=p.accent2)
    if rng.random() < 0.5:
        cat_small(c, 150, 386, 56, oklch(0.70, 0.13, 58), pose="sleeping", face=side)
    else:
        bird_small(c, 148, 238, 30, p.accent, face=side)
    return "A balcony over the roofs with a chair and plants"


def _roofs(c: Canvas, p: Palette, rng: random.Random) -> None:
    """Two rows of roofs behind the railing."""
    lit = p.time in ("dusk", "night")
    for low, fill, roof in ((196, p.far, p.mid), (236, p.mid, p.near)):
        x = -20 + rng.uniform(-10, 10)
        while x < 300:
            wide, high = rng.choice((52, 66, 80)), low + rng.uniform(-18, 14)
            c.rect(x, high, wide, 380 - high, fill)
            c.rect(x + wide * 0.72, high, wide * 0.28, 380 - high, shade(fill, 0.03))
            c.path(
                d(
                    "M",
                    x - 5,
                    high,
                    "L",
                    x + wide * 0.2,
                    high - 24,
                    "H",
                    x + wide * 0.8,
                    "L",
                    x + wide + 5,
                    high,
                    "z",
                ),
                roof,
            )
            c.rect(x + wide * 0.6, high - 36, 9, 20, roof)
            for dx in range(10, wide - 14, 20):
                for dy in (12, 40):
                    bright = lit and rng.random() < 0.65
                    c.rect(x + dx, high + dy, 11, 15, p.lamp if bright else shade(fill, 0.09), rx=1)
            x += wide + 4


def _washing(c: Canvas, p: Palette, rng: random.Random) -> None:
    """Clothes on a line across the top."""
    c.stroke("M-4 34Q150 62 304 26", p.ink, 1.6)
    kinds = rng.sample(("shirt", "socks", "towel", "dress", "towel"), 4)
    for index, kind in enumerate(kinds):
        x, fill = 34 + index * 66, p.brights[index]
        y = 36 + 13 * (1 - abs(x - 140) / 160)
        with c.group(x, y, rotate=rng.uniform(-4, 4)):
            if kind == "shirt":
                c.path("M-12 0H12L28 12L20 22L14 17V46H-14V17L-20 22L-28 12z", fill)
            elif kind == "socks":
                for dx in (-12, 6):
                    c.path(d("M", dx - 5, 0, "h11v24l8 8q2 6-5 6h-8q-6 0-6-7z"), fill)
            elif kind == "dress":
                c.path("M-10 0H10L8 16L22 50H-22L-8 16z", fill)
            else:
                c.rect(-18, 0, 36, 48, fill)
                c.rect(-18, 34, 36, 5, p.light if fill != p.light else p.accent)
            for dx in (-9, 9):
                c.rect(dx - 1.5, -4, 3, 9, p.wood)


def _railing(c: Canvas, p: Palette) -> None:
    """An iron railing with a flower box."""
    iron = p.ink if not p.dark else tint(p.mid, 0.14)
    c.rect(-2, 236, 304, 6, iron, rx=2)
    c.rect(-2, 324, 304, 6, iron)
    for x in range(8, 300, 22):
        c.rect(x, 240, 3.4, 86, iron)
    for x in range(20, 300, 44):
        c.ring(x, 282, 9, iron, 3)
    c.rect(96, 240, 104, 26, p.accent, rx=3)
    for index in range(9):
        c.circle(102 + index * 11.5, 240, 9, p.leaf if index % 2 else p.leaf_dark)
    for index in range(7):
        c.circle(
            106 + index * 14,
            233 - (index % 3) * 4,
            5.5,
            (p.accent2, p.light, oklch(0.72, 0.15, 10))[index % 3],
        )


def _chair(c: Canvas, p: Palette) -> None:
    """A folding chair with a cushion."""
    wood = p.accent2
    c.stroke("M232 372L176 300M184 372L236 300", shade(wood, 0.08), 6)
    c.stroke("M236 302L250 216", wood, 6)
    c.stroke("M176 302L182 262", shade(wood, 0.08), 0.1)
    c.path("M238 222L256 214L248 268L230 272z", wood)
    c.rect(168, 292, 78, 9, wood, rx=4)
    c.rect(172, 280, 70, 14, p.light, rx=7)
    c.rect(206, 280, 36, 14, shade(p.light, 0.08), rx=7)


def _small_table(c: Canvas, p: Palette) -> None:
    """A round table with a mug."""
    c.stroke("M128 298V366M108 368L128 352L148 368", p.ink if not p.dark else tint(p.mid, 0.14), 5)
    c.ellipse(128, 298, 38, 7, p.light)
    c.ellipse(128, 296, 38, 6, tint(p.light, 0.02))
    mug(c, 118, 297, 26, p.accent, handle=1)
    steam(c, 118, 266, 2, gap=10, height=26, width=2.6)
    c.rect(134, 288, 24, 4, p.accent2, rx=1)
    c.rect(136, 284, 22, 4, p.near, rx=1)
