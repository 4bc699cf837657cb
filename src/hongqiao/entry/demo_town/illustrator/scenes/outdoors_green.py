"""More outdoor scenes: kayak and garden."""

from __future__ import annotations

import random

from hongqiao.entry.demo_town.illustrator.canvas import Canvas
from hongqiao.entry.demo_town.illustrator.palette import Palette, mix, oklch, shade, tint
from hongqiao.entry.demo_town.illustrator.registry import scene

from . import _parts_travel as parts


@scene("kayak", "outdoors", times=("day", "morning", "dusk"), hues=(200, 175, 225, 160, 245))
def kayak(c: Canvas, p: Palette, rng: random.Random) -> str:
    """A kayak from above on a clear river between trees and rocks."""
    water = oklch({"day": 0.66, "morning": 0.74, "dusk": 0.50}[p.time], 0.10, p.hue)
    c.fill_all(water)
    for i in range(5):
        y = 20 + i * 84
        c.stroke(f"M60 {y}q46-20 90 0t90 0", tint(water, 0.07), 15, opacity=0.5)
    flip = rng.random() < 0.5
    with c.group(300 if flip else 0, 0, scale=(-1 if flip else 1, 1)):
        _banks(c, p, rng, water)
    with c.group(rng.uniform(140, 160), 204, rotate=rng.uniform(-34, 34)):
        _kayak_above(c, p, rng, p.accent, water)
    if rng.random() < 0.5:
        with c.group(206, 330, rotate=rng.uniform(-10, 30), scale=0.72):
            _kayak_above(c, p, rng, p.accent2, water)
    _ducks(c, p, rng, rng.choice((108, 186)), rng.choice((88, 110)), water)
    return "A kayak on a clear river, from above"


def _banks(c: Canvas, p: Palette, rng: random.Random, water: str) -> None:
    """Green banks with tree crowns, sand, rocks and lily pads."""
    low = 0.12 if p.time == "dusk" else 0.0
    grass, sand = oklch(0.66 - low, 0.11, 140), oklch(0.88 - low, 0.05, 85)
    for grow, tone in ((12, tint(water, 0.1)), (5, sand), (-6, grass)):
        c.path(
            f"M-4-4H{52 + grow}C{20 + grow} 90 {86 + grow} 130 {50 + grow} 210"
            f"S{86 + grow} 330 {40 + grow} 404H-4z",
            tone,
        )
        c.path(
            f"M304-4H{232 - grow}C{276 - grow} 70 {226 - grow} 150 {260 - grow} 220"
            f"S{214 - grow} 320 {246 - grow} 404H304z",
            tone,
        )
    crowns = (
        oklch(0.50 - low, 0.11, 150),
        oklch(0.44 - low, 0.10, 158),
        oklch(0.58 - low, 0.12, rng.choice((135, 60, 40))),
    )
    for x in (4, 34, 276, 300):
        y = rng.uniform(-10, 20)
        while y < 404:
            r = rng.uniform(15, 26)
            tone = rng.choice(crowns)
            at = x + rng.uniform(-7, 7)
            c.circle(at + 5, y + 6, r, p.shadow, opacity=0.22)
            c.circle(at, y, r, tone)
            c.circle(at - r * 0.25, y - r * 0.25, r * 0.6, tint(tone, 0.07))
            y += r * rng.uniform(2.2, 3.4)
    for x, y in ((84, 290), (96, 304), (228, 128), (92, 60)):
        r = rng.uniform(7, 12)
        c.circle(x, y, r + 5, tint(water, 0.12), opacity=0.7)
        c.ellipse(x, y, r, r * 0.8, oklch(0.70 - low, 0.02, 80))
        c.ellipse(x - 2, y - 2, r * 0.6, r * 0.4, oklch(0.80 - low, 0.02, 80))
    for _ in range(rng.randint(4, 7)):
        x, y = rng.uniform(196, 226), rng.uniform(236, 390)
        c.path(f"M{x:.0f} {y:.0f}l8-5a10 10 0 1 0 1 9z", oklch(0.60 - low, 0.12, 145))


def _kayak_above(c: Canvas, p: Palette, rng: random.Random, hull: str, water: str) -> None:
    """A kayak from above pointing up, its paddler and a wake behind."""
    c.path(
        "M-12 60C-20 110-34 130-44 150M12 60c8 50 22 70 32 90",
        "none",
        stroke=tint(water, 0.16),
        stroke_width=4,
        stroke_linecap="round",
    )
    c.path(
        "M0-110C22-60 26-30 26 0s-8 66-26 96C-18 66-26 30-26 0s4-60 26-110z",
        shade(water, 0.16),
        opacity=0.45,
        transform="translate(9 9)",
    )
    c.path("M0-110C22-60 26-30 26 0s-8 66-26 96C-18 66-26 30-26 0s4-60 26-110z", hull)
    c.path("M0-110C22-60 26-30 26 0s-8 66-26 96z", shade(hull, 0.07))
    c.stroke("M0-98V-44M0 44V84", p.light, 3)
    c.ellipse(0, 4, 17, 34, shade(hull, 0.28))
    c.stroke("M-62 22L62-26", p.ink, 4)
    for x, y in ((-68, 24), (68, -28)):
        c.ellipse(x, y, 15, 7, p.lamp, transform=f"rotate(-21 {x} {y})")
    vest = p.accent2 if hull != p.accent2 else p.accent
    c.stroke("M-14 6L-30 10M14 4L30-12", vest, 9)
    c.circle(-33, 11, 4.4, p.skin)
    c.circle(33, -14, 4.4, p.skin)
    c.ellipse(0, 8, 18, 12, vest)
    if rng.random() < 0.5:
        c.circle(0, 4, 14, p.lamp)
        c.circle(0, 3, 8, shade(p.lamp, 0.08))
    else:
        c.circle(0, 4, 10, p.hair)
    if rng.random() < 0.5:
        c.ellipse(0, -34, 9, 11, "#8a5a38")
        c.circle(0, -46, 7.5, "#8a5a38")
        c.path("M-7-48l-4 9 5-1zM7-48l4 9-5-1z", "#5d3a22")


def _ducks(c: Canvas, p: Palette, rng: random.Random, x: float, y: float, water: str) -> None:
    """A duck from above with her ducklings in a row."""
    for i in range(rng.randint(3, 5)):
        size = 1.0 if i == 0 else 0.55
        with c.group(x + (14 + i * 22 if i else 0), y + (4 + i * 6 if i else 0), scale=size, rotate=-70):
            c.stroke("M-7 12l-5 12M7 12l5 12", tint(water, 0.14), 2.4)
            c.path("M0 18c-10-2-12-24 0-28 12 4 10 26 0 28z", "#fbf7ee" if i == 0 else "#f6d262")
            c.circle(0, -13, 6, "#3f7d5b" if i == 0 else "#f6d262")
            c.path("M-3-18h6l-1-6h-4z", "#ef9a36")


@scene("garden", "outdoors", times=("morning", "day", "dusk"), hues=(140, 205, 95, 30, 225, 170, 340))
def garden(c: Canvas, p: Palette, rng: random.Random) -> str:
    """Vegetable beds, sunflowers, a watering can and a hen before a little greenhouse."""
    parts.paint_sky(c, p, rng, horizon=240)
    parts.sun_or_moon(c, p, rng.choice((50, 150, 250)), rng.uniform(72, 104), 25)
    parts.clouds(c, p, rng, 2, 40, 92)
    parts.hills(c, rng, 178, 14, mix(p.far, p.leaf_light, 0.4), waves=2)
    for i in range(16):
        x = -6 + i * 20
        c.path(f"M{x} 232v-42l8-9 8 9v42z", p.light)
        c.path(f"M{x + 10} 184l6 6v42h-6z", shade(p.light, 0.07))
    c.rect(-2, 202, 304, 6, shade(p.light, 0.05))
    low = 0.10 if p.time == "dusk" else 0.0
    c.rect(-2, 228, 304, 176, oklch(0.70 - low, 0.10, 135))
    flip = rng.random() < 0.5
    with c.group(300 if flip else 0, 0, scale=(-1 if flip else 1, 1)):
        _greenhouse(c, p, 66, 236)
        for x in rng.sample((176, 204, 232, 260, 286), rng.randint(2, 4)):
            _sunflower(c, p, x, 240, rng.uniform(84, 116))
        _bed(c, p, rng, 22, 272, 118, rng.choice(("cabbage", "carrot")), low)
        _bed(c, p, rng, 164, 268, 122, "tomato", low)
        _bed(c, p, rng, 150, 338, 140, rng.choice(("cabbage", "tulip")), low)
        _watering_can(c, p, 66, 320)
        _hen(c, p, 146, 304)
        if rng.random() < 0.6:
            for k in range(rng.randint(1, 3)):
                _chick(c, 176 + k * 19, 312 + k % 2 * 4)
    return "A kitchen garden with sunflowers and a hen"


def _greenhouse(c: Canvas, p: Palette, x: float, y: float) -> None:
    """A small glass house with pots inside."""
    glass, frame = oklch(0.86, 0.05, 200), p.near if p.time != "morning" else shade(p.near, 0.08)
    c.polygon([(x - 52, y), (x - 52, y - 66), (x, y - 104), (x + 52, y - 66), (x + 52, y)], glass)
    c.polygon(
        [(x, y - 104), (x + 52, y - 66), (x + 52, y), (x + 26, y), (x + 26, y - 80)], shade(glass, 0.05)
    )
    for i, tone in enumerate((p.leaf, p.leaf_dark, p.leaf)):
        c.circle(x - 38 + i * 38, y - 26 - i % 2 * 8, 13, tone)
        c.circle(x - 34 + i * 38, y - 32, 3.4, p.accent)
        c.rect(x - 46 + i * 38, y - 16, 16, 16, "#c4683f", rx=2)
    c.stroke(
        f"M{x - 52} {y}v-66L{x} {y - 104}l52 38v66M{x - 52} {y - 66}h104M{x - 18} {y}v-90M{x + 18} {y}v-90",
        frame,
        4,
    )
    c.path(f"M{x - 44} {y - 60}l10-8v22l-10 12z", "#ffffff", opacity=0.6)


def _sunflower(c: Canvas, p: Palette, x: float, y: float, tall: float) -> None:
    """A sunflower which turns its face to us."""
    c.stroke(f"M{x} {y}q4 {-tall / 2:.0f} 0 {-tall:.0f}", p.leaf, 4.6)
    for side, up in ((-1, 0.35), (1, 0.55)):
        at = y - tall * up
        c.path(f"M{x} {at:.0f}q{side * 14}-18 {side * 26}-4q{side * -12} 12 {side * -26} 4z", p.leaf_dark)
    parts.flower(c, x, y - tall, 24, "#f6b92f", "#f6b92f", petals=12)
    c.circle(x, y - tall, 10, "#6b3f22")
    c.circle(x - 2, y - tall - 2, 5, "#8a5630")


def _bed(
    c: Canvas, p: Palette, rng: random.Random, x: float, y: float, w: float, crop: str, low: float
) -> None:
    """A raised bed of boards with one kind of plant."""
    count = int(w // 24)
    c.rect(x, y - 8, w, 14, oklch(0.36, 0.05, 50), rx=3)
    for i in range(count):
        at = x + (i + 0.5) * w / count
        if crop == "cabbage":
            c.circle(at, y - 12, 13, p.leaf)
            c.circle(at - 2, y - 13, 8.5, p.leaf_light)
            c.circle(at - 3, y - 14, 4.4, tint(p.leaf_light, 0.1))
        elif crop == "carrot":
            c.stroke(f"M{at:.0f} {y - 6}l-8-20M{at:.0f} {y - 6}v-25M{at:.0f} {y - 6}l8-20", p.leaf, 3.4)
            c.ellipse(at, y - 4, 5.6, 6, "#f0822f")
        elif crop == "tulip":
            c.stroke(f"M{at:.0f} {y}v-24M{at:.0f} {y}q-9-4-9-15M{at:.0f} {y}q9-4 9-15", p.leaf, 3)
            tone = (p.accent, p.lamp, p.accent2)[i % 3]
            c.path(f"M{at - 8:.1f} {y - 40}l4.500 6 3.500-8 3.500 8 4.500-6c2 12-2 18-8 18s-10-6-8-18z", tone)
        else:
            c.line(at, y, at, y - 46, p.wood, 2.4)
            for dx, dy, r in ((-6, -16, 9), (6, -22, 10), (-3, -34, 9)):
                c.circle(at + dx, y + dy, r, p.leaf if dx < 0 else p.leaf_dark)
            for dx, dy in ((-7, -20), (6, -14), (2, -34)):
                c.circle(at + dx, y + dy, 4.4, "#e5482f" if rng.random() < 0.8 else "#f2a83b")
    board = tint(p.wood, 0.08)
    c.rect(x - 3, y, w + 6, 20, board, rx=2)
    c.rect(x - 3, y + 10, w + 6, 2.4, shade(board, 0.12))
    c.rect(x - 3, y, 7, 22, shade(board, 0.08))
    c.rect(x + w - 4, y, 7, 22, shade(board, 0.12))


def _watering_can(c: Canvas, p: Palette, x: float, y: float) -> None:
    """A watering can on the grass."""
    tone = p.accent2
    c.ellipse(x, y + 2, 32, 5, p.shadow, opacity=0.3)
    c.stroke(f"M{x - 16} {y - 30}c-20-2-24 24-4 26", shade(tone, 0.1), 4.6)
    c.stroke(f"M{x - 12} {y - 36}c4-16 24-16 26 0", shade(tone, 0.1), 4.6)
    c.path(f"M{x + 14} {y - 12}l26-24 6 6-28 28z", shade(tone, 0.05))
    c.polygon([(x + 34, y - 40), (x + 50, y - 28), (x + 53, y - 36), (x + 42, y - 44)], tone)
    c.path(f"M{x - 20} {y - 36}h36l5 38h-44z", tone)
    c.path(f"M{x + 6} {y - 36}h10l5 38h-14z", shade(tone, 0.07))
    c.rect(x - 22, y - 39, 40, 6, tint(tone, 0.07), rx=3)


def _hen(c: Canvas, p: Palette, x: float, y: float) -> None:
    """A hen pecking about."""
    white = "#fbf4e8"
    with c.group(x, y + 6):
        c.stroke("M-3-8v8l5 1M6-8v8l5 1", "#e39a34", 2.6)
        c.path("M-26-34c2 6 6 8 12 8 6 0 10-12 14-22 4-8 16-8 18 2 2 16-2 30-14 36-14 4-30-4-30-24z", white)
        c.path("M-12-22c6-4 14-2 18 2-4 8-14 8-18-2z", shade(white, 0.1))
        c.path("M2-52c0-6 4-6 5-2 1-5 6-5 6 0 4-3 6 2 3 5z", "#e5452f")
        c.polygon([(18, -45), (26, -41), (18, -39)], "#f0a33a")
        c.path("M16-38c4 1 4 8 0 8-3 0-3-6 0-8z", "#e5452f")
        c.circle(12, -45, 1.7, "#231c1c")


def _chick(c: Canvas, x: float, y: float) -> None:
    """A chick following."""
    c.stroke(f"M{x - 2} {y - 3}v5M{x + 3} {y - 3}v5", "#e39a34", 1.8)
    c.circle(x, y - 9, 7.5, "#f8d24a")
    c.circle(x + 4, y - 18, 5.6, "#f8d24a")
    c.circle(x + 6, y - 19, 1.2, "#231c1c")
    c.polygon([(x + 9, y - 19), (x + 13, y - 17), (x + 9, y - 15.5)], "#ef8f33")
