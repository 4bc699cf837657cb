"""The picnic scene."""

from __future__ import annotations

import random

from hongqiao.entry.demo_town.illustrator.canvas import Canvas, d
from hongqiao.entry.demo_town.illustrator.palette import Palette, oklch, shade, tint
from hongqiao.entry.demo_town.illustrator.registry import scene


@scene("picnic", "food", times=("morning", "day", "dusk"))
def picnic(c: Canvas, p: Palette, rng: random.Random) -> str:
    """A picnic on a chequered cloth on the grass, from above."""
    grass = p.leaf_light if p.time != "dusk" else p.leaf
    c.fill_all(grass)
    _grass_tufts(c, rng, grass)
    with c.group(150, 204, rotate=c.pick((6, -6, 12, -11))):
        c.rect(-112, -116, 238, 244, p.shadow, opacity=0.22, rx=3)
        _gingham(c, p, c.pick((p.accent, p.near, p.accent2), 1), -118, -122, 236, 236)
        _hamper(c, p, -56, -58)
        _melon_slice(c, 44, -50, rng.uniform(-20, 20))
        _melon_slice(c, 80, -14, rng.uniform(30, 60))
        _plate_of_sandwiches(c, p, 48, 60, rng)
        kind = c.pick(("book", "strawberries", "guitar"))
        _picnic_extra(c, p, kind, -54, 54)
    _ants(c, 20, 384)
    _sun_hat(c, p, c.pick((258, 42)), 52)
    return f"A picnic with melon and {'a ' if kind != 'strawberries' else ''}{kind} on a chequered cloth"


def _grass_tufts(c: Canvas, rng: random.Random, grass: str) -> None:
    """Blades and daisies all over the lawn."""
    for _ in range(46):
        x, y = rng.uniform(0, 300), rng.uniform(0, 400)
        c.stroke(d("M", x, y, "l-3-8M", x, y, "v-10M", x, y, "l4-8"), shade(grass, 0.07), 2)
    for _ in range(16):
        x, y = rng.uniform(0, 300), rng.uniform(0, 400)
        for dx, dy in ((-3, 0), (3, 0), (0, -3), (0, 3)):
            c.circle(x + dx, y + dy, 2.5, "#fffdf4")
        c.circle(x, y, 2, oklch(0.84, 0.15, 88))


def _gingham(c: Canvas, p: Palette, band: str, x: float, y: float, w: float, h: float) -> None:
    """The cloth."""
    c.rect(x, y, w, h, p.light, rx=3)
    for index in range(5):
        c.rect(x + 26 + index * 42, y, 21, h, band, opacity=0.45)
        c.rect(x, y + 26 + index * 42, w, 21, band, opacity=0.45)


def _hamper(c: Canvas, p: Palette, x: float, y: float) -> None:
    """A basket from above with a bottle and a loaf in it."""
    cane = oklch(0.68, 0.10, 70)
    c.ellipse(x + 5, y + 7, 54, 46, p.shadow, opacity=0.25)
    c.ellipse(x, y, 54, 46, cane)
    c.ellipse(x, y, 44, 36, shade(cane, 0.2))
    with c.group(x, y, rotate=-24):
        c.rect(-32, -20, 62, 21, oklch(0.78, 0.10, 72), rx=10)
        for dx in (-18, -4, 10):
            c.line(dx, -16, dx + 8, -4, oklch(0.62, 0.11, 60), 3)
        c.rect(-26, 5, 40, 17, oklch(0.50, 0.11, 150), rx=8)
        c.rect(12, 10, 20, 8, oklch(0.50, 0.11, 150), rx=3)
        c.rect(-18, 7, 20, 13, p.light)
    c.stroke(d("M", x - 52, y - 12, "C", x - 20, y + 8, x + 20, y + 8, x + 52, y - 12), tint(cane, 0.08), 8)
    for dx in range(-40, 50, 16):
        c.line(x + dx, y + 40 - abs(dx) * 0.5, x + dx + 8, y + 42 - abs(dx) * 0.5, shade(cane, 0.1), 3)


def _melon_slice(c: Canvas, x: float, y: float, turn: float) -> None:
    """A wedge of watermelon."""
    with c.group(x, y, rotate=turn):
        c.path("M-36 -6a36 36 0 0 0 72 0z", oklch(0.50, 0.13, 148))
        c.path("M-32 -6a32 32 0 0 0 64 0z", "#f3f6d8")
        c.path("M-28 -6a28 28 0 0 0 56 0z", oklch(0.64, 0.19, 20))
        for dx, dy in ((-14, 2), (0, 6), (14, 2), (-6, 12), (7, 13)):
            c.ellipse(dx, dy, 1.8, 2.8, "#3a1a1a")


def _plate_of_sandwiches(c: Canvas, p: Palette, x: float, y: float, rng: random.Random) -> None:
    """Triangular sandwiches on a plate."""
    plate = p.near
    c.circle(x + 4, y + 6, 46, p.shadow, opacity=0.22)
    c.circle(x, y, 46, plate)
    c.circle(x, y, 36, tint(plate, 0.06))
    for index in range(rng.randint(2, 3)):
        with c.group(x, y, rotate=index * 120 + 40):
            c.stroke("M-22 -36q6-4 11 0t11 0 11 0 11 0", oklch(0.70, 0.17, 138), 6)
            c.stroke("M-20 -32h40", oklch(0.62, 0.19, 28), 4)
            c.polygon([(0, 0), (-26, -31), (26, -31)], oklch(0.68, 0.10, 66))
            c.polygon([(0, -6), (-19, -28), (19, -28)], oklch(0.94, 0.05, 88))


def _picnic_extra(c: Canvas, p: Palette, kind: str, x: float, y: float) -> None:
    """A book, a punnet of strawberries or a small guitar."""
    with c.group(x, y, rotate=-14):
        if kind == "book":
            c.rect(-40, -28, 80, 58, p.accent2, rx=3)
            c.path("M-37 -26q18-5 37 2v52q-18-6-37-2z", "#fdf7ea")
            c.path("M37 -26q-18-5-37 2v52q18-6 37-2z", "#f1e8d6")
            for dy in (-12, -4, 4, 12):
                c.line(-30, dy, -8, dy + 2, "#b9ab95", 2)
                c.line(8, dy + 2, 30, dy, "#b9ab95", 2)
        elif kind == "strawberries":
            c.rect(-36, -30, 72, 60, tint(p.wood, 0.06), rx=6)
            c.rect(-30, -24, 60, 48, p.wood_dark, rx=4)
            for dx, dy in ((-18, -12), (2, -14), (20, -10), (-20, 8), (-1, 6), (18, 10)):
                c.path(
                    d("M", dx, dy + 11, "c-8-3-12-12-8-18 4-5 12-5 16 0 4 6 0 15-8 18z"),
                    oklch(0.60, 0.20, 25),
                )
                c.path(d("M", dx - 7, dy - 6, "l7 4 7-4-7-5z"), p.leaf)
        else:
            c.line(0, 0, 70, -30, p.wood_dark, 8)
            c.circle(-14, 6, 27, oklch(0.72, 0.12, 62))
            c.circle(14, -6, 20, oklch(0.72, 0.12, 62))
            c.circle(2, -1, 9, p.wood_dark)
            c.line(-26, 11, 70, -30, p.light, 1.4)


def _ants(c: Canvas, x: float, y: float) -> None:
    """A trail of ants on their way to the cloth."""
    for index in range(6):
        with c.group(x + index * 15, y - index * 9 + (index % 2) * 3, rotate=-30):
            c.stroke("M-3 -4L3 4M3 -4L-3 4", "#2a1b14", 1)
            for dx, r in ((-4, 2.6), (0, 1.8), (3.6, 2.2)):
                c.circle(dx, 0, r, "#2a1b14")


def _sun_hat(c: Canvas, p: Palette, x: float, y: float) -> None:
    """A straw hat left on the grass."""
    straw = oklch(0.86, 0.09, 88)
    c.ellipse(x + 5, y + 8, 50, 44, p.shadow, opacity=0.25)
    c.ellipse(x, y, 50, 44, straw)
    for r in (42, 34):
        c.ellipse(x, y, r, r * 0.88, "none", stroke=shade(straw, 0.07), stroke_width=2)
    c.circle(x, y, 26, p.accent2 if p.accent2 != straw else p.accent)
    c.circle(x, y - 2, 22, tint(straw, 0.04))
