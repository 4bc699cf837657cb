"""Travel scenes further out: bridge, mountains and train window."""

from __future__ import annotations

import random

from hongqiao.entry.demo_town.illustrator.canvas import Canvas
from hongqiao.entry.demo_town.illustrator.palette import Palette, mix, oklch, shade, tint
from hongqiao.entry.demo_town.illustrator.registry import scene

from . import _parts_travel as parts


@scene("bridge", "travel", hues=(150, 225, 300, 260, 330, 190, 262, 200))
def bridge(c: Canvas, p: Palette, rng: random.Random) -> str:
    """A stone moon bridge with its reflection, a boat and a willow."""
    parts.paint_sky(c, p, rng, horizon=260)
    parts.sun_or_moon(c, p, rng.choice((64, 150, 216)), rng.uniform(82, 104), 25)
    parts.hills(c, rng, 178, 22, mix(p.far, p.sky, 0.3), waves=2)
    parts.hills(c, rng, 204, 14, mix(p.far, p.mid, 0.6), waves=3)
    water = (tint(p.mid, 0.08), p.near) if not p.dark else (p.mid, p.deep)
    c.rect(-2, 240, 304, 164, c.fade_down(*water))
    stone = oklch({"morning": 0.86, "day": 0.84, "dusk": 0.74, "night": 0.62}[p.time], 0.03, 75)
    with c.group(0, 482, scale=(1, -1), opacity=0.28):
        _moon_bridge(c, p, rng, stone)
    _moon_bridge(c, p, rng, stone)
    parts.water_lines(c, rng, 256, 392, p.light, 11)
    _bridge_crowd(c, p, rng)
    _punt(c, p, rng.choice((118, 166)), 288)
    _willow(c, p, rng, rng.choice((16, 286)))
    return "A moon bridge over quiet water"


def _moon_bridge(c: Canvas, p: Palette, rng: random.Random, stone: str) -> None:
    """A humped bridge with a half-round opening, standing on y 241."""
    c.path("M-4 241v-34c50-4 92-54 154-54s104 50 154 54v34h-92a62 62 0 0 0-124 0z", stone)
    c.path("M150 153c62 0 104 50 154 54v34h-92a62 62 0 0 0-10-34c-4-26-22-44-52-54z", shade(stone, 0.07))
    c.stroke("M84 241a66 66 0 0 1 132 0", shade(stone, 0.16), 7)
    for x, y in (
        (30, 222),
        (58, 214),
        (70, 232),
        (236, 214),
        (258, 228),
        (108, 182),
        (192, 182),
        (22, 236),
        (278, 222),
    ):
        c.line(x - 7, y, x + 7, y, shade(stone, 0.14), 2.4)
    c.stroke("M-4 196c50-4 92-54 154-54s104 50 154 54", tint(stone, 0.05), 5)
    for x, y in (
        (16, 194),
        (52, 178),
        (84, 158),
        (116, 146),
        (150, 142),
        (184, 146),
        (216, 158),
        (248, 178),
        (284, 194),
    ):
        c.rect(x - 3, y - 6, 6, 20, tint(stone, 0.03), rx=2)


def _bridge_crowd(c: Canvas, p: Palette, rng: random.Random) -> None:
    """People behind the railing, one with a parasol."""
    dark = p.ink
    for i, x in enumerate(rng.sample((96, 122, 170, 196, 222), rng.randint(2, 3))):
        y = 150 + abs(x - 150) ** 1.6 / 55
        parts.walker(c, x, y + 12, 0.62, (p.accent2, p.light, p.near)[i % 3], dark, p.hair, p.skin)
    parts.walker(c, 146, 156, 0.66, p.accent2, dark, p.hair, p.skin)
    c.line(150, 100, 150, 126, p.wood_dark, 2)
    c.path("M124 112c4-16 15-22 26-22s22 6 26 22c-9-4-17-4-26 0-9-4-17-4-26 0z", p.accent)
    c.path("M150 90c11 0 22 6 26 22-9-4-17-4-26 0z", shade(p.accent, 0.08))
    c.stroke("M118 146c10-4 20-6 32-6s22 2 32 6", oklch(0.80 if not p.dark else 0.6, 0.03, 75), 4)


def _punt(c: Canvas, p: Palette, x: float, y: float) -> None:
    """A small boat with a straw cabin and its boatman."""
    c.ellipse(x, y + 8, 48, 5, p.deep, opacity=0.4)
    parts.walker(c, x + 26, y, 0.72, p.light, p.ink, p.hair, p.skin)
    parts.conical_hat(c, x + 26, y, 0.72, p.lamp)
    c.line(x + 40, y - 48, x + 30, y + 18, p.wood, 2.6)
    c.path(f"M{x - 26} {y - 4}c2-24 38-24 40 0z", p.wood)
    c.stroke(f"M{x - 16} {y - 5}c1-14 5-17 8-17M{x - 2} {y - 5}c0-10-2-14-4-17", p.wood_dark, 1.6)
    c.path(f"M{x - 46} {y - 8}c20 8 70 8 92 0l-12 14c-14 4-54 4-68 0z", p.wood_dark)


def _willow(c: Canvas, p: Palette, rng: random.Random, x: float) -> None:
    """Willow branches hanging in from the side, with blossoms in spring colours now and then."""
    inward = 1 if x < 150 else -1
    green = p.leaf if not p.dark else p.leaf_dark
    c.stroke(f"M{x - inward * 20} 404c{inward * 14}-80 {inward * 36}-200 {inward * 4}-390", p.wood_dark, 22)
    for i in range(9):
        start, length = x + inward * (i * 13 - 14), rng.uniform(60, 156) - i * 8
        c.stroke(
            f"M{start - inward * 12:.0f} {30 + i * 2}"
            f"q{inward * 16} {length * 0.3:.0f} {inward * 11} {length:.0f}",
            green,
            3,
        )
        for k in range(5):
            y = 36 + length * (0.25 + k * 0.17)
            c.ellipse(start + inward * (2 - k % 2 * 7), y, 3, 8, tint(green, 0.06 * (k % 2)), opacity=0.95)
    c.ellipse(x + inward * 20, 18, 92, 30, green)
    c.ellipse(x - inward * 6, 6, 80, 34, tint(green, 0.06))


@scene("mountains", "travel", hues=(20, 170, 310, 265, 225, 55, 350, 200))
def mountains(c: Canvas, p: Palette, rng: random.Random) -> str:
    """Ridge behind ridge in mist, with a hiker and a dog looking out."""
    parts.paint_sky(c, p, rng, horizon=400)
    parts.sun_or_moon(c, p, rng.uniform(90, 220), rng.uniform(96, 136), rng.uniform(28, 40))
    start, end = (p.sky, p.near) if not p.dark else (tint(p.mid, 0.14), p.deep)
    layers = rng.choice((4, 5))
    for i in range(layers):
        tone = mix(start, end, (i + 1) / (layers + 0.6))
        parts.ridge(c, rng, 168 + i * 116 / layers, 46 - i * 3, tone, step=20 + i * 5)
        c.rect(
            -2,
            210 + i * 116 / layers,
            304,
            56,
            c.fade_down(p.light, p.light, top_opacity=0, bottom_opacity=0.3 if not p.dark else 0.1),
        )
    parts.birds_far(c, rng, rng.uniform(60, 190), 112, rng.randint(2, 5), p.ink if not p.dark else p.light)
    flip = rng.random() < 0.5
    with c.group(300 if flip else 0, 0, scale=(-1 if flip else 1, 1)):
        _lookout(c, p, rng)
    return "A hiker looking over ridges in the mist"


def _lookout(c: Canvas, p: Palette, rng: random.Random) -> None:
    """The rock in front with the hiker, a companion and pines."""
    rock = p.deep if not p.dark else oklch(0.13, 0.03, p.hue)
    c.path("M-2 404V286c30-8 60-4 92 2 34 6 66-2 88 14l20 20 30 6 20 30 30 46z", rock)
    c.path("M-2 286c30-8 60-4 92 2 34 6 66-2 88 14-40-2-60 4-90-4-34-8-60-2-90-2z", tint(rock, 0.12))
    coat = p.accent
    parts.walker(c, 116, 292, 1.02, coat, tint(p.deep, 0.2), p.hair, p.skin)
    parts.backpack(c, 116, 292, 1.02, p.accent2)
    c.line(134, 252, 138, 296, p.wood, 2.4)
    if rng.random() < 0.6:
        parts.small_dog(c, 74, 290, 0.95, oklch(0.70, 0.08, 65), p.accent2)
    else:
        parts.walker(c, 76, 290, 0.84, p.accent2, tint(p.deep, 0.2), p.hair, p.skin)
        parts.backpack(c, 76, 290, 0.84, p.light)
    green = tint(rock, 0.06)
    for x, y, size in ((18, 300, 1.15), (-2, 318, 1.5), (40, 306, 0.8), (284, 404, 1.5), (262, 404, 1.1)):
        parts.pine(c, x, y, size, green, rock)


@scene("train-window", "travel", hues=(95, 215, 30, 265, 190, 140, 330, 230))
def train_window(c: Canvas, p: Palette, rng: random.Random) -> str:
    """A landscape passing outside a train window, a table with small things in front."""
    wall = oklch({"morning": 0.86, "day": 0.80, "dusk": 0.60, "night": 0.34}[p.time], 0.05, p.hue + 150)
    c.fill_all(wall)
    frame = "M52 44h196a26 26 0 0 1 26 26v178a26 26 0 0 1-26 26H52a26 26 0 0 1-26-26V70a26 26 0 0 1 26-26z"
    c.path(frame, p.light, stroke=shade(wall, 0.12), stroke_width=22)
    with c.clip(frame):
        parts.paint_sky(c, p, rng, horizon=230)
        parts.sun_or_moon(c, p, rng.uniform(80, 220), rng.uniform(96, 130), 25)
        parts.clouds(c, p, rng, 2, 84, 110)
        if rng.random() < 0.6:
            parts.peaks(
                c, rng, [(rng.uniform(70, 120), 136), (rng.uniform(180, 230), 124)], 230, p.far, p.light
            )
        else:
            _sea_outside(c, p, rng)
        _passing_fields(c, p, rng)
    c.path(frame, "none", stroke=p.light if not p.dark else oklch(0.62, 0.03, p.hue), stroke_width=9)
    c.path("M84 274L196 46h34L112 274z", p.light, opacity=0.12)
    curtain = p.accent
    c.path("M-2 24h56c4 60-8 110-34 150 8 40 2 80-4 104H-2z", curtain)
    c.stroke("M14 26c2 60-2 110-8 150M34 26c2 50-6 96-20 138", shade(curtain, 0.1), 4)
    c.rect(-2, 16, 304, 14, shade(wall, 0.2))
    c.line(2, 176, 20, 176, p.lamp, 6)
    _train_table(c, p, rng, wall)
    return "Fields passing outside a train window"


def _passing_fields(c: Canvas, p: Palette, rng: random.Random) -> None:
    """Fields, a village or a lake, and poles with wires."""
    tones = (p.mid, mix(p.mid, p.leaf, 0.6), p.near) if not p.dark else (p.near, shade(p.near, 0.03), p.deep)
    for i, tone in enumerate(tones):
        parts.hills(c, rng, 196 + i * 20, 8, tone, waves=3)
    if rng.random() < 0.5:
        c.path("M40 236c60-16 150-14 240-4v12c-90-8-170-8-240 2z", tint(p.sky, 0.06), opacity=0.9)
    for i in range(rng.randint(2, 4)):
        x = 70 + i * 44 + rng.uniform(-8, 8)
        parts.small_house(
            c, x, 222 + rng.uniform(-4, 6), 22, 15, p.light if not p.dark else p.mid, p.accent2, p.lamp
        )
    for _ in range(5):
        parts.round_tree(
            c, rng.uniform(40, 270), rng.uniform(236, 256), rng.uniform(0.3, 0.5), p.leaf_dark, p.wood_dark
        )
    for x in (96, 238):
        c.line(x, 130, x, 276, p.ink, 4)
        c.line(x - 13, 142, x + 13, 142, p.ink, 3)
    c.stroke("M-20 150Q60 168 96 142Q168 172 238 142Q270 164 310 150", p.ink, 1.5)


def _sea_outside(c: Canvas, p: Palette, rng: random.Random) -> None:
    """The sea with an island and sails."""
    parts.hills(c, rng, 178, 20, mix(p.far, p.sky, 0.3), waves=2)
    c.rect(20, 176, 260, 60, oklch(0.66 if not p.dark else 0.42, 0.08, 225))
    parts.water_lines(c, rng, 180, 196, p.light, 5)
    for x in rng.sample((84, 130, 176, 222), 2):
        parts.boat_sail(c, x, 190, rng.uniform(0.4, 0.6), p.accent, p.light, p.ink)


def _train_table(c: Canvas, p: Palette, rng: random.Random, wall: str) -> None:
    """The folding table with a cup, something to eat or read and a paper crane."""
    c.rect(-2, 286, 304, 118, shade(wall, 0.06))
    top = p.wood if not p.dark else oklch(0.46, 0.06, 60)
    c.rect(34, 292, 232, 13, top, rx=5)
    c.rect(34, 300, 232, 7, shade(top, 0.12), rx=3)
    c.path("M138 307h24l-6 97h-12z", shade(wall, 0.16))
    cup_x = rng.choice((64, 214))
    c.path(f"M{cup_x - 2} 258h30l-4 34h-22z", p.accent2)
    c.path(f"M{cup_x + 16} 258h12l-4 34h-9z", shade(p.accent2, 0.08))
    c.rect(cup_x - 5, 253, 36, 7, p.light, rx=3)
    c.stroke(f"M{cup_x + 9} 246c-5-8 5-12 0-20M{cup_x + 18} 246c-5-7 4-10 0-16", p.light, 2.6, opacity=0.8)
    if rng.random() < 0.5:
        c.rect(112, 284, 66, 8, p.accent, rx=1)
        c.rect(116, 277, 58, 7, p.light, rx=1)
        c.rect(114, 270, 62, 7, p.near if not p.dark else p.mid, rx=1)
        tip = 270
    else:
        c.rect(108, 276, 76, 16, p.ink, rx=3)
        c.rect(111, 272, 70, 8, p.light, rx=3)
        for x, tone in ((122, p.accent), (139, "#f4e6b0"), (155, p.leaf), (171, p.lamp)):
            c.circle(x, 272, 7.5, tone)
        tip = 264
    with c.group(146 if tip == 270 else 236 if cup_x == 64 else 70, tip if tip == 270 else 292, scale=1.3):
        c.polygon([(-8, 0), (-24, -13), (-4, -6)], shade(p.light, 0.1))
        c.polygon([(8, 0), (19, -20), (27, -15), (21, -15), (12, -1)], p.light)
        c.polygon([(-10, 0), (-3, -9), (12, -9), (11, 0)], shade(p.light, 0.06))
        c.polygon([(-4, -6), (-9, -29), (12, -9)], p.light)
        c.polygon([(12, -9), (6, -30), (-1, -9)], shade(p.light, 0.14))
