"""More style scenes: hat and scarf, and wardrobe."""

from __future__ import annotations

import random

from hongqiao.entry.demo_town.illustrator.canvas import Canvas
from hongqiao.entry.demo_town.illustrator.palette import Palette, mix, oklch, shade, tint
from hongqiao.entry.demo_town.illustrator.registry import scene

from . import _parts_travel as parts


@scene("hat-and-scarf", "style", hues=(225, 45, 160, 330, 95, 275, 20, 195))
def hat_and_scarf(c: Canvas, p: Palette, rng: random.Random) -> str:
    """Somebody in a woollen hat and scarf, snow or leaves falling, a bird on the hat."""
    c.fill_all(p.sky)
    wintry = rng.random() < 0.55
    c.circle(rng.choice((70, 230)), 120, 46, p.sun, opacity=0.9)
    parts.hills(c, rng, 262, 16, mix(p.far, p.mid, 0.3), waves=2)
    for i in range(6):
        x = 18 + i * 54 + rng.uniform(-12, 12)
        if wintry:
            parts.pine(
                c, x, 290, rng.uniform(0.8, 1.2), p.mid if not p.dark else p.near, p.wood_dark, p.light
            )
        else:
            parts.round_tree(
                c,
                x,
                290,
                rng.uniform(0.8, 1.1),
                oklch(0.62 - 0.16 * p.dark, 0.13, rng.choice((40, 60, 80))),
                p.wood_dark,
            )
    parts.hills(c, rng, 292, 8, p.light if wintry and not p.dark else p.near, waves=2)
    knit, coat = rng.sample([p.accent, p.accent2, p.tone(0.5, 0.1, 180)], 2)
    _portrait(c, p, rng, knit, coat)
    _falling(c, p, rng, wintry)
    return "A woollen hat and a long scarf on a cold day"


def _portrait(c: Canvas, p: Palette, rng: random.Random, knit: str, coat: str) -> None:
    """Head and shoulders with hair, hat and scarf."""
    lock = rng.choice(("long", "short", "plaits"))
    if lock == "long":
        c.path("M94 186c-12 40-12 84-4 118h120c8-34 8-78-4-118z", p.hair)
    c.path("M52 404c0-70 30-104 98-104s98 34 98 104z", coat)
    c.path("M160 300c60 4 88 38 88 104h-60c4-40-8-80-28-104z", shade(coat, 0.07))
    c.rect(132, 244, 36, 44, shade(p.skin, 0.06))
    c.ellipse(150, 208, 50, 54, p.skin)
    c.path("M176 162a50 54 0 0 1-14 98 70 70 0 0 0 14-98z", shade(p.skin, 0.035))
    c.circle(120, 226, 10, "#e0533f", opacity=0.3)
    c.circle(180, 226, 10, "#e0533f", opacity=0.3)
    dark = oklch(0.24, 0.03, 40)
    if rng.random() < 0.5:
        c.stroke("M120 208q9-9 18 0M162 208q9-9 18 0", dark, 3.6)
    else:
        c.circle(130, 207, 4.6, dark)
        c.circle(170, 207, 4.6, dark)
    c.stroke("M120 192q9-5 18-1M162 191q9-4 18 1", p.hair, 3)
    c.path("M148 212q-4 12 3 13", "none", stroke=shade(p.skin, 0.16), stroke_width=3, stroke_linecap="round")
    c.stroke("M139 236q11 10 22 0", "#a8453c", 3.4)
    c.path("M98 190c4-22 20-30 52-30s48 8 52 30c-10-10-16-14-22-14-20 8-40 8-60 0-8 2-14 6-22 14z", p.hair)
    if lock == "plaits":
        for x in (98, 202):
            for k in range(6):
                c.ellipse(x + (k % 2) * 3 - 1, 216 + k * 15, 10 - k * 0.6, 10, p.hair)
            c.rect(x - 7, 300, 15, 6, p.accent, rx=3)
    _knit_hat(c, p, rng, knit)
    _thick_scarf(c, p, rng, parts.apart(knit if knit != coat else p.light, coat))


def _knit_hat(c: Canvas, p: Palette, rng: random.Random, knit: str) -> None:
    """A knitted hat with a pompom, a pattern and a small bird on it."""
    c.path("M92 180c-4-64 26-84 58-84s62 20 58 84z", knit)
    c.path("M168 99c28 8 42 32 40 81h-24c4-34 0-62-16-81z", shade(knit, 0.06))
    pale = p.light
    if rng.random() < 0.5:
        for x in range(105, 186, 18):
            c.polygon([(x, 146), (x + 9, 134), (x + 18, 146), (x + 9, 158)], pale)
    else:
        c.stroke("M98 150q8-9 17 0t17 0 17 0 17 0 17 0 17 0M104 134q8-9 17 0t17 0 17 0 17 0 17 0", pale, 4)
    c.rect(88, 164, 124, 26, tint(knit, 0.08), rx=12)
    for x in range(98, 208, 11):
        c.line(x, 168, x, 186, shade(knit, 0.04), 2.4)
    for dx, dy in ((-9, 2), (9, 2), (0, -8), (-6, 9), (6, 9), (0, 2)):
        c.circle(150 + dx, 92 + dy, 11, pale)
    if rng.random() < 0.6:
        with c.group(186, 112):
            c.path(
                "M-16-8c4-12 12-14 18-14 2-8 12-10 16-4 4 6 0 22-14 26-8 0-14-2-20-8z",
                p.accent2 if knit != p.accent2 else p.accent,
            )
            c.ellipse(0, -7, 9, 5, p.ink, opacity=0.35)
            c.circle(13, -23, 1.9, p.ink)
            c.polygon([(18, -24), (26, -21), (18, -19)], "#f0a63c")


def _thick_scarf(c: Canvas, p: Palette, rng: random.Random, wool: str) -> None:
    """A scarf wound round the neck with one end hanging."""
    c.path("M166 280l34 84h-36l-16-80z", shade(wool, 0.1))
    for k in range(3):
        c.line(160 + k * 6, 302 + k * 20, 178 + k * 8, 300 + k * 20, p.light, 5)
    c.stroke("M168 365v10M177 365v10M186 365v10M195 365v10", wool, 4)
    c.path(
        "M92 262c0-14 12-14 22-8 24 12 48 12 72 0 12-6 22-4 22"
        " 8 2 20-2 28-14 34-30 12-58 12-88 0-12-6-16-14-14-34z",
        wool,
    )
    c.path("M178 258c16-8 30-8 30 4 2 20-2 28-14 34-8 4-16 6-24 7 8-14 10-30 8-45z", shade(wool, 0.06))
    c.stroke("M98 274c32 18 72 18 104 0M102 290c28 12 66 12 94 0", shade(wool, 0.12), 3)


def _falling(c: Canvas, p: Palette, rng: random.Random, wintry: bool) -> None:
    """Snow or leaves in the air, not before the face."""
    for _ in range(58 if wintry else 20):
        x, y = rng.uniform(0, 300), rng.uniform(0, 400)
        if 96 < x < 204 and 90 < y < 300:
            continue
        if wintry:
            c.circle(x, y, rng.choice((1.8, 2.6, 3.6)), "#ffffff", opacity=0.92)
        else:
            with c.group(x, y, rotate=rng.uniform(0, 360)):
                c.path("M-9 0C-4-7 5-7 9 0 5 6-4 6-9 0z", oklch(0.66, 0.15, rng.choice((35, 55, 80))))
                c.line(-12, 0, 4, 0, p.wood_dark, 1.4)


@scene("wardrobe", "style", hues=(50, 165, 335, 230, 20, 200, 90, 265))
def wardrobe(c: Canvas, p: Palette, rng: random.Random) -> str:
    """An open wardrobe with clothes, shoes, boxes and a cat in the drawer."""
    c.fill_all(p.wall)
    for x in range(0, 300, 30):
        c.line(x, 0, x, 340, p.panel, 3, opacity=0.5)
    c.rect(-2, 334, 304, 70, p.table)
    c.rect(-2, 328, 304, 7, p.edge)
    timber = (
        parts.apart(rng.choice((p.wood, oklch(0.78, 0.05, 75), p.near)), p.wall)
        if not p.dark
        else oklch(0.62, 0.06, 62)
    )
    inside = shade(timber, 0.22)
    c.ellipse(150, 342, 130, 8, p.shadow, opacity=0.35)
    c.rect(58, 74, 184, 266, timber, rx=4)
    c.rect(68, 84, 164, 246, inside)
    for left, hinge in ((14, 58), (286, 242)):
        c.polygon(
            [(hinge, 76), (left, 62), (left, 352), (hinge, 338)],
            tint(timber, 0.05) if left < 100 else shade(timber, 0.06),
        )
        mid, near = (left + hinge) / 2, (hinge - left) * 0.28
        for top in (94, 216):
            c.polygon(
                [
                    (mid - near, top - 4),
                    (mid + near, top + 2),
                    (mid + near, top + 92),
                    (mid - near, top + 96),
                ],
                timber if left < 100 else shade(timber, 0.1),
            )
    _top_of_wardrobe(c, p, rng, timber)
    c.line(70, 102, 230, 102, p.lamp, 4)
    _hanging_row(c, p, rng, inside)
    c.rect(68, 250, 164, 7, timber)
    _shoe_shelf(c, p, rng)
    _drawer_cat(c, p, rng, timber)
    return "An open wardrobe with a cat in the drawer"


def _top_of_wardrobe(c: Canvas, p: Palette, rng: random.Random, timber: str) -> None:
    """The cornice, with a suitcase and hat boxes on top."""
    c.rect(48, 66, 204, 12, shade(timber, 0.07), rx=3)
    case = p.accent2
    c.rect(74, 30, 78, 37, case, rx=5)
    c.rect(130, 30, 22, 37, shade(case, 0.06), rx=5)
    c.stroke("M102 30v-5h22v5", shade(case, 0.15), 4)
    c.stroke("M88 32v33M138 32v33", p.light, 4)
    for k in range(rng.choice((1, 2))):
        c.rect(172 + k * 4, 44 - k * 22, 52 - k * 8, 22, (p.accent, p.light)[k], rx=3)
        c.rect(169 + k * 4, 40 - k * 22, 58 - k * 8, 8, shade((p.accent, p.light)[k], 0.07), rx=2)


def _hanging_row(c: Canvas, p: Palette, rng: random.Random, inside: str) -> None:
    """Shirts, dresses and coats side by side on the rail."""
    tones = [
        p.accent,
        p.accent2,
        p.light,
        oklch(0.72, 0.10, 20),
        oklch(0.66, 0.09, 200),
        oklch(0.80, 0.11, 85),
        p.tone(0.6, 0.1, 180),
    ]
    rng.shuffle(tones)
    count = rng.choice((5, 6, 7))
    step = 148 / count
    for i in range(count):
        x, tone, length = 76 + (i + 0.5) * step, parts.apart(tones[i], inside), rng.choice((76, 96, 122))
        half = step * 0.56
        c.stroke(f"M{x:.1f} 110v-6c0-4 5-4 4-8", p.lamp, 2)
        c.path(
            f"M{x - 4:.1f} 109L{x - half:.1f} 120l2 {length}h{half * 2 - 4:.1f}l2-{length}L{x + 4:.1f} 109z",
            tone,
        )
        c.path(f"M{x + 2:.1f} 110l{half - 2:.1f} 10-2 {length}h-{half * 0.55:.1f}z", shade(tone, 0.07))
        if i % 3 == 0:
            for k in range(3):
                c.line(
                    x - half + 2,
                    138 + k * 18,
                    x + half - 2,
                    138 + k * 18,
                    p.light if tone != p.light else p.accent,
                    4,
                )
        elif i % 3 == 1:
            for k in range(4):
                c.circle(x - 2, 128 + k * 16, 2, p.ink)


def _shoe_shelf(c: Canvas, p: Palette, rng: random.Random) -> None:
    """Pairs of shoes on the shelf under the clothes."""
    tones = [p.accent, p.light, p.accent2, oklch(0.72, 0.1, 60)]
    rng.shuffle(tones)
    for i, x in enumerate((78, 116, 154, 192)):
        for dx in (0, 13):
            tone = tones[i] if dx else shade(tones[i], 0.08)
            c.path(f"M{x + dx} 250c-1-10 0-16 2-16 5 5 8 8 14 9 4 1 5 4 5 7z", tone)


def _drawer_cat(c: Canvas, p: Palette, rng: random.Random, timber: str) -> None:
    """Two drawers, the upper one open with a cat looking out."""
    fur = rng.choice(("#e08a3e", "#f2ece2", "#8d8f9b", "#3a3336"))
    x = rng.choice((112, 150, 190))
    c.rect(70, 258, 160, 30, oklch(0.26, 0.03, 55))
    c.path(f"M{x - 20} 292c-4-26 2-30 4-36l-2-14 11 8h14l11-8-2 14c4 8 8 12 4 36z", fur)
    eye = "#2a2326" if fur != "#3a3336" else p.lamp
    c.circle(x - 7, 262, 2.6, eye)
    c.circle(x + 7, 262, 2.6, eye)
    c.path(f"M{x - 3} 267h6l-3 4z", "#d9685e")
    c.rect(62, 284, 176, 26, tint(timber, 0.07), rx=2)
    c.ellipse(x - 12, 285, 7, 5, fur)
    c.ellipse(x + 12, 285, 7, 5, fur)
    c.rect(68, 313, 164, 20, shade(timber, 0.03))
    for handle in (104, 186):
        c.rect(handle, 297, 14, 5, p.lamp, rx=2)
        c.rect(handle, 321, 14, 5, p.lamp, rx=2)
