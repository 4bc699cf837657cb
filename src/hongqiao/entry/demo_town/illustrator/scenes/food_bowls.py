"""Scenes of hot bowls and pots: noodles and soup."""

from __future__ import annotations

import math
import random

from hongqiao.entry.demo_town.illustrator.bits import leaf, planks, room, shadow, steam
from hongqiao.entry.demo_town.illustrator.canvas import Canvas, d
from hongqiao.entry.demo_town.illustrator.palette import Palette, mix, oklch, shade, tint
from hongqiao.entry.demo_town.illustrator.registry import scene

_BROTHS = (oklch(0.72, 0.13, 62), oklch(0.62, 0.16, 38), oklch(0.80, 0.09, 85))
_NOODLE = (oklch(0.88, 0.085, 90), oklch(0.93, 0.07, 95))
_GREEN = oklch(0.66, 0.15, 140)
_YOLK = oklch(0.78, 0.16, 72)


@scene("noodles", "food")
def noodles(c: Canvas, p: Palette, rng: random.Random) -> str:
    """A big bowl of noodles, some lifted by chopsticks."""
    room(c, p, 276)
    disc = p.panel if p.time == "dusk" else p.sun
    c.circle(rng.uniform(200, 238), rng.uniform(92, 112), rng.uniform(48, 62), disc)
    side = rng.choice((1, -1))
    eggs = c.pick((1, 2, 1))
    if rng.random() < 0.5:
        _peeking_cat(c, p, 40 if side == 1 else 260)
    with c.group(150 - 129 * side, 16, scale=(0.86 * side, 0.86)):
        steam(c, 106, 152, rng.choice((2, 3)), gap=34, height=108, colour=p.light, opacity=0.6, width=7)
        shadow(c, 150, 350, 108, 12, p, 0.35)
        _noodle_bowl(c, p)
        _broth_and_noodles(c, rng)
        _toppings(c, p, rng, eggs)
        _lifted_noodles(c, p)
    return f"A bowl of noodles with {'two eggs' if eggs == 2 else 'an egg'}, lifted by chopsticks"


def _peeking_cat(c: Canvas, p: Palette, x: float) -> None:
    """A cat's head behind the table edge."""
    fur = p.ink if not p.dark else tint(p.mid, 0.2)
    with c.clip("M0 0H300V276H0z"):
        c.path(d("M", x - 22, 262, "L", x - 19, 230, "L", x - 4, 245, "z"), fur)
        c.path(d("M", x + 22, 262, "L", x + 19, 230, "L", x + 4, 245, "z"), fur)
        c.ellipse(x, 266, 24, 23, fur)
        for eye in (-9, 9):
            c.ellipse(x + eye, 262, 4.2, 4.8, p.lamp)
            c.ellipse(x + eye + 1, 262, 1.6, 4.2, "#1c1410")
    c.ellipse(x - 13, 277, 7, 5, fur)
    c.ellipse(x + 13, 277, 7, 5, fur)


def _noodle_bowl(c: Canvas, p: Palette) -> None:
    """The bowl with its painted band."""
    white = p.near if p.time == "morning" else p.light
    body, band = c.pick(((white, p.accent), (p.accent, p.light), (white, p.accent2)))
    c.path("M34 196h232c0 66-36 116-72 128v22H106v-22C70 312 34 262 34 196z", body)
    c.path("M150 346h44v-22c36-12 72-62 72-128h-34c0 66-30 124-82 150z", shade(body, 0.06))
    c.path("M40 224c3 11 6 20 10 29h200c4-9 7-18 10-29z", band)
    kind = c.pick(("waves", "dots", "hatch"))
    for x in range(60, 236, 26):
        if kind == "waves":
            c.stroke(f"M{x} 238q6.5-9 13 0t13 0", body, 2.6)
        elif kind == "dots":
            c.circle(x + 4, 238, 5, body)
        else:
            c.stroke(f"M{x} 231l10 14M{x + 10} 231l-10 14", body, 2.6)
    c.ellipse(150, 196, 116, 33, shade(body, 0.16))


def _broth_and_noodles(c: Canvas, rng: random.Random) -> None:
    """Soup with curls of noodles."""
    c.ellipse(150, 197, 108, 28, rng.choice(_BROTHS))
    for index in range(15):
        x, y = 58 + index * 9.2, 197 + rng.uniform(-5, 8)
        c.stroke(d("M", x, y, "c8-14 20 12 30-4s14-8 22 4"), _NOODLE[index % 2], 4.2)


def _toppings(c: Canvas, p: Palette, rng: random.Random, eggs: int) -> None:
    """Seaweed, eggs, prawn or naruto, spring onion."""
    if rng.random() < 0.7:
        c.path("M182 172l44-18 14 40-40 12z", oklch(0.36, 0.06, 155))
        c.stroke("M192 170l42-16", oklch(0.48, 0.07, 155), 3)
    else:
        for turn in (30, 48, 66):
            leaf(c, 196, 198, 46, p.leaf, rotate=turn, vein=p.leaf_light)
    for x, y in ((108, 191), (136, 205))[:eggs]:
        with c.group(x, y, rotate=-12):
            c.ellipse(0, 0, 30, 18, "#fffaf4")
            c.ellipse(1, 1, 17, 10.5, _YOLK)
            c.ellipse(5, -2, 6, 3, tint(_YOLK, 0.12))
    for _ in range(rng.randint(5, 10)):
        left, low = rng.uniform(86, 214), rng.uniform(184, 214)
        c.circle(left, low, 5, _GREEN)
        c.circle(left, low, 2, tint(_GREEN, 0.2))
    with c.group(182, 213, rotate=-8):
        c.ellipse(0, 0, 20, 8, oklch(0.72, 0.14, 30) if rng.random() < 0.5 else "#fff4ee")
        c.stroke("M-10 1c4-6 16-6 14 0s-12 2-8-1", oklch(0.70, 0.15, 15), 2.2)


def _lifted_noodles(c: Canvas, p: Palette) -> None:
    """Strands hanging from two chopsticks."""
    for index in range(5):
        x, top = 150 + index * 7, 176 + index * 4
        c.stroke(d("M", x, 190, "C", x + 4 - index, 150, top - 8, 120, top, 96), _NOODLE[1], 4)
    stick = p.light if p.dark else p.ink
    c.line(286, 30, 168, 108, stick, 6.5)
    c.line(294, 48, 172, 118, p.accent, 6.5)


_SOUPS = (
    ("tomato soup", oklch(0.60, 0.19, 32)),
    ("pumpkin soup", oklch(0.74, 0.16, 62)),
    ("pea soup", oklch(0.70, 0.14, 132)),
    ("beetroot soup", oklch(0.50, 0.17, 5)),
)


@scene("soup", "food")
def soup(c: Canvas, p: Palette, rng: random.Random) -> str:
    """A plate of soup from above with bread and spoon."""
    name, broth = c.pick(_SOUPS)
    _soup_table(c, p, rng)
    c.circle(158, 214, 104, p.shadow, opacity=0.22)
    rim = rng.choice((p.light, p.light, p.accent2))
    c.circle(150, 202, 104, rim)
    c.ring(150, 202, 96, p.accent if rim == p.light else p.light, 3.5)
    c.circle(150, 202, 78, shade(rim, 0.09))
    c.circle(150, 204, 73, broth)
    c.path("M77 204a73 73 0 0 1 146 0a73 66 0 0 0-146 0z", shade(broth, 0.06))
    _cream_swirl(c, rng, tint(broth, 0.2))
    for _ in range(rng.randint(3, 7)):
        angle, far = rng.uniform(0, 6.28), rng.uniform(26, 56)
        x, y = 150 + math.cos(angle) * far, 206 + math.sin(angle) * far
        with c.group(x, y, rotate=rng.uniform(0, 90)):
            c.rect(-6.5, -6.5, 13, 13, oklch(0.76, 0.10, 72), rx=3)
            c.rect(-6.5, -6.5, 9, 9, oklch(0.85, 0.08, 80), rx=3)
    for turn in (-60, 10, 78):
        leaf(
            c,
            150,
            206,
            27,
            oklch(0.58, 0.14, 142),
            rotate=turn + rng.uniform(-12, 12),
            vein="#2f6b33",
            width=0.6,
        )
    _spoon(c, 268, 200, p)
    return f"A plate of {name} with herbs and bread, from above"


def _soup_table(c: Canvas, p: Palette, rng: random.Random) -> None:
    """Boards or a plain ground with a napkin and slices of bread."""
    if rng.random() < 0.5:
        planks(c, rng, 0, 402, tint(p.wood, 0.09))
    else:
        c.fill_all(p.mid if not p.dark else p.far)
    with c.group(24, 20, rotate=-10):
        c.rect(-60, -50, 130, 150, p.accent, rx=2)
        for x in (-40, -28, 40, 52):
            c.rect(x, -50, 4, 150, p.light, opacity=0.85)
    crumb = oklch(0.90, 0.05, 85)
    for x, y, turn in ((52, 330, -16), (104, 356, 18))[: rng.choice((1, 2))]:
        with c.group(x, y, rotate=turn):
            c.path("M-34 30V-8C-46 -34 46 -34 34 -8V30z", p.shadow, opacity=0.25, transform="translate(4 6)")
            c.path("M-34 30V-8C-46 -34 46 -34 34 -8V30z", oklch(0.60, 0.10, 58))
            c.path("M-28 25V-8C-36 -27 36 -27 28 -8V25z", crumb)
            for dx, dy in ((-12, -4), (8, 6), (-6, 14), (14, -8), (0, -14)):
                c.ellipse(dx, dy, 3.5, 2.2, shade(crumb, 0.07))


def _cream_swirl(c: Canvas, rng: random.Random, cream: str) -> None:
    """A spiral of cream on the soup."""
    start, way = rng.uniform(0, 6.28), rng.choice((1, -1))
    points = []
    for step in range(26):
        angle, far = start + way * step * 0.42, 8 + step * 2
        points.append((150 + math.cos(angle) * far, 204 + math.sin(angle) * far))
    c.curve(points, mix(cream, "#ffffff", 0.5), 5.5)


def _spoon(c: Canvas, x: float, y: float, p: Palette) -> None:
    """A spoon lying upright."""
    metal = oklch(0.86, 0.012, 90)
    with c.group(x, y, rotate=6):
        c.line(4, -30, 4, 92, p.shadow, 7, opacity=0.25)
        c.line(0, -34, 0, 88, metal, 7)
        c.ellipse(0, -54, 14, 23, metal)
        c.ellipse(1, -52, 9, 17, shade(metal, 0.12))
