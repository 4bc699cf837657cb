"""Skies, hills, trees, houses and walkers shared by the outdoor scenes."""

from __future__ import annotations

import math
import random

from hongqiao.entry.demo_town.illustrator.canvas import Canvas, Point, smooth_path
from hongqiao.entry.demo_town.illustrator.palette import Palette, contrast, mix, oklch, shade, tint


def paint_sky(c: Canvas, p: Palette, rng: random.Random, *, horizon: float = 260) -> None:
    """A sky which pales towards the horizon, with stars at night."""
    top, bottom = {
        "morning": (p.sky, oklch(0.95, 0.04, 70)),
        "day": (shade(p.sky, 0.05), tint(p.sky, 0.08)),
        "dusk": (mix(p.mid, p.sky, 0.25), p.sky),
        "night": (p.deep, p.mid),
    }[p.time]
    c.rect(-2, -2, c.width + 4, horizon + 4, c.fade_down(top, bottom))
    if p.dark:
        paint_stars(c, rng, 46, horizon * 0.72)


def paint_stars(c: Canvas, rng: random.Random, count: int, lowest: float) -> None:
    """Small stars, denser at the top."""
    for _ in range(count):
        x, y = rng.uniform(0, c.width), lowest * rng.random() ** 0.8
        c.circle(x, y, rng.choice((0.8, 1.1, 1.6)), "#fff6e2", opacity=0.85)


def sun_or_moon(c: Canvas, p: Palette, x: float, y: float, r: float) -> None:
    """The sun with a halo, at night a moon with two craters."""
    c.circle(x, y, r * 1.5, p.sun, opacity=0.16)
    c.circle(x, y, r, p.sun)
    if p.dark:
        c.circle(x - r * 0.3, y - r * 0.2, r * 0.2, shade(p.sun, 0.07))
        c.circle(x + r * 0.3, y + r * 0.3, r * 0.26, shade(p.sun, 0.07))


def cloud(c: Canvas, x: float, y: float, size: float, fill: str, opacity: float = 0.9) -> None:
    """A flat-bottomed cloud, `size` 1 being 62 wide."""
    with c.group(x, y, scale=size, opacity=opacity):
        c.path("M0 0h62a9 9 0 0 0-9-12 17 17 0 0 0-31-5 13 13 0 0 0-22 17z", fill)


def clouds(c: Canvas, p: Palette, rng: random.Random, count: int, low: float, high: float) -> None:
    """Clouds scattered between two heights."""
    fill = tint(p.mid, 0.12) if p.dark else p.light
    for i in range(count):
        x = (i + rng.uniform(0.05, 0.7)) * c.width / count - 24
        cloud(c, x, rng.uniform(low, high), rng.uniform(0.6, 1.15), fill, 0.35 if p.dark else 0.88)


def peaks(c: Canvas, rng: random.Random, tops: list[Point], foot: float, fill: str, snow: str) -> None:
    """Pointed mountains: a light left side, a darker right side and a snow cap."""
    for x, y in tops:
        rise = foot - y
        left, right = rise * rng.uniform(0.72, 0.95), rise * rng.uniform(0.75, 1.0)
        c.polygon([(x - left, foot), (x, y), (x + right, foot)], fill)
        c.polygon(
            [(x, y), (x + right, foot), (x + right * 0.2, foot), (x + right * 0.12, y + rise * 0.5)],
            shade(fill, 0.07),
        )
        cut = rng.uniform(0.24, 0.34)
        zigzag = [
            (-left * cut, cut),
            (-left * 0.14, cut * 0.72),
            (-2, cut * 1.15),
            (right * 0.15, cut * 0.75),
        ]
        c.polygon(
            [(x, y), *((x + dx, y + rise * dy) for dx, dy in zigzag), (x + right * cut, y + rise * cut)], snow
        )


def hills(c: Canvas, rng: random.Random, y: float, swing: float, fill: str, *, waves: int = 3) -> list[Point]:
    """Soft hills from edge to edge down to the bottom; returns the points of their line."""
    step = c.width / waves
    line = [(-step, y)]
    for i in range(waves + 2):
        line.append((i * step + rng.uniform(-0.2, 0.2) * step, y + (-1) ** i * swing * rng.uniform(0.5, 1)))
    line.append((c.width + step * 2, y))
    c.path(smooth_path(line) + f"V{c.height + 2}H{-step:.0f}z", fill)
    return line


def ridge(c: Canvas, rng: random.Random, y: float, rise: float, fill: str, *, step: float = 26) -> None:
    """A jagged mountain line from edge to edge down to the bottom."""
    points, x, phase = [(-30.0, c.height + 2.0)], -30.0, rng.uniform(0, 6)
    while x < c.width + 40:
        wave = math.sin(x / 46 + phase) * 0.5 + math.sin(x / 21 + phase * 2) * 0.22
        points.append((x, y - rise * (wave + rng.uniform(-0.12, 0.16))))
        x += step * rng.uniform(0.7, 1.3)
    c.polygon([*points, (c.width + 40, c.height + 2)], fill)


def pine(c: Canvas, x: float, y: float, size: float, fill: str, trunk: str, snow: str | None = None) -> None:
    """A pine with its foot at (x, y), 90 high at size 1; `snow` lies on its left sides."""
    with c.group(x, y, scale=size):
        c.rect(-3, -12, 6, 12, trunk)
        c.path("M0-90L15-56H9L21-32H13L27-8H-27L-13-32H-21L-9-56H-15z", fill)
        c.path("M0-90L15-56H9L21-32H13L27-8H2z", shade(fill, 0.05))
        if snow:
            c.path(
                "M0-90l9 20-6 5-5-4-6 5-4-2zM-9-56l-12 24 9-3 6-9 7 5zM-13-32l-14 24 10-3 9-10 8 6 6-5z", snow
            )


def round_tree(c: Canvas, x: float, y: float, size: float, crown: str, trunk: str) -> None:
    """A round tree with its foot at (x, y), 80 high at size 1."""
    with c.group(x, y, scale=size):
        c.path("M-4 0l2-40h4l2 40z", trunk)
        c.ellipse(0, -52, 25, 29, crown)
        c.path("M8-80a25 29 0 0 1-8 57 40 40 0 0 0 8-57z", shade(crown, 0.07))
        c.stroke("M0-30l-9-11M1-38l8-9", trunk, 2)


def water_lines(
    c: Canvas, rng: random.Random, top: float, bottom: float, colour: str, count: int = 9
) -> None:
    """Short light strokes on water."""
    for i in range(count):
        y = top + (bottom - top) * (i + rng.random() * 0.6) / count
        x, length = rng.uniform(6, 250), rng.uniform(16, 46)
        c.line(x, y, x + length, y, colour, 2, opacity=0.5)


def sun_glitter(c: Canvas, x: float, y: float, colour: str, width: float = 58) -> None:
    """The broken reflection of the sun below (x, y)."""
    for i, share in enumerate((1, 0.72, 0.5, 0.3, 0.16)):
        c.line(
            x - width * share / 2, y + i * 12, x + width * share / 2, y + i * 12, colour, 4.6, opacity=0.85
        )


def birds_far(c: Canvas, rng: random.Random, x: float, y: float, count: int, colour: str) -> None:
    """A few far birds as strokes."""
    for i in range(count):
        at = (x + i * 17 + rng.uniform(-4, 4), y + rng.uniform(-11, 11))
        with c.group(*at, scale=rng.uniform(0.7, 1.1)):
            c.stroke("M-8-3q4-4 8 2 4-6 8-2", colour, 2)


def small_house(c: Canvas, x: float, y: float, w: float, h: float, wall: str, roof: str, window: str) -> None:
    """A house standing at (x, y) as its lower left corner, with a gable roof and a window or two."""
    c.rect(x, y - h, w, h, wall)
    c.rect(x + w * 0.68, y - h, w * 0.32, h, shade(wall, 0.06))
    c.polygon([(x - 4, y - h), (x + w / 2, y - h - w * 0.42), (x + w + 4, y - h)], roof)
    count = 2 if w > 30 else 1
    for i in range(count):
        c.rect(x + w * (i + 0.5) / count - 4, y - h * 0.74, 8, 10, window, rx=1)


def boat_sail(c: Canvas, x: float, y: float, size: float, hull: str, sail: str, mast: str) -> None:
    """A sailing boat with its waterline at (x, y)."""
    with c.group(x, y, scale=size):
        c.rect(-1.2, -62, 2.4, 56, mast)
        c.path("M-3-58C-8-36-18-20-27-12H-3z", sail)
        c.path("M3-52C10-36 17-22 22-12H3z", shade(sail, 0.07))
        c.path("M-30-8H28L20 4H-22z", hull)
        c.path("M4-8H28L20 4H8z", shade(hull, 0.07))


def walker(c: Canvas, x: float, y: float, size: float, coat: str, legs: str, hair: str, skin: str) -> None:
    """A person seen from behind with the feet at (x, y), 70 high at size 1."""
    with c.group(x, y, scale=size):
        c.path("M-9-26h8V0h-7zM1-26h8L8 0H2z", legs)
        c.path("M-13-20c0-20 3-33 13-33s13 13 13 33c-8 4-18 4-26 0z", coat)
        c.path("M3-52c8 4 10 14 10 32-3 2-6 3-9 3z", shade(coat, 0.07))
        c.rect(-3, -57, 6, 6, skin)
        c.circle(0, -62, 8, skin)
        c.path("M-8-60a8 8.500 0 1 1 16 0c-4 3-12 3-16 0z", hair)


def backpack(c: Canvas, x: float, y: float, size: float, colour: str) -> None:
    """A rucksack for the back of a walker at (x, y)."""
    with c.group(x, y, scale=size):
        c.rect(-9, -50, 18, 22, colour, rx=5)
        c.rect(-6, -40, 12, 9, shade(colour, 0.09), rx=3)
        c.rect(-10, -54, 20, 6, tint(colour, 0.1), rx=3)


def conical_hat(c: Canvas, x: float, y: float, size: float, fill: str) -> None:
    """A straw hat over a walker's head at (x, y)."""
    with c.group(x, y, scale=size):
        c.polygon([(-17, -63), (0, -76), (17, -63)], fill)
        c.polygon([(0, -76), (17, -63), (3, -63)], shade(fill, 0.08))


def cat_seated(c: Canvas, x: float, y: float, size: float, fur: str, *, flip: bool = False) -> None:
    """A small cat from the side, sitting at (x, y), 34 high at size 1."""
    with c.group(x, y, scale=(-size if flip else size, size)):
        c.stroke("M-9-3c-12 0-16-8-12-16", fur, 4)
        c.path("M-12 0c-1-14 4-22 12-24l12 2c2 8-1 14 0 22z", fur)
        c.circle(7, -26, 8, fur)
        c.path("M0-28l0-10 6 5zM8-33l6-5 0 10z", fur)


def small_dog(
    c: Canvas, x: float, y: float, size: float, coat: str, collar: str, *, flip: bool = False
) -> None:
    """A small dog walking to the right with its feet at (x, y), 30 high at size 1."""
    with c.group(x, y, scale=(-size if flip else size, size)):
        c.stroke("M-15-17c-6-2-8-8-6-13", coat, 4)
        c.path("M-16-20h26v8l2 12h-5l-4-10h-9l-3 10h-5l1-10c-3-2-4-6-3-10z", coat)
        c.path("M6-31c6-3 12-1 13 4l6 2c0 5-4 6-10 6l-3 4-8-2z", coat)
        c.path("M7-31c-4 2-5 9-3 13 4-1 6-6 6-12z", shade(coat, 0.13))
        c.line(5, -15, 12, -14, collar, 2.6)


def flower(c: Canvas, x: float, y: float, r: float, petal: str, heart: str, *, petals: int = 5) -> None:
    """A flower seen from above."""
    for i in range(petals):
        turn = math.tau * i / petals - 0.3
        c.circle(x + math.cos(turn) * r * 0.62, y + math.sin(turn) * r * 0.62, r * 0.48, petal)
    c.circle(x, y, r * 0.36, heart)


def tufts(c: Canvas, rng: random.Random, top: float, bottom: float, colour: str, count: int = 16) -> None:
    """Tufts of grass."""
    for _ in range(count):
        x, y = rng.uniform(4, 296), rng.uniform(top, bottom)
        c.stroke(f"M{x:.1f} {y:.1f}l-4-7m4 7l1-9m-1 9l5-6", colour, 1.8)


def apart(tone: str, ground: str) -> str:
    """The tone, lighter or darker if it would drown in its ground."""
    for step in (0.0, 0.07, 0.14, 0.21, 0.28, 0.35):
        for moved in (tint(tone, step), shade(tone, step)):
            if contrast(moved, ground) >= 0.26:
                return moved
    return tone
