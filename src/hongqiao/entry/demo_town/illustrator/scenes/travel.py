"""Travel scenes: lake, lanterns and street at dusk."""

from __future__ import annotations

import random

from hongqiao.entry.demo_town.illustrator.canvas import Canvas
from hongqiao.entry.demo_town.illustrator.palette import Palette, mix, oklch, shade, tint
from hongqiao.entry.demo_town.illustrator.registry import scene

from . import _parts_travel as parts


@scene("lake", "travel", hues=(225, 190, 265, 160, 300))
def lake(c: Canvas, p: Palette, rng: random.Random) -> str:
    """A mountain lake with a rowing boat."""
    parts.paint_sky(c, p, rng, horizon=240)
    sun_x = rng.choice((84, 196, 236))
    parts.sun_or_moon(c, p, sun_x, rng.uniform(98, 122), rng.uniform(24, 31))
    parts.clouds(c, p, rng, 2, 44, 84)
    tops = [
        (rng.uniform(40, 70), rng.uniform(130, 150)),
        (rng.uniform(130, 176), rng.uniform(98, 116)),
        (rng.uniform(228, 268), rng.uniform(126, 148)),
    ]
    parts.peaks(
        c,
        rng,
        [tops[0], tops[2], tops[1]],
        240,
        mix(p.far, p.mid, 0.3),
        mix(p.light, p.far, 0.2 if p.dark else 0),
    )
    parts.hills(c, rng, 200, 14, p.mid if not p.dark else shade(p.mid, 0.1), waves=4)
    shore = p.near if not p.dark else shade(p.near, 0.02)
    parts.hills(c, rng, 216, 7, shore, waves=3)
    water = (tint(p.far, 0.02), mix(p.near, p.mid, 0.4)) if not p.dark else (p.far, p.deep)
    c.rect(-2, 226, 304, 176, c.fade_down(*water))
    c.path("M0 226h300v8c-60 20-110 6-150 11S50 262 0 241z", shore, opacity=0.5)
    parts.sun_glitter(c, sun_x, 244, mix(p.sun, p.light, 0.3))
    parts.water_lines(c, rng, 258, 392, p.light, 10)
    _shore_pines(c, p, rng)
    for i in range(rng.choice((1, 1, 2))):
        _rowing_boat(
            c,
            p,
            (120 if sun_x > 150 else 170) + i * 74 * (-1) ** (sun_x > 200),
            300 - i * 30,
            1.05 - i * 0.4,
            i,
        )
    return "A rowing boat on a mountain lake"


def _shore_pines(c: Canvas, p: Palette, rng: random.Random) -> None:
    """Dark pines on both shores."""
    green = p.leaf_dark if not p.dark else oklch(0.17, 0.04, 170)
    for edge, inward in ((8, 1), (292, -1)):
        for i in range(rng.randint(2, 4)):
            x = edge + inward * (i * 21 + rng.uniform(-4, 6))
            parts.pine(c, x, 254 - i * 4, (1.5 - i * 0.27) * rng.uniform(0.85, 1.05), green, p.wood_dark)


def _rowing_boat(c: Canvas, p: Palette, x: float, y: float, size: float, index: int) -> None:
    """A rower in a boat, and the boat's shadow on the water."""
    hull = (p.accent, p.accent2)[index % 2]
    with c.group(x, y, scale=size):
        c.ellipse(0, 14, 42, 5, p.deep, opacity=0.4)
        c.path("M-9 2c0-16 4-22 9-22s9 6 9 22z", p.light if p.dark else p.accent2)
        c.circle(0, -25, 6.5, p.skin)
        c.path("M-12-27c3-2 5-3 5-3 1-8 13-8 14 0l5 3z", p.lamp)
        c.path("M-40-4c18 12 62 12 80 0l-7 14c-9 6-57 6-66 0z", hull)
        c.path("M6 4c14-1 26-4 34-8l-7 14c-4 3-14 4-25 5z", shade(hull, 0.08))
        c.stroke("M-40-4c18 8 62 8 80 0", tint(hull, 0.12), 3)
        c.line(5, -12, 40, 16, p.wood, 3)
        c.ellipse(41, 17, 7, 3, p.wood, transform="rotate(38 41 17)")


@scene("lanterns", "travel", times=("night", "dusk", "night"), hues=(280, 250, 330, 20, 170))
def lanterns(c: Canvas, p: Palette, rng: random.Random) -> str:
    """Strings of lanterns over old roofs, and people looking up."""
    top, low = (
        (p.deep, oklch(0.47, 0.11, p.hue + 48))
        if p.dark
        else (oklch(0.36, 0.09, p.hue), oklch(0.70, 0.13, 45))
    )
    c.rect(-2, -2, 304, 404, c.fade_down(top, low))
    parts.paint_stars(c, rng, 44, 190)
    _old_roofs(c, p, rng)
    number = 0
    for y, sag, count in ((44, 52, 3), (104, 54, rng.randint(3, 5)), (172, 40, rng.randint(3, 4))):
        tilt = rng.uniform(-22, 22)
        c.stroke(f"M-10 {y - tilt:.0f}Q150 {y + sag * 2} 310 {y + tilt:.0f}", oklch(0.14, 0.03, p.hue), 2)
        for i in range(count):
            t = (i + 0.5) / count + rng.uniform(-0.05, 0.05)
            at_y = (1 - t) ** 2 * (y - tilt) + 2 * t * (1 - t) * (y + sag * 2) + t * t * (y + tilt)
            _lantern(c, rng, t * 320 - 10, at_y, rng.uniform(0.82, 1.12), number)
            number += 1
    _onlookers(c, p, rng)
    return "Strings of lanterns over roofs at night"


def _lantern(c: Canvas, rng: random.Random, x: float, y: float, size: float, number: int) -> None:
    """One glowing paper lantern hanging from (x, y)."""
    outer, inner = (("#f75839", "#ff9a5f"), ("#fd9330", "#fed080"), ("#f2b13c", "#ffe7a8"))[
        (number + rng.randint(0, 1)) % 3
    ]
    c.glow(x, y + 24 * size, 50 * size, "#fec083", 0.5)
    with c.group(x, y, scale=size, rotate=rng.uniform(-4, 4)):
        c.rect(-1, -4, 2, 8, "#100f22")
        c.rect(-9, 3, 18, 5, "#341e12", rx=2)
        for rx, fill in ((21, outer), (12, inner), (4.5, outer)):
            c.ellipse(0, 24, rx, 18, fill)
        c.rect(-9, 40, 18, 5, "#341e12", rx=2)
        c.stroke("M0 45v15M-4 45v11M4 45v11", inner, 1.8)


def _old_roofs(c: Canvas, p: Palette, rng: random.Random) -> None:
    """Two houses with curved roofs and lit windows."""
    wall, roof = oklch(0.24, 0.05, p.hue), oklch(0.31, 0.055, p.hue)
    for left, foot, wide in ((-24, rng.uniform(252, 268), 168), (142, rng.uniform(238, 256), 190)):
        c.rect(left + 14, foot, wide - 28, 402 - foot, shade(wall, 0.03 if left > 0 else 0))
        c.path(
            f"M{left} {foot}c30 2 60-12 {wide / 2} -38c{wide / 2 - 60} 26 {wide / 2 - 30} 40 {wide / 2} 38"
            f"c-6 9-12 13-20 13h{40 - wide}c-8 0-14-4-20-13z",
            roof,
        )
        c.rect(left + wide / 2 - 9, foot - 40, 18, 5, roof, rx=2)
        lit = rng.randint(2, 4)
        for i in range(lit):
            x = left + 24 + (i + 0.2) * (wide - 44) / lit
            c.rect(x, foot + 24, 18, 24, p.lamp if rng.random() < 0.85 else roof, rx=2, opacity=0.9)
            c.stroke(f"M{x + 9:.1f} {foot + 24:.1f}v24m-9-12h18", wall, 1.6)
    c.rect(-2, 326, 304, 78, oklch(0.17, 0.04, p.hue))


def _onlookers(c: Canvas, p: Palette, rng: random.Random) -> None:
    """Grown people in the dark and a child who carries a lantern of its own."""
    dark = oklch(0.12, 0.03, p.hue)
    for x in rng.sample((44, 78, 112, 236, 268), rng.randint(2, 4)):
        parts.walker(c, x, 338, rng.uniform(1.0, 1.2), dark, dark, dark, dark)
    c.glow(190, 304, 40, "#ffd08a", 0.75)
    parts.walker(c, 164, 342, 0.84, p.accent, dark, dark, oklch(0.66, 0.07, 55))
    c.line(172, 308, 188, 290, p.wood, 2.4)
    c.line(188, 290, 188, 297, p.wood, 1.4)
    c.circle(188, 304, 7.5, "#ffb45e")
    c.ellipse(188, 304, 3.4, 7.5, "#ffe0a0")


@scene("street-at-dusk", "travel", times=("dusk", "night", "dusk"), hues=(275, 235, 310, 200, 20))
def street_at_dusk(c: Canvas, p: Palette, rng: random.Random) -> str:
    """A narrow street with lit windows and somebody under an umbrella."""
    with c.group(300 if (mirrored := rng.random() < 0.5) else 0, 0, scale=(-1 if mirrored else 1, 1)):
        _street(c, p, rng)
    return "A figure with an umbrella in a street at dusk"


def _street(c: Canvas, p: Palette, rng: random.Random) -> None:
    """The whole street, to be mirrored now and then."""
    sunset = oklch(0.80 if not p.dark else 0.50, 0.12, 50 if not p.dark else p.hue + 40)
    c.rect(-2, -2, 304, 304, c.fade_down(oklch(0.42 if not p.dark else 0.26, 0.09, p.hue), sunset))
    if p.dark:
        parts.sun_or_moon(c, p, 156, 112, 20)
    else:
        parts.sun_or_moon(c, p, 156, rng.uniform(104, 136), 26)
    c.path(
        "M90 250V150h22v-20h16v40h14V140h12v30h18v-18h20v22h18v76z",
        mix(sunset, oklch(0.40, 0.09, p.hue), 0.6),
    )
    _house_fronts(c, p, rng)
    c.rect(-2, 246, 304, 160, oklch(0.31, 0.05, p.hue))
    c.path("M122 252l56-2 124 92v62H-2v-62z", c.fade_down(oklch(0.38, 0.06, p.hue), oklch(0.24, 0.05, p.hue)))
    c.stroke("M150 258l-6 22M156 258l6 22M136 296l-13 44M172 296l20 44", p.lamp, 3, opacity=0.5)
    _shops_and_signs(c, p, rng)
    if rng.random() < 0.5:
        for _ in range(46):
            x, y = rng.uniform(0, 300), rng.uniform(0, 390)
            c.line(x, y, x - 3, y + 12, p.light, 1.3, opacity=0.4)
    company = rng.choice(("dog", "friend", "nobody"))
    if company == "friend":
        _umbrella_walker(c, p, 194, 304, 0.82, p.accent2)
    _umbrella_walker(c, p, rng.uniform(126, 150), 318, 1.0, p.accent)
    if company == "dog":
        parts.small_dog(c, 196, 320, 0.9, oklch(0.62, 0.06, 60), p.accent)


def _house_fronts(c: Canvas, p: Palette, rng: random.Random) -> None:
    """Two rows of houses running away from us, their windows lit or dark."""
    near, far = oklch(0.29, 0.055, p.hue), oklch(0.37, 0.065, p.hue + 8)
    c.path("M84 60h36v194l-36 24z", far)
    c.path("M222 90h-32v164l32 20z", far)
    c.path("M-2-2h88v258l-14 18L-2 330z", near)
    c.path("M302 24h-82v238l10 16 72 62z", shade(near, 0.03))
    lit, unlit = p.lamp, oklch(0.38, 0.06, p.hue)
    for left, first, columns, rows, size, pitch in (
        (12, 34, 3, 5, (15, 20), (26, 34)),
        (94, 78, 2, 5, (8, 14), (13, 28)),
        (232, 62, 3, 4, (14, 19), (24, 34)),
        (195, 108, 2, 4, (7, 13), (12, 28)),
    ):
        for i in range(columns * rows):
            x, y = left + i % columns * pitch[0], first + i // columns * pitch[1]
            c.rect(x, y, *size, lit if rng.random() < 0.58 else unlit, rx=1.5)


def _shops_and_signs(c: Canvas, p: Palette, rng: random.Random) -> None:
    """Lit shop windows under awnings, signs, wires with lights and a street lamp."""
    dark = oklch(0.17, 0.04, p.hue)
    c.path("M-2 226l86-8v46l-86 62z", "#f6c069")
    c.path("M302 238l-80-18v40l80 62z", "#eeb463")
    c.path("M-2 210l88-8v18l-88 12z", p.accent)
    c.path("M302 222l-82-16v17l82 20z", p.accent2)
    c.stroke("M28 228v72M58 224v54M262 232v56", dark, 4)
    c.rect(66, 132, 13, 58, p.accent, rx=2)
    c.rect(226, 146, 11, 50, p.accent2, rx=2)
    c.stroke("M69 142h7M69 153h7M69 164h7M69 175h7M229 154h5M229 165h5M229 176h5M229 187h5", p.light, 2.2)
    for start, bend, end in ((20, 96, 42), (62, 130, 84)):
        c.stroke(f"M-4 {start}Q140 {bend} 304 {end}", dark, 1.6)
        for i in range(1, rng.randint(7, 10)):
            t = i / 10
            y = (1 - t) ** 2 * start + 2 * t * (1 - t) * bend + t * t * end
            c.circle(t * 308 - 4, y + 4, 3, rng.choice((p.lamp, p.accent, p.accent2)))
    c.stroke("M200 296V182c0-8 8-12 16-8", dark, 4)
    c.glow(217, 178, 30, "#ffd897", 0.75)
    c.circle(217, 177, 6, "#fff1cd")


def _umbrella_walker(c: Canvas, p: Palette, x: float, y: float, size: float, colour: str) -> None:
    """Somebody from behind under an umbrella, with a shadow on the wet road."""
    dark = oklch(0.15, 0.04, p.hue)
    with c.group(x, y, scale=size):
        c.ellipse(0, 2, 25, 4, dark, opacity=0.7)
        c.path("M0-52c-11 0-14 14-15 34h6l2 19h6l1-18 1 18h6l2-19h6c-1-20-4-34-15-34z", dark)
        c.circle(0, -61, 8, dark)
        c.path(
            "M-36-64c4-22 18-32 36-32s32 10 36 32c-6-5-12-5-18 0-6-5-12-5-18 0-6-5-12-5-18 0-6-5-12-5-18 0z",
            colour,
        )
        c.path("M0-96c18 0 32 10 36 32-6-5-12-5-18 0-2-16-8-26-18-32z", shade(colour, 0.09))
        c.line(0, -102, 0, -58, dark, 2.4)
