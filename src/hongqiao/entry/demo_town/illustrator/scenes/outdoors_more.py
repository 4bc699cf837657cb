"""More outdoor scenes: trail and campfire."""

from __future__ import annotations

import random

from hongqiao.entry.demo_town.illustrator.canvas import Canvas
from hongqiao.entry.demo_town.illustrator.palette import Palette, mix, oklch, shade, tint
from hongqiao.entry.demo_town.illustrator.registry import scene

from . import _parts_travel as parts


@scene("trail", "outdoors", hues=(130, 55, 30, 255, 190, 95, 340, 220))
def trail(c: Canvas, p: Palette, rng: random.Random) -> str:
    """A winding path through wooded hills with hikers and a signpost."""
    parts.paint_sky(c, p, rng, horizon=300)
    parts.sun_or_moon(c, p, rng.choice((70, 150, 232)), rng.uniform(84, 112), rng.uniform(24, 32))
    parts.clouds(c, p, rng, 2, 44, 92)
    parts.ridge(c, rng, 152, 34, mix(p.far, p.sky, 0.3), step=26)
    dim = {"morning": 0.0, "day": 0.03, "dusk": 0.14, "night": 0.30}[p.time]
    season = rng.choice((145, 145, 75, 45, 115))
    land = [oklch(level - dim, 0.10, season) for level in (0.74, 0.67, 0.60)]
    parts.hills(c, rng, 180, 16, land[0], waves=2)
    _woods(c, p, rng, 184, 0.5, 13, season, dim)
    parts.hills(c, rng, 214, 12, land[1], waves=3)
    _woods(c, p, rng, 216, 0.75, 7, season, dim)
    c.path("M-2 250c70-18 140-14 200-4s80 4 104-4v162H-2z", land[2])
    parts.tufts(c, rng, 262, 394, shade(land[2], 0.09), 20)
    path = oklch(0.86 - dim, 0.055, 78)
    c.path(
        "M168 196c-12 8-30 10-22 20s52 10 46 26c-8 22-92 26-88 60 4 30 62 40 56 102"
        "h96c0-70-116-76-114-104 2-26 74-32 76-60"
        " 2-20-46-18-50-28-2-8 6-10 12-16z",
        path,
    )
    c.stroke("M196 236c-6 20-84 30-84 62 0 22 30 40 46 66", shade(path, 0.08), 3, stroke_dasharray="2 12")
    for _ in range(12):
        x = rng.choice((rng.uniform(4, 90), rng.uniform(240, 296)))
        parts.flower(
            c, x, rng.uniform(272, 390), rng.uniform(4, 7), rng.choice((p.accent, p.light, p.accent2)), p.lamp
        )
    _signpost(c, p, rng, rng.choice((62, 238)), 308)
    _hikers(c, p, rng)
    return "Hikers on a winding trail"


def _woods(
    c: Canvas, p: Palette, rng: random.Random, y: float, size: float, count: int, season: float, dim: float
) -> None:
    """Mixed trees along a hillside in the colours of the season."""
    for i in range(count):
        x = (i + rng.random()) * 300 / count
        if 130 < x < 206 and size > 0.6:
            continue
        at, big = y + rng.uniform(-8, 12), size * rng.uniform(0.75, 1.2)
        if rng.random() < 0.45:
            parts.pine(c, x, at, big, oklch(0.42 - dim * 0.7, 0.07, 160), p.wood_dark)
        else:
            parts.round_tree(
                c, x, at, big, oklch(0.60 - dim * 0.8, 0.12, season + rng.uniform(-25, 15)), p.wood_dark
            )


def _signpost(c: Canvas, p: Palette, rng: random.Random, x: float, y: float) -> None:
    """A signpost with two arms and a bird on top."""
    post = p.wood_dark if not p.dark else oklch(0.50, 0.06, 55)
    c.rect(x - 4, y - 92, 8, 94, post)
    for at, turn, tone in ((y - 84, 1, p.light), (y - 62, -1, p.accent)):
        with c.group(x, at, scale=(turn, 1)):
            c.path("M-14 0h46l11 8-11 8h-46z", tone)
            c.stroke("M-4 8h26", shade(tone, 0.2), 2.6)
    c.path(f"M{x - 10} {y - 96}c0-8 7-11 12-10 3-5 9-4 10 0l4 2-4 1c0 6-5 9-11 9-5 0-9-1-11-2z", p.accent2)


def _hikers(c: Canvas, p: Palette, rng: random.Random) -> None:
    """One to three hikers on the path, and at times a dog."""
    spots = [(136, 318, 1.05), (166, 252, 0.58), (158, 222, 0.34)]
    for i in range(rng.randint(1, 3)):
        x, y, size = spots[i]
        coat, pack = ((p.accent, p.lamp), (p.accent2, p.light), (p.light, p.accent))[i]
        c.ellipse(x + 6, y + 1, 18 * size, 3.4 * size, p.shadow, opacity=0.35)
        parts.walker(c, x, y, size, coat, p.ink, p.hair if i != 1 else p.wood_dark, p.skin)
        parts.backpack(c, x, y, size, pack)
        c.line(x + 15 * size, y - 38 * size, x + 19 * size, y + 2, p.wood_dark, 2.4 * size)
    if rng.random() < 0.5:
        parts.small_dog(c, 178, 328, 0.95, "#e3b075" if rng.random() < 0.5 else "#fbf3e4", p.accent)


@scene("campfire", "outdoors", times=("night", "dusk"), hues=(255, 160, 290, 200, 325, 230, 180))
def campfire(c: Canvas, p: Palette, rng: random.Random) -> str:
    """Friends round a fire under stars, toasting something on sticks."""
    parts.paint_sky(c, p, rng, horizon=300)
    if not p.dark:
        parts.paint_stars(c, rng, 22, 130)
    parts.sun_or_moon(c, p, rng.choice((56, 240)), rng.uniform(80, 108), 22)
    parts.ridge(c, rng, 176, 36, mix(p.far, p.mid, 0.5), step=24)
    green = oklch(0.20 if p.dark else 0.29, 0.055, 170)
    for i in range(13):
        x, y, size = i * 25 + rng.uniform(-8, 8), 252 + rng.uniform(-4, 6), rng.uniform(0.85, 1.45)
        parts.pine(c, x, y, size, tint(green, 0.04 * (i % 2)), p.wood_dark)
    ground = oklch(0.33 if p.dark else 0.42, 0.05, 60)
    parts.hills(c, rng, 256, 5, ground, waves=2)
    c.glow(150, 262, 170, "#ff9f45", 0.6)
    c.ellipse(150, 312, 132, 26, tint(ground, 0.10))
    _fire(c, rng)
    tones = [p.accent, p.accent2, oklch(0.66, 0.10, 230), oklch(0.78, 0.08, 120)]
    rng.shuffle(tones)
    _seat(c, p, 60, 312, tones[0], p.hair, False)
    with c.group(300, 0, scale=(-1, 1)):
        hair = oklch(*rng.choice(((0.28, 0.04, 45), (0.70, 0.10, 80), (0.45, 0.11, 40))))
        _seat(c, p, 60, 312, tones[1], hair, rng.random() < 0.5)
    if rng.random() < 0.6:
        parts.small_dog(c, 106, 330, 1.05, "#d9a468", tones[1], flip=False)
    _sparks(c, rng)
    return "Two friends at a campfire"


def _sparks(c: Canvas, rng: random.Random) -> None:
    """Sparks flying up."""
    for _ in range(26):
        x, y = 150 + rng.gauss(0, 34), rng.uniform(96, 250)
        c.circle(x, y, rng.uniform(0.9, 2.2), rng.choice(("#ffd27a", "#ff9a4a")), opacity=0.9)


def _fire(c: Canvas, rng: random.Random) -> None:
    """Flames on crossed logs within a ring of stones."""
    tall = rng.uniform(0.9, 1.15)
    with c.group(150, 300, scale=(1, tall)):
        c.path(
            "M-40 0c-12-30 6-44 10-72 14 8 16 22 16 30 8-18 10-40 2-60"
            " 28 12 34 44 32 66 6-6 8-14 8-24 18 22 22 44 12 60z",
            "#f2582f",
        )
        c.path(
            "M-28 0c-8-22 6-34 10-50 8 8 10 16 10 24 8-12 10-26 6-42"
            " 20 14 24 36 22 50 4-4 6-8 6-14 10 14 10 24 4 32z",
            "#fb9a35",
        )
        c.path("M-15 0c-6-16 4-24 10-38 4 8 6 12 6 18 6-6 7-12 7-18 12 12 14 28 8 38z", "#ffdf81")
    for turn, tone in ((14, "#6a4128"), (-14, "#7d5033")):
        with c.group(150, 302, rotate=turn):
            c.rect(-46, -7, 92, 14, tone, rx=7)
            c.ellipse(46 if turn > 0 else -46, 0, 5, 7, "#c99a68")
    for i in range(9):
        x = 150 - 62 + i * 15.5
        c.ellipse(x, 315 + 5 * (1 - ((i - 4) / 4) ** 2), 9.5, 6.6, ("#8b8791", "#716d78")[i % 2])


def _seat(c: Canvas, p: Palette, x: float, y: float, coat: str, hair: str, guitar: bool) -> None:
    """A person on a log turned right towards the fire, with a stick or a guitar."""
    c.rect(x - 34, y - 20, 66, 20, "#5d3a24", rx=10)
    c.ellipse(x + 30, y - 10, 6, 9.5, "#c0905f")
    with c.group(x, y - 18):
        c.stroke("M2-4H34L36 18", "#27324e", 14)
        c.path("M28 14h18c4 0 5 8 1 8H28z", "#3d2a20")
        c.path("M-20 0c-4-34 0-56 18-58 18 2 24 24 22 58z", coat)
        c.path("M-20 0c-4-34 0-56 18-58-8 14-10 36-6 58z", shade(coat, 0.1))
        c.circle(4, -71, 14, p.skin)
        c.path("M-11-64c-4-18 6-24 16-23 8 0 13 5 13 11-8-1-14 1-17 5-2 7-5 9-12 7z", hair)
        c.circle(12, -71, 1.8, "#241c1c")
        c.stroke("M9-64q4 3 7 0", "#8e3f36", 2)
        if guitar:
            c.ellipse(10, -20, 17, 13, "#c8843f", transform="rotate(-24 10 -20)")
            c.line(20, -26, 54, -46, "#6e4424", 5)
            c.circle(12, -21, 4.4, "#5a3519")
            c.stroke("M2-46L-2-26 12-18", tint(coat, 0.07), 9)
            c.stroke("M6-46L32-34", tint(coat, 0.07), 9)
        else:
            c.line(24, -26, 66, -38, "#8a6542", 2.4)
            c.rect(62, -44, 13, 10, "#fff6e6", rx=4)
            c.stroke("M2-46L8-28 26-26", tint(coat, 0.07), 9)
            c.circle(27, -26, 4.6, p.skin)
