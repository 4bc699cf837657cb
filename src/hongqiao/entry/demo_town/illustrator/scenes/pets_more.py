"""More pet scenes: two cats and birds."""

from __future__ import annotations

import random

from hongqiao.entry.demo_town.illustrator.canvas import Canvas
from hongqiao.entry.demo_town.illustrator.palette import Palette, mix, oklch, shade, tint
from hongqiao.entry.demo_town.illustrator.registry import scene

from . import _parts_travel as parts


@scene("two-cats", "pets", times=("dusk", "night", "morning"), hues=(285, 245, 20, 330, 200, 55, 260))
def two_cats(c: Canvas, p: Palette, rng: random.Random) -> str:
    """Two cats on a roof from behind, their tails making a heart, before sun or moon."""
    parts.paint_sky(c, p, rng, horizon=400)
    big = rng.uniform(84, 98)
    c.circle(150, 172, big * 1.25, p.sun, opacity=0.15)
    c.circle(150, 172, big, p.sun)
    if p.dark:
        for x, y, r in ((-40, -36, 13), (34, 20, 17), (-12, 44, 9), (46, -44, 8)):
            c.circle(150 + x, 172 + y, r, shade(p.sun, 0.06))
    parts.clouds(c, p, rng, 2, 60, 96)
    _far_roofs(c, p, rng)
    _tiled_roof(c, p)
    dark = p.time != "morning"
    furs = [
        oklch(0.24, 0.03, 300),
        oklch(0.66, 0.12, 55),
        oklch(0.92, 0.02, 80),
        oklch(0.48, 0.02, 260),
        oklch(0.42, 0.07, 45),
    ]
    left, right = rng.sample(furs if not dark else furs[:2] + furs[3:], 2)
    for mirrored, fur in ((False, left), (True, right)):
        size = rng.uniform(0.82, 1.0)
        with c.group(300 if mirrored else 0, 0, scale=(-1 if mirrored else 1, 1)):
            _back_of_cat(c, 150 - 66 * size, 288, size, fur)
    parts.birds_far(c, rng, rng.choice((40, 214)), 116, rng.randint(2, 4), p.light if p.dark else p.ink)
    return "Two cats on a roof with their tails in a heart"


def _far_roofs(c: Canvas, p: Palette, rng: random.Random) -> None:
    """The roofs of the town behind with a few lit windows."""
    for row, tone in enumerate((mix(p.far, p.mid, 0.5), p.near if not p.dark else shade(p.far, 0.06))):
        x = -20.0
        while x < 300:
            w, top = rng.uniform(40, 70), 244 + row * 18 + rng.uniform(-10, 10)
            c.rect(x, top, w, 160, tone)
            if rng.random() < 0.6:
                c.polygon([(x - 4, top), (x + w / 2, top - 22), (x + w + 4, top)], tone)
            if rng.random() < 0.5:
                c.rect(x + w * 0.7, top - 22, 8, 22, tone)
            for k in range(2):
                if rng.random() < 0.5:
                    c.rect(x + 10 + k * 18, top + 8, 7, 9, p.lamp, rx=1)
            x += w + rng.uniform(-4, 8)


def _tiled_roof(c: Canvas, p: Palette) -> None:
    """The roof in front with its ridge at y 288 and rows of round tiles."""
    tile = shade(p.accent, 0.16) if not p.dark else oklch(0.30, 0.07, 20)
    c.rect(-2, 292, 304, 112, tile)
    for row in range(5):
        for k in range(13):
            x, y = -14 + k * 26 + row % 2 * 13, 300 + row * 22
            c.path(
                f"M{x} {y}h26v8a13 13 0 0 1-26 0z",
                tint(tile, 0.05 if (k + row) % 3 else 0.02),
                stroke=shade(tile, 0.07),
                stroke_width=2,
            )
    c.rect(-2, 284, 304, 14, shade(tile, 0.06), rx=3)
    for x in range(0, 300, 30):
        c.rect(x, 282, 27, 9, tint(tile, 0.08), rx=4)


def _back_of_cat(c: Canvas, x: float, y: float, size: float, fur: str) -> None:
    """A sitting cat seen from behind, its tail raised to the right."""
    with c.group(x, y, scale=size):
        c.path("M-36 0c-8-34 0-70 22-86h22c22 16 34 50 28 86-18 5-54 5-72 0z", fur)
        c.path("M14-84c18 18 26 50 22 84-6 2-14 3-22 3 8-28 10-60 0-87z", shade(fur, 0.05))
        c.path(
            "M-34-132c4 6 10 12 16 15h20"
            "c6-3 12-9 16-15 5 12 6 26 4 36-6 14-18 20-30 20s-24-6-30-20c-2-10-1-24 4-36z",
            fur,
        )
        c.stroke("M-14-108l2 10M-8-111v12M-2-108l-2 10", shade(fur, 0.1), 3.4)
        c.stroke("M26-4C48 3 62-2 63-12 56-26 38-36 40-52c2-14 20-14 23 0", fur, 8)
        c.stroke("M-24-50q8 4 14 2M-26-34q8 4 14 2M28-50q-8 4-14 2M30-34q-8 4-14 2", shade(fur, 0.1), 3.6)


@scene("birds", "pets", hues=(190, 85, 225, 255, 140, 275, 30, 200))
def birds(c: Canvas, p: Palette, rng: random.Random) -> str:
    """Round little birds on branches, one asleep in a scarf."""
    parts.paint_sky(c, p, rng, horizon=400)
    parts.sun_or_moon(c, p, rng.choice((70, 150, 230)), rng.uniform(108, 140), rng.uniform(40, 58))
    parts.clouds(c, p, rng, 3, 60, 330)
    bark = p.wood_dark if not p.dark else oklch(0.46, 0.05, 50)
    c.stroke("M-10 196c60-10 120 14 180 2 46-10 90-24 150-14", bark, 9)
    c.stroke("M-10 296c70 14 130-6 190 4 50 8 84 2 140-10", bark, 11)
    c.stroke(
        "M60 192c10-24 4-40 20-56M236 186c10-14 26-20 38-40M60 300c-8 26 6 40-4 60M246 300c10 20 26 30 30 52",
        bark,
        5,
    )
    _twigs(c, p, rng)
    tones = [
        p.accent,
        p.accent2,
        oklch(0.72, 0.10, 235),
        oklch(0.82, 0.12, 88),
        oklch(0.70, 0.12, 20),
        oklch(0.74, 0.09, 160),
    ]
    rng.shuffle(tones)
    upper = rng.sample((104, 160, 214), rng.randint(1, 3))
    lower = rng.sample((62, 118, 176, 234), rng.randint(2, 4))
    asleep = rng.randrange(len(lower))
    for i, x in enumerate(sorted(upper)):
        _round_bird(c, p, x, 194 - (x > 200) * 6, 0.82, tones[i], rng.random() < 0.5, False)
    for i, x in enumerate(sorted(lower)):
        _round_bird(c, p, x, 298, 1.12, tones[(i + len(upper)) % 6], rng.random() < 0.5, i == asleep)
    return "Round little birds on a branch"


def _twigs(c: Canvas, p: Palette, rng: random.Random) -> None:
    """Leaves and blossom at the ends of the branches."""
    petal = rng.choice((oklch(0.85, 0.09, 355), p.light, oklch(0.80, 0.13, 50)))
    leafy = rng.random() < 0.5
    for x, y in (
        (80, 138),
        (66, 164),
        (272, 148),
        (256, 166),
        (56, 358),
        (60, 330),
        (276, 350),
        (262, 322),
        (14, 192),
        (20, 300),
        (290, 186),
        (286, 296),
    ):
        for dx, dy in ((-10, -6), (9, -9), (2, 9)):
            if leafy:
                tone = rng.choice((p.leaf, p.leaf_light, p.leaf_dark))
                c.ellipse(
                    x + dx, y + dy, 10, 5, tone, transform=f"rotate({rng.randint(-70, 70)} {x + dx} {y + dy})"
                )
            else:
                parts.flower(c, x + dx, y + dy, rng.uniform(7, 9.5), petal, p.accent)


def _round_bird(
    c: Canvas, p: Palette, x: float, y: float, size: float, tone: str, flip: bool, asleep: bool
) -> None:
    """A plump bird with its feet at (x, y)."""
    belly = mix(tone, "#fffaf0", 0.72)
    with c.group(x, y, scale=(-size if flip else size, size)):
        c.path("M-16-18l-24 10 4-14 16-10z", shade(tone, 0.12))
        c.stroke("M-5-4v5M6-4v5", "#d98a35", 3)
        c.path("M-26-24c0-22 12-36 28-36s26 14 26 32c0 16-12 26-27 26s-27-8-27-22z", tone)
        c.path("M8-38c10-4 18 2 20 10 0 14-10 26-26 26-8 0-14-2-18-6 14-4 20-16 24-30z", belly)
        c.path("M-22-30c10-4 22 0 26 10-8 10-22 8-26-10z", shade(tone, 0.1))
        if asleep:
            c.stroke("M10-42q5 5 10 0", "#2a2226", 2.4)
        else:
            c.circle(14, -43, 3.4, "#2a2226")
            c.circle(13, -44.2, 1.1, "#ffffff")
        c.polygon([(26, -42), (38, -37), (26, -33)], "#f0a33a")
        c.circle(20, -34, 3.6, "#ef8d7c", opacity=0.7)
        if asleep:
            scarf = p.accent if tone != p.accent else p.accent2
            c.stroke("M-18-28c12 8 30 8 44-2M14-24l6 18", scarf, 7)
