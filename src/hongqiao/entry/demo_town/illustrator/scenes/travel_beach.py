"""Travel scene: a beach from above."""

from __future__ import annotations

import math
import random

from hongqiao.entry.demo_town.illustrator.canvas import Canvas
from hongqiao.entry.demo_town.illustrator.palette import Palette, oklch, shade
from hongqiao.entry.demo_town.illustrator.registry import scene


@scene("beach", "travel", times=("day", "morning", "dusk"), hues=(215, 190, 235, 200))
def beach(c: Canvas, p: Palette, rng: random.Random) -> str:
    """Parasols on the sand, seen from above."""
    sand = oklch({"morning": 0.93, "day": 0.90, "dusk": 0.80}[p.time], 0.055, 82 if p.time != "dusk" else 48)
    c.fill_all(sand)
    _surf(c, p, rng, sand)
    for _ in range(46):
        c.circle(rng.uniform(0, 300), rng.uniform(256, 398), rng.choice((0.9, 1.1, 1.5)), shade(sand, 0.13))
    _footprints(c, rng, shade(sand, 0.11))
    towel_x, shade_x, small_x, lean = rng.choice(((206, 100, 226, 1), (96, 198, 66, -1)))
    with c.group(towel_x, 262, rotate=lean * rng.uniform(8, 26)):
        _beach_towel(c, p, rng, shade(sand, 0.2))
    _parasol(c, p, rng, shade_x, 260, rng.uniform(56, 68), p.accent, sand)
    if rng.random() < 0.65:
        _parasol(c, p, rng, small_x, 372, rng.uniform(42, 52), p.accent2, sand)
    with c.group(268 if lean > 0 else 30, 206 if lean > 0 else 330, rotate=rng.uniform(0, 90)):
        _beach_ball(c, p, sand)
    _starfish(c, 34 if lean > 0 else 272, 352, oklch(0.70, 0.15, 48))
    return "Striped parasols on the sand, from above"


def _surf(c: Canvas, p: Palette, rng: random.Random, sand: str) -> None:
    """The sea with its foam, and somebody floating in a ring or on a board."""
    low = {"morning": 0.06, "day": 0.0, "dusk": -0.1}[p.time]
    sea = c.fade_down(oklch(0.58 + low, 0.10, p.hue + 12), oklch(0.80 + low, 0.085, p.hue - 14))
    with c.group(300 if (mirrored := rng.random() < 0.4) else 0, -22, scale=(-1 if mirrored else 1, 1)):
        edge = "M300 120c-40 34-70 6-116 40S70 250 0 236"
        c.path("M-2-4h304v124c-40 34-70 6-118 40S70 250-2 236z", sea)
        c.path(f"{edge}v18c74 14 144-46 190-76s70-6 110-40z", shade(sand, 0.06))
        c.path(f"{edge}v11c74 14 144-46 190-76s70-6 110-40z", p.light)
        c.stroke(
            "M300 76c-44 34-84 10-130 42S62 196 0 186M300 40c-40 24-90 4-134 34S52 144 0 138",
            p.light,
            3,
            opacity=0.6,
        )
        for x, y in ((60, 92), (196, 34), (26, 60), (120, 100), (236, 66)):
            c.stroke(f"M{x} {y}q9-7 18 0t18 0", p.light, 2.6, opacity=0.7)
        with c.group(rng.uniform(96, 132), rng.uniform(126, 138), rotate=rng.uniform(-40, 20)):
            _float_ring(c, p) if rng.random() < 0.55 else _surfboard(c, p)


def _float_ring(c: Canvas, p: Palette) -> None:
    """A swimmer resting in a striped ring."""
    c.circle(0, 0, 17, "none", stroke=p.light, stroke_width=11)
    c.circle(0, 0, 17, "none", stroke=p.accent, stroke_width=11, stroke_dasharray="13.35")
    c.ellipse(0, 3, 8, 13, p.accent2)
    c.line(-7, -1, -18, 6, p.skin, 5)
    c.line(7, -1, 18, 6, p.skin, 5)
    c.circle(0, -9, 7.5, p.hair)


def _surfboard(c: Canvas, p: Palette) -> None:
    """A board with a paddler lying on it."""
    c.path("M-40 0c24-17 56-17 80 0-24 17-56 17-80 0z", p.light)
    c.path("M-40 0h80", "none", stroke=p.accent, stroke_width=3)
    c.ellipse(2, 0, 17, 7, p.accent2)
    c.line(14, -5, 24, -15, p.skin, 4.5)
    c.line(14, 5, 24, 15, p.skin, 4.5)
    c.circle(22, 0, 6.5, p.hair)


def _beach_towel(c: Canvas, p: Palette, rng: random.Random, dark: str) -> None:
    """A striped towel with a cushion, a book and sometimes a sleeping dog."""
    stripe = rng.choice((p.accent2, p.near, oklch(0.62, 0.10, 195)))
    c.rect(-27, -43, 68, 112, dark, rx=4, opacity=0.5)
    c.rect(-34, -50, 68, 112, p.light, rx=4)
    for i in range(5):
        c.rect(-34, -50 + i * 22, 68, 11, stripe)
    for x in range(-34, 35, 11):
        c.line(x, 62, x, 67, p.light, 3)
    c.rect(-20, -43, 40, 20, p.lamp, rx=7)
    if rng.random() < 0.5:
        c.ellipse(4, 20, 15, 25, "#6b4a34")
        c.circle(4, -8, 11, "#6b4a34")
        c.path("M-6-14l-8 12 8 3zM14-14l8 12-8 3zM4 43c10 4 16-2 14-10", "#4a3122")
    else:
        c.rect(-12, 8, 30, 22, p.accent, rx=2, transform="rotate(-12 6 22)")
        c.rect(2, 8, 2, 22, p.light, transform="rotate(-12 6 22)")


def _parasol(
    c: Canvas, p: Palette, rng: random.Random, x: float, y: float, r: float, colour: str, sand: str
) -> None:
    """A parasol from above with its shadow to the right."""
    c.ellipse(x + 13, y + 14, r * 1.02, r, shade(sand, 0.26), opacity=0.5)
    parts_count = rng.choice((8, 10, 12))
    turn = rng.uniform(0, 1)
    for i in range(parts_count):
        first, last = (math.tau * (i + k) / parts_count + turn for k in (0, 1))
        d = (
            f"M{x:.1f} {y:.1f}L{x + math.cos(first) * r:.1f} {y + math.sin(first) * r:.1f}"
            f"A{r:.1f} {r:.1f} 0 0 1 {x + math.cos(last) * r:.1f} {y + math.sin(last) * r:.1f}z"
        )
        tone = colour if i % 2 else p.light
        c.path(d, shade(tone, 0.05) if math.cos(first) > 0.3 else tone)
    c.circle(x, y, 6.5, p.lamp)


def _beach_ball(c: Canvas, p: Palette, sand: str) -> None:
    """A beach ball of three colours."""
    c.ellipse(5, 8, 22, 20, shade(sand, 0.24), opacity=0.5)
    c.circle(0, 0, 20, p.light)
    c.path("M0-20A20 20 0 0 1 17-10L0 0zM17 10A20 20 0 0 1 0 20V0zM-17 10A20 20 0 0 1-17-10L0 0z", p.near)
    c.path("M-17-10A20 20 0 0 1 0-20V0z", p.lamp)
    c.circle(0, 0, 4, p.light)


def _starfish(c: Canvas, x: float, y: float, colour: str) -> None:
    """A starfish."""
    with c.group(x, y, rotate=16):
        c.stroke("M0-14L4-4 14-3 6 4 9 14 0 8-9 14-6 4-14-3-4-4z", colour, 5, fill=colour)


def _footprints(c: Canvas, rng: random.Random, colour: str) -> None:
    """A track of bare feet leading towards the water."""
    for i in range(7):
        side = 7 if i % 2 else -7
        with c.group(160 + i * 3 + side, 392 - i * 27, rotate=8):
            c.ellipse(0, 0, 4, 7, colour)
            for toe in (-3, 0, 3):
                c.circle(toe, -9.5, 1.6, colour)
