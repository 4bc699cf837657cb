"""Scenes of making by hand: yarn and pottery."""

from __future__ import annotations

import random

from hongqiao.entry.demo_town.illustrator.bits import basket, room, shadow, sprig
from hongqiao.entry.demo_town.illustrator.canvas import Canvas, d
from hongqiao.entry.demo_town.illustrator.figures import cat_small
from hongqiao.entry.demo_town.illustrator.palette import Palette, oklch, shade, tint
from hongqiao.entry.demo_town.illustrator.registry import scene


@scene("yarn", "crafts")
def yarn(c: Canvas, p: Palette, rng: random.Random) -> str:
    """Balls of yarn in and around a basket, knitting on needles and a kitten."""
    room(c, p, 270)
    c.circle(150, 164, 112, p.panel)
    colours = [p.accent, p.accent2, oklch(0.62, 0.10, 200), oklch(0.88, 0.05, 80), oklch(0.66, 0.10, 330)]
    rng.shuffle(colours)
    shadow(c, 150, 322, 130, 11, p, 0.3)
    for x, y, r, index in ((112, 194, 38, 0), (190, 192, 40, 1), (150, 168, 40, 2)):
        _ball(c, x, y, r, colours[index], rng.uniform(0, 180))
    _needles(c, p, 150, 168)
    basket(c, 150, 316, 176, 98, oklch(0.70, 0.085, 72))
    c.stroke("M232 312C262 330 220 350 178 348S116 366 66 356", colours[3], 4)
    _ball(c, 246, 296, 29, colours[3], 30)
    if rng.random() < 0.5:
        _ball(c, 284, 344, 22, colours[4], 80)
    _swatch(c, p, colours[0], c.pick(("scarf", "square", "sock")))
    fur = c.pick((oklch(0.70, 0.13, 58), p.ink if not p.dark else p.light, oklch(0.66, 0.015, 260)))
    cat_small(c, 52, 360, 92, fur, face=1, eye=oklch(0.84, 0.14, 110))
    return "Balls of yarn in a basket, knitting needles and a kitten"


def _ball(c: Canvas, x: float, y: float, r: float, fill: str, turn: float) -> None:
    """A ball of yarn with its windings."""
    c.circle(x, y, r, fill)
    with c.clip(d("M", x - r, y, "a", r, r, "0 1 0", 2 * r, 0, "a", r, r, "0 1 0", -2 * r, 0, "z")):
        with c.group(x, y, rotate=turn, scale=r / 40):
            for offset in range(-30, 40, 12):
                c.stroke(d("M-42", offset, "Q0", offset - 22, 42, offset), shade(fill, 0.07), 3)
            for offset in range(-24, 30, 12):
                c.stroke(d("M", offset, -6, "Q", offset + 20, 20, offset - 6, 42), tint(fill, 0.06), 3)
        c.path(
            d("M", x + r * 0.4, y - r, "A", r, r, "0 0 1", x, y + r, "Q", x + r, y, x + r * 0.4, y - r, "z"),
            shade(fill, 0.12),
            opacity=0.4,
        )


def _needles(c: Canvas, p: Palette, x: float, y: float) -> None:
    """Two needles stuck into a ball."""
    for lean, knob in ((-30, p.accent), (24, p.accent2)):
        with c.group(x, y, rotate=lean):
            c.line(0, -34, 0, -104, p.wood if not p.dark else tint(p.wood, 0.1), 5)
            c.circle(0, -106, 7, knob)


def _swatch(c: Canvas, p: Palette, fill: str, kind: str) -> None:
    """A finished piece in front of the basket."""
    with c.group(182, 352):
        if kind == "sock":
            c.path("M-20 -34H10V-4L40 10Q52 26 34 28H-6Q-22 26 -20 4z", fill)
            c.rect(-23, -40, 36, 13, p.light, rx=4)
            c.path("M40 10Q52 26 34 28H20Q36 22 30 5z", p.light)
            return
        wide = 92 if kind == "scarf" else 62
        c.rect(-wide / 2, -30, wide, 54, fill, rx=4)
        for row in range(5):
            for column in range(int(wide / 10)):
                x, y = -wide / 2 + 5 + column * 10, -24 + row * 11
                c.stroke(d("M", x - 3.4, y - 2, "l3.4 4.5 3.4-4.5"), tint(fill, 0.1), 2)
        if kind == "scarf":
            for x in range(-40, 46, 10):
                c.line(x, 24, x, 35, fill, 3.4)


@scene("pottery", "crafts")
def pottery(c: Canvas, p: Palette, rng: random.Random) -> str:
    """Hands shaping a vessel on the wheel, finished pots on a shelf."""
    room(c, p, 330)
    _pot_shelf(c, p, rng)
    c.circle(150, 220, 96, p.panel)
    clay = c.pick((oklch(0.66, 0.10, 45), oklch(0.80, 0.035, 75), oklch(0.52, 0.06, 40)))
    _wheel(c, p)
    kind = c.pick(("jar", "bowl", "vase"))
    _vessel(c, kind, clay)
    for side in (1, -1):
        with c.group(150 - side * (16 if kind == "vase" else 0), 0, scale=(side, 1)):
            c.path(
                "M174 338C140 330 96 310 74 268L94 256C112 286 140 300 174 302z",
                p.accent if side == 1 else shade(p.accent, 0.05),
            )
            c.path(
                "M96 294C84 284 74 272 66 258C56 246 44 238 46 228C50 222 60 228 68 236C62 222 60 212 66 210"
                "C74 210 84 236 96 262C104 272 108 282 96 294z",
                p.skin,
            )
            c.stroke("M66 258C58 246 48 240 47 231M74 252C70 244 66 236 62 230", shade(p.skin, 0.1), 2)
    _tools(c, p)
    return "Hands shaping a pot on the wheel"


def _pot_shelf(c: Canvas, p: Palette, rng: random.Random) -> None:
    """A shelf of glazed pots."""
    c.rect(-2, 104, 304, 10, p.wood)
    c.rect(-2, 114, 304, 5, p.wood_dark, opacity=0.5)
    glazes = [
        p.accent,
        p.light,
        oklch(0.62, 0.08, 210),
        p.accent2,
        oklch(0.48, 0.06, 50),
        oklch(0.62, 0.08, 150),
    ]
    rng.shuffle(glazes)
    for index, x in enumerate((30, 78, 126, 174, 222, 272)):
        fill, kind = glazes[index], rng.choice(("vase", "bowl", "cup", "jug"))
        with c.group(x, 104):
            if kind == "vase":
                c.path("M-10 0C-24 -16 -20 -34 -7 -44L-9 -58H9L7 -44C20 -34 24 -16 10 0z", fill)
                c.path("M4 -58h5L7 -44C20 -34 24 -16 10 0H2C12 -16 10 -34 2 -44z", shade(fill, 0.08))
                if index % 2:
                    sprig(c, 0, -58, 40, p.leaf, p.leaf_dark, rotate=rng.uniform(-14, 14), pairs=2)
            elif kind == "bowl":
                c.path("M-22 -28H22C20 -8 12 0 8 0H-8C-12 0 -20 -8 -22 -28z", fill)
                c.path("M8 -28H22C20 -8 12 0 8 0H2C8 -8 9 -18 8 -28z", shade(fill, 0.08))
                c.rect(-21, -20, 42, 4, p.light if fill != p.light else p.accent)
            elif kind == "cup":
                c.path("M-15 -34H15L12 0H-12z", fill)
                c.path("M-14 -20Q0 -12 14 -20L15 -34H-15z", tint(fill, 0.1))
            else:
                c.stroke("M14 -38C32 -38 30 -12 12 -12", shade(fill, 0.08), 5)
                c.path("M-12 -50H14L12 -40C22 -26 20 -6 12 0H-12C-20 -6 -22 -26 -12 -40L-18 -48z", fill)


def _wheel(c: Canvas, p: Palette) -> None:
    """The wheel head in its splash pan."""
    c.rect(130, 316, 40, 60, p.wood_dark)
    c.path("M34 306H266L250 346H50z", p.near if not p.dark else p.edge)
    c.path("M176 306H266L250 346H170z", shade(p.near if not p.dark else p.edge, 0.06))
    c.ellipse(150, 306, 116, 17, p.deep)
    c.ellipse(150, 300, 84, 12, oklch(0.80, 0.015, 80))
    c.ellipse(150, 298, 84, 11, oklch(0.88, 0.012, 80))
    c.rect(-2, 356, 304, 48, p.wood)
    c.rect(-2, 356, 304, 6, tint(p.wood, 0.08))


def _vessel(c: Canvas, kind: str, clay: str) -> None:
    """The pot on the wheel with throwing rings."""
    outline, mouth, rows = {
        "jar": (
            "M112 298C84 276 84 226 116 204L112 186H188L184 204C216 226 216 276 188 298z",
            (188, 186, 38),
            5,
        ),
        "bowl": ("M122 298C96 280 84 244 82 214H218C216 244 204 280 178 298z", (150, 214, 68), 4),
        "vase": (
            "M118 298C100 270 106 244 124 220C134 206 134 188 120 164H180"
            "C166 188 166 206 176 220C194 244 200 270 182 298z",
            (150, 164, 30),
            6,
        ),
    }[kind]
    c.path(outline, clay)
    with c.clip(outline):
        c.path("M168 150C196 200 200 260 172 300H240V150z", shade(clay, 0.07))
        c.path("M100 150C104 220 96 260 112 300H96L76 150z", tint(clay, 0.06))
        for index in range(rows):
            y = 228 + index * 15
            c.stroke(d("M70", y, "Q150", y + 14, 230, y), shade(clay, 0.07), 2.6)
    _, y, rx = mouth
    c.ellipse(150, y, rx, rx * 0.2, shade(clay, 0.05))
    c.ellipse(150, y + 1, rx - 7, rx * 0.2 - 3, shade(clay, 0.2))


def _tools(c: Canvas, p: Palette) -> None:
    """A sponge, a wooden rib and a bowl of water in front."""
    c.path("M24 366q24-6 46 0l-6 22H32z", p.light)
    c.ellipse(47, 366, 23, 5, oklch(0.70, 0.07, 220))
    c.rect(96, 372, 44, 17, oklch(0.85, 0.12, 88), rx=7)
    for x in (104, 116, 128):
        c.circle(x, 380, 2, oklch(0.72, 0.12, 82))
    c.line(214, 384, 276, 376, p.wood_dark, 5)
    c.path("M268 368l18 2q4 8-4 12l-14 2z", oklch(0.8, 0.015, 80))
