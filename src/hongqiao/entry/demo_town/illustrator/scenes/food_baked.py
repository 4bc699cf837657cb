"""Scenes of bread and cake."""

from __future__ import annotations

import math
import random

from hongqiao.entry.demo_town.illustrator.bits import leaf, room, shadow, string_lights
from hongqiao.entry.demo_town.illustrator.canvas import Canvas, d, points_path
from hongqiao.entry.demo_town.illustrator.figures import bird_small, cat_small
from hongqiao.entry.demo_town.illustrator.palette import Palette, oklch, shade, tint
from hongqiao.entry.demo_town.illustrator.registry import scene

_CRUST = oklch(0.62, 0.115, 58)
_CRUMB = oklch(0.90, 0.05, 84)


@scene("bread", "food")
def bread(c: Canvas, p: Palette, rng: random.Random) -> str:
    """A loaf with slices on a board, a sparrow after the crumbs."""
    room(c, p, 262)
    c.circle(rng.uniform(96, 126), 150, 84, p.panel)
    _hanging_cloth(c, p, rng)
    _jar(c, p, 262, 276, rng)
    shadow(c, 142, 318, 140, 10, p, 0.3)
    c.rect(14, 298, 236, 18, p.wood, rx=6)
    c.rect(14, 298, 236, 6, tint(p.wood, 0.09), rx=3)
    c.rect(244, 302, 44, 10, p.wood, rx=5)
    kind = c.pick(("round loaf", "tin loaf", "plaited loaf"))
    _loaf(c, kind, rng)
    slices = rng.randint(1, 3)
    for index in range(slices):
        _slice(c, 182 + index * 17, 299, 14 + index * 8)
    _wheat(c, 52, 346, -64)
    _wheat(c, 84, 356, -76)
    bird_small(c, 262, 338, 44, p.accent, face=-1)
    for _ in range(9):
        c.circle(rng.uniform(150, 244), rng.uniform(322, 340), rng.uniform(1.4, 2.8), _CRUMB)
    return f"A {kind} with {slices} {'slice' if slices == 1 else 'slices'} and a sparrow after the crumbs"


def _hanging_cloth(c: Canvas, p: Palette, rng: random.Random) -> None:
    """A rail with a cloth, a ladle and a whisk."""
    c.line(-4, 66, 304, 66, p.wood_dark if not p.dark else p.wood, 5)
    c.path("M206 62h64v104q-16 8-32 0t-32 0z", p.accent2)
    for x in (218, 252):
        c.rect(x, 62, 6, 106, p.light, opacity=0.8)
    metal = p.near if not p.dark else p.edge
    c.line(40, 66, 40, 120, metal, 4.5)
    c.path("M24 120h32a16 18 0 0 1-32 0z", metal)
    if rng.random() < 0.6:
        c.line(90, 66, 90, 100, metal, 4.5)
        for wide in (5, 13, 20):
            c.stroke(d("M90 98c", -wide, 14, -wide, 40, 0, 46, "c", wide, -6, wide, -32, 0, -46), metal, 2)


def _jar(c: Canvas, p: Palette, x: float, y: float, rng: random.Random) -> None:
    """A jam jar with a cloth lid."""
    jam = rng.choice((oklch(0.52, 0.19, 20), oklch(0.72, 0.16, 62), oklch(0.42, 0.13, 330)))
    c.rect(x - 24, y - 52, 48, 54, jam, rx=9)
    c.rect(x + 8, y - 52, 16, 54, shade(jam, 0.07), rx=8)
    c.rect(x - 14, y - 36, 28, 24, p.light, rx=2)
    c.circle(x, y - 24, 6, jam)
    c.path(d("M", x - 27, y - 46, "q27 8 54 0l-5-18q-22-8-44 0z"), p.accent if jam != p.accent else p.light)
    c.rect(x - 24, y - 60, 48, 4, p.light)


def _loaf(c: Canvas, kind: str, rng: random.Random) -> None:
    """The loaf standing on y 299."""
    dark, pale = shade(_CRUST, 0.1), tint(_CRUST, 0.16)
    if kind == "round loaf":
        c.path("M28 298C14 240 44 190 108 186C172 190 196 240 188 298z", _CRUST)
        c.path("M120 187C176 196 196 244 188 298H150C172 250 160 206 120 187z", dark)
        for x in (62, 92, 122):
            c.path(d("M", x, 214, "c18 10 24 32 20 58c-12-14-22-34-20-58z"), pale)
        for _ in range(12):
            c.circle(rng.uniform(44, 160), rng.uniform(206, 288), 1.6, _CRUMB, opacity=0.7)
    elif kind == "tin loaf":
        c.path(
            "M30 298V236C18 220 30 196 52 200C66 186 96 186 108 196"
            "C124 184 152 186 162 200C188 196 196 220 184 236V298z",
            _CRUST,
        )
        c.path("M162 200C188 196 196 220 184 236V298H150V232C168 226 170 210 162 200z", dark)
        for x in (56, 96, 136):
            c.stroke(d("M", x, 212, "q10 10 24 4"), pale, 5)
    else:
        for index in range(6):
            x = 42 + index * 25
            with c.group(x, 262 - 16 * math.sin(index / 5 * math.pi), rotate=28 if index % 2 else -28):
                c.ellipse(0, 0, 21, 40, _CRUST if index % 2 else tint(_CRUST, 0.06))
                c.stroke("M-8 -20q10 16 2 36", pale, 4)
        c.rect(30, 280, 156, 19, dark, rx=9)


def _slice(c: Canvas, x: float, y: float, lean: float) -> None:
    """A cut slice leaning back on its foot (x, y)."""
    with c.group(x, y, rotate=lean):
        c.path("M-10 0V-58C-22 -92 52 -92 40 -58V0z", shade(_CRUST, 0.06))
        c.path("M-4 -5V-58C-13 -84 43 -84 34 -58V-5z", _CRUMB)
        for dx, dy, r in (
            (6, -58, 3),
            (20, -44, 4),
            (6, -30, 3.5),
            (24, -20, 3),
            (12, -14, 2.4),
            (26, -64, 2.6),
        ):
            c.ellipse(dx, dy, r, r * 0.7, shade(_CRUMB, 0.07))


def _wheat(c: Canvas, x: float, y: float, turn: float) -> None:
    """An ear of wheat lying on the table."""
    gold = oklch(0.78, 0.12, 82)
    with c.group(x, y, rotate=turn + 150):
        c.line(0, 60, 0, -40, shade(gold, 0.1), 2.4)
        for row in range(5):
            for side in (-34, 34):
                leaf(c, 0, -row * 10, 17, gold, rotate=side, width=0.6)
        leaf(c, 0, -46, 17, gold, width=0.6)


_ICINGS = (
    oklch(0.85, 0.075, 10),
    oklch(0.40, 0.065, 48),
    oklch(0.97, 0.015, 85),
    oklch(0.86, 0.08, 165),
    oklch(0.80, 0.08, 300),
)
_SPONGES = (oklch(0.82, 0.095, 82), oklch(0.48, 0.075, 48), oklch(0.62, 0.16, 25))


@scene("cake", "food")
def cake(c: Canvas, p: Palette, rng: random.Random) -> str:
    """A layer cake with icing on a stand, a cat interested."""
    room(c, p, 282)
    _bunting(c, p, rng)
    c.circle(150, 196, 112, tint(p.panel, 0.06) if p.dark else p.far)
    icing, sponge = c.pick(_ICINGS), c.pick(_SPONGES)
    layers = c.pick((2, 1, 2))
    _cake_stand(c, p)
    top = 262
    for index in range(layers):
        wide, high = (172, 78) if layers == 1 else ((172, 60), (112, 50))[index]
        _cake_layer(c, 150, top, wide, high, icing if index == 0 else rng.choice(_ICINGS), sponge, index == 0)
        top -= high
    topping = c.pick(("candles", "strawberries", "cherries"))
    _cake_top(c, p, rng, topping, top, 112 if layers == 2 else 172)
    if rng.random() < 0.5:
        cat_small(c, 32, 318, 78, p.ink if not p.dark else p.light, face=1, eye=p.lamp)
    _cake_piece(c, p, 258, 322, icing, sponge)
    return f"A cake with {layers} {'layer' if layers == 1 else 'layers'} and {topping} on top"


def _bunting(c: Canvas, p: Palette, rng: random.Random) -> None:
    """Paper flags or lamps across the top."""
    if p.dark or rng.random() < 0.3:
        string_lights(c, p, -6, 40, 306, 34, sag=22, count=9)
        string_lights(c, p, -6, 84, 306, 92, sag=16, count=9)
        return
    c.stroke("M-4 36Q150 96 304 30", p.ink, 1.8)
    fills = p.brights
    for index in range(9):
        t = (index + 0.5) / 9
        x, y = -4 + 308 * t, 36 - 6 * t + 114 * t * (1 - t)
        with c.group(x, y, rotate=(0.5 - t) * 26):
            c.path("M-12 0H12L0 27z", fills[index % len(fills)])


def _cake_stand(c: Canvas, p: Palette) -> None:
    """A footed plate."""
    shadow(c, 150, 322, 84, 9, p, 0.3)
    stand = p.light if not p.dark else shade(p.light, 0.1)
    c.path("M138 272h24l6 40q12 2 14 10h-64q2-8 14-10z", shade(stand, 0.1))
    c.rect(44, 262, 212, 12, stand, rx=6)
    c.rect(150, 262, 106, 12, shade(stand, 0.06), rx=6)


def _cake_layer(
    c: Canvas, x: float, y: float, w: float, h: float, icing: str, sponge: str, open_side: bool
) -> None:
    """A drum of cake standing on y with icing dripping down."""
    left = x - w / 2
    body = sponge if open_side else tint(icing, 0.05)
    c.rect(left, y - h, w, h, body, rx=5)
    c.rect(x + w * 0.2, y - h, w * 0.3, h, shade(body, 0.06), rx=5)
    if open_side:
        c.rect(left, y - h * 0.42, w, h * 0.14, "#fff6ea")
    drips = int(w / 17)
    outline = d("M", left - 2, y - h + 8, "q0-10 10-10h", w - 16, "q10 0 10 10")
    step = (w + 4) / drips
    for index in range(drips):
        deep = (20, 12, 26, 15)[index % 4] * h / 70
        outline += d("v", deep, "a", step / 2, step / 2, "0 0 1", -step, 0, "v", -deep)
    c.path(outline + "z", icing)
    c.line(left + 10, y - h + 5, left + w * 0.4, y - h + 5, tint(icing, 0.1), 4)


def _cake_top(c: Canvas, p: Palette, rng: random.Random, topping: str, y: float, w: float) -> None:
    """Candles, strawberries or cherries in a row on the cake."""
    count = rng.randint(3, 5) if w < 150 else rng.randint(4, 7)
    berry = oklch(0.58, 0.20, 25)
    for index in range(count):
        x = 150 + (index - (count - 1) / 2) * (w * 0.84 / count)
        if topping == "candles":
            c.rect(x - 3.5, y - 34, 7, 34, (p.accent, p.accent2, p.light)[index % 3], rx=2)
            c.circle(x, y - 44, 12, p.lamp, opacity=0.35)
            c.path(d("M", x, y - 56, "c7 9 6 18 0 18s-7-9 0-18z"), oklch(0.80, 0.16, 65))
        elif topping == "strawberries":
            c.path(d("M", x, y + 3, "c-10-4-15-16-11-24 5-6 17-6 22 0 4 8-1 20-11 24z"), berry)
            for dx, dy in ((-4, -14), (4, -14), (0, -7)):
                c.circle(x + dx, y + dy, 1.3, "#ffe3b0")
            c.path(d("M", x - 9, y - 22, "l9 5 9-5-5-3-4-5-4 5z"), p.leaf)
        else:
            c.circle(x, y - 7, 9, berry)
            c.circle(x - 3, y - 10, 2.4, tint(berry, 0.25))
            c.stroke(d("M", x, y - 15, "q2-12 9-16"), p.leaf_dark, 2.2)


def _cake_piece(c: Canvas, p: Palette, x: float, y: float, icing: str, sponge: str) -> None:
    """A slice on a small plate."""
    c.ellipse(x, y, 40, 9, p.shadow, opacity=0.25)
    c.ellipse(x, y - 3, 38, 8, p.light)
    c.path(points_path([(x - 24, y - 6), (x + 22, y - 6), (x + 22, y - 38), (x - 24, y - 30)]), sponge)
    c.path(points_path([(x - 24, y - 17), (x + 22, y - 19), (x + 22, y - 24), (x - 24, y - 21)]), "#fff6ea")
    c.path(points_path([(x - 24, y - 30), (x + 22, y - 38), (x + 22, y - 46), (x - 24, y - 36)]), icing)
    c.circle(x + 12, y - 50, 6, oklch(0.58, 0.20, 25))
