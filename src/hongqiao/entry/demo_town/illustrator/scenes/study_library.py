"""The library scene."""

from __future__ import annotations

import random

from hongqiao.entry.demo_town.illustrator.bits import book_pile, book_row
from hongqiao.entry.demo_town.illustrator.canvas import Canvas
from hongqiao.entry.demo_town.illustrator.figures import cat_small, person, seated_person
from hongqiao.entry.demo_town.illustrator.palette import Palette, oklch, shade, tint
from hongqiao.entry.demo_town.illustrator.registry import scene

_PAGE = oklch(0.965, 0.022, 88)
_SPINES = (
    oklch(0.55, 0.09, 200),
    oklch(0.48, 0.08, 265),
    oklch(0.62, 0.10, 150),
    oklch(0.74, 0.10, 25),
)


@scene("library", "study")
def library(c: Canvas, p: Palette, rng: random.Random) -> str:
    """A tall library with a ladder, an arched window and a reader."""
    c.fill_all(p.wall)
    case = p.wood if not p.dark else shade(p.wood, 0.06)
    for x in (-6, 206):
        _tall_case(c, p, rng, x, 100, case)
    _arched_window(c, p)
    c.rect(-2, 316, 304, 88, p.table)
    c.rect(-2, 310, 304, 8, p.wood_dark)
    c.path("M96 318H204L262 404H38z", p.accent)
    c.path("M108 318H192L238 404H62z", "none", stroke=p.accent2, stroke_width=4)
    side = c.pick((1, -1))
    with c.group(0 if side == 1 else 300, 0, scale=(side, 1)):
        _ladder(c, p)
        person(c, 258, 238, 92, p, coat=p.accent2 if p.accent2 != case else p.light, face=0)
        c.rect(136, 306, 60, 16, p.wood_dark, rx=4)
        seated_person(c, 150, 306, 84, p, coat=p.near if not p.dark else p.light, face=1)
        c.path("M166 286l22-7v15l-22 7zM188 279l18 5v14l-18-4z", _PAGE)
        book_pile(c, rng, 70, 352, 58, rng.randint(3, 5), (p.accent, p.accent2, *_SPINES))
        if rng.random() < 0.6:
            cat_small(c, 226, 366, 54, p.ink if not p.dark else p.light, pose="sleeping", face=-1)
    _hanging_lamp(c, p)
    return "A reader in a library with tall shelves, a ladder and a window"


def _tall_case(c: Canvas, p: Palette, rng: random.Random, x: float, w: float, case: str) -> None:
    """A bookcase reaching the ceiling."""
    c.rect(x, -4, w, 322, case)
    for y in (48, 114, 180, 246, 312):
        c.rect(x + 6, y - 58, w - 12, 58, shade(case, 0.2))
        book_row(c, rng, x + 8, y, w - 16, 52, (p.accent, p.accent2, *_SPINES))
        c.rect(x, y, w, 7, tint(case, 0.05))


def _arched_window(c: Canvas, p: Palette) -> None:
    """A tall window between the cases, lighting the floor."""
    frame = p.light if not p.dark else p.wood
    outline = "M112 268V112a38 38 0 0 1 76 0V268z"
    c.path(outline, p.sky if not p.dark else p.deep, stroke=frame, stroke_width=9)
    with c.clip(outline):
        c.circle(160, 122, 17, p.sun)
        c.circle(126, 276, 44, p.leaf_light if not p.dark else p.leaf_dark)
        c.circle(176, 280, 38, p.leaf if not p.dark else p.leaf_dark)
    c.stroke("M150 76V268M112 150H188M112 206H188", frame, 4)
    c.rect(102, 266, 96, 9, frame, rx=2)
    c.polygon([(112, 318), (188, 318), (226, 404), (74, 404)], p.sun, opacity=0.22)


def _ladder(c: Canvas, p: Palette) -> None:
    """A ladder leaning on the right case."""
    c.stroke("M226 352L250 -4M276 352L292 -4", p.wood_dark, 6)
    for index in range(9):
        y = 330 - index * 38
        c.line(226 + (352 - y) * 0.0674, y, 276 + (352 - y) * 0.045, y, p.wood_dark, 5)


def _hanging_lamp(c: Canvas, p: Palette) -> None:
    """A round lamp from the ceiling."""
    c.line(150, -4, 150, 34, p.ink if not p.dark else p.light, 2.4)
    if p.time in ("dusk", "night"):
        c.circle(150, 50, 44, p.lamp, opacity=0.25)
    c.circle(150, 50, 19, p.lamp)
    c.rect(140, 30, 20, 7, p.accent2, rx=2)
