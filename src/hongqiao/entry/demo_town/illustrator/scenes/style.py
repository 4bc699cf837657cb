"""Style scenes: sneakers and coat rack."""

from __future__ import annotations

import random

from hongqiao.entry.demo_town.illustrator.canvas import Canvas
from hongqiao.entry.demo_town.illustrator.indoor import pot_plant
from hongqiao.entry.demo_town.illustrator.palette import Palette, mix, oklch, shade, tint
from hongqiao.entry.demo_town.illustrator.registry import scene

from . import _parts_travel as parts


@scene("sneakers", "style", hues=(85, 200, 20, 290, 150, 340, 55, 240))
def sneakers(c: Canvas, p: Palette, rng: random.Random) -> str:
    """A pair of sneakers on a plinth before a large plain shape."""
    c.fill_all(p.wall)
    _backdrop(c, p, rng)
    stone = mix(p.light, p.wall, 0.3) if not p.dark else tint(p.table, 0.16)
    c.rect(-2, 264, 304, 140, mix(p.table, p.wall, 0.45))
    c.polygon([(34, 262), (266, 262), (294, 304), (6, 304)], stone)
    c.rect(6, 304, 288, 100, shade(stone, 0.08))
    c.rect(206, 304, 88, 100, shade(stone, 0.12))
    choices = [
        (0.58, 0.12, 240),
        (0.64, 0.17, 30),
        (0.62, 0.12, 155),
        (0.80, 0.13, 85),
        (0.50, 0.13, 300),
        (0.34, 0.03, 260),
    ]
    body = oklch(*rng.choice([one for one in choices if 50 < abs(one[2] - p.hue) < 310]))
    stripe = next(
        tone
        for tone in (p.accent, p.accent2, "#eb5e45")
        if abs(int(tone[1:3], 16) - int(body[1:3], 16)) > 50 or tone == "#eb5e45"
    )
    mark = rng.choice(("bands", "heart", "dots"))
    with c.group(264, 140, scale=(-1, 1)):
        _sneaker(c, p, shade(body, 0.07), stripe, mark)
    with c.group(42, 186, scale=1.06):
        _sneaker(c, p, body, stripe, mark)
    if rng.random() < 0.5:
        _sparrow(c, p, 226, 156)
    else:
        c.stroke("M250 84l12-6M256 100h14M244 72l4-13", p.ink if not p.dark else p.light, 3.5)
    if rng.random() < 0.5:
        pot_plant(c, 26, 264, 66, p, rng)
    return "A pair of sneakers on a plinth"


def _backdrop(c: Canvas, p: Palette, rng: random.Random) -> None:
    """A large disc, arch or pair of panels behind the subject."""
    tone = mix(p.panel, p.accent2, 0.55) if not p.dark else mix(p.panel, p.accent2, 0.4)
    kind = rng.choice(("disc", "arch", "panels"))
    if kind == "disc":
        c.circle(150, 156, 112, tone)
    elif kind == "arch":
        c.path("M52 270V140a98 98 0 0 1 196 0v130z", tone)
        c.path("M76 270V146a74 74 0 0 1 148 0v124z", tint(tone, 0.05))
    else:
        c.rect(36, 46, 120, 220, tone)
        c.rect(140, 92, 124, 174, shade(tone, 0.06))
        c.circle(96, 96, 26, p.panel)


def _sneaker(c: Canvas, p: Palette, body: str, stripe: str, mark: str) -> None:
    """A low sneaker pointing right, 212 wide and 112 high."""
    white, dark = "#f8f6f0", shade(body, 0.14)
    c.ellipse(112, 111, 112, 8, p.shadow, opacity=0.3)
    c.path(
        "M10 84c-2-30 4-62 14-70 10-6 16 6 30 6 10 0 14-12 24-10 8 14 24 34 48 44s66 10 80 28"
        "c4 6 4 12 2 18H12z",
        body,
    )
    c.path("M150 60c28 6 52 10 58 26l-46 6c-10-8-14-20-12-32z", white)
    c.path("M10 84c-1-18 0-36 4-50 14 12 22 30 22 52z", dark)
    if mark == "bands":
        c.path("M46 88c20-4 36-18 46-40l12 10c-8 14-18 24-30 32z", white)
        c.path("M74 90c14-6 26-14 34-28l12 7c-6 9-14 16-24 22z", white, opacity=0.75)
    elif mark == "heart":
        c.path("M70 84c-14-10-24-18-22-28 2-9 15-10 19 0 5-9 18-7 19 2 0 10-8 18-16 26z", stripe)
        c.stroke("M98 86c16-8 28-16 36-28", white, 5)
    else:
        for x, y in (
            (52, 46),
            (68, 40),
            (58, 64),
            (76, 58),
            (92, 64),
            (66, 80),
            (86, 80),
            (108, 78),
            (126, 84),
        ):
            c.circle(x, y, 5, white)
    c.path("M24 14c10-6 16 6 30 6 10 0 14-12 24-10l4 8c-12 0-16 10-28 10-14 0-22-8-32-4z", dark)
    for i in range(5):
        x, y = 86 + i * 13, 24 + i * 10
        c.line(x, y, x + 18, y - 9, white, 5)
    c.stroke("M82 16c18 24 38 38 66 46", dark, 3)
    c.path("M6 84c60 10 140 10 206 4 4 10 2 22-8 22H16C6 110 4 96 6 84z", white)
    c.line(6, 100, 210, 100, stripe, 4)
    c.line(15, 109, 203, 109, shade(white, 0.16), 3)


def _sparrow(c: Canvas, p: Palette, x: float, y: float) -> None:
    """A small bird perched where the heel of the rear shoe is."""
    with c.group(x, y):
        c.stroke("M-3 0v-7M4 0v-7", p.ink, 2)
        c.path(
            "M-20-12c8-12 16-16 22-16 1-9 9-13 16-8 4 3 5 8 3 14-3 11-11 17-22 17-8 0-14-3-19-7z",
            oklch(0.70, 0.10, 55),
        )
        c.path("M-22-12c8-8 16-11 24-9-1 8-12 13-24 9z", oklch(0.50, 0.08, 50))
        c.circle(13, -29, 1.8, "#241b1a")
        c.path("M21-30l8 3-8 2z", p.lamp)


@scene("coat-rack", "style", hues=(150, 35, 240, 255, 320, 190, 10, 275))
def coat_rack(c: Canvas, p: Palette, rng: random.Random) -> str:
    """A coat stand in the hall with coat, hat, bag, umbrella and boots."""
    _hall(c, p, rng)
    pole = p.wood_dark if not p.dark else oklch(0.58, 0.07, 60)
    c.ellipse(150, 312, 62, 7, p.shadow, opacity=0.3)
    c.stroke("M150 84V300M150 296l-34 14M150 296l34 14M150 300v10", pole, 7)
    c.stroke(
        "M150 122c-20 0-30-8-34-22M150 122c20 0 30-8 34-22M150 140c-22 2-38-4-44-14M150 140c22 2 38-4 44-14",
        pole,
        5,
    )
    c.circle(150, 82, 7, pole)
    coats = [p.accent, p.accent2, mix(p.near, p.accent2, 0.3)]
    rng.shuffle(coats)
    _hung_coat(c, p, 120, 120, coats[0])
    _shoulder_bag(c, p, 184, 124, rng.choice((p.wood, p.accent2 if coats[0] != p.accent2 else p.accent)))
    _scarf_on_hook(c, p, 194, 128, coats[1])
    _brimmed_hat(c, p, 180, 116, coats[2] if not p.dark else p.lamp)
    _boots(c, p, 92, 314, rng.choice((p.accent2, p.lamp, p.accent)))
    _umbrella_stand(c, p, 226, 314, coats[0])
    if rng.random() < 0.6:
        parts.cat_seated(
            c, 150, 330, 1.15, p.light if p.dark else oklch(0.40, 0.03, 50), flip=rng.random() < 0.5
        )
    return "A coat stand in the hall"


def _hall(c: Canvas, p: Palette, rng: random.Random) -> None:
    """A panelled wall, a round mirror or a picture, floor and rug."""
    c.fill_all(p.wall)
    for x in range(10, 300, 40):
        c.rect(x, 20, 16, 180, p.panel, opacity=0.35)
    c.rect(-2, 206, 304, 96, p.panel)
    c.rect(-2, 202, 304, 7, shade(p.panel, 0.1))
    for x in (8, 108, 208):
        c.rect(x, 220, 84, 68, "none", stroke=shade(p.panel, 0.08), stroke_width=3, rx=2)
    c.rect(-2, 300, 304, 104, p.table)
    c.rect(-2, 292, 304, 9, shade(p.panel, 0.14))
    c.ellipse(150, 332, 128, 28, mix(p.table, p.accent, 0.6))
    c.ellipse(150, 332, 108, 22, "none", stroke=p.light, stroke_width=2.4, opacity=0.6)
    if rng.random() < 0.5:
        c.circle(54, 134, 35, p.wood)
        c.circle(54, 134, 29, tint(p.sky, 0.03))
        c.path("M34 152l40-38M42 158l36-34", "none", stroke=p.light, stroke_width=4, opacity=0.7)
    else:
        c.rect(22, 104, 60, 72, p.wood)
        c.rect(28, 110, 48, 60, p.light)
        c.path("M28 170v-18l16-20 14 16 8-8 10 12v18z", p.near)
        c.circle(62, 124, 6, p.accent)
    if p.dark:
        c.glow(254, 130, 70, "#ffd58c", 0.5)
    c.path("M240 112h28l8 30h-44z", p.lamp)
    c.rect(250, 142, 8, 6, p.wood_dark)


def _hung_coat(c: Canvas, p: Palette, x: float, y: float, fill: str) -> None:
    """A long coat on a hook at (x, y)."""
    with c.group(x, y):
        c.path("M-6-2C-24 4-32 14-34 36l-4 90c16 8 58 8 74 0L32 36C30 14 22 4 6-2z", fill)
        c.path("M8 0c16 6 22 16 24 36l4 90c-8 4-18 5-28 6z", shade(fill, 0.08))
        c.path("M-8-2L0 28 8-2c-4-4-12-4-16 0z", shade(fill, 0.2))
        c.path("M-9-2l-9 16 8 8 8 10zM9-2l9 16-8 8-8 10z", tint(fill, 0.08))
        c.stroke("M0 34v96M-30 86h16M14 86h16", shade(fill, 0.2), 2.4)
        for at in (46, 66, 86):
            c.circle(-6, at, 2.8, p.light)
        c.stroke("M-34 40c-6 24-8 44-8 62M34 40c6 24 8 44 8 62", tint(fill, 0.03), 13)


def _shoulder_bag(c: Canvas, p: Palette, x: float, y: float, fill: str) -> None:
    """A leather bag on its strap."""
    c.stroke(f"M{x - 14} {y + 86}L{x} {y}L{x + 22} {y + 86}", shade(fill, 0.12), 3.4)
    c.rect(x - 22, y + 84, 52, 40, fill, rx=6)
    c.path(f"M{x - 22} {y + 90}a6 6 0 0 1 6-6h40a6 6 0 0 1 6 6v12c-16 12-36 12-52 0z", shade(fill, 0.09))
    c.rect(x - 1, y + 104, 10, 9, p.lamp, rx=2)


def _scarf_on_hook(c: Canvas, p: Palette, x: float, y: float, fill: str) -> None:
    """A scarf hanging with fringes."""
    c.path(f"M{x - 7} {y - 2}h16l6 76h-14z", fill)
    c.path(f"M{x + 1} {y}h10l14 62h-13z", shade(fill, 0.1))
    for row in (24, 44):
        c.line(x - 3, y + row, x + 10, y + row, p.light, 4, opacity=0.8)
    c.stroke(f"M{x + 2} {y + 75}v7M{x + 7} {y + 75}v7M{x + 13} {y + 74}v7", fill, 2.4)


def _brimmed_hat(c: Canvas, p: Palette, x: float, y: float, fill: str) -> None:
    """A hat hanging on an upper hook."""
    with c.group(x, y - 10, rotate=14):
        c.path("M-18 4c0-22 8-28 18-28s18 6 18 28z", fill)
        c.path("M4-24c9 2 14 10 14 28H6z", shade(fill, 0.07))
        c.rect(-18, -5, 36, 8, p.ink)
        c.ellipse(0, 6, 33, 6.5, fill)


def _boots(c: Canvas, p: Palette, x: float, y: float, fill: str) -> None:
    """A pair of rubber boots."""
    for dx, tone in ((16, shade(fill, 0.09)), (0, fill)):
        c.path(f"M{x + dx - 11} {y - 40}h20v22c0 6 18 6 18 18h-38z", tone)
        c.rect(x + dx - 12, y - 42, 22, 7, tint(tone, 0.1), rx=2)
        c.rect(x + dx - 12, y - 3, 40, 5, p.ink, rx=2)


def _umbrella_stand(c: Canvas, p: Palette, x: float, y: float, coat: str) -> None:
    """A pot with two umbrellas in it."""
    tone = p.accent if coat != p.accent else p.accent2
    c.stroke(f"M{x - 4} {y - 40}L{x - 14} {y - 104}c-1-8-12-8-12 0", p.wood_dark if not p.dark else p.wood, 4)
    c.path(f"M{x - 10} {y - 30}L{x - 17} {y - 86}l5-6 8 6L{x + 4} {y - 30}z", tone)
    c.line(x + 8, y - 30, x + 14, y - 96, p.wood, 4)
    c.path(f"M{x + 2} {y - 30}L{x + 9} {y - 80}l5-6 6 7L{x + 15} {y - 30}z", p.lamp)
    c.path(f"M{x - 19} {y - 46}h38l-4 48h-30z", p.light if not p.dark else oklch(0.7, 0.03, p.hue))
    c.path(f"M{x + 6} {y - 46}h13l-4 48h-10z", shade(p.light, 0.1 if not p.dark else 0.3))
    c.stroke(f"M{x - 17} {y - 30}q6-7 11 0t11 0 11 0", p.near, 2.6)
