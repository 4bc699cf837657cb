"""Scenes of making by hand: sewing and candles."""

from __future__ import annotations

import random

from hongqiao.entry.demo_town.illustrator.bits import leaf, room, shadow, sprig
from hongqiao.entry.demo_town.illustrator.canvas import Canvas, d
from hongqiao.entry.demo_town.illustrator.palette import Palette, oklch, shade, tint
from hongqiao.entry.demo_town.illustrator.registry import scene


@scene("sewing", "crafts")
def sewing(c: Canvas, p: Palette, rng: random.Random) -> str:
    """A sewing machine with a patterned cloth, spools and buttons."""
    room(c, p, 296)
    c.circle(c.pick((120, 180)), 170, 108, p.panel)
    _spool_rack(c, p, rng)
    shadow(c, 150, 330, 134, 10, p, 0.3)
    body = c.pick((p.accent, oklch(0.30, 0.03, 260) if not p.dark else p.light, oklch(0.60, 0.09, 195)))
    _machine(c, p, body)
    _cloth_under_needle(c, p, c.pick(("dots", "stripes", "flowers")), c.pick((p.accent2, p.light, p.accent2)))
    _buttons(c, p, rng)
    _pin_cushion(c, p, 262, 338)
    _tape(c, p)
    return "A sewing machine with cloth, spools and buttons"


def _spool_rack(c: Canvas, p: Palette, rng: random.Random) -> None:
    """Spools of thread on a rack on the wall."""
    c.rect(26, 88, 248, 8, p.wood, rx=2)
    fills = [*p.brights, oklch(0.62, 0.10, 150), oklch(0.70, 0.13, 10), oklch(0.55, 0.10, 265)]
    for index in range(7):
        x = 48 + index * 34
        fill = fills[(index + c.seed) % len(fills)]
        high = rng.choice((30, 36, 42))
        c.rect(x - 11, 82, 22, 6, p.wood_dark, rx=2)
        c.rect(x - 9, 82 - high, 18, high, fill)
        for y in range(int(86 - high), 82, 5):
            c.rect(x - 9, y, 18, 1.4, shade(fill, 0.08))
        c.rect(x - 11, 76 - high, 22, 6, p.wood_dark, rx=2)


def _machine(c: Canvas, p: Palette, body: str) -> None:
    """The sewing machine, its wheel on the right."""
    dark, metal = shade(body, 0.08), oklch(0.86, 0.012, 85)
    c.rect(30, 304, 240, 22, p.wood, rx=4)
    c.rect(30, 304, 240, 7, tint(p.wood, 0.08), rx=3)
    c.path("M52 304V284Q52 276 60 276H252Q260 276 260 284V304z", body)
    c.path("M196 276H252Q260 276 260 284V304H200z", dark)
    c.path(
        "M204 280C212 250 210 226 206 208H116Q104 208 104 220V236H76V182Q76 160 98 160H228"
        "Q254 160 252 190L246 280z",
        body,
    )
    c.path("M222 160H228Q254 160 252 190L246 280H226C236 240 236 196 222 160z", dark)
    c.line(94, 172, 190, 172, tint(body, 0.12), 4)
    c.rect(250, 190, 10, 30, metal)
    c.rect(258, 178, 14, 54, metal, rx=6)
    c.rect(265, 178, 7, 54, shade(metal, 0.12), rx=3)
    for x, y, r in ((218, 184, 9), (218, 222, 7)):
        c.circle(x, y, r, metal)
        c.line(x, y - r + 2, x, y, shade(metal, 0.3), 2)
    c.line(178, 160, 178, 128, metal, 4)
    c.rect(168, 128, 20, 26, p.accent2)
    c.rect(165, 124, 26, 5, p.wood_dark, rx=2)
    c.rect(165, 153, 26, 5, p.wood_dark, rx=2)
    c.stroke("M168 140L112 152L94 176V250", p.accent2, 1.6)
    c.rect(82, 234, 18, 14, metal, rx=2)
    c.line(91, 246, 91, 276, metal, 3.4)
    c.path("M80 270h22v5H80z", metal)
    for x, y in ((122, 186), (150, 190), (136, 196)):
        leaf(c, x, y, 18, p.light if body != p.light else p.accent, rotate=70, width=0.5)
        leaf(c, x, y, 14, p.light if body != p.light else p.accent, rotate=-70, width=0.5)


def _cloth_under_needle(c: Canvas, p: Palette, pattern: str, fill: str) -> None:
    """Cloth running under the needle and over the table edge."""
    ink = p.accent if fill != p.accent else p.light
    outline = (
        "M32 276H176C182 276 184 282 180 286C150 296 128 300 122 330C118 352 112 366 96 372"
        "C70 366 40 372 12 380C22 340 18 300 32 276z"
    )
    c.path(outline, fill)
    with c.clip(outline):
        c.path(
            "M122 330C118 352 112 366 96 372L84 380C100 340 104 310 122 276H184C150 296 128 300 122 330z",
            shade(fill, 0.08),
        )
        for row in range(8):
            for column in range(10):
                x, y = 12 + column * 18 + (row % 2) * 9, 282 + row * 14
                if pattern == "dots":
                    c.circle(x, y, 3.4, ink)
                elif pattern == "flowers":
                    for dx, dy in ((-3, 0), (3, 0), (0, -3), (0, 3)):
                        c.circle(x + dx, y + dy, 2.6, ink)
                    c.circle(x, y, 1.8, p.lamp)
                elif row == 0:
                    c.line(x + 6, 270, x - 14, 390, ink, 4)
    c.stroke("M40 288H160", p.ink if not p.dark else p.near, 1.8, stroke_dasharray="5 4")


def _buttons(c: Canvas, p: Palette, rng: random.Random) -> None:
    """Loose buttons on the table."""
    for index in range(rng.randint(5, 8)):
        x, y, fill = (
            140 + (index % 4) * 26 + rng.uniform(-4, 4),
            350 + (index // 4) * 24 + rng.uniform(-3, 3),
            None,
        )
        fill = p.brights[(index + c.seed) % 5]
        c.circle(x + 1.5, y + 2.5, 9, p.shadow, opacity=0.3)
        c.circle(x, y, 9, fill)
        c.ring(x, y, 6.4, shade(fill, 0.1), 1.4)
        for dx, dy in ((-2, -2), (2, -2), (-2, 2), (2, 2)):
            c.circle(x + dx, y + dy, 1.1, shade(fill, 0.3))


def _pin_cushion(c: Canvas, p: Palette, x: float, y: float) -> None:
    """A tomato pin cushion."""
    red = oklch(0.60, 0.18, 28)
    for dx, dy, knob in ((-12, -40, p.accent2), (2, -46, p.light), (15, -38, oklch(0.66, 0.11, 220))):
        c.line(x + dx * 0.6, y - 20, x + dx, y + dy, oklch(0.9, 0.01, 90), 2)
        c.circle(x + dx, y + dy, 4, knob)
    c.ellipse(x, y - 10, 27, 19, red)
    c.path(
        d(
            "M",
            x + 8,
            y - 28,
            "C",
            x + 34,
            y - 22,
            x + 34,
            y + 4,
            x + 6,
            y + 8.5,
            "C",
            x + 20,
            y - 4,
            x + 18,
            y - 18,
            x + 8,
            y - 28,
            "z",
        ),
        shade(red, 0.07),
    )
    for turn in (-80, -40, 0, 40, 80):
        leaf(c, x, y - 26, 13, p.leaf, rotate=turn, width=0.5)


def _tape(c: Canvas, p: Palette) -> None:
    """A measuring tape over the table edge."""
    tape = oklch(0.87, 0.13, 92)
    c.stroke("M206 398C226 372 256 392 304 372", tape, 12, stroke_linecap="butt")
    c.stroke("M206 398C226 372 256 392 304 372", p.ink, 6, stroke_linecap="butt", stroke_dasharray="1.4 6.6")


@scene("candles", "crafts")
def candles(c: Canvas, p: Palette, rng: random.Random) -> str:
    """Hand-made candles burning in a row, with dried herbs."""
    room(c, p, 286)
    _drying_herbs(c, p, rng)
    c.glow(150, 186, 150, p.lamp, 0.75 if p.dark else 0.55)
    shadow(c, 150, 320, 132, 12, p, 0.35)
    c.ellipse(150, 314, 138, 17, p.wood_dark)
    c.ellipse(150, 309, 138, 16, p.wood)
    c.ellipse(150, 308, 124, 12, shade(p.wood, 0.06))
    waxes = [p.accent, p.light, p.accent2, oklch(0.66, 0.07, 160), oklch(0.76, 0.08, 20)]
    rng.shuffle(waxes)
    count = c.pick((5, 3, 4))
    gap = {3: 78, 4: 62, 5: 50}[count]
    for index in range(count):
        x = 150 + (index - (count - 1) / 2) * gap
        kind = c.pick(("pillar", "jar", "twist", "tin"), index)
        _candle(c, p, x, 308 + (index % 2) * 5, kind, rng.uniform(88, 146), waxes[index % 5])
    for x, y, turn in ((52, 356, 64), (238, 362, -72)):
        sprig(c, x, y, 62, p.leaf_light if p.dark else p.leaf, p.leaf_dark, rotate=turn, pairs=4)
    for x in (132, 152, 170):
        c.ellipse(x, 356 + x % 5, 8, 6, oklch(0.74, 0.15, 58) if x != 152 else p.wood_dark)
    _matches(c, p)
    return f"{count} hand-made candles burning on a tray"


def _drying_herbs(c: Canvas, p: Palette, rng: random.Random) -> None:
    """Bunches of herbs drying on a string."""
    c.stroke("M-4 26Q150 44 304 22", p.wood if p.dark else p.wood_dark, 2.4)
    for index, x in enumerate((40, 112, 190, 262)):
        green = (p.leaf, p.leaf_light, oklch(0.62, 0.07, 300), p.leaf)[(index + c.seed) % 4]
        y = 30 + (4 if 60 < x < 240 else 0)
        for lean in (168, 180, 192, 176):
            sprig(
                c,
                x,
                y + 4,
                rng.uniform(50, 66),
                green,
                p.leaf_dark,
                rotate=lean + rng.uniform(-9, 9),
                pairs=3,
            )
        c.rect(x - 7, y + 1, 14, 9, p.accent, rx=2)


def _candle(c: Canvas, p: Palette, x: float, y: float, kind: str, high: float, wax: str) -> None:
    """One burning candle standing on (x, y)."""
    if kind == "jar":
        high = min(high, 74)
        c.rect(x - 24, y - high, 48, high, p.light, rx=7, opacity=0.55)
        c.rect(x - 21, y - high * 0.72, 42, high * 0.72 - 3, wax, rx=5)
        c.rect(x + 6, y - high * 0.72, 15, high * 0.72 - 3, shade(wax, 0.07), rx=5)
        c.rect(x - 14, y - high * 0.5, 28, 18, p.light if wax != p.light else p.accent, rx=2)
        c.rect(x - 24, y - high, 48, 5, p.light, rx=2.5)
        _flame(c, p, x, y - high * 0.72)
    elif kind == "tin":
        c.rect(x - 23, y - 34, 46, 34, oklch(0.76, 0.03, 80), rx=4)
        c.rect(x + 6, y - 34, 17, 34, oklch(0.66, 0.03, 80), rx=4)
        c.ellipse(x, y - 34, 23, 6, shade(wax, 0.04))
        _flame(c, p, x, y - 36)
    else:
        c.rect(x - 16, y - high, 32, high, wax, rx=4)
        c.rect(x + 4, y - high, 12, high, shade(wax, 0.07), rx=4)
        if kind == "twist":
            for row in range(int(high / 15)):
                c.stroke(d("M", x - 15, y - 6 - row * 15, "q15 2 30-9"), shade(wax, 0.12), 2.6)
        else:
            c.path(
                d("M", x - 16, y - high + 3, "h32v16q-4 6-8 0v-6q-4-4-8 2v18q-5 6-9 0v-22q-4-3-7 0z"),
                tint(wax, 0.07),
            )
        c.ellipse(x, y - high + 1, 16, 4, tint(wax, 0.08))
        _flame(c, p, x, y - high)


def _flame(c: Canvas, p: Palette, x: float, y: float) -> None:
    """A flame above a wick."""
    c.line(x, y, x, y - 7, "#3a2a22", 2.2)
    c.circle(x, y - 18, 25, p.lamp, opacity=0.35)
    c.path(d("M", x, y - 40, "c9 12 12 20 8 28-3 7-13 7-16 0-4-8 0-15 8-28z"), oklch(0.76, 0.16, 58))
    c.path(d("M", x, y - 27, "c4 7 6 11 4 16-2 4-6 4-8 0-2-5 0-9 4-16z"), oklch(0.94, 0.10, 98))


def _matches(c: Canvas, p: Palette) -> None:
    """A box of matches with one beside it."""
    with c.group(84, 382, rotate=-8):
        c.rect(-30, -14, 60, 28, p.accent2, rx=2)
        c.rect(-30, 6, 60, 8, p.ink, opacity=0.55)
        c.circle(0, -4, 7, p.accent)
    c.line(200, 388, 250, 382, oklch(0.86, 0.06, 80), 3.4)
    c.circle(251, 382, 3.4, p.accent)
