"""Scenes of learning: books and notebook."""

from __future__ import annotations

import random

from hongqiao.entry.demo_town.illustrator.bits import book_pile, leaf, mug, planks, room, shadow, steam
from hongqiao.entry.demo_town.illustrator.canvas import Canvas, d
from hongqiao.entry.demo_town.illustrator.figures import cat_small
from hongqiao.entry.demo_town.illustrator.palette import Palette, mix, oklch, shade, tint
from hongqiao.entry.demo_town.illustrator.registry import scene

_PAGE = oklch(0.965, 0.022, 88)


def _book_colours(p: Palette) -> tuple[str, ...]:
    """Lively colours for covers, none of them as light as a page."""
    return (
        p.accent,
        p.accent2,
        oklch(0.55, 0.09, 200),
        oklch(0.48, 0.08, 265),
        oklch(0.62, 0.10, 150),
        oklch(0.74, 0.10, 25),
    )


@scene("books", "study")
def books(c: Canvas, p: Palette, rng: random.Random) -> str:
    """A tall pile of books with an open one on top."""
    room(c, p, 288)
    c.circle(150, 176, 118, p.panel if not p.dark else tint(p.panel, 0.04))
    colours = list(_book_colours(p))
    rng.shuffle(colours)
    shadow(c, 150, 332, 124, 10, p, 0.32)
    top = book_pile(c, rng, 150, 330, 178, rng.randint(6, 9), colours)
    while top > 226:
        top = book_pile(c, rng, 150, top, 168, 1, rng.sample(colours, 3))
    _open_book(c, p, 150, top, colours[0])
    story = c.pick(("a ship", "a cat", "glasses", "a seedling"))
    if story == "a ship":
        _paper_ship(c, p, 150, top - 56)
    elif story == "a cat":
        cat_small(
            c,
            146,
            top - 22,
            84,
            p.ink if not p.dark else oklch(0.70, 0.13, 58),
            face=c.pick((1, -1)),
            eye=p.lamp,
        )
    elif story == "a seedling":
        c.line(150, top - 30, 150, top - 72, p.leaf_dark, 4)
        for turn in (-56, 56):
            leaf(c, 150, top - 66, 46, p.leaf, rotate=turn, vein=p.leaf_light, width=0.6)
        leaf(c, 150, top - 70, 34, p.leaf_light, width=0.6)
    else:
        _glasses(c, p, 150, top - 42)
    _floating_marks(c, p, rng, top)
    _apple(c, 270, 344)
    _pencil(c, p, 22, 350, 96, -8)
    return f"A pile of books with an open one and {story} on top"


def _open_book(c: Canvas, p: Palette, x: float, y: float, cover: str) -> None:
    """An open book lying on (x, y), seen from the front."""
    with c.group(x, y):
        c.path("M-84 -8Q-42 -30 0 -8Q42 -30 84 -8V0Q42 -16 0 2Q-42 -16 -84 0z", cover)
        c.path("M-78 -14Q-42 -40 0 -14V0Q-42 -20 -78 -4z", _PAGE)
        c.path("M78 -14Q42 -40 0 -14V0Q42 -20 78 -4z", shade(_PAGE, 0.07))
        c.path("M-78 -14Q-42 -40 0 -14V-8Q-42 -34 -78 -8z", shade(_PAGE, 0.05))
        c.path("M34 -27h9v26l-4.5-4-4.5 4z", p.accent2)


def _paper_ship(c: Canvas, p: Palette, x: float, y: float) -> None:
    """A sailing ship rising from the pages."""
    with c.group(x, y, scale=1.1):
        c.path("M-66 40Q-50 26 -33 40T0 40T33 40T66 40V50H-66z", oklch(0.66, 0.09, 225))
        c.line(0, 30, 0, -66, p.wood_dark if not p.dark else p.wood, 4)
        c.path("M5 -62C34 -46 42 -20 40 4H5z", p.light if not p.dark else p.accent2)
        c.path("M-5 -54C-24 -36 -30 -14 -30 4H-5z", p.accent)
        c.path("M-44 12H46C40 30 32 38 18 38H-20C-34 38 -42 28 -44 12z", p.wood)
        c.path("M0 -66l20 6-20 7z", p.accent)


def _glasses(c: Canvas, p: Palette, x: float, y: float) -> None:
    """Round glasses above the pages."""
    rim = p.ink if not p.dark else p.light
    for side in (-1, 1):
        c.circle(x + side * 30, y, 23, p.panel, opacity=0.7)
        c.ring(x + side * 30, y, 23, rim, 5)
        c.stroke(d("M", x + side * 30 - 12, y - 3, "q3-9 11-11"), "#ffffff", 3)
        c.stroke(d("M", x + side * 53, y - 2, "q", side * 12, -8, side * 16, -18), rim, 5)
    c.stroke(d("M", x - 8, y - 4, "q8-7 16 0"), rim, 5)


def _floating_marks(c: Canvas, p: Palette, rng: random.Random, top: float) -> None:
    """Stars and leaves rising from the book."""
    ink = p.accent if not p.dark else p.lamp
    for _ in range(rng.randint(6, 11)):
        x, y, size = rng.uniform(46, 254), rng.uniform(70, top - 70), rng.uniform(4, 9)
        if 100 < x < 200 and y > top - 150:
            continue
        c.path(
            d(
                "M",
                x,
                y - size,
                "q",
                size * 0.2,
                size * 0.8,
                size,
                size,
                "q",
                -size * 0.8,
                size * 0.2,
                -size,
                size,
                "q",
                -size * 0.2,
                -size * 0.8,
                -size,
                -size,
                "q",
                size * 0.8,
                -size * 0.2,
                size,
                -size,
                "z",
            ),
            ink,
        )


def _apple(c: Canvas, x: float, y: float) -> None:
    """A red apple."""
    red = oklch(0.58, 0.19, 26)
    c.path(d("M", x, y - 32, "c10-9 26-4 26 14 0 20-14 24-26 20-12 4-26 0-26-20 0-18 16-23 26-14z"), red)
    c.path(d("M", x + 10, y - 36, "c10 2 16 8 16 18 0 20-14 24-24 20c14-10 16-24 8-38z"), shade(red, 0.07))
    c.stroke(d("M", x, y - 32, "q0-9 5-13"), "#4c2f1d", 3.4)
    leaf(c, x + 3, y - 40, 20, oklch(0.60, 0.12, 145), rotate=72, width=0.6)


def _pencil(c: Canvas, p: Palette, x: float, y: float, long: float, turn: float) -> None:
    """A pencil lying on the table."""
    with c.group(x, y, rotate=turn):
        c.rect(0, -5, long, 10, p.accent2)
        c.rect(0, 1, long, 4, shade(p.accent2, 0.08))
        c.rect(-9, -5, 10, 10, oklch(0.74, 0.10, 15), rx=2)
        c.path(d("M", long, -5, "l18 5-18 5z"), oklch(0.86, 0.06, 75))
        c.path(d("M", long + 12, -1.7, "l6 1.7-6 1.7z"), "#2b2420")


@scene("notebook", "study")
def notebook(c: Canvas, p: Palette, rng: random.Random) -> str:
    """An open notebook from above with a drawing in it and pens around."""
    ground = c.pick((oklch(0.74, 0.075, 68), p.far, p.mid)) if not p.dark else p.mid
    planks(c, rng, 0, 402, ground, rows=4)
    turn = c.pick((-8, 6, -4, 10))
    with c.group(150, 204, rotate=turn):
        c.rect(-118, -98, 250, 214, p.shadow, rx=8, opacity=0.25)
        c.rect(-126, -108, 252, 214, p.accent, rx=8)
        c.rect(-119, -102, 118, 202, _PAGE, rx=3)
        c.rect(1, -102, 118, 202, shade(_PAGE, 0.02), rx=3)
        c.rect(-14, -102, 14, 202, shade(_PAGE, 0.06))
        _written_lines(c, p, rng)
        subject = c.pick(("mountains", "leaf", "cup", "cat"))
        _page_drawing(c, p, subject)
        for y in range(-90, 98, 18):
            c.line(-6, y, 6, y, oklch(0.55, 0.02, 260), 3.4)
        c.path("M92 -104h14v40l-7-7-7 7z", p.accent2)
    for x, y, lean in ((254, 112, 104), (272, 130, 112))[: rng.randint(1, 2)]:
        _pencil(c, p, x, y, 108, lean)
    _cup_from_above(c, p, 40, 52)
    _clips_and_leaf(c, p, rng)
    return f"An open notebook with a drawing of {'a ' if subject != 'mountains' else ''}{subject}"


def _written_lines(c: Canvas, p: Palette, rng: random.Random) -> None:
    """Loose handwriting that spells nothing, with a marked line."""
    ink = oklch(0.38, 0.07, 262)
    marked = rng.randint(2, 6)
    c.rect(-108, -88, 56, 8, p.accent, rx=4)
    for row in range(9):
        y, wide = -64 + row * 18, rng.uniform(52, 86)
        if row == marked:
            c.rect(-110, y - 7, wide + 6, 12, p.accent2, opacity=0.6, rx=2)
        c.stroke(d("M-106", y, "q4-7 8 0t8 0" + " 8 0" * int(wide / 8 - 2)), ink, 2)
    for row in range(rng.randint(1, 3)):
        c.rect(-32, -66 + row * 54, 10, 10, "none", stroke=p.accent, stroke_width=2.2, rx=2)
        c.stroke(d("M-30", -62 + row * 54, "l3 4 7-9"), ink, 2.4)


def _page_drawing(c: Canvas, p: Palette, subject: str) -> None:
    """A small watercolour on the right page."""
    c.rect(14, -86, 76 if subject != "mountains" else 92, 4, shade(_PAGE, 0.14), rx=2)
    with c.group(60, 0):
        c.circle(0, -4, 46, mix(_PAGE, p.accent2, 0.35))
        if subject == "mountains":
            c.path("M-46 30L-14 -34L6 2L20 -20L48 30z", oklch(0.62, 0.09, 215))
            c.path("M-14 -34L-23 -16L-14 -20L-6 -12z", "#ffffff")
            c.path("M-50 34Q-10 14 50 30V44H-50z", oklch(0.62, 0.11, 145))
            c.circle(28, -36, 10, oklch(0.82, 0.14, 80))
        elif subject == "leaf":
            for turn in (-44, 0, 44):
                leaf(
                    c, 0, 40, 78, oklch(0.60, 0.11, 148), rotate=turn, vein=oklch(0.78, 0.09, 145), width=0.5
                )
        elif subject == "cup":
            mug(c, -4, 36, 58, p.accent, handle=1, stripe=_PAGE)
            steam(c, -4, -32, 2, gap=16, height=28, colour=oklch(0.6, 0.03, 250), width=3)
        else:
            cat_small(c, -2, 42, 78, oklch(0.35, 0.03, 60), face=1)
    for row in range(3):
        c.rect(18, 62 + row * 12, (84, 70, 48)[row], 3.4, shade(_PAGE, 0.14), rx=1.7)


def _cup_from_above(c: Canvas, p: Palette, x: float, y: float) -> None:
    """A cup of coffee from above in a corner."""
    c.circle(x + 5, y + 8, 50, p.shadow, opacity=0.25)
    c.circle(x, y, 50, p.light)
    c.line(x + 26, y + 22, x + 46, y + 40, p.accent2, 11)
    c.circle(x, y, 34, p.accent2)
    c.circle(x, y, 27, oklch(0.42, 0.07, 52))
    c.stroke(d("M", x - 16, y - 4, "a17 17 0 0 1 14-13"), oklch(0.58, 0.07, 58), 4)


def _clips_and_leaf(c: Canvas, p: Palette, rng: random.Random) -> None:
    """Paper clips, a rubber and a leaf below the notebook."""
    for x in (40, 62, 84):
        with c.group(x, 356 + rng.uniform(-6, 6), rotate=rng.uniform(-50, 50)):
            c.stroke("M-5 10V-9a5 5 0 0 1 10 0V8a3.2 3.2 0 0 1-6.4 0V-6", p.light if p.dark else p.ink, 2)
    with c.group(236, 358, rotate=-14):
        c.rect(-28, -13, 58, 30, p.shadow, rx=5, opacity=0.25)
        c.rect(-30, -16, 58, 30, p.light, rx=5)
        c.rect(-30, -16, 30, 30, p.accent, rx=5)
    for turn in (38, 74):
        leaf(c, 132, 386, 50, p.leaf if turn > 40 else p.leaf_light, rotate=turn, vein=p.leaf_dark, width=0.5)
