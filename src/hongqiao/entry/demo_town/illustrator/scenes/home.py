"""Scenes at home: shelf and plant."""

from __future__ import annotations

import random

from hongqiao.entry.demo_town.illustrator.bits import (
    book,
    book_pile,
    book_row,
    flower,
    leaf,
    mug,
    pot,
    pot_plant,
    shadow,
    steam,
)
from hongqiao.entry.demo_town.illustrator.canvas import Canvas, d
from hongqiao.entry.demo_town.illustrator.palette import Palette, oklch, shade, tint
from hongqiao.entry.demo_town.illustrator.registry import scene


@scene("shelf", "home")
def shelf(c: Canvas, p: Palette, rng: random.Random) -> str:
    """A bookshelf full of books with a cat asleep or watching in it."""
    c.fill_all(p.wall)
    _shelf_case(c, p)
    colours = (
        p.accent,
        p.accent2,
        oklch(0.95, 0.02, 85),
        oklch(0.55, 0.09, 200),
        oklch(0.48, 0.08, 265),
        oklch(0.62, 0.10, 150),
        oklch(0.76, 0.09, 25),
    )
    boards = (118, 212, 306, 404)
    cat_board = c.pick((2, 1))
    for index, y in enumerate(boards):
        if index == cat_board:
            book_row(c, rng, 36, y, 62, 72, colours)
            book_row(c, rng, 202, y, 62, 72, colours)
        elif index == 3:
            book_row(c, rng, 36, y, 228, 70, colours)
        else:
            _books_with_object(c, p, rng, y, colours, index)
    _shelf_cat(c, p, boards[cat_board])
    return "A bookshelf with a cat between the books"


def _shelf_case(c: Canvas, p: Palette) -> None:
    """The case with three boards."""
    case = c.pick((oklch(0.52, 0.085, 52), oklch(0.70, 0.075, 68), p.near if not p.dark else p.mid))
    if p.dark:
        case = shade(case, 0.06)
    back = shade(case, 0.13)
    c.rect(22, 18, 256, 392, case, rx=6)
    c.rect(32, 28, 236, 382, back)
    for y in (118, 212, 306):
        c.rect(32, y, 236, 10, tint(case, 0.04))
        c.rect(32, y + 10, 236, 7, shade(back, 0.08), opacity=0.6)


def _books_with_object(
    c: Canvas, p: Palette, rng: random.Random, y: float, colours: tuple[str, ...], turn: int
) -> None:
    """A board with books at both sides and one ornament between or beside them."""
    kind = c.pick(("vase", "globe", "plant", "clock"), turn)
    middle = rng.choice((78, 150, 222))
    book_row(c, rng, 36, y, middle - 30 - 36, 72, colours)
    book_row(c, rng, middle + 32, y, 264 - middle - 34, 72, colours)
    if middle > 110:
        book(c, middle - 38, y, 13, 66, rng.choice(colours), p.light, rotate=8)
    if kind == "vase":
        _flower_vase(c, p, middle, y)
    elif kind == "globe":
        _globe(c, middle, y)
    elif kind == "plant":
        pot_plant(c, middle, y, 68, p, rng)
    else:
        c.circle(middle, y - 27, 25, p.light)
        c.ring(middle, y - 27, 24, p.accent, 5)
        c.stroke(d("M", middle, y - 41, "v14l9 6"), p.ink, 3)
        c.line(middle - 12, y - 2, middle + 12, y - 2, p.accent, 5)


def _flower_vase(c: Canvas, p: Palette, x: float, y: float) -> None:
    """A round vase with three flowers."""
    with c.group(x, y):
        c.stroke("M3 -46c-2-18-12-24-20-26M3 -46c2-18 10-22 16-24M1 -46V-80", p.leaf, 2.4)
        c.path("M0 0c-14-8-16-28-6-38l2-12h9l2 12c10 10 8 30-6 38z", oklch(0.84, 0.055, 200))
        for dx, dy in ((-17, -72), (19, -70), (1, -80)):
            flower(c, dx, dy, 9, p.accent, oklch(0.84, 0.14, 85))


def _globe(c: Canvas, x: float, y: float) -> None:
    """A globe on a brass foot."""
    brass = oklch(0.76, 0.11, 80)
    with c.group(x - 66, y - 212):
        c.circle(66, 182, 22, oklch(0.68, 0.085, 215))
        c.path(
            "M52 172c8-10 18-8 22-2s-8 8-4 14-12 10-18-2zM76 190c6-4 10 0 8 5s-10 2-8-5z",
            oklch(0.66, 0.11, 145),
        )
        c.stroke("M48 196a26 26 0 0 0 42-2", brass, 3)
        c.rect(63, 204, 6, 6, brass)
        c.rect(54, 208, 24, 4, brass, rx=2)


def _shelf_cat(c: Canvas, p: Palette, y: float) -> None:
    """A cat lying on a board, awake or asleep."""
    fur = c.pick(
        (oklch(0.26, 0.025, 55), oklch(0.94, 0.02, 80), oklch(0.70, 0.13, 60), oklch(0.62, 0.015, 260))
    )
    dark = fur == oklch(0.26, 0.025, 55)
    with c.group(-4, y - 306):
        c.path("M112 306c-6-26 6-44 30-44 16 0 20-6 22-16l10 8h14l10-8c4 16 2 28-4 34 6 10 8 18 6 26z", fur)
        c.stroke("M112 306c-12 2-18-6-12-16", fur, 7)
        c.path("M130 264q-6 16 2 30M146 262q-6 16 2 32", "none", stroke=shade(fur, 0.07), stroke_width=5)
        if c.seed % 3 == 2:
            c.stroke("M171 268q4 4 8 0M185 268q4 4 8 0", shade(fur, 0.3) if not dark else p.light, 2)
        else:
            for x in (175, 189):
                c.circle(x, 268, 3.2, oklch(0.85, 0.15, 98) if dark else "#2a1f18")
        c.path("M180 275h4l-2 2.5z", oklch(0.74, 0.08, 20))
        whisker = shade(fur, 0.22) if not dark else tint(fur, 0.35)
        c.stroke("M170 274l-12-2M170 278l-12 3M194 274l12-2M194 278l12 3", whisker, 1.2)


@scene("plant", "home")
def plant(c: Canvas, p: Palette, rng: random.Random) -> str:
    """A big houseplant on a stool in window light."""
    c.fill_all(p.wall)
    with c.group(c.pick((0, -46, 26)), 0):
        c.path("M110 0h150l-60 300H50z", p.panel)
        c.path("M170 0h10l-60 300h-10zM76 150h168l-3 12H74z", p.wall)
    c.rect(-2, 318, 304, 86, p.table)
    c.rect(-2, 318, 304, 5, p.edge)
    shadow(c, 150, 366, 78, 9, p, 0.35)
    c.stroke("M104 312l-14 54M196 312l14 54M150 312v48", p.wood_dark, 7)
    c.rect(88, 304, 124, 12, p.wood, rx=5)
    kind = c.pick(("monstera", "rubber plant", "palm"))
    clay = c.pick((oklch(0.62, 0.13, 38), p.light if p.dark else p.accent, p.accent2))
    with c.group(0, 8):
        _foliage(c, p, kind, rng)
    pot(c, 150, 304, 108, 76, clay)
    if c.seed % 2:
        mug(c, 44, 318, 40, p.light, handle=1, stripe=p.accent)
        steam(c, 44, 270, 2, gap=14, height=34, width=3.4)
    else:
        _watering_can(c, p, 50, 366)
    book_pile(c, rng, 254, 318, 62, rng.randint(2, 4), p.brights)
    return f"A {kind} on a stool in the light of a window"


_Greens = tuple[str, str, str]


def _foliage(c: Canvas, p: Palette, kind: str, rng: random.Random) -> None:
    """Stems and leaves rising from (150, 224)."""
    greens = (p.leaf_dark, p.leaf, p.leaf_light)
    if p.dark:
        greens = (p.leaf, p.leaf_light, tint(p.leaf, 0.06))
    if kind == "monstera":
        _monstera(c, p, greens, rng)
    elif kind == "rubber plant":
        _rubber_plant(c, p, greens)
    else:
        _palm(c, p, greens)


def _monstera(c: Canvas, p: Palette, greens: _Greens, rng: random.Random) -> None:
    """Five split leaves on long stems."""
    stems = (
        (66, 200, -74, 0.70),
        (236, 192, 72, 0.72),
        (88, 136, -38, 0.95),
        (212, 124, 36, 0.93),
        (148, 112, -2, 0.92),
    )
    for index, (x, y, turn, size) in enumerate(stems):
        c.stroke(d("M150 224C150 180", (150 + x) / 2, y + 20, x, y), p.leaf_dark, 4.5)
        _monstera_leaf(c, x, y, turn + rng.uniform(-7, 7), size, greens[index % 3], greens[(index + 1) % 3])


def _rubber_plant(c: Canvas, p: Palette, greens: _Greens) -> None:
    """Three upright stems with big oval leaves."""
    for turn, tall in ((-13, 170), (14, 150), (0, 196)):
        with c.group(150, 224, rotate=turn):
            c.line(0, 0, 0, -tall + 20, p.wood_dark, 5)
            for row in range(tall // 34):
                for side in (-1, 1):
                    fill, vein = greens[(row + (side > 0)) % 3], greens[(row + 2) % 3]
                    lean = side * (62 - row * 6)
                    leaf(c, 0, -24 - row * 30, 62 - row * 4, fill, rotate=lean, vein=vein, width=0.62)
            leaf(c, 0, -tall + 30, 46, greens[2], vein=greens[0], width=0.5)


def _palm(c: Canvas, p: Palette, greens: _Greens) -> None:
    """Seven feathered fronds."""
    for index, turn in enumerate((-74, 74, -50, 50, -26, 26, 2)):
        with c.group(150, 224, rotate=turn):
            long = 128 + (74 - abs(turn)) * 0.7
            c.stroke(d("M0 0V", -long), p.leaf_dark, 3.4)
            for row in range(9):
                for side in (-44, 44):
                    leaf(
                        c,
                        0,
                        -long * (0.36 + row * 0.07),
                        40 - row * 1.6,
                        greens[index % 3],
                        rotate=side,
                        width=0.3,
                    )


def _monstera_leaf(c: Canvas, x: float, y: float, turn: float, size: float, fill: str, vein: str) -> None:
    """A split leaf with its stalk end at (x, y)."""
    with c.group(x, y, rotate=turn, scale=size):
        c.path(
            "M0 0C-20 -3 -31 -14 -36 -26L-16 -20L-41 -36Q-43 -43 -42 -48L-18 -39"
            "L-41 -57Q-40 -65 -37 -70L-18 -58"
            "L-31 -83Q-20 -105 0 -112Q20 -105 31 -83L18 -58L37 -70Q40 -65 41 -57L18 -39L42 -48Q43 -43 41 -36"
            "L16 -20L36 -26C31 -14 20 -3 0 0z",
            fill,
        )
        c.stroke(
            "M0 -2V-98M0 -14L-26 -34M0 -14L26 -34M0 -34L-28 -56M0 -34L28 -56M0 -56L-24 -80M0 -56L24 -80",
            vein,
            2.2,
        )


def _watering_can(c: Canvas, p: Palette, x: float, y: float) -> None:
    """A watering can standing on (x, y)."""
    fill = p.accent
    with c.group(x, y):
        c.stroke("M-20 -44C-44 -46 -44 -8 -20 -10", shade(fill, 0.06), 6)
        c.path("M18 -16L44 -48L52 -44L26 -4z", shade(fill, 0.08))
        c.path("M38 -54L58 -42L54 -37L35 -49z", shade(fill, 0.03))
        c.path("M-22 -50H22L26 0H-26z", fill)
        c.path("M8 -50H22L26 0H10z", shade(fill, 0.07))
        c.ellipse(0, -50, 22, 5, shade(fill, 0.14))
