"""Reusable things of the open air, drawn on a canvas: steam, leaves, clouds, trees, hills, water."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

from .canvas import Canvas, Point, d, smooth_path
from .palette import Palette, shade


def steam(
    c: Canvas,
    x: float,
    y: float,
    count: int = 3,
    *,
    gap: float = 22,
    height: float = 70,
    colour: str = "#ffffff",
    opacity: float = 0.75,
    width: float = 5.5,
) -> None:
    """Wisps rising from (x, y), the middle one centred on x."""
    for index in range(count):
        left = x + (index - (count - 1) / 2) * gap
        tall = height * (1 if index % 2 == 0 else 0.78)
        points = [
            (left, y),
            (left - 6, y - tall * 0.25),
            (left + 5, y - tall * 0.5),
            (left - 5, y - tall * 0.75),
            (left + 3, y - tall),
        ]
        c.curve(points, colour, width, opacity=opacity)


def shadow(c: Canvas, x: float, y: float, rx: float, ry: float, p: Palette, opacity: float = 0.28) -> None:
    """A soft-looking flat shadow on the ground."""
    c.ellipse(x, y, rx, ry, p.shadow, opacity=opacity)


def leaf(
    c: Canvas,
    x: float,
    y: float,
    length: float,
    fill: str,
    *,
    rotate: float = 0,
    vein: str | None = None,
    width: float = 0.42,
) -> None:
    """A leaf growing from (x, y) upwards, turned by `rotate` degrees."""
    half = length * width / 2
    with c.group(x, y, rotate=rotate):
        c.path(
            d("M0 0C", -half * 1.6, -length * 0.3, -half * 1.2, -length * 0.8, 0, -length, "C")
            + d(half * 1.2, -length * 0.8, half * 1.6, -length * 0.3, "0 0z"),
            fill,
        )
        if vein:
            c.line(0, 0, 0, -length * 0.8, vein, max(1.0, length / 26))


def sprig(
    c: Canvas, x: float, y: float, length: float, fill: str, stem: str, *, rotate: float = 0, pairs: int = 3
) -> None:
    """A stem with pairs of leaves, growing up from (x, y)."""
    with c.group(x, y, rotate=rotate):
        c.line(0, 0, 0, -length, stem, 2.2)
        for index in range(pairs):
            at = -length * (index + 1) / (pairs + 1)
            for turn in (-52, 52):
                leaf(c, 0, at, length * 0.34, fill, rotate=turn)
        leaf(c, 0, -length * 0.92, length * 0.34, fill)


def flower(c: Canvas, x: float, y: float, r: float, petal: str, heart: str, petals: int = 5) -> None:
    """A flower seen from the front."""
    for index in range(petals):
        angle = 2 * math.pi * index / petals - math.pi / 2
        c.circle(x + math.cos(angle) * r * 0.6, y + math.sin(angle) * r * 0.6, r * 0.46, petal)
    c.circle(x, y, r * 0.32, heart)


def cloud(c: Canvas, x: float, y: float, size: float, fill: str, opacity: float = 0.9) -> None:
    """A flat-bottomed cloud about 2 x `size` wide centred on (x, y)."""
    with c.group(x, y, scale=size / 30, opacity=opacity):
        c.path("M-30 10a10 10 0 0 1 2-19 15 15 0 0 1 27-7 12 12 0 0 1 20 8 9.5 9.5 0 0 1 9 18z", fill)


def stars(c: Canvas, rng: random.Random, count: int, colour: str, *, bottom: float = 150) -> None:
    """Small stars between the top and `bottom`."""
    for _ in range(count):
        c.circle(
            rng.uniform(4, 296),
            rng.uniform(4, bottom),
            rng.choice((0.9, 1.2, 1.7)),
            colour,
            opacity=rng.choice((0.6, 0.8, 1)),
        )


def sky(c: Canvas, p: Palette, rng: random.Random, *, disc: Point | None = None, radius: float = 30) -> None:
    """The whole ground as sky: sun or moon at `disc`, clouds by day, stars by night."""
    c.fill_all(p.sky)
    if p.dark:
        stars(c, rng, 34, p.light, bottom=190)
    if disc:
        c.glow(disc[0], disc[1], radius * 2.1, p.sun, 0.45)
        c.circle(disc[0], disc[1], radius, p.sun)
        if p.dark:
            c.circle(disc[0] + radius * 0.36, disc[1] - radius * 0.2, radius * 0.84, p.sky)
    if not p.dark:
        for _ in range(rng.randint(1, 3)):
            cloud(c, rng.uniform(30, 270), rng.uniform(34, 110), rng.uniform(16, 28), p.light, 0.85)


def tree(c: Canvas, x: float, y: float, size: float, fill: str, trunk: str, kind: str = "round") -> None:
    """A tree standing on (x, y): round, fir, tall (poplar) or palm."""
    if kind == "fir":
        c.rect(x - size * 0.035, y - size * 0.2, size * 0.07, size * 0.2, trunk)
        for low, high, wide in ((0.14, 0.55, 0.3), (0.36, 0.78, 0.24), (0.58, 1, 0.17)):
            points = [
                (x - size * wide, y - size * low),
                (x, y - size * high),
                (x + size * wide, y - size * low),
            ]
            c.polygon(points, fill)
            c.polygon([(x, y - size * high), points[2], (x + size * 0.02, y - size * low)], shade(fill, 0.05))
    elif kind == "palm":
        c.curve(
            [(x, y), (x + size * 0.06, y - size * 0.4), (x + size * 0.02, y - size * 0.72)],
            trunk,
            size * 0.06,
        )
        for turn in (-112, -70, -30, 30, 70, 112):
            leaf(c, x + size * 0.02, y - size * 0.72, size * 0.42, fill, rotate=turn, width=0.3)
    else:
        wide = 0.15 if kind == "tall" else 0.3
        c.rect(x - size * 0.035, y - size * 0.4, size * 0.07, size * 0.4, trunk)
        c.ellipse(x, y - size * 0.62, size * wide, size * 0.38, fill)
        c.path(
            d("M", x, y - size, "a", size * wide, size * 0.38, "0 0 1 0", size * 0.76)
            + d("q", size * wide * 0.9, -size * 0.38, 0, -size * 0.76, "z"),
            shade(fill, 0.06),
        )


def hill(c: Canvas, points: Sequence[Point], fill: str, bottom: float = 404) -> None:
    """Land below a soft line through points (left to right)."""
    c.path(
        smooth_path(points) + d("L", points[-1][0], bottom, "L", points[0][0], bottom, "z"),
        fill,
    )


def wave_band(
    c: Canvas, y: float, height: float, fill: str, *, wave: float = 5, length: float = 50, phase: float = 0
) -> None:
    """A band of water across the picture with a wavy upper edge."""
    count = int(320 / length) + 2
    crest = d("q", length / 4, -wave, length / 2, 0, "t", length / 2, 0)
    c.path(d("M", -phase - length, y, crest * count, "V", y + height, "H -20 z"), fill)


def ripples(c: Canvas, rng: random.Random, top: float, bottom: float, colour: str, count: int = 12) -> None:
    """Short level strokes of light on water."""
    for _ in range(count):
        x, y = rng.uniform(0, 280), rng.uniform(top, bottom)
        c.line(x, y, x + rng.uniform(12, 34), y, colour, 2.2, opacity=0.6)
