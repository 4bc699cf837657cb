"""Travel scenes in the country: snow village, rice terraces and desert."""

from __future__ import annotations

import random

from hongqiao.entry.demo_town.illustrator.canvas import Canvas, smooth_path
from hongqiao.entry.demo_town.illustrator.palette import Palette, mix, oklch, shade, tint
from hongqiao.entry.demo_town.illustrator.registry import scene

from . import _parts_travel as parts


@scene("snow-village", "travel", times=("night", "dusk", "morning"), hues=(255, 275, 225, 285, 300, 200))
def snow_village(c: Canvas, p: Palette, rng: random.Random) -> str:
    """Snowed-in houses with lit windows, a snowman and a child with a sledge."""
    parts.paint_sky(c, p, rng, horizon=300)
    if p.time == "morning":
        c.rect(-2, -2, 304, 304, c.fade_down(oklch(0.72, 0.09, p.hue), oklch(0.88, 0.05, p.hue)))
    parts.sun_or_moon(c, p, rng.choice((60, 150, 238)), rng.uniform(62, 96), 24)
    tops = [(rng.uniform(40, 90), 120.0), (rng.uniform(190, 250), 106.0)]
    parts.peaks(c, rng, tops, 230, mix(p.far, p.mid, 0.4), p.light)
    snow = oklch({"night": 0.80, "dusk": 0.87, "morning": 0.95}[p.time], 0.035, p.hue)
    parts.hills(c, rng, 202, 10, shade(snow, 0.14), waves=2)
    dark_green = oklch(0.34, 0.06, 165)
    for i in range(rng.randint(6, 9)):
        x, y = 12 + i * 36 + rng.uniform(-10, 10), 216 + rng.uniform(-6, 8)
        parts.pine(c, x, y, rng.uniform(0.5, 0.85), dark_green, p.wood_dark, snow)
    parts.hills(c, rng, 218, 6, shade(snow, 0.07), waves=3)
    for i, (x, y, size) in enumerate(((42, 246, 0.82), (146, 238, 0.72), (238, 248, 0.95))):
        _snowed_house(c, p, rng, x + rng.uniform(-8, 8), y, size * rng.uniform(0.95, 1.1), snow, i)
    c.path("M-2 252c50-14 100-8 150-2s104 0 154-10v164H-2z", snow)
    c.path(
        "M150 248c-10 20 40 30 20 56-20 24-90 40-110 100h76c4-40 66-60 84-96 12-26-50-34-46-58z",
        shade(snow, 0.08),
    )
    man_x, child_x = rng.choice(((66, 150), (246, 92), (262, 120)))
    _snowman(c, p, man_x, 310)
    _sledge_child(c, p, child_x, 304, snow)
    parts.pine(c, 12, 372, 1.5, dark_green, p.wood_dark, snow)
    parts.pine(c, 290, 366, 1.3, dark_green, p.wood_dark, snow)
    for _ in range(70):
        x, y = rng.uniform(0, 300), rng.uniform(0, 400)
        c.circle(x, y, rng.choice((1.2, 1.7, 2.5)), "#ffffff", opacity=0.85)
    return "A snowed-in village with a snowman"


def _snowed_house(
    c: Canvas, p: Palette, rng: random.Random, x: float, y: float, size: float, snow: str, index: int
) -> None:
    """A timber house under thick snow, standing at (x, y)."""
    wall = (oklch(0.48, 0.09, 40), oklch(0.54, 0.06, 70), oklch(0.44, 0.08, 25))[index]
    with c.group(x, y, scale=size):
        c.rect(18, -98, 13, 42, shade(wall, 0.1))
        c.rect(15, -102, 19, 7, snow, rx=3)
        c.stroke("M24-110c-8-8 8-12 0-22s8-10 4-18", snow, 4, opacity=0.6)
        c.polygon([(-38, 6), (-38, -42), (0, -84), (38, -42), (38, 6)], wall)
        c.polygon([(0, -84), (38, -42), (38, 6), (18, 6), (18, -60)], shade(wall, 0.06))
        c.path("M-50-36L0-96l50 60c2 8-6 10-10 4L4-74q-4-4-8 0l-36 42c-4 6-12 4-10-4z", snow)
        c.path("M0-96l50 60c2 8-6 10-10 4L4-74z", shade(snow, 0.06))
        c.glow(0, -26, 40, "#ffd58c", 0.5)
        for left, top in ((-27, -36), (11, -36), (-8, -62)):
            c.rect(left, top, 16, 18, p.lamp, rx=1)
            c.stroke(f"M{left + 8} {top}v18m-8-9h16", wall, 1.6)
            c.rect(left - 2, top + 17, 20, 4, snow, rx=2)
        c.rect(-7, -18, 14, 24, p.accent if index % 2 == 0 else p.accent2, rx=1)


def _snowman(c: Canvas, p: Palette, x: float, y: float) -> None:
    """A snowman with a scarf and a hat."""
    white, dark = "#fdfdfb", "#2a2530"
    with c.group(x, y, scale=1.05):
        c.ellipse(6, 2, 30, 5, oklch(0.55, 0.05, p.hue), opacity=0.45)
        c.circle(0, -19, 22, white)
        c.path("M8-40a22 22 0 0 1-4 42 30 30 0 0 0 4-42z", oklch(0.84, 0.03, p.hue))
        c.circle(0, -51, 15, white)
        c.stroke("M-20-26l-16-12m5 4l-7 1M20-26l16-14m-5 4l7 0", p.wood_dark, 2.4)
        c.rect(-13, -67, 26, 5, dark, rx=2)
        c.rect(-9, -82, 18, 17, dark, rx=2)
        c.rect(-9, -71, 18, 4, p.accent)
        c.circle(-5, -54, 1.8, dark)
        c.circle(5, -54, 1.8, dark)
        c.polygon([(0, -51), (13, -48), (0, -47)], "#f0863a")
        c.stroke("M-13-39c8 5 18 5 26 0M8-37l4 16", p.accent, 6)
        c.circle(0, -24, 1.8, dark)
        c.circle(0, -15, 1.8, dark)


def _sledge_child(c: Canvas, p: Palette, x: float, y: float, snow: str) -> None:
    """A child pulling a sledge with a tree on it."""
    c.stroke(f"M{x + 10} {y - 22}L{x + 36} {y - 6}", p.wood_dark, 1.6)
    c.stroke(f"M{x + 34} {y - 6}c-6 0-6 9 2 9h40", p.wood_dark, 3)
    c.rect(x + 36, y - 8, 38, 5, p.wood, rx=2)
    with c.group(x + 36, y - 13, rotate=90, scale=0.42):
        parts.pine(c, 0, 0, 1, p.leaf, p.wood_dark, snow)
    parts.walker(c, x, y + 2, 0.74, p.accent2 if p.accent2 != p.light else p.accent, p.ink, p.hair, p.skin)
    c.path(f"M{x - 7} {y - 45}c0-9 14-9 14 0z", p.accent)
    c.circle(x, y - 53, 3, p.light)


@scene("rice-terraces", "travel", hues=(140, 160, 50, 220, 110, 190, 25, 265))
def rice_terraces(c: Canvas, p: Palette, rng: random.Random) -> str:
    """Terraced fields that mirror the sky, a farmer with a buffalo."""
    parts.paint_sky(c, p, rng, horizon=240)
    parts.sun_or_moon(c, p, rng.uniform(70, 230), rng.uniform(70, 92), 26)
    parts.ridge(c, rng, 134, 30, mix(p.far, p.sky, 0.35), step=24)
    c.rect(
        -2,
        120,
        304,
        40,
        c.fade_down(p.light, p.light, top_opacity=0, bottom_opacity=0.5 if not p.dark else 0.1),
    )
    parts.hills(c, rng, 158, 16, mix(p.far, p.leaf, 0.4) if not p.dark else p.near, waves=2)
    for _ in range(4):
        parts.round_tree(
            c, rng.uniform(10, 290), rng.uniform(156, 168), rng.uniform(0.3, 0.45), p.leaf_dark, p.wood_dark
        )
    flip = rng.random() < 0.5
    with c.group(300 if flip else 0, 0, scale=(-1 if flip else 1, 1)):
        _terraces(c, p, rng)
        _stilt_hut(c, p, 236, 190)
        _buffalo(c, p, 108, 298)
        parts.walker(c, 176, 300, 0.9, p.accent, p.ink, p.hair, p.skin)
        parts.conical_hat(c, 176, 300, 0.9, p.lamp)
        c.stroke("M166 268L138 276", p.wood_dark, 1.6)
    _egrets(c, rng)
    return "A farmer and a buffalo in rice terraces"


def _terraces(c: Canvas, p: Palette, rng: random.Random) -> None:
    """Bands of water and young rice, one below the other, each held by a green bank."""
    bank = p.leaf_dark if not p.dark else oklch(0.24, 0.05, 160)
    y, gap, bend = 172.0, 13.0, rng.uniform(-10, 10)
    row = 0
    while y < 400:
        line = [
            (x, y + bend * (0.6 if k % 2 else -0.6) + rng.uniform(-3, 3))
            for k, x in enumerate(range(-60, 361, 60))
        ]
        if row % 3 == 1:
            field = p.leaf_light if not p.dark else oklch(0.40, 0.07, 145)
        else:
            field = mix(tint(p.sky, 0.03), p.mid, 0.10 + 0.03 * row) if not p.dark else tint(p.mid, 0.08)
        c.path(smooth_path(line) + "V404H-60z", bank)
        lower = [(x, at + gap * 0.26) for x, at in line]
        c.path(smooth_path(lower) + "V404H-60z", tint(bank, 0.1))
        water = [(x, at + gap * 0.38) for x, at in line]
        c.path(smooth_path(water) + "V404H-60z", field)
        if row % 3 == 1:
            for x in range(4, 300, 11):
                c.stroke(f"M{x} {y + gap * 0.86:.1f}l-2-5m2 5l3-5", bank, 1.4)
        else:
            c.line(
                rng.uniform(20, 90),
                y + gap * 0.75,
                rng.uniform(120, 190),
                y + gap * 0.75,
                p.light,
                1.8,
                opacity=0.55,
            )
        y, gap, bend, row = y + gap, gap * 1.19, bend * 1.1 + rng.uniform(-3, 3), row + 1


def _stilt_hut(c: Canvas, p: Palette, x: float, y: float) -> None:
    """A wooden hut on stilts with smoke over its straw roof."""
    c.stroke(f"M{x - 16} {y + 12}v-16M{x + 16} {y + 12}v-16M{x} {y + 12}v-16", p.wood_dark, 3)
    c.rect(x - 20, y - 26, 40, 24, p.wood)
    c.rect(x + 8, y - 26, 12, 24, shade(p.wood, 0.07))
    c.rect(x - 10, y - 20, 12, 12, p.lamp, rx=1)
    c.polygon([(x - 30, y - 22), (x - 8, y - 48), (x + 8, y - 48), (x + 30, y - 22)], p.wood_dark)
    c.stroke(f"M{x + 4} {y - 52}c-6-8 8-12 2-22", p.light, 3, opacity=0.7)


def _buffalo(c: Canvas, p: Palette, x: float, y: float) -> None:
    """A water buffalo standing in a field, with a bird on its back."""
    hide = oklch(0.33 if not p.dark else 0.60, 0.025, 60)
    with c.group(x, y):
        c.ellipse(0, 2, 42, 4, p.deep, opacity=0.35)
        c.stroke("M-24-16v16M-15-14v14M16-14v14M25-16v16", shade(hide, 0.05), 6)
        c.path("M-34-14c-4-20 4-30 18-30 14-3 30-3 40 2 8 4 10 16 8 30-16 6-48 6-66-2z", hide)
        c.stroke("M33-34c6 6 6 16 3 24", hide, 2.6)
        c.path("M-30-40c-12-2-20 4-22 14-3 4-4 10 0 12 8 2 14-2 16-8 8-2 12-8 12-14z", hide)
        c.stroke("M-34-40c2-10-4-16-14-16M-44-36c-6-6-6-14 0-20", p.light, 3.4)
        c.circle(-43, -27, 1.8, p.light)
        c.path("M2-46c0-6 3-9 7-9l3-5 4 2-2 2c1 6-3 10-12 10z", "#fdfbf5")
        c.line(16, -58, 20, -58, p.lamp, 1.8)


def _egrets(c: Canvas, rng: random.Random) -> None:
    """White egrets in the air."""
    for i in range(rng.randint(2, 4)):
        with c.group(90 + i * 34 + rng.uniform(-8, 8), 124 + rng.uniform(-14, 10), scale=rng.uniform(0.7, 1)):
            c.path("M-14-6c6-1 10 2 14 5 4-6 9-8 15-8-4 6-8 12-16 12-6-1-10-5-13-9z", "#fefcf6")


@scene("desert", "travel", hues=(340, 215, 25, 285, 60, 190, 320, 230))
def desert(c: Canvas, p: Palette, rng: random.Random) -> str:
    """A caravan crossing dunes."""
    parts.paint_sky(c, p, rng, horizon=300)
    sun_x = rng.uniform(80, 230)
    parts.sun_or_moon(c, p, sun_x, rng.uniform(110, 140), rng.uniform(30, 44) if not p.dark else 26)
    if p.time == "day":
        parts.clouds(c, p, rng, 2, 50, 84)
    lights = {
        "morning": (0.86, 0.80, 0.74),
        "day": (0.84, 0.78, 0.72),
        "dusk": (0.70, 0.62, 0.54),
        "night": (0.42, 0.36, 0.31),
    }
    warm = 62 if not p.dark else p.hue
    tones = [oklch(level, 0.085, warm) for level in lights[p.time]]
    _dune(c, tones[0], rng.uniform(60, 120), 176, 206, 0.11)
    _dune(c, tones[1], rng.uniform(190, 240), 200, 250, 0.12)
    c.path("M-2 262c60-14 120-18 180-8s90 8 124-2v152H-2z", tones[1])
    beasts = rng.choice((2, 3, 4))
    if rng.random() < 0.55:
        _palms(c, p, rng.choice((250, 270)), 252)
    size = {2: 1.2, 3: 1.0, 4: 0.8}[beasts]
    for i in range(beasts):
        _camel(c, p, 62 + 42 * size + i * 72 * size, 268 - (i % 2) * 3, size, (p.accent, p.accent2)[i % 2])
    parts.walker(c, 34, 272, 0.9, p.accent2, p.ink, p.light, p.skin)
    _dune(c, tones[2], rng.uniform(60, 230), 290, 400, 0.12)
    for i in range(5):
        c.stroke(f"M{30 + i * 40} {350 + i % 3 * 14}q16-6 32 0", shade(tones[2], 0.08), 2.4)
    return "A caravan crossing the dunes"


def _palms(c: Canvas, p: Palette, x: float, y: float) -> None:
    """Two date palms with a pool at their feet."""
    c.ellipse(x - 8, y + 4, 44, 6, tint(p.mid, 0.12) if p.dark else oklch(0.70, 0.08, 215))
    green = p.leaf_dark if not p.dark else oklch(0.30, 0.06, 160)
    for foot, lean, tall in ((x - 12, -8, 66), (x + 10, 7, 86)):
        c.stroke(f"M{foot} {y}q{lean / 4} {-tall / 2} {lean} {-tall}", p.wood_dark, 5)
        with c.group(foot + lean, y - tall):
            for end, droop in ((-30, 16), (-24, -4), (-8, -18), (12, -16), (26, -2), (30, 18)):
                c.path(
                    f"M0 0Q{end * 0.6:.0f} {droop - 18} {end} {droop}Q{end * 0.5:.0f} {droop - 6} 0 0z", green
                )
            c.circle(-3, 4, 3, p.accent)
            c.circle(4, 4, 3, p.accent)


def _dune(c: Canvas, tone: str, crest: float, top: float, foot: float, dark: float) -> None:
    """A dune with a lit slope on the left of its crest and a shaded one right."""
    c.path(
        f"M-2 404V{foot}C{crest * 0.4:.0f} {foot - 6} {crest * 0.7:.0f} {top + 4} {crest:.0f} {top}"
        f"C{crest + 50:.0f} {top + 18} {crest + 110:.0f} {foot - 8} 302 {foot - 6}V404z",
        tone,
    )
    c.path(
        f"M{crest:.0f} {top}C{crest + 50:.0f} {top + 18} {crest + 110:.0f} {foot - 8} 302 {foot - 6}"
        f"V404H{crest + 20:.0f}"
        f"C{crest + 60:.0f} {foot + 30} {crest - 34:.0f} {top + 46} {crest:.0f} {top}z",
        shade(tone, dark * 0.6),
    )


def _camel(c: Canvas, p: Palette, x: float, y: float, size: float, blanket: str) -> None:
    """A laden camel walking to the left."""
    fur = oklch(0.45 if not p.dark else 0.62, 0.07, 58)
    with c.group(x, y, scale=size):
        c.ellipse(2, 1, 32, 3, shade(fur, 0.16), opacity=0.5)
        c.stroke("M-14-22l-3 22M-8-22l4 22M16-22l-2 22M21-22l4 22", shade(fur, 0.06), 4.4)
        c.path("M-22-34c2-8 10-10 14-8 4-14 16-14 20 0 6-2 14 2 14 10l-2 14c-10 4-34 4-42 0z", fur)
        c.stroke("M-18-28c-10 6-16-2-16-14l-1-6", fur, 7)
        c.path("M-30-54l-16 4c-2 5 1 8 5 7l11-1z", fur)
        c.circle(-37, -50, 1.2, p.ink)
        c.path("M-10-42c4-14 18-14 24 0l3 16h-28z", blanket)
        c.path("M6-49c4 2 7 5 8 7l3 16h-8z", shade(blanket, 0.08))
        c.stroke("M-11-31h27", p.lamp, 2.4)
