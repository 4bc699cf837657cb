"""Scenes of dumplings and sushi."""

from __future__ import annotations

import math
import random

from hongqiao.entry.demo_town.illustrator.bits import leaf, room, shadow, steam
from hongqiao.entry.demo_town.illustrator.canvas import Canvas, d
from hongqiao.entry.demo_town.illustrator.palette import Palette, oklch, shade, tint
from hongqiao.entry.demo_town.illustrator.registry import scene

_DOUGH = oklch(0.96, 0.02, 85)
_RICE = oklch(0.97, 0.012, 90)


@scene("dumplings", "food")
def dumplings(c: Canvas, p: Palette, rng: random.Random) -> str:
    """A bamboo steamer full of dumplings."""
    room(c, p, 268)
    c.circle(rng.uniform(120, 180), 150, 108, p.panel if p.time in ("dusk", "night") else p.far)
    kind = c.pick(("buns", "crescent dumplings", "open dumplings"))
    stacked = c.pick((1, 2))
    shadow(c, 150, 322, 124, 11, p, 0.32)
    with c.group(0, 6 if stacked == 1 else -8):
        if stacked == 2:
            _steamer(c, 262)
        _steamer(c, 236 if stacked == 1 else 214)
    rim = 242 if stacked == 1 else 206
    steam(
        c,
        150,
        rim - 62,
        3,
        gap=58,
        height=92,
        colour="#ffffff" if not p.dark else p.light,
        opacity=0.7,
        width=7,
    )
    spots = [(-68, -2), (0, -12), (68, -2), (-38, 12), (38, 12), (0, 18)]
    count = rng.choice((5, 6, 6)) if kind != "buns" else rng.choice((4, 5))
    if kind == "buns":
        spots = [(0, -14), (-58, -4), (58, -4), (-26, 12), (34, 12)][:count]
    for x, y in spots[:count]:
        _dumpling(c, kind, 150 + x, rim + y, rng)
    _dip_dish(c, p, 52, 336)
    c.line(150, 352, 286, 330, p.accent, 5.5)
    c.line(154, 364, 290, 344, shade(p.accent, 0.12), 5.5)
    return f"A bamboo steamer with {count} {kind}"


def _steamer(c: Canvas, rim: float) -> None:
    """One bamboo basket with its rim centre at y."""
    cane = oklch(0.77, 0.095, 78)
    c.path(d("M36", rim, "V", rim + 48, "A114 34 0 0 0 264", rim + 48, "V", rim, "z"), cane)
    c.path(
        d("M196", rim + 30, "V", rim + 79.1, "A114 34 0 0 0 264", rim + 48, "V", rim, "z"), shade(cane, 0.07)
    )
    for y in (16, 36):
        c.stroke(d("M36", rim + y, "A114 34 0 0 0 264", rim + y), shade(cane, 0.13), 3.4)
    for x in (70, 150, 230):
        drop = 34 * math.sqrt(1 - ((x - 150) / 114) ** 2)
        c.line(x, rim + drop + 18, x, rim + drop + 34, shade(cane, 0.2), 4)
    c.ellipse(150, rim, 114, 34, shade(cane, 0.08))
    c.ellipse(150, rim + 1, 106, 29, shade(cane, 0.2))
    c.ellipse(150, rim + 6, 98, 23, tint(cane, 0.12))


def _dumpling(c: Canvas, kind: str, x: float, y: float, rng: random.Random) -> None:
    """One dumpling resting on (x, y)."""
    fold = shade(_DOUGH, 0.11)
    with c.group(x, y):
        c.ellipse(2, 6, 30, 7, "#6b4a20", opacity=0.25)
        if kind == "buns":
            c.path("M-33 2C-36 -30 -14 -40 0 -40S36 -30 33 2C20 12 -20 12 -33 2z", _DOUGH)
            c.path("M10 -38C30 -34 36 -16 33 2C26 8 16 9 8 9.5C22 -6 22 -24 10 -38z", shade(_DOUGH, 0.06))
            c.stroke(
                "M0 -38C-6 -30 -14 -24 -22 -20M0 -38C-2 -28 -5 -22 -9 -14M0 -38C3 -28 5 -22 8 -14"
                "M0 -38C8 -30 14 -26 21 -21",
                fold,
                2.4,
            )
            c.circle(0, -38, 4, fold)
        elif kind == "crescent dumplings":
            c.path("M-32 4C-30 -26 30 -26 32 4C16 12 -16 12 -32 4z", _DOUGH)
            c.path("M14 -16C28 -12 32 -4 32 4C24 8 14 9 6 9.5C16 2 18 -8 14 -16z", shade(_DOUGH, 0.06))
            c.stroke("M-32 4C-30 -26 30 -26 32 4", shade(_DOUGH, 0.03), 7)
            for index in range(7):
                turn = math.pi * (index + 0.8) / 7.6
                a, b = -math.cos(turn) * 30, -math.sin(turn) * 19 + 3
                c.line(a, b, a * 0.78, b * 0.6 + 1, fold, 2.2)
        else:
            c.path("M-25 -16C-30 2 -22 10 0 10S30 2 25 -16z", oklch(0.92, 0.06, 92))
            c.stroke("M-16 -12q-2 10 0 18M0 -12v21M16 -12q2 10 0 18", oklch(0.82, 0.08, 88), 2.4)
            c.stroke("M-25 -16q6-7 12 0t12 0 12 0 12 0", oklch(0.92, 0.06, 92), 7)
            c.ellipse(0, -18, 17, 7, oklch(0.72, 0.12, 42))
            c.circle(rng.uniform(-4, 4), -19, 4.5, oklch(0.65, 0.18, 32))


def _dip_dish(c: Canvas, p: Palette, x: float, y: float) -> None:
    """A dish of dark vinegar with chilli."""
    c.ellipse(x + 2, y + 8, 44, 12, p.shadow, opacity=0.3)
    c.ellipse(x, y, 42, 16, p.light)
    c.ellipse(x, y + 1, 34, 11, oklch(0.34, 0.06, 45))
    for dx, dy in ((-12, 2), (4, -3), (14, 4)):
        c.circle(x + dx, y + dy, 3.4, oklch(0.62, 0.2, 30))


_FISH = (
    (oklch(0.74, 0.14, 42), oklch(0.90, 0.05, 50)),
    (oklch(0.58, 0.17, 18), oklch(0.70, 0.12, 20)),
    (oklch(0.86, 0.13, 88), oklch(0.92, 0.09, 92)),
    (oklch(0.86, 0.06, 35), oklch(0.72, 0.14, 32)),
)


@scene("sushi", "food")
def sushi(c: Canvas, p: Palette, rng: random.Random) -> str:
    """Sushi on a wooden board, seen from above."""
    ground = p.mid if not p.dark else p.far
    c.fill_all(ground)
    _sea_pattern(c, tint(ground, 0.035))
    board = c.pick((p.deep, oklch(0.76, 0.08, 70), p.ink))
    with c.group(150, 202, rotate=rng.choice((-7, -4, 5, 8))):
        c.rect(-116, -98, 244, 214, p.shadow, rx=10, opacity=0.28)
        c.rect(-122, -108, 244, 214, board, rx=10)
        c.rect(-122, 92, 244, 14, shade(board, 0.06), rx=7)
        order = rng.sample(range(4), 4)
        for index, x in enumerate((-82, -28, 28, 82)):
            _nigiri(c, x, -56, order[index])
        fillings = rng.sample((_FISH[0][0], _FISH[1][0], oklch(0.70, 0.14, 135), oklch(0.86, 0.13, 88)), 4)
        rows = c.pick((2, 1, 2))
        for row in range(rows):
            for index in range(4):
                with c.group(
                    -84 + index * 44, 26 + row * 44 if rows == 2 else 40, scale=1 if rows == 2 else 1.08
                ):
                    _roll(c, 0, 0, fillings[(index + row) % 4])
        _wasabi_and_ginger(c, 94, 38)
    c.line(10, 352, 196, 378, p.accent, 6)
    c.line(12, 366, 190, 393, shade(p.accent, 0.1), 6)
    _soy(c, p, 252, 356)
    _soy_fish(c, p, 44, 52, rng)
    return f"{rows * 4} rolls and 4 pieces of sushi on a board"


def _sea_pattern(c: Canvas, line: str) -> None:
    """Overlapping wave circles over the whole ground."""
    for row in range(12):
        for column in range(8):
            x, y = column * 44 + (row % 2) * 22, row * 36
            for r in (20, 13, 6):
                c.stroke(d("M", x - r, y, "a", r, r, "0 0 1", 2 * r, 0), line, 2.2)


def _nigiri(c: Canvas, x: float, y: float, kind: int) -> None:
    """Rice with a slice on it, lying upright."""
    flesh, stripe = _FISH[kind]
    with c.group(x, y, rotate=8):
        c.rect(-20, -36, 44, 80, "#000000", rx=20, opacity=0.18)
        c.rect(-22, -40, 44, 80, _RICE, rx=19)
        for dx, dy in ((-17, 30), (-8, 36), (4, 35), (15, 30), (-14, -34), (14, -33)):
            c.ellipse(dx, dy, 4, 2.4, shade(_RICE, 0.06))
        c.path("M-19 -26C-18 -46 18 -46 19 -26L21 22C18 38 -18 38 -21 22z", flesh)
        c.path("M10 -40C16 -37 19 -32 19 -26L21 22C20 28 16 31 10 33z", shade(flesh, 0.06))
        if kind == 2:
            c.rect(-23, -7, 46, 13, "#22302a")
        elif kind == 3:
            for dy in (-26, -12, 2, 16):
                c.stroke(d("M-15", dy, "q15 8 30 0"), stripe, 4)
            c.path("M0 30L-14 52Q0 44 14 52z", stripe)
        else:
            for dy in (-30, -17, -4, 9):
                c.stroke(d("M-16", dy, "q14 3 32 13"), stripe, 2.8)


def _roll(c: Canvas, x: float, y: float, filling: str) -> None:
    """A maki roll from above."""
    c.circle(x + 3, y + 5, 20, "#000000", opacity=0.2)
    c.circle(x, y, 20, "#1f3029")
    c.circle(x, y, 16.5, _RICE)
    for index in range(8):
        angle = index * math.pi / 4
        c.ellipse(x + 12 * math.cos(angle), y + 12 * math.sin(angle), 2.2, 1.5, shade(_RICE, 0.07))
    c.rect(x - 7, y - 7, 14, 14, filling, rx=4)
    c.rect(x - 5, y - 5, 5, 5, tint(filling, 0.12), rx=2)


def _wasabi_and_ginger(c: Canvas, x: float, y: float) -> None:
    """A dab of wasabi and slices of ginger on a leaf."""
    leaf(c, x - 2, y + 46, 74, oklch(0.52, 0.13, 145), rotate=6, vein=oklch(0.66, 0.13, 142), width=0.62)
    for dx, dy in ((-6, 20), (6, 12), (-4, 6)):
        c.ellipse(x + dx, y + dy, 10, 6, oklch(0.86, 0.06, 25))
        c.stroke(d("M", x + dx - 7, y + dy, "q7-5 14 0"), oklch(0.78, 0.09, 22), 1.6)
    c.circle(x - 1, y - 10, 9, oklch(0.76, 0.14, 130))
    c.circle(x - 3, y - 13, 4, oklch(0.84, 0.12, 128))


def _soy(c: Canvas, p: Palette, x: float, y: float) -> None:
    """A small dish of soy sauce."""
    c.circle(x + 4, y + 6, 40, p.shadow, opacity=0.25)
    c.circle(x, y, 40, p.light)
    c.ring(x, y, 34, p.accent, 3)
    c.circle(x, y, 27, oklch(0.26, 0.045, 45))
    c.stroke(d("M", x - 16, y - 6, "a18 18 0 0 1 12-12"), oklch(0.5, 0.05, 50), 3)


def _soy_fish(c: Canvas, p: Palette, x: float, y: float, rng: random.Random) -> None:
    """A porcelain fish as rest for the chopsticks."""
    with c.group(x, y, rotate=rng.uniform(-24, 24)):
        c.path("M-30 4C-16 -18 14 -16 24 0L38 -12V14L24 4C12 18 -16 20 -30 4z", p.light)
        c.path("M-14 -8q6 9 0 18", p.light, stroke=p.near, stroke_width=2.4)
        for dx in (0, 10):
            c.stroke(d("M", dx, -6, "q6 7 0 13"), p.near, 2.2)
        c.circle(-20, 1, 2.4, p.ink)
