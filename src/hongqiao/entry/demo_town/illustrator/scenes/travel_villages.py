"""Travel scenes with old houses: old town and temple."""

from __future__ import annotations

import random

from hongqiao.entry.demo_town.illustrator.canvas import Canvas
from hongqiao.entry.demo_town.illustrator.palette import Palette, mix, oklch, shade, tint
from hongqiao.entry.demo_town.illustrator.registry import scene

from . import _parts_travel as parts

_DIM = {"morning": 0.0, "day": 0.02, "dusk": 0.10, "night": 0.36}


@scene("old-town", "travel", hues=(45, 220, 20, 270, 195, 85, 340, 240))
def old_town(c: Canvas, p: Palette, rng: random.Random) -> str:
    """A stepped lane between old houses with washing and a cat."""
    parts.paint_sky(c, p, rng, horizon=300)
    parts.sun_or_moon(c, p, rng.uniform(136, 170), rng.uniform(98, 118), 22)
    _bell_tower(c, p, rng)
    walls = [
        oklch(level - _DIM[p.time], 0.07, hue)
        for level, hue in ((0.86, 75), (0.80, 45), (0.84, rng.choice((20, 150, 230))))
    ]
    rng.shuffle(walls)
    _lane_house(c, p, rng, (-4, 60, 104, 340), walls[0], awning=True)
    with c.group(300, 0, scale=(-1, 1)):
        _lane_house(c, p, rng, (-4, 36, 96, 340), shade(walls[1], 0.04), awning=False)
    _stairs(c, p)
    _washing(c, p, rng, 92, 152)
    if rng.random() < 0.6:
        _washing(c, p, rng, 94, 100)
    _flower_pots(c, p, rng)
    fur = (
        rng.choice((p.ink, oklch(0.62, 0.12, 55), oklch(0.45, 0.02, 60)))
        if not p.dark
        else oklch(0.80, 0.05, 70)
    )
    parts.cat_seated(c, rng.choice((128, 176)), 272, 0.95, fur, flip=rng.random() < 0.5)
    return "A cat on the steps of an old town"


def _bell_tower(c: Canvas, p: Palette, rng: random.Random) -> None:
    """Roofs and a tower at the end of the lane."""
    tone = mix(p.far, oklch(0.72 - _DIM[p.time], 0.05, 60), 0.55)
    c.rect(92, 176, 120, 80, shade(tone, 0.04))
    c.polygon([(88, 178), (122, 158), (158, 178)], oklch(0.56 - _DIM[p.time] * 0.7, 0.10, 38))
    c.rect(150, 128, 30, 120, tone)
    c.rect(170, 128, 10, 120, shade(tone, 0.06))
    c.polygon([(146, 128), (165, 98), (184, 128)], p.accent)
    c.rect(158, 138, 14, 20, p.ink, rx=7)
    c.circle(165, 152, 4, p.lamp)
    for x in (100, 116, 132):
        c.rect(x, 192, 8, 12, p.lamp if p.time in ("dusk", "night") else p.near, rx=1)


def _lane_house(
    c: Canvas,
    p: Palette,
    rng: random.Random,
    box: tuple[float, float, float, float],
    wall: str,
    *,
    awning: bool,
) -> None:
    """A tall house on the left with shutters, flower boxes, a door and maybe an awning."""
    x, top, w, low = box
    c.polygon([(x, top), (x + w, top + 16), (x + w, low - 30), (x, low + 40)], wall)
    c.polygon(
        [(x, top - 20), (x + w + 12, top + 8), (x + w + 12, top + 20), (x, top)],
        oklch(0.54 - _DIM[p.time] * 0.7, 0.11, 38),
    )
    shutter = rng.choice((p.near, p.accent2, p.leaf)) if not p.dark else p.mid
    for at_x, at_y in ((x + 18, top + 38), (x + 62, top + 38), (x + 18, top + 100), (x + 62, top + 100)):
        _shuttered_window(c, p, rng, at_x, at_y, shutter, wall)
    c.path(f"M{x + 56} {low - 16}v-66a15 15 0 0 1 30 0v56z", p.wood_dark)
    c.circle(x + 62, low - 44, 2, p.lamp)
    if awning:
        _awning(c, p, x)


def _shuttered_window(
    c: Canvas, p: Palette, rng: random.Random, x: float, y: float, shutter: str, wall: str
) -> None:
    """A window with open shutters and often a flower box."""
    lit = p.time in ("dusk", "night") and rng.random() < 0.6
    c.rect(x, y, 20, 32, p.lamp if lit else shade(wall, 0.36), rx=1)
    c.rect(x - 9, y - 1, 9, 34, shutter)
    c.rect(x + 20, y - 1, 9, 34, shutter)
    c.stroke(f"M{x - 7} {y + 8}h5m-5 8h5m-5 8h5m22-16h5m-5 8h5m-5 8h5", shade(shutter, 0.12), 1.4)
    if rng.random() < 0.6:
        c.rect(x - 6, y + 33, 32, 7, p.wood_dark, rx=1)
        for i in range(5):
            c.circle(x - 3 + i * 7, y + 31, 4.4, (p.accent, p.leaf)[i % 2])


def _awning(c: Canvas, p: Palette, x: float) -> None:
    """A striped awning over the shop below."""
    c.polygon([(x, 214), (x + 44, 222), (x + 52, 244), (x, 240)], p.accent)
    for k in range(3):
        top, low = x + 6 + k * 15, x + 8 + k * 17
        top_y, low_y = 215.5 + k * 2.6, 241 + k
        c.polygon([(top, top_y), (top + 7, top_y + 1.5), (low + 9, low_y + 1), (low, low_y)], p.light)


def _stairs(c: Canvas, p: Palette) -> None:
    """Steps climbing away from us."""
    stone = oklch(0.80 - _DIM[p.time], 0.03, 75)
    y, half, rise = 228.0, 46.0, 11.0
    c.rect(-2, 330, 304, 74, stone)
    while y < 404:
        c.polygon(
            [(150 - half, y), (150 + half, y), (150 + half + 5, y + rise), (145 - half, y + rise)], stone
        )
        c.polygon(
            [
                (145 - half, y + rise * 0.55),
                (155 + half, y + rise * 0.55),
                (155 + half, y + rise),
                (145 - half, y + rise),
            ],
            shade(stone, 0.13),
        )
        y, half, rise = y + rise, half + 8.5 if y < 310 else 170, rise * 1.1


def _washing(c: Canvas, p: Palette, rng: random.Random, left: float, y: float) -> None:
    """A line across the lane with clothes on it."""
    c.stroke(f"M{left} {y}Q150 {y + 22} 212 {y - 4}", p.ink, 1.5)
    tones = [p.accent, p.light, p.accent2, tint(p.mid, 0.15)]
    rng.shuffle(tones)
    for i, x in enumerate((112, 137, 162, 187)):
        with c.group(x, y + 9 - abs(x - 150) * 0.12, rotate=rng.uniform(-4, 4)):
            if i % 2:
                c.path("M-10 0h20l7 8-6 6-3-3v15h-16V11l-3 3-6-6z", tones[i])
            else:
                c.rect(-7, 0, 15, 22, tones[i], rx=1)
            c.line(-5, -2, -5, 3, p.wood_dark, 1.6)
            c.line(5, -2, 5, 3, p.wood_dark, 1.6)


def _flower_pots(c: Canvas, p: Palette, rng: random.Random) -> None:
    """Flower pots along the steps."""
    for x, y in ((88, 282), (214, 284), (70, 318), (232, 322)):
        if rng.random() < 0.8:
            c.path(f"M{x - 9} {y - 14}h18l-3 15h-12z", oklch(0.58 - _DIM[p.time] * 0.5, 0.11, 38))
            for dx, dy, tone in (
                (-7, -18, p.leaf),
                (7, -18, p.leaf_dark),
                (0, -24, p.leaf),
                (-5, -25, p.accent),
                (6, -26, p.accent2),
                (0, -19, p.accent),
            ):
                c.circle(x + dx, y + dy, 5.6 if tone in (p.leaf, p.leaf_dark) else 3.8, tone)


@scene("temple", "travel", hues=(10, 160, 35, 280, 345, 60, 300, 235))
def temple(c: Canvas, p: Palette, rng: random.Random) -> str:
    """A pagoda among blossoming trees, somebody sweeping the court."""
    parts.paint_sky(c, p, rng, horizon=320)
    parts.sun_or_moon(
        c, p, rng.choice((92, 150, 208)), rng.uniform(112, 140), rng.uniform(44, 58) if not p.dark else 34
    )
    parts.hills(c, rng, 232, 26, mix(p.far, p.mid, 0.4), waves=2)
    parts.hills(c, rng, 256, 12, p.mid if not p.dark else p.near, waves=3)
    ground = oklch(0.84 - _DIM[p.time], 0.035, 75)
    c.rect(-2, 286, 304, 118, ground)
    c.path("M110 288h80l56 116H54z", tint(ground, 0.06))
    c.stroke("M104 304h92M94 326h112M82 352h136", shade(ground, 0.09), 2)
    with c.group(150, 290):
        _pagoda(c, p, rng, rng.choice((3, 4, 5)))
    bloom = oklch(0.80 - _DIM[p.time] * 0.4, 0.10, rng.choice((5, 30, 60, 355)))
    _blossom_tree(c, p, rng, 36, 300, bloom, 1.0)
    _blossom_tree(c, p, rng, 268, 306, bloom, 0.9)
    for x in (84, 216):
        _stone_lantern(c, p, x, 308, ground)
    parts.walker(c, 186, 312, 0.78, oklch(0.66, 0.13, 60), p.ink, p.skin, p.skin)
    c.line(196, 276, 212, 310, p.wood_dark, 2)
    c.path("M209 305l7-3 6 11-9 2z", p.lamp)
    for _ in range(26):
        c.circle(rng.uniform(0, 300), rng.uniform(100, 390), rng.uniform(1.2, 2.4), bloom, opacity=0.9)
    return "A pagoda among blossoming trees"


def _pagoda(c: Canvas, p: Palette, rng: random.Random, tiers: int) -> None:
    """A tower of curved roofs standing on the origin."""
    roof = oklch(0.34 if not p.dark else 0.46, 0.06, p.hue + 170)
    wall = p.accent if rng.random() < 0.6 else oklch(0.55, 0.15, 32)
    floor, y = 170 / tiers, -10.0
    c.rect(-58, -10, 116, 12, oklch(0.70 - _DIM[p.time] * 0.6, 0.02, 75), rx=1)
    c.rect(-22, -5, 44, 7, oklch(0.80 - _DIM[p.time] * 0.6, 0.02, 75))
    for tier in range(tiers):
        half = 40 * (1 - tier * 0.55 / tiers)
        high, eaves = floor * 0.58, half + 22 * (1 - tier * 0.4 / tiers)
        c.rect(-half, y - high, half * 2, high, wall)
        c.rect(half * 0.45, y - high, half * 0.55, high, shade(wall, 0.08))
        bays = 3 if half > 27 else 1
        for i in range(bays):
            x = -half + (i + 0.5) * half * 2 / bays
            c.rect(
                x - 6,
                y - high * 0.78,
                12,
                high * 0.78,
                p.lamp if (i + tier) % 2 == 0 else shade(wall, 0.2),
                rx=2,
            )
        edge = y - high
        c.path(
            f"M{-eaves:.1f} {edge - 3:.1f}"
            f"Q{-half * 0.8:.1f} {edge - 4:.1f} {-half * 0.7:.1f} {edge - floor * 0.42:.1f}"
            f"H{half * 0.7:.1f}Q{half * 0.8:.1f} {edge - 4:.1f} {eaves:.1f} {edge - 3:.1f}"
            f"L{half:.1f} {edge + 4:.1f}H{-half:.1f}z",
            roof,
        )
        c.line(-half, edge + 3, half, edge + 3, p.lamp, 2)
        y -= floor
    c.stroke(f"M0 {y + 8:.1f}v-24", p.lamp, 3.4)
    c.circle(0, y - 4, 4.4, p.lamp)
    c.circle(0, y - 13, 3, p.lamp)


def _blossom_tree(
    c: Canvas, p: Palette, rng: random.Random, x: float, y: float, bloom: str, size: float
) -> None:
    """A bent tree with clouds of blossom."""
    with c.group(x, y, scale=(size if x < 150 else -size, size)):
        c.path("M-8 2c8-30 2-60-8-84h9c6 14 10 26 11 38 4-14 10-24 20-34l6 4C20-58 12-34 12 2z", p.wood_dark)
        for dx, dy, r in (
            (-22, -92, 26),
            (4, -108, 28),
            (28, -86, 24),
            (-4, -80, 24),
            (40, -72, 14),
            (-38, -80, 16),
        ):
            c.circle(
                dx + rng.uniform(-4, 4), dy + rng.uniform(-4, 4), r, rng.choice((bloom, shade(bloom, 0.05)))
            )
        for _ in range(14):
            c.circle(rng.uniform(-40, 42), rng.uniform(-122, -66), 3.4, tint(bloom, 0.09))


def _stone_lantern(c: Canvas, p: Palette, x: float, y: float, ground: str) -> None:
    """A stone lantern with a light in it."""
    stone = shade(ground, 0.22) if not p.dark else tint(ground, 0.14)
    if p.time in ("dusk", "night"):
        c.glow(x, y - 30, 26, "#ffd99a", 0.7)
    c.rect(x - 9, y - 5, 18, 6, stone, rx=1)
    c.rect(x - 4, y - 22, 8, 18, stone)
    c.rect(x - 9, y - 37, 18, 14, stone, rx=1)
    c.rect(x - 5, y - 35, 10, 10, p.lamp)
    c.polygon([(x - 15, y - 36), (x - 5, y - 46), (x + 5, y - 46), (x + 15, y - 36)], shade(stone, 0.06))
    c.circle(x, y - 48, 3, stone)
