"""The desk scene."""

from __future__ import annotations

import random

from hongqiao.entry.demo_town.illustrator.bits import book_pile, book_row, mug, pot_plant
from hongqiao.entry.demo_town.illustrator.canvas import Canvas
from hongqiao.entry.demo_town.illustrator.figures import cat_small
from hongqiao.entry.demo_town.illustrator.palette import Palette, oklch, shade, tint
from hongqiao.entry.demo_town.illustrator.registry import scene


@scene("desk", "home")
def desk(c: Canvas, p: Palette, rng: random.Random) -> str:
    """A desk with a screen, a lamp and small things, a cat on the keyboard's side."""
    c.fill_all(p.wall)
    _pin_board(c, p, rng)
    c.rect(-2, 282, 304, 14, p.wood)
    c.rect(-2, 282, 304, 5, tint(p.wood, 0.1))
    c.rect(-2, 296, 304, 108, shade(p.wall, 0.1 if not p.dark else 0.06))
    for x in (22, 262):
        c.rect(x, 296, 16, 108, p.wood_dark)
    c.rect(188, 296, 74, 62, shade(p.wood, 0.05))
    for y in (302, 331):
        c.rect(193, y, 64, 24, p.wood, rx=2)
        c.circle(225, y + 12, 3.4, p.wood_dark)
    _screen(c, p, rng)
    _desk_lamp(c, p)
    if c.seed % 2:
        cat_small(c, 40, 283, 72, p.ink if not p.dark else p.light, eye=p.lamp)
    else:
        mug(c, 40, 282, 36, p.accent, handle=-1)
    book_pile(c, rng, 252, 282, 66, rng.randint(2, 4), p.brights)
    pot_plant(c, 78, 282, rng.uniform(44, 60), p, rng, fill=p.light)
    _desk_chair(c, p)
    return "A tidy desk with a screen, a lamp and a plant"


def _pin_board(c: Canvas, p: Palette, rng: random.Random) -> None:
    """Pictures and notes on the wall above the desk."""
    c.rect(20, 44, 118, 88, p.wood, rx=4)
    c.rect(27, 51, 104, 74, oklch(0.80, 0.06, 72) if not p.dark else oklch(0.56, 0.05, 66))
    spots = [(34, 58), (66, 56), (98, 60), (36, 92), (70, 90), (100, 94)]
    fills = (p.light, p.accent2, p.accent, p.panel, p.light, p.far)
    for index, (x, y) in enumerate(rng.sample(spots, rng.randint(4, 6))):
        with c.group(x + 13, y + 13, rotate=rng.uniform(-9, 9)):
            c.rect(-12, -12, 25, 26, fills[index])
            if index % 2:
                c.path("M-9 10L-2 -2L3 4L7 0L11 10z", shade(fills[index], 0.2))
            else:
                c.stroke("M-7 -4H8M-7 2H6M-7 8H2", shade(fills[index], 0.25), 1.8)
            c.circle(0, -11, 2.6, p.accent)
    c.rect(166, 56, 108, 8, p.wood, rx=2)
    book_row(c, rng, 172, 56, 52, 40, p.brights)
    pot_plant(c, 250, 56, 46, p, rng, fill=p.accent2)


def _screen(c: Canvas, p: Palette, rng: random.Random) -> None:
    """A screen showing a small landscape."""
    frame = p.ink if not p.dark else "#0d0b12"
    c.rect(143, 252, 14, 26, p.edge)
    c.rect(118, 276, 64, 6, p.edge, rx=3)
    c.rect(78, 150, 144, 106, frame, rx=7)
    glass = oklch(0.86, 0.07, p.hue + 150)
    c.rect(85, 157, 130, 86, glass)
    with c.clip("M85 157h130v86H85z"):
        c.circle(rng.uniform(110, 190), 184, 15, p.sun)
        c.path("M75 244L118 192L142 218L168 184L226 244z", oklch(0.56, 0.09, p.hue + 150))
        c.path("M75 250Q120 214 160 232T230 222V250z", oklch(0.42, 0.08, p.hue + 150))
    c.rect(96, 284, 92, 5, shade(p.light, 0.05), rx=2.5)
    c.ellipse(206, 286, 9, 3.6, shade(p.light, 0.05))


def _desk_lamp(c: Canvas, p: Palette) -> None:
    """A jointed lamp at the right, its light falling on the desk when it is dark."""
    if p.time in ("dusk", "night"):
        c.polygon([(216, 186), (244, 164), (262, 282), (140, 282)], p.lamp, opacity=0.3)
    c.stroke("M282 278L290 214L242 168", p.accent2, 5)
    c.circle(290, 214, 5, shade(p.accent2, 0.1))
    c.ellipse(280, 280, 20, 5, p.accent2)
    with c.group(240, 168, rotate=42):
        c.path("M-10 -12H10L24 16H-24z", p.accent2)
        c.ellipse(0, 16, 24, 5, p.lamp)


def _desk_chair(c: Canvas, p: Palette) -> None:
    """The back of a chair drawn up to the desk."""
    c.stroke("M110 372V330M160 372V330", p.wood_dark, 6)
    c.path("M92 270Q135 256 178 270L172 338Q135 346 98 338z", p.near if not p.dark else p.accent)
    c.path(
        "M150 263Q166 265 178 270L172 338Q158 342 146 343Q156 300 150 263z",
        shade(p.near if not p.dark else p.accent, 0.06),
    )
    c.rect(86, 368, 98, 12, p.wood, rx=6)
    c.stroke("M98 380V404M172 380V404", p.wood_dark, 6)
