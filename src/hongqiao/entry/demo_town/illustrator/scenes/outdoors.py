"""Outdoor scenes: tent and bicycle."""

from __future__ import annotations

import math
import random

from hongqiao.entry.demo_town.illustrator.canvas import Canvas
from hongqiao.entry.demo_town.illustrator.palette import Palette, mix, oklch, shade, tint
from hongqiao.entry.demo_town.illustrator.registry import scene

from . import _parts_travel as parts


@scene("tent", "outdoors", times=("night", "dusk", "morning"), hues=(250, 160, 285, 205, 320, 225, 140))
def tent(c: Canvas, p: Palette, rng: random.Random) -> str:
    """A lit tent under pines, boots and a lantern before it, somebody sitting inside."""
    parts.paint_sky(c, p, rng, horizon=260)
    parts.sun_or_moon(c, p, rng.choice((60, 236)), rng.uniform(76, 108), 24)
    tops = [(rng.uniform(60, 110), rng.uniform(116, 140)), (rng.uniform(180, 250), rng.uniform(104, 128))]
    parts.peaks(c, rng, tops, 250, mix(p.far, p.mid, 0.4), mix(p.light, p.far, 0.15))
    green = oklch({"night": 0.20, "dusk": 0.28, "morning": 0.40}[p.time], 0.06, 165)
    for i in range(11):
        parts.pine(
            c, i * 30 + rng.uniform(-10, 10), 256, rng.uniform(0.6, 1.15), tint(green, 0.05), p.wood_dark
        )
    meadow = oklch({"night": 0.30, "dusk": 0.40, "morning": 0.66}[p.time], 0.08, 145)
    parts.hills(c, rng, 250, 6, meadow, waves=2)
    parts.tufts(c, rng, 266, 394, shade(meadow, 0.08), 24)
    for x, y, size in ((30, 280, 1.3), (-2, 296, 1.9), (276, 276, 1.2), (302, 296, 1.8)):
        parts.pine(c, x, y, size, green, p.wood_dark)
    with c.group(rng.choice((136, 152)), 308):
        _ridge_tent(c, p, rng, rng.choice((p.accent, p.accent2)))
    _camp_things(c, p, rng)
    return "A lit tent under pines"


def _ridge_tent(c: Canvas, p: Palette, rng: random.Random, cloth: str) -> None:
    """A tent with an open front; light, a sleeping bag and a reader inside."""
    lit = p.time != "morning"
    c.ellipse(8, 2, 112, 8, p.shadow, opacity=0.35)
    if lit:
        c.glow(0, -40, 120, "#ffcf7d", 0.5)
    c.stroke("M-2-112L-116 4M40-104L128 2", p.light, 1.4, opacity=0.8)
    c.path("M0-112L54-104 112 0H-84z", shade(cloth, 0.08))
    c.path("M0-112L54-104 112 0H78z", shade(cloth, 0.14))
    c.path("M0-112L78 0H-84z", cloth)
    c.path("M0-92C-6-60-26-24-42 0H46C32-24 8-60 0-92z", "#ffd98c" if lit else shade(cloth, 0.3))
    if lit:
        c.path("M0-92C-3-60-10-24-14 0H46C32-24 8-60 0-92z", "#ffca6a")
    c.path("M0-92c-6 32-26 68-42 92h-16C-34-28-8-62 0-92z", tint(cloth, 0.1))
    c.path("M0-92c8 32 32 68 46 92h15C40-28 10-62 0-92z", tint(cloth, 0.04))
    dark = oklch(0.26, 0.05, p.hue)
    if rng.random() < 0.5:
        c.path("M-18 0c-2-26 4-34 16-34S16-26 16 0z", p.accent2 if cloth != p.accent2 else p.accent)
        c.circle(-2, -42, 9.5, p.skin)
        c.path("M-12-42c-1-14 20-14 20 0-6-4-14-4-20 0z", p.hair)
        c.path("M-14-14L0-10 14-14v-10L0-20-14-24z", p.light)
        c.line(0, -20, 0, -10, dark, 1.2)
    else:
        parts.small_dog(c, 2, 0, 1.15, dark if lit else "#d9a468", p.accent, flip=rng.random() < 0.5)
    c.line(0, -118, 0, -110, p.light, 2.6)
    c.path("M0-119l16 5-16 5z", p.accent2 if cloth != p.accent2 else p.accent)


def _camp_things(c: Canvas, p: Palette, rng: random.Random) -> None:
    """Boots, a mug, a rucksack and a lantern in the grass."""
    if p.time != "morning":
        c.glow(64, 306, 36, "#ffd08a", 0.75)
    c.stroke("M56 294c0-12 16-12 16 0", p.ink, 2)
    c.rect(56, 293, 16, 20, "#ffe2a0", rx=3)
    c.rect(54, 290, 20, 5, p.accent, rx=2)
    c.rect(54, 311, 20, 5, p.accent, rx=2)
    parts.backpack(c, 262, 378, 1.5, p.accent2)
    for x in (196, 214):
        c.path(f"M{x - 6} 318h11v12c0 4 9 4 9 10h-20z", p.wood)
        c.rect(x - 7, 338, 22, 4, p.wood_dark, rx=1)
    if rng.random() < 0.7:
        c.rect(104, 324, 16, 15, p.light, rx=2)
        c.ring(122, 331, 4.6, p.light, 2.6)
        c.stroke("M108 318c-3-6 4-8 1-14M116 318c-3-6 4-8 1-14", p.light, 2, opacity=0.7)


@scene("bicycle", "outdoors", hues=(45, 200, 345, 265, 150, 90, 20, 230))
def bicycle(c: Canvas, p: Palette, rng: random.Random) -> str:
    """A bicycle with a full basket leaning at a house wall."""
    dim = {"morning": 0.0, "day": 0.04, "dusk": 0.14, "night": 0.44}[p.time]
    wall = oklch(0.87 - dim, 0.075, p.hue)
    c.fill_all(wall)
    for _ in range(16):
        c.rect(
            rng.randrange(-1, 7) * 48 + rng.choice((0, 24)),
            rng.randrange(0, 11) * 25,
            44,
            19,
            shade(wall, 0.05),
            rx=2,
        )
    flip = rng.random() < 0.4
    with c.group(300 if flip else 0, 0, scale=(-1 if flip else 1, 1)):
        _front_door(c, p, rng, wall)
        _flower_window(c, p, rng, wall)
    street = oklch(0.72 - dim * 0.8, 0.03, p.hue)
    c.rect(-2, 282, 304, 122, street)
    c.rect(-2, 282, 304, 8, shade(street, 0.1))
    for x, y, length in ((10, 330, 60), (104, 346, 80), (214, 328, 66), (30, 370, 70), (180, 376, 90)):
        c.line(x, y, x + length, y, shade(street, 0.08), 2.5)
    frame = rng.choice((p.accent, p.accent2))
    c.ellipse(150, 316, 130, 7, p.shadow, opacity=0.35)
    with c.group(0, -34):
        _bike(c, p, rng, frame)
    return "A bicycle with a full basket"


def _front_door(c: Canvas, p: Palette, rng: random.Random, wall: str) -> None:
    """An arched or plain door with a lamp."""
    door = p.accent2 if rng.random() < 0.5 else oklch(0.46 if not p.dark else 0.38, 0.09, p.hue + 160)
    c.path("M196 284V104a46 46 0 0 1 92 0v180z", shade(door, 0.14))
    c.path("M206 284V106a36 36 0 0 1 72 0v178z", door)
    c.stroke("M242 70v214M206 136h72M206 206h72", shade(door, 0.14), 4)
    c.circle(234, 226, 4, p.lamp)
    if p.time in ("dusk", "night"):
        c.glow(180, 128, 50, "#ffd58c", 0.7)
    c.stroke("M190 112h-10v8", p.ink, 3)
    c.path("M174 120h12l4 16h-20z", p.lamp)


def _flower_window(c: Canvas, p: Palette, rng: random.Random, wall: str) -> None:
    """A window with a flower box, at times with a cat behind the panes."""
    c.rect(26, 46, 104, 92, p.light if not p.dark else oklch(0.72, 0.03, p.hue), rx=4)
    c.rect(33, 53, 90, 78, "#ffd98c" if p.time in ("dusk", "night") else oklch(0.68, 0.08, 220))
    if rng.random() < 0.5:
        parts.cat_seated(c, 94, 132, 1.3, oklch(0.30, 0.03, 50), flip=rng.random() < 0.5)
    else:
        c.path("M33 131V74c16 4 24 24 20 57zM123 131V74c-16 4-24 24-20 57z", p.light, opacity=0.7)
    c.stroke("M78 53v78M33 92h90", p.light if not p.dark else oklch(0.72, 0.03, p.hue), 5)
    c.rect(18, 138, 120, 14, p.wood_dark, rx=3)
    blooms = (p.accent, p.lamp, p.accent2, oklch(0.75, 0.13, 350))
    for i in range(7):
        c.circle(27 + i * 17, 137, 8.5, p.leaf if i % 2 else p.leaf_dark)
    for i in range(7):
        c.circle(34 + i * 15, 131 + i % 2 * 5, rng.uniform(6, 9), rng.choice(blooms))


def _bike(c: Canvas, p: Palette, rng: random.Random, frame: str) -> None:
    """The bicycle: wheels, frame, saddle, handlebar and basket."""
    tyre = "#352119" if not p.dark else "#17141d"
    for x in (76, 224):
        c.ring(x, 292, 54, tyre, 7)
        c.ring(x, 292, 48, "#f9f4ee", 3)
        turn = rng.uniform(0, 1)
        turns = [turn + k * math.tau / 16 for k in range(16)]
        tips = [(x + math.cos(at) * 47, 292 + math.sin(at) * 47) for at in turns]
        c.stroke(
            "".join(f"M{x} 292L{tip_x:.1f} {tip_y:.1f}" for tip_x, tip_y in tips),
            "#f0e8de" if p.dark else "#6c6158",
            1,
        )
        c.circle(x, 292, 6, tyre)
    c.stroke("M76 292L116 208h84M76 292h66L200 208M142 292L112 200M224 292L194 184", frame, 7)
    c.stroke("M96 198h34", "#60361e" if not p.dark else "#a56c42", 10)
    c.stroke("M194 186c0-14 10-16 26-14", tyre, 5)
    c.ring(142, 292, 12, tyre, 4)
    c.stroke("M142 292l10 20M146 312h14", tyre, 4)
    c.stroke("M26 264a54 54 0 0 1 62-24", frame, 5)
    _basket(c, p, rng.choice(("flowers", "bread", "kitten")))


def _basket(c: Canvas, p: Palette, load: str) -> None:
    """The basket at the handlebar with flowers, bread or a kitten."""
    if load == "kitten":
        _basket_kitten(c, p)
    elif load == "bread":
        for x, lean in ((222, -14), (240, 4), (254, 18)):
            with c.group(x, 200, rotate=lean):
                c.rect(-7, -50, 14, 60, "#cd8f4d", rx=7)
                c.stroke("M-4-38l8 4M-4-24l8 4", "#f3d5a0", 3)
    c.path("M204 196h62l-8 44h-46z", "#b78853")
    c.stroke(
        "M204 196h62M206 208h58M208 220h54M210 232h50M218 196l4 44M235 196v44M252 196l-4 44", "#926337", 2
    )
    if load == "flowers":
        for x, y, tone in (
            (216, 186, p.light),
            (232, 176, oklch(0.75, 0.13, 350)),
            (250, 184, p.lamp),
            (260, 192, p.light),
            (224, 194, p.accent),
            (242, 194, p.accent2),
        ):
            c.circle(x + 5, y + 6, 8, p.leaf)
            parts.flower(c, x, y, 11, tone, "#b76b1c")


def _basket_kitten(c: Canvas, p: Palette) -> None:
    """A kitten looking out of the basket."""
    fur = "#e69a4c"
    c.path("M216 200c-4-22 2-30 4-34l-2-15 12 9h12l12-9-2 15c4 6 8 14 4 34z", fur)
    c.circle(229, 175, 2.6, "#2a2226")
    c.circle(244, 175, 2.6, "#2a2226")
    c.path("M234 181h5l-2.500 4z", "#c9554f")
    c.stroke("M226 185l-10-1M247 185l10-1", "#fff6e6", 1.6)
