"""More style scenes: bag and dress."""

from __future__ import annotations

import random

from hongqiao.entry.demo_town.illustrator.canvas import Canvas
from hongqiao.entry.demo_town.illustrator.indoor import pot_plant
from hongqiao.entry.demo_town.illustrator.palette import Palette, contrast, mix, oklch, shade, tint
from hongqiao.entry.demo_town.illustrator.registry import scene

from . import _parts_travel as parts


@scene("bag", "style", hues=(60, 215, 340, 200, 280, 30, 175, 250))
def bag(c: Canvas, p: Palette, rng: random.Random) -> str:
    """A tote bag with shopping looking out, or a leather handbag with a scarf."""
    c.fill_all(p.wall)
    tone = mix(p.panel, p.light, 0.25) if not p.dark else p.panel
    c.circle(rng.choice((120, 150, 180)), 176, 108, tone)
    c.rect(-2, 296, 304, 108, p.table)
    c.rect(-2, 290, 304, 8, p.edge)
    c.ellipse(156, 312, 96, 8, p.shadow, opacity=0.35)
    if rng.random() < 0.55:
        _shopping(c, p, rng)
        _tote(c, p, rng, tone)
        title = "A tote bag with flowers and bread"
    else:
        _handbag(c, p, rng, tone)
        title = "A handbag with a scarf"
    _around_bag(c, p, rng)
    return title


def _shopping(c: Canvas, p: Palette, rng: random.Random) -> None:
    """Bread, flowers, leaves and a book sticking out of the tote."""
    with c.group(112, 190, rotate=-14):
        c.rect(-12, -84, 24, 110, "#c98b48", rx=12)
        c.stroke("M-6-66l12 6M-6-46l12 6M-6-26l12 6", "#f0cf98", 4)
    with c.group(188, 190, rotate=10):
        c.rect(-19, -60, 38, 90, p.accent2, rx=2)
        c.rect(-19, -60, 7, 90, shade(p.accent2, 0.12))
        c.rect(-6, -46, 18, 4, p.light)
        c.rect(-6, -38, 12, 4, p.light)
    petal = rng.choice((p.light, oklch(0.82, 0.12, 350), p.lamp))
    for dx, dy, size in ((-20, -66, 14), (6, -86, 16), (26, -62, 13), (2, -48, 13), (-6, -26, 11)):
        c.stroke(f"M150 196Q{150 + dx * 0.3:.0f} {170 + dy * 0.3:.0f} {150 + dx} {190 + dy}", p.leaf, 3)
        c.ellipse(
            150 + dx * 0.7 - 9,
            192 + dy * 0.5,
            9,
            4,
            p.leaf_dark,
            transform=f"rotate(30 {150 + dx * 0.7 - 9:.0f} {192 + dy * 0.5:.0f})",
        )
        parts.flower(c, 150 + dx, 188 + dy, size, petal if dy % 4 else p.accent, "#e9a33a")


def _tote(c: Canvas, p: Palette, rng: random.Random, ground: str) -> None:
    """A canvas bag with handles and a printed motif."""
    cloth = (
        parts.apart(p.light if not p.dark else oklch(0.86, 0.03, 80), ground)
        if rng.random() < 0.3
        else parts.apart(p.accent, ground)
    )
    c.stroke("M112 192c-2-66 8-86 38-86s40 20 38 86", shade(cloth, 0.14), 8)
    c.path("M78 186h144l10 122q1 6-6 6H74q-7 0-6-6z", cloth)
    c.path("M196 186h26l10 122q1 6-6 6h-30q10-60 0-128z", shade(cloth, 0.08))
    c.path("M78 186h144l1 13H77z", tint(cloth, 0.06))
    c.stroke("M112 190v22M188 190v22", tint(cloth, 0.1), 8)
    pale = p.light if contrast(p.light, cloth) > 0.2 else p.accent
    motif = rng.choice(("sun", "cat", "leaf"))
    if motif == "sun":
        c.circle(146, 250, 20, pale)
        c.stroke(
            "M146 216v-8M146 292v-8M112 250h-8M188 250h-8M122 226l-6-6M170 274l6 6M170 226l6-6M122 274l-6 6",
            pale,
            4.4,
        )
    elif motif == "cat":
        c.path("M118 280c-6-22 2-40 10-44l-2-22 14 12h16l14-12-2 22c8 6 14 24 8 44z", pale)
        c.stroke("M132 250q5-6 10 0M154 250q5-6 10 0M143 260q5 5 10 0", cloth, 3)
    else:
        c.stroke("M146 292V216", pale, 4)
        for y in (226, 246, 266):
            c.path(
                f"M146 {y + 10}c-22 2-28-12-26-20 14-2 24 6 26 20"
                f"zM146 {y + 10}c22 2 28-12 26-20-14-2-24 6-26 20z",
                pale,
            )


def _handbag(c: Canvas, p: Palette, rng: random.Random, ground: str) -> None:
    """A structured leather bag with a flap, clasp and silk scarf."""
    leather = parts.apart(
        rng.choice((p.accent, "#9a5a34" if p.dark else p.near, "#9a5a34", p.accent2)), ground
    )
    c.stroke("M106 196c-4-76 16-94 46-94s50 18 46 94", shade(leather, 0.1), 11)
    c.path("M70 194q0-10 10-10h142q10 0 10 10l8 108q0 12-12 12H74q-12 0-12-12z", leather)
    c.path("M196 184h26q10 0 10 10l8 108q0 12-12 12h-32z", shade(leather, 0.07))
    c.path("M66 192q2-10 14-10h142q10 0 13 10l4 44q-88 44-176 0z", tint(leather, 0.06))
    c.path("M206 182h16q10 0 13 10l4 44q-16 8-30 12z", leather)
    c.stroke("M71 232q80 38 160 0", shade(leather, 0.1), 2, stroke_dasharray="6 5")
    c.rect(138, 238, 26, 28, p.lamp, rx=5)
    c.circle(151, 250, 4.4, shade(p.lamp, 0.35))
    for x in (107, 197):
        c.circle(x, 194, 7, p.lamp)
    scarf = p.accent2 if contrast(p.accent2, leather) > 0.12 else p.light
    c.path(
        "M104 150c-18-10-24 10-4 12-22 18-30 54-26 84 10-4 18-12"
        " 22-22 4 8 10 12 18 14-2-30 2-54-2-76 20 8 18-18-8-12z",
        scarf,
    )
    c.path("M104 160c-2 22-4 44-8 64 4 8 10 12 18 14-2-30 2-54-2-76z", shade(scarf, 0.09))
    for x, y in ((88, 196), (82, 222), (104, 206), (96, 176), (108, 228)):
        c.circle(x, y, 3.4, p.light if scarf != p.light else p.accent)


def _around_bag(c: Canvas, p: Palette, rng: random.Random) -> None:
    """Sunglasses, an apple or a kitten beside the bag."""
    kind = rng.choice(("glasses", "oranges", "kitten"))
    if kind == "glasses":
        c.stroke("M232 316h20M262 312l22-8M222 312l-14-8", p.ink if not p.dark else p.light, 3)
        c.circle(226, 320, 13, shade(p.accent2, 0.12))
        c.circle(258, 320, 13, shade(p.accent2, 0.12))
        c.stroke("M219 316l8-6M251 316l8-6", p.light, 3, opacity=0.8)
    elif kind == "oranges":
        for x, y in ((246, 314), (268, 318), (30, 318)):
            c.circle(x, y, 14, "#f0963c")
            c.path(f"M{x + 4} {y - 13}a14 14 0 0 1 0 26 20 20 0 0 0 0-26z", "#d87a24")
            c.path(f"M{x} {y - 13}c2-8 10-9 13-6-3 6-8 8-13 6z", p.leaf)
    else:
        parts.cat_seated(c, 260, 326, 1.6, "#e0954a" if not p.dark else "#e8c79a", flip=True)


@scene("dress", "style", hues=(345, 190, 60, 150, 20, 275, 95, 225))
def dress(c: Canvas, p: Palette, rng: random.Random) -> str:
    """A summer dress on a hanger, shoes beneath and a bag beside it."""
    c.fill_all(p.wall)
    c.path("M60 326V150a90 90 0 0 1 180 0v176z", p.panel)
    c.rect(-2, 326, 304, 80, p.table)
    c.rect(-2, 320, 304, 7, p.edge)
    if rng.random() < 0.6:
        c.path("M-2 60L200-4h60L-2 160z", p.light, opacity=0.16 if not p.dark else 0.06)
    rail = p.wood_dark if not p.dark else p.wood
    c.line(20, 92, 280, 92, rail, 6)
    fill = rng.choice((p.accent, p.accent2, oklch(0.60, 0.12, p.hue + 180)))
    if abs(_light(fill) - _light(p.panel)) < 0.22:
        fill = shade(fill, 0.22) if not p.dark else tint(fill, 0.22)
    _small_garments(c, p, rng)
    _gown(c, p, rng, fill)
    _pumps(c, p, rng.choice((p.accent, p.accent2)) if p.dark else shade(fill, 0.1))
    if rng.random() < 0.5:
        pot_plant(c, 40, 326, 84, p, rng)
    else:
        _hat_box(c, p, 46)
    c.stroke("M252 290c-4-14-8-22-12-28M252 290c0-18 4-30 8-38M254 290c4-10 8-14 14-18", p.leaf, 3)
    for x, y, tone in ((239, 258, p.light), (261, 248, p.accent), (269, 270, p.accent2)):
        parts.flower(c, x, y, 10, tone, p.lamp)
    c.path("M242 326c-10-14-4-26 2-38h16c6 12 12 24 2 38z", p.accent2)
    c.path("M254 288h6c6 12 12 24 2 38h-10c6-12 6-26 2-38z", shade(p.accent2, 0.08))
    return "A summer dress on a hanger"


def _light(colour: str) -> float:
    """How light a colour is, roughly 0 to 1."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return (red * 0.3 + green * 0.59 + blue * 0.11) / 255


def _small_garments(c: Canvas, p: Palette, rng: random.Random) -> None:
    """A blouse left and a folded pair of trousers right on the same rail."""
    rail_hook = p.ink if not p.dark else p.light
    for x in (52, 248):
        c.stroke(f"M{x} 106v-8c0-5 7-4 6-9-1-5-8-4-8 0M{x - 20} 116L{x} 105l20 11", rail_hook, 2.4)
    blouse, trousers = (tint(p.near, 0.1), p.near) if not p.dark else (p.accent2, tint(p.mid, 0.2))
    c.path("M44 108h16l20 10 6 26-14 4-2-8v46H34v-46l-2 8-14-4 6-26z", blouse)
    c.path("M58 108l22 10 6 26-14 4-2-8v46H56z", shade(blouse, 0.06))
    c.stroke("M52 112v72", shade(blouse, 0.14), 2)
    c.path("M230 114h36l6 92h-18l-6-64-6 64h-18z", trousers)
    c.path("M250 114h16l6 92h-18l-5-56z", shade(trousers, 0.07))


def _gown(c: Canvas, p: Palette, rng: random.Random, fill: str) -> None:
    """The dress itself with a wide skirt and a pattern of dots, bands or flowers."""
    c.stroke(
        "M150 112v-12c0-6 8-5 7-11-1-6-10-5-10 0M118 124l32-13 32 13", p.ink if not p.dark else p.light, 3
    )
    hem = rng.choice((270, 288, 296))
    outline = (
        f"M122 122c4 16 4 22 0 36 6 14 8 24 6 34L78 {hem - 8}"
        "c40 16 104 16 144 0L172 192c-2-10 0-20 6-34-4-14-4-20 0-36l-9-3"
        "c-4 16-10 22-19 22s-15-6-19-22z"
    )
    c.path(outline, fill)
    pale = tint(fill, 0.22) if _light(fill) < 0.6 else p.light
    with c.clip(outline):
        kind = rng.choice(("dots", "bands", "flowers"))
        for row in range(9):
            if kind == "bands":
                c.stroke(f"M60 {204 + row * 18}q90 22 180 0", pale, 5, opacity=0.9)
                continue
            for k in range(13):
                x, y = 66 + k * 16 + row % 2 * 8, 134 + row * 19
                if kind == "dots":
                    c.circle(x, y, 3.6, pale)
                elif (k + row) % 2:
                    parts.flower(c, x, y, 6, pale, p.lamp)
        c.path(f"M166 110c2 40-2 60 0 84l20 {hem - 180}h60V110z", p.shadow, opacity=0.12)
        c.stroke(f"M140 196L118 {hem}M150 196V{hem + 8}M160 196L184 {hem}", shade(fill, 0.1), 2.4)
    c.path("M127 186c14 5 32 5 46 0l1 10c-16 5-32 5-48 0z", p.light if kind != "bands" else shade(fill, 0.2))
    c.path(
        "M170 190c10-8 16-4 14 2-2 5-10 4-14-2 4 10 8 20 6 28M170 190c-2 10-6 20-8 24",
        "none",
        stroke=p.light,
        stroke_width=3.4,
    )


def _pumps(c: Canvas, p: Palette, fill: str) -> None:
    """Two low shoes under the dress."""
    c.ellipse(150, 329, 46, 5, p.shadow, opacity=0.3)
    for x, tone in ((124, fill), (154, shade(fill, 0.06))):
        c.path(f"M{x} 328c-2-12 0-18 4-18 4 6 12 10 22 11 6 1 8 5 8 7z", tone)
        c.rect(x, 325, 6, 6, shade(tone, 0.12))


def _hat_box(c: Canvas, p: Palette, x: float) -> None:
    """A round box with a ribbon."""
    c.rect(x - 32, 286, 64, 42, p.accent2, rx=3)
    c.rect(x + 12, 286, 20, 42, shade(p.accent2, 0.07), rx=3)
    c.rect(x - 36, 278, 72, 13, tint(p.accent2, 0.07), rx=3)
    c.rect(x - 5, 278, 10, 50, p.light)
    c.path(f"M{x} 278c-18-14-22 2 0 0 22 2 18-14 0 0z", p.light)
