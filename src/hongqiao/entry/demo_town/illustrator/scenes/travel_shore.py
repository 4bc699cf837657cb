"""Travel scenes by the sea: harbour and lighthouse."""

from __future__ import annotations

import random

from hongqiao.entry.demo_town.illustrator.canvas import Canvas
from hongqiao.entry.demo_town.illustrator.palette import Palette, mix, oklch, shade, tint
from hongqiao.entry.demo_town.illustrator.registry import scene

from . import _parts_travel as parts


@scene("harbour", "travel", hues=(220, 195, 250, 170, 205))
def harbour(c: Canvas, p: Palette, rng: random.Random) -> str:
    """Bright houses on a quay with sailing boats and a gull."""
    parts.paint_sky(c, p, rng, horizon=230)
    parts.sun_or_moon(c, p, rng.choice((60, 150, 244)), rng.uniform(66, 92), 24)
    parts.clouds(c, p, rng, 2, 40, 84)
    parts.hills(c, rng, 168, 14, mix(p.far, p.mid, 0.35), waves=2)
    fronts = _quay_houses(c, p, rng)
    c.rect(-2, 214, 304, 10, oklch(0.60 if not p.dark else 0.34, 0.03, 70))
    water = (oklch(0.62, 0.09, p.hue), oklch(0.42, 0.09, p.hue)) if not p.dark else (p.mid, p.deep)
    c.rect(-2, 224, 304, 180, c.fade_down(*water))
    for x, wide, wall in fronts:
        for i in range(3):
            c.rect(x + 3 + i * 2, 227 + i * 15, wide - 6 - i * 4, 9, wall, rx=4, opacity=0.42 - i * 0.11)
    parts.water_lines(c, rng, 240, 330, p.light, 9)
    sails = [p.light, p.accent, mix(p.light, p.accent2, 0.35)]
    rng.shuffle(sails)
    for i, x in enumerate(rng.choice(((66, 178), (92, 220), (54, 146, 236)))):
        x, y, size = x + rng.uniform(-9, 9), 268 + (i % 2) * 22, 1.15 + (i % 2) * 0.35
        c.ellipse(x, y + 5 * size, 30 * size, 4 * size, p.deep, opacity=0.35)
        parts.boat_sail(
            c,
            x,
            y,
            size,
            (p.accent, p.accent2, p.light)[i % 3] if sails[i] != p.accent else p.ink,
            sails[i],
            p.wood_dark,
        )
    _gull_on_post(c, p, rng.choice((40, 258)))
    return "Bright houses and sailing boats in a harbour"


def _quay_houses(c: Canvas, p: Palette, rng: random.Random) -> list[tuple[float, float, str]]:
    """A row of narrow houses; returns the left edge, width and colour of each."""
    dim = {"morning": 0.0, "day": 0.0, "dusk": 0.07, "night": 0.2}[p.time]
    hues = [25, 60, 85, 150, 200, 350, 45]
    rng.shuffle(hues)
    fronts, x, i = [], -8.0, 0
    roof = oklch(0.46 - dim * 0.7, 0.09, 35)
    while x < 300:
        wide, high = rng.uniform(38, 52), rng.uniform(70, 108)
        wall = oklch(0.80 - dim, 0.085, hues[i % 7])
        _quay_house(c, p, rng, x, wide, high, wall, roof)
        fronts.append((x, wide, wall))
        x, i = x + wide, i + 1
    return fronts


def _quay_house(
    c: Canvas, p: Palette, rng: random.Random, x: float, w: float, high: float, wall: str, roof: str
) -> None:
    """One narrow house with a gable, shuttered windows, a door and now and then a flag or chimney."""
    top = 214 - high
    c.rect(x, top, w, high, wall)
    c.polygon([(x - 2, top), (x + w / 2, top - 22), (x + w + 2, top)], roof)
    c.polygon([(x + w / 2, top - 22), (x + w + 2, top), (x + w / 2 + 5, top)], shade(roof, 0.06))
    c.rect(x + w - 6, top, 6, high, shade(wall, 0.06))
    for row in range(int((high - 30) // 24)):
        for k in (0.28, 0.66):
            lit = p.time in ("dusk", "night") and rng.random() < 0.65
            at_x, at_y = x + w * k - 4, top + 10 + row * 24
            c.rect(at_x - 3, at_y, 15, 14, shade(wall, 0.2), rx=1)
            c.rect(at_x, at_y, 9, 14, p.lamp if lit else oklch(0.38, 0.04, 240))
    c.rect(x + w * 0.4, 194, 11, 20, rng.choice((p.near, p.accent, p.wood_dark)), rx=1.5)
    if rng.random() < 0.4:
        c.path(f"M{x + 4:.1f} 190h{w * 0.36:.1f}l3 7h{-w * 0.36 - 6:.1f}z", p.accent)


def _gull_on_post(c: Canvas, p: Palette, x: float) -> None:
    """A gull resting on a mooring post close to us."""
    with c.group(x, 300, scale=(1 if x < 150 else -1, 1)):
        c.rect(-11, 0, 22, 104, p.wood_dark, rx=3)
        c.rect(3, 0, 8, 104, shade(p.wood_dark, 0.06), rx=3)
        c.rect(-13, -2, 26, 8, p.wood, rx=3)
        c.stroke("M-3-2v-9M5-2v-9", "#e59a3c", 2.4)
        c.path(
            "M-24-14c6-12 18-20 28-20 2-10 12-14 18-8 1 2 2 3 1 5-2 14-8 26-24 26-10 0-17-2-23-3z", "#fbf9f4"
        )
        c.path("M-28-12c8-10 20-16 30-15 0 10-12 16-30 15z", "#a9b4c2")
        c.path("M22-39l11 3-11 3z", "#f0a63c")
        c.circle(16, -38, 1.6, "#20242c")
        c.stroke("M-6 24q10 6 20 0", tint(p.wood, 0.1), 4)


@scene("lighthouse", "travel", times=("dusk", "day", "night", "morning"), hues=(230, 200, 260, 285, 180))
def lighthouse(c: Canvas, p: Palette, rng: random.Random) -> str:
    """A striped lighthouse on a cliff above the waves."""
    parts.paint_sky(c, p, rng, horizon=280)
    flip = rng.random() < 0.5
    with c.group(300 if flip else 0, 0, scale=(-1 if flip else 1, 1)):
        if p.time != "night":
            parts.sun_or_moon(c, p, 226, rng.uniform(120, 196) if p.time == "dusk" else 116, 28)
        else:
            parts.sun_or_moon(c, p, 244, 74, 20)
        parts.clouds(c, p, rng, 2, 44, 92)
        if p.time in ("dusk", "night"):
            c.path(
                "M96 106L310 60v76z", c.fade_down("#ffe9b0", "#ffe9b0", top_opacity=0.55, bottom_opacity=0.3)
            )
            c.path("M96 106L-10 84v40z", "#ffe9b0", opacity=0.28)
        sea = (oklch(0.60, 0.09, p.hue), oklch(0.36, 0.09, p.hue)) if not p.dark else (p.mid, p.deep)
        c.rect(-2, 236, 304, 168, c.fade_down(*sea))
        parts.boat_sail(c, rng.uniform(216, 268), 248, rng.uniform(0.5, 0.7), p.accent, p.light, p.wood_dark)
        parts.water_lines(c, rng, 254, 300, p.light, 7)
        _cliff(c, p, rng)
        _tower(c, p, rng)
        parts.birds_far(
            c,
            rng,
            rng.uniform(160, 190),
            150,
            rng.randint(2, 4),
            p.light if p.time in ("night", "dusk") else p.ink,
        )
        _breakers(c, p)
    return "A striped lighthouse above the waves"


def _cliff(c: Canvas, p: Palette, rng: random.Random) -> None:
    """The rock with grass on top and the keeper's house."""
    rock = oklch(0.44 if not p.dark else 0.26, 0.035, 50)
    c.path("M-2 252c40-8 80-12 112-8 30 4 44 10 58 24l10 34 26 30 14 72H-2z", rock)
    c.path("M110 244c30 4 44 10 58 24l10 34 26 30 14 72h-70l-14-60 6-50z", shade(rock, 0.07))
    c.path(
        "M-2 250c40-10 80-14 112-10 32 4 46 12 60 28-20-6-40-8-60-4-40 6-72-2-112 4z",
        p.leaf if not p.dark else p.leaf_dark,
    )
    parts.small_house(c, 10, 252, 42, 30, p.light if not p.dark else oklch(0.6, 0.02, 80), p.accent, p.lamp)
    c.rect(40, 194, 7, 16, shade(p.accent, 0.12))
    for x in range(118, 164, 11):
        c.line(x, 246 + (x - 118) * 0.2, x, 257 + (x - 118) * 0.3, p.light, 2.4, opacity=0.8)
    c.line(116, 249, 164, 262, p.light, 2, opacity=0.8)


def _tower(c: Canvas, p: Palette, rng: random.Random) -> None:
    """The tower with stripes in the accent colour and its lantern room."""
    white = p.light if not p.dark else oklch(0.82, 0.02, 80)
    stripes = rng.choice((3, 4, 5))
    body = "M80 124h32l10 124H70z"
    c.path(body, white)
    with c.clip(body):
        tall = 124 / (stripes * 2 - 1)
        for i in range(stripes):
            c.rect(60, 124 + i * tall * 2, 74, tall, p.accent)
        c.path("M100 120h30v140h-22z", "#101828", opacity=0.14)
    c.rect(74, 118, 44, 8, p.ink, rx=2)
    c.rect(84, 96, 24, 23, "#ffe7a6" if p.time in ("dusk", "night") else oklch(0.86, 0.05, 220))
    c.stroke("M84 96v22M96 96v22M108 96v22M76 110h40", p.ink, 2.2)
    c.path("M80 97c2-12 10-17 16-17s14 5 16 17z", p.accent)
    c.line(96, 80, 96, 71, p.ink, 2.4)
    if p.time in ("dusk", "night"):
        c.glow(96, 107, 44, "#ffe9b0", 0.8)
    c.path("M90 248v-14a6 6 0 0 1 12 0v14z", p.ink)
    for y in (150, 190):
        c.rect(92, y, 8, 12, p.ink, rx=4)


def _breakers(c: Canvas, p: Palette) -> None:
    """Waves with white crests at the foot of the rock."""
    tones = (oklch(0.50, 0.09, p.hue), oklch(0.42, 0.09, p.hue), oklch(0.34, 0.08, p.hue))
    for row, y in enumerate((300, 330, 362)):
        tone = tones[row] if not p.dark else shade(tones[row], 0.12)
        d = f"M{-40 + row * 16} {y}" + "q18-20 40-4t40 0" * 5
        c.path(d + "V404H-50z", tone)
        c.stroke(d, p.light, 3, opacity=0.75 if not p.dark else 0.45)
    for x, y, r in ((196, 292, 6), (210, 284, 4), (184, 284, 3.4), (224, 294, 3.6)):
        c.circle(x, y, r, p.light, opacity=0.85)
