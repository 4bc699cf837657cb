"""Scenes of coffee and tea."""

from __future__ import annotations

import random

from hongqiao.entry.demo_town.illustrator.bits import flower, leaf, planks, shadow, steam
from hongqiao.entry.demo_town.illustrator.canvas import Canvas, d
from hongqiao.entry.demo_town.illustrator.palette import Palette, oklch, shade, tint
from hongqiao.entry.demo_town.illustrator.registry import scene

_COFFEE = oklch(0.42, 0.07, 52)
_MILK = oklch(0.94, 0.035, 85)


@scene("coffee", "food")
def coffee(c: Canvas, p: Palette, rng: random.Random) -> str:
    """A cup of coffee on a saucer from above, with a pattern in its foam."""
    boards = c.pick((oklch(0.74, 0.075, 68), p.far, p.mid)) if not p.dark else p.mid
    planks(c, rng, 0, 402, boards)
    _napkin_corner(c, p, rng)
    for turn, long in ((128, 62), (160, 52)):
        leaf(
            c, 14, 22, long, p.leaf if turn < 150 else p.leaf_light, rotate=turn, vein=p.leaf_dark, width=0.55
        )
    art = c.pick(("heart", "fern", "tulip", "bear"))
    cup = c.pick((p.accent, p.accent2, p.near))
    side = rng.choice((1, -1))
    with c.group(150 - 141 * side, 28, scale=(0.94 * side, 0.94)):
        c.circle(160, 200, 114, p.shadow, opacity=0.25)
        c.circle(150, 186, 112, p.light)
        c.circle(150, 186, 86, shade(p.light, 0.06))
        c.stroke("M222 148c34-16 54 2 50 24s-30 30-48 22", cup, 17)
        c.circle(150, 186, 80, cup)
        c.circle(150, 186, 70, p.light)
        c.circle(150, 186, 64, _COFFEE)
        c.circle(150, 186, 58, tint(_COFFEE, 0.06))
        _foam(c, art)
        _small_spoon(c)
    snack = c.pick(("a biscuit", "a croissant", "two macarons"), 1)
    with c.group(246 if side == 1 else 56, 322):
        _snack(c, p, snack)
    return f"A cup of coffee with a {art} in its foam and {snack}, from above"


def _napkin_corner(c: Canvas, p: Palette, rng: random.Random) -> None:
    """A folded napkin in one lower corner."""
    cloth = rng.choice((p.accent2, p.near, p.accent))
    c.path("M-10 296L190 412H-10z", cloth)
    c.stroke("M-10 312L162 412M-10 330L130 412", p.light, 4)


def _foam(c: Canvas, art: str) -> None:
    """The picture poured into the coffee, centred on (150, 186)."""
    {"heart": _foam_heart, "fern": _foam_fern, "tulip": _foam_tulip, "bear": _foam_bear}[art](c)


def _foam_heart(c: Canvas) -> None:
    """Three hearts in each other."""
    for size, fill in ((1, _MILK), (0.7, tint(_COFFEE, 0.08)), (0.42, _MILK)):
        with c.group(150, 198, scale=size):
            c.path("M0 42c-34-18-50-44-40-66 8-16 30-14 40 2 10-16 32-18 40-2 10 22-6 48-40 66z", fill)


def _foam_fern(c: Canvas) -> None:
    """A fern of five pairs."""
    for row, wide in enumerate((14, 26, 34, 32, 24)):
        y = 148 + row * 16
        for side in (-wide, wide):
            c.stroke(d("M", 150 + side, y - 6, "Q", 150 + side * 0.4, y + 12, 150, y + 14), _MILK, 7)
    c.line(150, 142, 150, 240, tint(_COFFEE, 0.06), 3.5)


def _foam_tulip(c: Canvas) -> None:
    """Three cups above each other and a small heart."""
    for y, wide in ((222, 40), (196, 34), (170, 26)):
        with c.group(150, y, scale=(wide / 40, 1)):
            c.path("M-40 -16C-40 14 40 14 40 -16C16 -4 8 -4 0 -12C-8 -4 -16 -4 -40 -16z", _MILK)
    c.path("M150 158c-12-8-14-20-6-22 4 0 6 4 6 6 0-2 2-6 6-6 8 2 6 14-6 22z", _MILK)


def _foam_bear(c: Canvas) -> None:
    """A bear's face."""
    for x in (122, 178):
        c.circle(x, 158, 15, _MILK)
        c.circle(x, 158, 7.5, tint(_COFFEE, 0.12))
    c.ellipse(150, 192, 42, 38, _MILK)
    for x in (134, 166):
        c.circle(x, 186, 4, _COFFEE)
    c.ellipse(150, 198, 6, 4.5, _COFFEE)
    c.stroke("M150 202v4q-6 6-10 2M150 206q6 6 10 2", _COFFEE, 2.4)


def _small_spoon(c: Canvas) -> None:
    """A teaspoon left of the cup."""
    metal = oklch(0.88, 0.012, 85)
    c.stroke("M40 250C34 292 30 320 26 348", metal, 7)
    with c.group(43, 232, rotate=8):
        c.ellipse(0, 0, 12, 20, metal)
        c.ellipse(1, -2, 7, 14, shade(metal, 0.12))


def _snack(c: Canvas, p: Palette, snack: str) -> None:
    """Something to go with the coffee, around the origin."""
    if snack == "a biscuit":
        c.circle(5, 7, 38, p.shadow, opacity=0.25)
        c.circle(0, 0, 37, oklch(0.78, 0.10, 72))
        for x, y, r in (
            (-14, -12, 6),
            (10, -18, 5),
            (16, 6, 7),
            (-8, 14, 5.5),
            (-22, 4, 4),
            (4, -2, 4.5),
            (6, 22, 4),
        ):
            c.circle(x, y, r, oklch(0.38, 0.06, 48))
    elif snack == "a croissant":
        crust = oklch(0.68, 0.12, 65)
        for x, y, turn, wide in (
            (-34, 12, -60, 11),
            (34, 12, 60, 11),
            (-22, -4, -36, 17),
            (22, -4, 36, 17),
            (0, -10, 0, 22),
        ):
            with c.group(x, y, rotate=turn):
                c.ellipse(3, 5, wide, 19, p.shadow, opacity=0.18)
                c.ellipse(0, 0, wide, 19, tint(crust, 0.04) if wide != 17 else crust)
                c.stroke("M-4 -12q4 12 0 24", shade(crust, 0.1), 2.5)
    else:
        for x, y, fill in ((-18, 8, p.accent), (20, -8, p.accent2)):
            c.circle(x + 4, y + 6, 24, p.shadow, opacity=0.22)
            c.circle(x, y, 24, shade(fill, 0.06))
            c.circle(x - 2, y - 3, 21, tint(fill, 0.06))
            c.stroke(d("M", x - 14, y - 6, "a15 15 0 0 1 10-10"), tint(fill, 0.16), 3)


_GLAZES = (oklch(0.50, 0.085, 160), oklch(0.46, 0.10, 250), oklch(0.52, 0.13, 32), oklch(0.36, 0.03, 60))
_TEAS = (oklch(0.75, 0.13, 85), oklch(0.60, 0.14, 50), oklch(0.74, 0.12, 125))


@scene("tea", "food")
def tea(c: Canvas, p: Palette, rng: random.Random) -> str:
    """A teapot and cups on a tray under a flowering branch."""
    c.fill_all(p.wall)
    c.circle(
        rng.uniform(130, 170), 146, 100, p.panel if not p.dark else p.sun, opacity=1 if not p.dark else 0.85
    )
    c.rect(-2, 254, 304, 150, p.table)
    c.rect(-2, 254, 304, 7, p.edge)
    _branch(c, p, rng)
    glaze = c.pick(_GLAZES)
    if p.dark:
        glaze = tint(glaze, 0.12)
    side = rng.choice((1, -1))
    with c.group(0 if side == 1 else 300, -22, scale=(side, 1)):
        _tray(c, p)
        _teapot(c, p, glaze)
        liquor = rng.choice(_TEAS)
        _teacup(c, p, 237, 282, 1, liquor)
        if rng.random() < 0.5:
            _teacup(c, p, 46, 296, 0.7, liquor)
        else:
            c.ellipse(50, 316, 13, 5, p.leaf_dark)
            c.ellipse(38, 319, 9, 3.5, p.leaf)
    return "A teapot and a cup of tea under a flowering branch"


def _branch(c: Canvas, p: Palette, rng: random.Random) -> None:
    """A branch from the upper right, its blossom differing."""
    bark, petal = (
        p.wood_dark,
        rng.choice((oklch(0.88, 0.07, 12), oklch(0.95, 0.02, 90), oklch(0.86, 0.12, 90))),
    )
    if not p.dark and rng.random() < 0.7:
        petal = rng.choice((oklch(0.80, 0.11, 12), oklch(0.72, 0.16, 25), oklch(0.98, 0.01, 90)))
    heart = oklch(0.62, 0.17, 25)
    with c.group(0, 34):
        c.stroke("M300 28C240 44 190 40 138 72", bark, 5)
        c.stroke("M232 42c-6 18-18 28-36 34M196 50c-6-14-4-24 4-34", bark, 3)
        spots = [(140, 72), (196, 78), (200, 18), (170, 56), (252, 38), (224, 60), (280, 30)]
        for x, y in rng.sample(spots, rng.randint(4, 7)):
            flower(c, x, y, 13, petal, heart)
        for x, y, turn in ((158, 62, -70), (214, 46, 20), (262, 36, 150)):
            leaf(c, x, y, 22, p.leaf, rotate=turn)
    for _ in range(rng.randint(1, 4)):
        with c.group(rng.uniform(110, 280), rng.uniform(130, 240), rotate=rng.uniform(0, 180)):
            c.ellipse(0, 0, 5.5, 3.2, petal)


def _tray(c: Canvas, p: Palette) -> None:
    """A slatted tea tray."""
    shadow(c, 150, 350, 140, 14, p, 0.4)
    c.rect(18, 318, 264, 26, p.wood, rx=6)
    c.rect(18, 318, 264, 9, tint(p.wood, 0.08), rx=4)
    for x in range(40, 264, 40):
        c.line(x, 333, x + 24, 333, p.wood_dark, 3)


def _teapot(c: Canvas, p: Palette, glaze: str) -> None:
    """The pot with spout left and handle right."""
    dark, bright = shade(glaze, 0.1), tint(glaze, 0.1)
    c.stroke("M196 252c30-12 44-2 44 18s-18 34-44 34", dark, 11)
    c.stroke("M72 262c-24 2-28-24-46-34", glaze, 14)
    c.path("M66 246c0-38 30-56 68-56s68 18 68 56c0 40-26 72-68 72s-68-32-68-72z", glaze)
    c.path("M134 190c38 0 68 18 68 56 0 40-26 72-68 72 30-14 40-44 40-72s-10-46-40-56z", dark, opacity=0.6)
    c.stroke("M86 250c0-24 12-38 30-44", bright, 8)
    c.ellipse(134, 196, 42, 11, dark)
    c.ellipse(134, 192, 38, 10, bright)
    c.circle(134, 178, 9, glaze)
    kind = c.pick(("wave", "leaves", "dots"))
    if kind == "wave":
        c.stroke("M94 262q10-12 20 0t20 0 20 0 20 0", p.light, 3)
    elif kind == "leaves":
        c.stroke("M104 290C110 270 124 250 148 236", p.light, 2.6)
        for x, y, turn in (
            (110, 276, -70),
            (118, 262, -50),
            (130, 250, -40),
            (116, 272, 70),
            (128, 258, 80),
            (140, 246, 80),
        ):
            leaf(c, x, y, 18, p.light, rotate=turn)
    else:
        for x, y in ((102, 262), (122, 268), (142, 266), (162, 258)):
            c.circle(x, y, 4.5, p.light)


def _teacup(c: Canvas, p: Palette, x: float, y: float, size: float, liquor: str) -> None:
    """A handleless cup with its rim at (x, y), steaming."""
    with c.group(x, y, scale=size):
        c.path("M-31 0h62c0 22-12 36-31 36s-31-14-31-36z", p.light)
        c.path("M0 36c19 0 31-14 31-36h-16c0 20-6 30-15 36z", shade(p.light, 0.09))
        c.ellipse(0, 0, 31, 8, shade(p.light, 0.05))
        c.ellipse(0, 1, 26, 6, liquor)
        c.stroke("M-23 18c14 5 32 5 46 0", p.accent, 3)
        if size == 1:
            steam(c, 0, -14, 2, gap=22, height=74, colour="#ffffff", opacity=0.8)
