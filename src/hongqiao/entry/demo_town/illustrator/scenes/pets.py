"""Pet scenes: cat, dog and goldfish."""

from __future__ import annotations

import random

from hongqiao.entry.demo_town.illustrator.canvas import Canvas
from hongqiao.entry.demo_town.illustrator.indoor import pot_plant
from hongqiao.entry.demo_town.illustrator.palette import Palette, mix, oklch, shade, tint
from hongqiao.entry.demo_town.illustrator.registry import scene

from . import _parts_travel as parts

# Fur, its stripes or patches, and the pale chest.
_CAT_FURS = (
    ("#db7d32", "#b4561a", "#f9f4ec"),
    ("#8d929e", "#686d7a", "#f4f3f0"),
    ("#46403f", "#2c2728", "#efe9e2"),
    ("#f0e2c8", "#a98058", "#fffaf1"),
    ("#9a6d48", "#6e482b", "#f3e6d4"),
)


@scene("cat", "pets", hues=(160, 30, 225, 262, 95, 345, 190, 205))
def cat(c: Canvas, p: Palette, rng: random.Random) -> str:
    """A cat on the sill before an arched window."""
    c.fill_all(p.wall)
    _arched_window(c, p, rng)
    sill = p.light if not p.dark else oklch(0.66, 0.03, p.hue)
    c.rect(-2, 292, 304, 22, sill)
    c.rect(-2, 312, 304, 92, p.edge)
    c.rect(-2, 311, 304, 5, shade(p.edge, 0.08))
    fur, stripe, chest = rng.choice(_CAT_FURS)
    c.ellipse(158, 298, 78, 7, p.shadow, opacity=0.3)
    with c.group(rng.choice((-6, 0, 8)), 8):
        _sitting_cat(c, p, rng, fur, stripe, chest)
    pot_plant(c, 44, 293, rng.uniform(86, 112), p, rng)
    if rng.random() < 0.6:
        _wool_ball(c, 264, 281, p.accent2)
    else:
        pot_plant(c, 266, 293, rng.uniform(50, 70), p, rng)
    return "A cat on a window sill"


def _arched_window(c: Canvas, p: Palette, rng: random.Random) -> None:
    """A window with the garden, the hills or the town outside."""
    outline = "M50 294V128a100 100 0 0 1 200 0v166z"
    with c.clip(outline):
        parts.paint_sky(c, p, rng, horizon=290)
        parts.sun_or_moon(c, p, rng.choice((98, 206)), rng.uniform(86, 110), 22)
        if rng.random() < 0.5:
            parts.hills(c, rng, 240, 16, p.leaf if not p.dark else p.near, waves=3)
            parts.hills(c, rng, 266, 10, p.leaf_dark if not p.dark else p.deep, waves=2)
        else:
            tones = [mix(p.far, p.mid, 0.5), p.mid, p.accent2]
            for i, x in enumerate(range(44, 260, 36)):
                wall = tones[i % 3] if not p.dark else p.near
                parts.small_house(c, x, 296, 38, rng.uniform(44, 84), wall, p.accent, p.lamp)
        parts.birds_far(c, rng, 96, 150, rng.randint(0, 2), p.ink)
    frame = p.light if not p.dark else oklch(0.66, 0.03, p.hue)
    c.path(outline, "none", stroke=frame, stroke_width=10)
    c.stroke("M150 30v110M52 146h196", frame, 5)


def _sitting_cat(c: Canvas, p: Palette, rng: random.Random, fur: str, stripe: str, chest: str) -> None:
    """A cat sitting towards us with its tail hanging over the sill."""
    c.path("M206 262c34 12 46 44 30 70-8 14-24 16-26 8 14-4 18-20 6-34-8-10-20-12-30-14z", fur)
    striped = rng.random() < 0.75
    if striped:
        c.stroke("M227 282l12-5M236 300h11M232 318l10 5", stripe, 5)
    c.path("M98 290c-10-62 6-108 52-112 48 4 70 50 62 112z", fur)
    c.path("M176 186c30 16 42 56 36 104h-28c8-36 6-74-8-104z", shade(fur, 0.05))
    c.path("M132 290c-6-34 0-62 18-62s24 28 18 62z", chest)
    c.path("M94 118l6 42 100 0 6-42-34 18h-44z", fur)
    c.path("M102 130l4 20 16-10zM198 130l-4 20-16-10z", "#f2a89b")
    c.ellipse(150, 164, 56, 44, fur)
    if striped:
        c.stroke(
            "M150 122v22M136 124l2 16M164 124l-2 16M98 160l16 4M97 174l16 0M202 160l-16 4M203 174l-16 0",
            stripe,
            5,
        )
        c.stroke("M110 226l18 6M106 246l18 4M200 226l-16 6M206 246l-18 4", stripe, 5)
    else:
        c.path("M150 121c30 0 52 14 56 38-10 14-40 10-46-8-4-12-8-22-10-30z", stripe)
        c.circle(186, 250, 16, stripe)
    c.ellipse(150, 182, 30, 20, chest)
    dark = "#1c2426"
    if rng.random() < 0.5:
        c.stroke("M126 166c4-7 14-7 18 0M156 166c4-7 14-7 18 0", dark, 3.4)
    else:
        for x in (133, 167):
            c.ellipse(x, 164, 8, 9, p.lamp)
            c.ellipse(x, 164, 3.4, 8, dark)
            c.circle(x - 2, 160, 1.8, "#ffffff")
    c.path("M145 174h10l-5 6z", "#ca5551")
    c.stroke("M150 180v4c-2 5-9 5-11 1M150 184c2 5 9 5 11 1", dark, 2.4)
    c.stroke("M118 180l-30-4M118 186l-28 6M182 180l30-4M182 186l28 6", "#fbf8f2", 1.8)
    c.stroke("M116 206c20 12 48 12 68 0", p.accent if fur != "#db7d32" else "#2b7f8f", 7)
    c.circle(150, 216, 7, "#f4c352")
    c.ellipse(132, 290, 16, 9, chest)
    c.ellipse(168, 290, 16, 9, chest)


def _wool_ball(c: Canvas, x: float, y: float, tone: str) -> None:
    """A ball of wool with a loose end."""
    c.stroke(f"M{x - 6} {y + 12}c-14 6-20-2-30 0s-8 8-16 4", tone, 2.6)
    c.circle(x, y - 2, 15, tone)
    c.stroke(
        f"M{x - 12} {y - 6}q12-8 22 4M{x - 14} {y}q14-6 22 8"
        f"M{x - 4} {y - 16}q12 8 8 26M{x - 10} {y + 7}q8-18 20-18",
        shade(tone, 0.12),
        2,
    )


# Coat, ears, muzzle.
_DOG_COATS = (
    ("#c98d4e", "#8c5a2c", "#f6ead6"),
    ("#f3e7d3", "#b98a5c", "#fffaf0"),
    ("#5b4640", "#392a27", "#d9a876"),
    ("#a9adb4", "#6f747e", "#f5f4f1"),
    ("#e0a458", "#c07f35", "#fff4e0"),
)


@scene("dog", "pets", hues=(190, 60, 140, 265, 20, 225, 330, 210))
def dog(c: Canvas, p: Palette, rng: random.Random) -> str:
    """A dog sitting in the meadow, a ball before it and a butterfly near."""
    parts.paint_sky(c, p, rng, horizon=280)
    parts.sun_or_moon(c, p, rng.choice((52, 248)), rng.uniform(80, 110), 27)
    parts.clouds(c, p, rng, 2, 50, 100)
    green = mix(p.leaf_light, p.mid, 0.2) if not p.dark else p.mid
    parts.hills(c, rng, 216, 18, mix(green, p.far, 0.5), waves=2)
    for _ in range(rng.randint(3, 5)):
        parts.round_tree(
            c, rng.uniform(0, 300), rng.uniform(222, 238), rng.uniform(0.5, 0.9), p.leaf_dark, p.wood_dark
        )
    parts.hills(c, rng, 248, 9, green, waves=2)
    parts.tufts(c, rng, 262, 396, shade(green, 0.12), 26)
    for _ in range(13):
        parts.flower(
            c,
            rng.uniform(4, 296),
            rng.uniform(276, 390),
            rng.uniform(4, 6.5),
            rng.choice((p.light, p.accent, p.accent2)),
            p.lamp,
        )
    coat, ear, muzzle = rng.choice(_DOG_COATS)
    c.ellipse(156, 314, 74, 8, p.shadow, opacity=0.3)
    with c.group(rng.choice((144, 156)), 312, scale=1.06):
        _sitting_dog(c, p, rng, coat, ear, muzzle)
    _ball(c, p, rng.choice((60, 244)), 306)
    _butterfly(c, rng.choice((72, 232)), rng.uniform(140, 176), p.accent2 if not p.dark else p.lamp)
    return "A dog in a meadow waiting for its ball"


def _sitting_dog(c: Canvas, p: Palette, rng: random.Random, coat: str, ear: str, muzzle: str) -> None:
    """A dog sitting towards us on the origin, about 190 high."""
    c.stroke("M40-22c26 0 34-20 28-40", coat, 13)
    c.path("M-54 0c-8-20 0-42 14-50 2-30 12-48 40-48s38 18 40 48c14 8 22 30 14 50z", coat)
    c.path("M22-90c12 8 16 22 18 40 14 8 22 30 14 50H24c8-30 8-62-2-90z", shade(coat, 0.05))
    c.path("M-22-88h44c4 30-4 52-22 60-18-8-26-30-22-60z", muzzle)
    for x in (-16, 16):
        c.path(f"M{x - 11}-44h22v36c6 2 6 9 0 9h-24c-5 0-4-7 2-9z", coat if x < 0 else shade(coat, 0.03))
        c.stroke(f"M{x - 4}-6v5M{x + 4}-6v5", shade(coat, 0.18), 2)
    floppy = rng.random() < 0.6
    if not floppy:
        c.path("M-44-134l-8-56 36 28zM44-134l8-56-36 28z", ear)
        c.path("M-42-146l-3-30 18 16zM42-146l3-30-18 16z", "#e9a597")
    c.path("M-48-128c0-32 20-46 48-46s48 14 48 46c0 28-20 44-48 44s-48-16-48-44z", coat)
    if rng.random() < 0.5:
        c.path("M4-173c26 2 42 16 44 44-6 14-30 12-38-4-6-14-8-28-6-40z", ear)
    c.path("M0-172c8 20 10 34 22 42 8 10 6 34-22 34s-30-24-22-34c12-8 14-22 22-42z", muzzle)
    if floppy:
        c.path(
            "M-36-166c-26 0-34 28-26 62 4 12 18 10 20-2 2-20 8-40 14-52"
            "zM36-166c26 0 34 28 26 62-4 12-18 10-20-2-2-20-8-40-14-52z",
            ear,
        )
    dark = "#241c1c"
    for x in (-21, 21):
        c.circle(x, -134, 5.6, dark)
        c.circle(x - 1.8, -136, 1.9, "#ffffff")
    c.path("M-10-122c2-6 18-6 20 0 0 6-6 9-10 9s-10-3-10-9z", dark)
    c.path("M-7-102c4 4 10 4 14 0 2 14-1 20-7 20s-9-6-7-20z", "#e4736d")
    c.stroke("M0-113v8c-4 7-13 6-16 1M0-105c4 7 13 6 16 1", dark, 3)
    c.stroke("M-30-90c18 9 42 9 60 0", p.accent if coat != "#c98d4e" else "#2f7f93", 8)
    c.circle(0, -79, 7, "#f4c352")


def _ball(c: Canvas, p: Palette, x: float, y: float) -> None:
    """A striped ball in the grass."""
    c.ellipse(x + 3, y + 14, 17, 4, p.shadow, opacity=0.3)
    c.circle(x, y, 16, p.accent)
    c.path(f"M{x - 15} {y - 5}q15 9 30 0l1 8q-16 9-32 0z", "#fbf4e6")
    c.path(f"M{x + 5} {y - 15}a16 16 0 0 1-3 31 22 22 0 0 0 3-31z", "#1c1c24", opacity=0.14)


def _butterfly(c: Canvas, x: float, y: float, tone: str) -> None:
    """A butterfly in flight."""
    with c.group(x, y, rotate=18):
        c.path("M0 0c-4-16-20-16-20-6 0 7 10 8 20 6zM0 0c4-16 20-16 20-6 0 7-10 8-20 6z", tone)
        c.path("M0 2c-10-1-16 4-12 10 5 4 11-2 12-10zM0 2c10-1 16 4 12 10-5 4-11-2-12-10z", shade(tone, 0.09))
        c.line(0, -5, 0, 9, "#2b2226", 2.6)


@scene("goldfish", "pets", hues=(200, 55, 330, 265, 160, 20, 230, 300))
def goldfish(c: Canvas, p: Palette, rng: random.Random) -> str:
    """Goldfish in a round bowl and a cat which looks at them."""
    c.fill_all(p.wall)
    c.circle(rng.choice((96, 204)), 130, 84, p.panel)
    c.rect(-2, 294, 304, 110, p.table)
    c.rect(-2, 288, 304, 8, p.edge)
    fur = rng.choice([one for one in _CAT_FURS if (one[0] != "#46403f" or not p.dark)])
    flip = rng.random() < 0.5
    with c.group(300 if flip else 0, 0, scale=(-1 if flip else 1, 1)):
        with c.group(16):
            _peeping_cat(c, p, *fur)
        with c.group(-32):
            c.ellipse(146, 308, 86, 8, p.shadow, opacity=0.35)
            _fish_bowl(c, p, rng)
    return "Goldfish in a bowl, watched by a cat"


def _peeping_cat(c: Canvas, p: Palette, fur: str, stripe: str, chest: str) -> None:
    """A cat behind the table with its eyes on the bowl."""
    c.path("M196 292c-6-50 0-74 8-84l-4-40 26 20h28l24-20-2 40c12 14 14 44 8 84z", fur)
    c.path("M206 182l3 18 11-8zM272 182l-4 18-10-8z", "#f2a89b")
    c.stroke("M240 190v14M229 192l2 10M251 192l-2 10", stripe, 4)
    for x in (222, 256):
        c.ellipse(x, 222, 9, 10, "#d7e08a")
        c.ellipse(x - 4, 223, 4, 8, "#20201f")
    c.ellipse(239, 243, 20, 14, chest)
    c.path("M234 237h10l-5 6z", "#ca5551")
    c.stroke("M239 243v3c-2 5-8 5-10 1M239 246c2 5 8 5 10 1", "#2a2326", 2.2)
    c.stroke("M220 242l-22-3M220 247l-20 5M258 242l22-3M258 247l20 5", "#fbf8f2", 1.6)
    c.ellipse(252, 291, 15, 9, fur)
    c.ellipse(283, 291, 14, 9, fur)


def _fish_bowl(c: Canvas, p: Palette, rng: random.Random) -> None:
    """A round glass bowl with pebbles, weeds and one to three fish."""
    glass = "M96 136h100c30 18 44 50 40 92-4 36-22 60-42 76h-96c-20-16-38-40-42-76-4-42 10-74 40-92z"
    c.path(glass, "#eaf7fb", opacity=0.55)
    water = oklch(0.80 if not p.dark else 0.62, 0.07, 220)
    with c.clip(glass):
        c.path("M40 176q26-8 52 0t52 0 52 0 52 0v140H40z", water)
        c.path("M206 160c28 30 24 96-30 152h80V160z", shade(water, 0.05))
        _bowl_garden(c, p, rng)
        for i, (x, y, size) in enumerate(
            ((140, 232, 1.15), (182, 206, 0.72), (112, 206, 0.62))[: rng.randint(1, 3)]
        ):
            tone = ("#f2762e", "#fbb03b", "#f6efe2")[(i + rng.randint(0, 1)) % 3]
            _fish(c, x + rng.uniform(-6, 6), y + rng.uniform(-6, 6), size, tone, i % 2 == 1)
        for i in range(4):
            c.ring(160 + i * 5 - i % 2 * 9, 200 - i * 8, 2 + i * 0.5, "#ffffff", 1.6)
    c.stroke("M76 176c-10 20-12 44-6 66", "#ffffff", 6, opacity=0.75)
    c.stroke("M73 258l4 8", "#ffffff", 6, opacity=0.75)
    c.path(glass, "none", stroke="#ffffff", stroke_width=2.6, opacity=0.6)
    c.ellipse(146, 136, 54, 9, "#f4fbfd", opacity=0.8)
    c.ellipse(146, 137, 46, 6, mix(p.wall, "#ffffff", 0.3))


def _bowl_garden(c: Canvas, p: Palette, rng: random.Random) -> None:
    """Pebbles and waterweed at the bottom of the bowl."""
    pebbles = (p.light, p.accent2, p.wood, tint(p.near, 0.2))
    for _ in range(40):
        x, y = rng.uniform(84, 210), rng.uniform(290, 308)
        c.ellipse(x, y, rng.uniform(5, 8), 4.6, rng.choice(pebbles))
    for x in rng.sample((88, 104, 186, 202), rng.randint(2, 3)):
        for dx in (-5, 3, 9):
            weed = f"M{x + dx} 294c-12-20 10-30 0-{rng.randint(56, 84)}"
            c.stroke(weed, rng.choice((p.leaf, p.leaf_dark)), 4.6)


def _fish(c: Canvas, x: float, y: float, size: float, tone: str, flip: bool) -> None:
    """A goldfish swimming to the right."""
    with c.group(x, y, scale=(-size if flip else size, size)):
        c.path("M-22 0c-10-4-20-22-30-20 2 8 4 12 2 20 2 8 0 14-2 20 12 2 22-14 30-20z", tint(tone, 0.08))
        c.path(
            "M-8-16c4-14 18-16 26-10-4 4-6 8-6 12zM0 14c-2 10-12 16-18 14 2-6 2-12 4-16z", tint(tone, 0.08)
        )
        c.path("M-26 0c8-18 24-22 38-20 16 2 24 12 26 20-4 12-14 20-28 20s-28-6-36-20z", tone)
        c.path("M-26 0c10 10 36 14 64 0-4 12-14 20-28 20s-28-6-36-20z", shade(tone, 0.06))
        c.stroke("M-4-8q5 6 0 12M8-8q5 6 0 12", shade(tone, 0.1), 2.2)
        c.circle(24, -5, 4.4, "#ffffff")
        c.circle(25, -5, 2.4, "#20201f")
