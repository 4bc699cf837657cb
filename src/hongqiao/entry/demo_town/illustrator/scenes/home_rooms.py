"""Scenes of rooms: rain at the window, lamp corner, kitchen."""

import random

from hongqiao.entry.demo_town.illustrator.bits import (
    book_pile,
    leaf,
    mug,
    pot_plant,
    steam,
    string_lights,
    window_bars,
)
from hongqiao.entry.demo_town.illustrator.canvas import Canvas, d
from hongqiao.entry.demo_town.illustrator.figures import cat_small
from hongqiao.entry.demo_town.illustrator.palette import Palette, mix, oklch, shade, tint
from hongqiao.entry.demo_town.illustrator.registry import scene


@scene("window-rain", "home", times=("day", "dusk", "night"))
def window_rain(c: Canvas, p: Palette, rng: random.Random) -> str:
    """A cat and a hot mug at a window with rain running down."""
    c.fill_all(shade(p.wall, 0.06))
    frame = p.light if not p.dark else p.wood
    c.rect(26, 14, 248, 272, frame, rx=4)
    with c.clip("M36 24H264V276H36z"):
        _rainy_town(c, p, rng)
        _drops(c, rng)
    window_bars(c, 36, 24, 228, 252, frame, across=2, down=1, bar=8)
    _curtain(c, p, -6, 1)
    _curtain(c, p, 306, -1)
    c.rect(-2, 282, 304, 18, tint(frame, 0.02))
    c.rect(-2, 300, 304, 104, p.table)
    c.rect(-2, 300, 304, 6, p.shadow, opacity=0.25)
    side = c.pick((1, -1))
    cat_x, mug_x = (110, 206) if side == 1 else (194, 96)
    cat_small(
        c,
        cat_x,
        285,
        104,
        c.pick((oklch(0.70, 0.13, 58), p.ink, p.light)),
        face=side,
        eye=oklch(0.84, 0.14, 110),
    )
    mug(c, mug_x, 284, 44, p.accent, handle=side, stripe=p.light)
    steam(c, mug_x, 232, 2, gap=15, height=44, width=3.6)
    pot_plant(c, 234 if side == 1 else 64, 284, 62, p, rng, fill=p.accent2)
    with c.group(150, 352):
        c.ellipse(0, 10, 128, 22, p.accent2, opacity=0.9)
        c.ellipse(0, 2, 128, 22, tint(p.accent2, 0.06))
        c.ellipse(0, 2, 96, 14, p.accent2, opacity=0.6)
    return "A cat and a hot mug at a window in the rain"


def _rainy_town(c: Canvas, p: Palette, rng: random.Random) -> None:
    """Grey roofs with a few lit windows behind the glass."""
    grey = {"day": 0.72, "dusk": 0.58, "night": 0.36}[p.time]
    c.rect(30, 20, 240, 260, p.tone(grey, 0.045, 20))
    for depth, low in ((0.06, 150), (0.13, 200)):
        x = 26
        while x < 268:
            wide, high = rng.choice((34, 46, 58)), low + rng.uniform(-34, 24)
            fill = p.tone(grey - depth, 0.05, 20)
            c.rect(x, high, wide, 280 - high, fill)
            if rng.random() < 0.5:
                c.path(d("M", x - 3, high, "L", x + wide / 2, high - 20, "L", x + wide + 3, high, "z"), fill)
            for y in range(int(high) + 12, 270, 26):
                for dx in range(8, wide - 10, 15):
                    if rng.random() < 0.34:
                        c.rect(x + dx, y, 8, 12, p.lamp, rx=1, opacity=0.95)
            x += wide + 2
    for _ in range(4):
        c.circle(rng.uniform(50, 250), rng.uniform(180, 270), rng.uniform(6, 15), p.lamp, opacity=0.22)


def _drops(c: Canvas, rng: random.Random) -> None:
    """Rain behind and drops running on the glass."""
    water = "#ffffff"
    for _ in range(46):
        x, y, long = rng.uniform(36, 270), rng.uniform(20, 262), rng.uniform(9, 20)
        c.line(x, y, x - long * 0.28, y + long, water, 1.5, opacity=0.5)
    for _ in range(26):
        x, y, size = rng.uniform(42, 258), rng.uniform(34, 262), rng.uniform(2, 4)
        c.path(
            d(
                "M",
                x,
                y - size * 2,
                "c",
                size,
                size * 1.4,
                size,
                size * 3,
                0,
                size * 3,
                "s",
                -size,
                -size * 1.6,
                0,
                -size * 3,
                "z",
            ),
            water,
            opacity=0.75,
        )
    for _ in range(6):
        x, y = rng.uniform(46, 254), rng.uniform(40, 160)
        c.curve([(x, y), (x + 2, y + 20), (x - 2, y + 44), (x + 1, y + 66)], water, 2, opacity=0.35)
        c.circle(x + 1, y + 68, 3.2, water, opacity=0.8)


def _curtain(c: Canvas, p: Palette, x: float, side: int) -> None:
    """A gathered curtain at one side."""
    with c.group(x, 0, scale=(side, 1)):
        c.path("M0 -4H58C54 90 40 150 22 196C34 230 40 258 42 290H0z", p.accent)
        c.path("M34 -4H58C54 90 40 150 22 196L12 190C28 130 34 60 34 -4z", shade(p.accent, 0.07))
        c.stroke("M14 0C14 80 12 140 6 186M20 210Q26 250 26 288M8 206V290", shade(p.accent, 0.09), 2.6)
        c.rect(-2, 186, 30, 13, p.accent2, rx=5)


@scene("lamp-corner", "home", times=("dusk", "night", "morning"))
def lamp_corner(c: Canvas, p: Palette, rng: random.Random) -> str:
    """An armchair beside a floor lamp, with books and a sleeping cat."""
    c.fill_all(p.wall)
    c.rect(-2, 316, 304, 88, p.table)
    c.rect(-2, 310, 304, 7, tint(p.wall, 0.06))
    _picture(c, p, rng)
    side = c.pick((1, -1))
    with c.group(0 if side == 1 else 300, 0, scale=(side, 1)):
        c.ellipse(150, 352, 150, 30, p.accent2, opacity=0.85)
        c.ellipse(150, 351, 122, 22, "none", stroke=p.light, stroke_width=3, stroke_dasharray="8 7")
        c.polygon([(34, 126), (102, 126), (196, 316), (-50, 316)], p.lamp, opacity=0.26)
        _floor_lamp(c, p)
        _armchair(c, p)
        _side_table(c, p, rng)
    return "An armchair under a lamp, with a cat asleep in it"


def _picture(c: Canvas, p: Palette, rng: random.Random) -> None:
    """A framed landscape on the wall, or a lit string of lamps."""
    if rng.random() < 0.4:
        string_lights(c, p, -4, 44, 304, 30, sag=20, count=10)
    c.rect(128, 58, 86, 66, p.wood, rx=2)
    c.rect(134, 64, 74, 54, p.tone(0.88, 0.06, 150))
    c.circle(rng.uniform(150, 192), 82, 9, p.sun)
    c.path("M134 118V104L156 84L172 100L186 88L208 108V118z", p.tone(0.55, 0.09, 150))


def _floor_lamp(c: Canvas, p: Palette) -> None:
    """A standing lamp with a cloth shade."""
    c.circle(68, 116, 66, p.lamp, opacity=0.2)
    c.line(68, 130, 68, 340, p.wood_dark if not p.dark else p.wood, 5)
    c.ellipse(68, 342, 28, 6, p.wood_dark if not p.dark else p.wood)
    c.path("M48 78H88L108 132H28z", p.lamp)
    c.path("M76 78H88L108 132H86z", shade(p.lamp, 0.07))
    c.path("M48 78H88L90 84H46zM30 126H106L108 132H28z", p.accent)
    c.stroke("M92 132v20", p.accent2, 2)
    c.circle(92, 154, 3.4, p.accent2)


def _armchair(c: Canvas, p: Palette) -> None:
    """A wing chair with a cushion, a blanket and a cat."""
    fill = c.pick((p.accent, p.near if not p.dark else tint(p.mid, 0.14), p.accent), 1)
    dark = shade(fill, 0.08)
    for x in (126, 252):
        c.line(x, 318, x + (x - 190) * 0.05, 346, p.wood_dark, 8)
    c.path("M122 300V196C118 148 146 140 190 140S262 148 258 196V300z", fill)
    c.path("M222 142C252 146 260 160 258 196V300H232C240 240 240 180 222 142z", dark)
    for x, y in ((164, 176), (190, 170), (216, 176), (176, 204), (204, 204)):
        c.circle(x, y, 3, dark)
    c.rect(118, 258, 146, 50, tint(fill, 0.04), rx=10)
    c.rect(128, 246, 126, 26, tint(fill, 0.07), rx=12)
    for x in (102, 240):
        c.rect(x, 226, 38, 96, fill, rx=17)
        c.rect(x + 22, 226, 16, 96, dark, rx=8)
    cat_small(
        c,
        188,
        252,
        84,
        c.pick((p.ink, p.light, oklch(0.70, 0.13, 58))),
        pose="sleeping",
        face=c.pick((1, -1)),
    )
    c.path("M236 220q24-6 46 4l4 62q-24 6-46 0z", p.accent2)
    c.stroke("M240 244q22 6 44 0M242 264q22 6 44 0", p.light, 3)


def _side_table(c: Canvas, p: Palette, rng: random.Random) -> None:
    """A low table in front with books and a mug."""
    c.stroke("M16 330L8 372M76 330L84 372", p.wood_dark, 5)
    c.rect(-4, 322, 96, 9, p.wood, rx=4)
    top = book_pile(c, rng, 30, 322, 54, rng.randint(2, 4), p.brights)
    mug(c, 72, 322, 26, p.light, handle=1)
    steam(c, 72, 288, 2, gap=9, height=26, width=2.4)
    if top > 270:
        c.stroke(d("M20", top - 3, "h20"), p.ink, 2)


@scene("kitchen", "home")
def kitchen(c: Canvas, p: Palette, rng: random.Random) -> str:
    """A kitchen counter with a stove, tiles, a window and pots."""
    c.fill_all(p.wall)
    _tiles(c, p, rng)
    _shelf_of_jars(c, p, rng)
    _kitchen_window(c, p, rng)
    c.rect(-2, 272, 304, 14, p.wood)
    c.rect(-2, 272, 304, 5, tint(p.wood, 0.1))
    front = c.pick((p.near, p.accent2, p.far)) if not p.dark else p.mid
    c.rect(-2, 286, 304, 118, front)
    for x in (4, 84):
        c.rect(x, 294, 74, 98, shade(front, 0.06), rx=3)
        c.rect(x + 6, 300, 62, 86, front, rx=2)
        c.line(x + 28, 310, x + 46, 310, p.light, 4)
    _oven(c, p)
    _stove_pot(c, p, c.pick((p.accent, p.deep if not p.dark else p.accent2, p.accent)))
    _chopping(c, p, rng)
    return "A kitchen with a steaming pot and herbs at the window"


def _tiles(c: Canvas, p: Palette, rng: random.Random) -> None:
    """Square tiles behind the counter, a few of them coloured."""
    fills = (tint(p.wall, 0.03), shade(p.wall, 0.02), mix(p.wall, p.accent2, 0.3))
    for row in range(5):
        for column in range(11):
            fill = fills[2] if rng.random() < 0.13 else fills[(row + column) % 2]
            c.rect(column * 28 - 2, 132 + row * 28, 26, 26, fill, rx=2)


def _shelf_of_jars(c: Canvas, p: Palette, rng: random.Random) -> None:
    """A shelf with jars, cups on hooks below."""
    c.rect(14, 92, 126, 9, p.wood, rx=2)
    x = 20
    for fill in rng.sample(
        (p.accent, oklch(0.80, 0.12, 85), oklch(0.60, 0.11, 140), oklch(0.46, 0.07, 50), p.light), 4
    ):
        high = rng.uniform(28, 44)
        c.rect(x, 92 - high, 24, high, mix(fill, "#ffffff", 0.1), rx=4)
        c.rect(x + 16, 92 - high, 8, high, shade(fill, 0.03), rx=4)
        c.rect(x + 1, 87 - high, 22, 7, p.wood_dark, rx=2)
        x += 29
    for index, x in enumerate((38, 76, 114)):
        c.stroke(d("M", x, 101, "v6"), p.wood_dark, 2.4)
        with c.group(x, 132, scale=0.6):
            c.stroke("M0 -42a12 12 0 1 1 0 20", p.brights[index], 5)
            c.path("M-19 -28H9V0q0 8-8 8h-12q-8 0-8-8z", p.brights[index])


def _kitchen_window(c: Canvas, p: Palette, rng: random.Random) -> None:
    """A window with herbs on its sill."""
    c.rect(168, 34, 112, 140, p.light if not p.dark else p.wood, rx=3)
    with c.clip("M176 42H272V166H176z"):
        c.rect(170, 36, 110, 136, p.sky if not p.dark else p.deep)
        c.circle(rng.uniform(200, 250), rng.uniform(66, 90), 15, p.sun)
        c.path("M170 172V128Q200 104 226 126T280 118V172z", p.leaf_light if not p.dark else p.leaf_dark)
        c.path("M170 172V146Q210 128 240 144T280 142V172z", p.leaf if not p.dark else p.leaf_dark)
    window_bars(c, 176, 42, 96, 124, p.light if not p.dark else p.wood, across=2, down=2, bar=5)
    c.rect(160, 170, 128, 10, p.light if not p.dark else p.wood, rx=2)
    for x in (190, 224, 258):
        pot_plant(c, x, 170, rng.uniform(36, 48), p, rng, fill=rng.choice((p.accent, p.accent2)))


def _oven(c: Canvas, p: Palette) -> None:
    """The oven below the counter, something baking in it."""
    steel = p.light if not p.dark else shade(p.light, 0.2)
    c.rect(166, 286, 128, 118, steel, rx=3)
    for x in (184, 206, 254, 276):
        c.circle(x, 299, 5.5, p.ink)
    c.rect(178, 314, 104, 70, p.ink, rx=6)
    c.rect(186, 322, 88, 54, oklch(0.62, 0.14, 58), rx=4)
    c.path("M200 366q0-30 30-30t30 30z", oklch(0.50, 0.10, 52))
    c.line(186, 367, 274, 367, p.ink, 3)
    c.line(184, 309, 276, 309, shade(steel, 0.2), 4)


def _stove_pot(c: Canvas, p: Palette, fill: str) -> None:
    """A lidded pot on the flame and a kettle-shaped pan beside it."""
    c.rect(172, 266, 116, 7, p.ink, rx=2)
    c.rect(196, 214, 76, 52, fill, rx=8)
    c.rect(250, 214, 22, 52, shade(fill, 0.07), rx=8)
    c.stroke("M196 228h-11M272 228h11", shade(fill, 0.1), 7)
    c.path("M192 214q42-24 84 0z", shade(fill, 0.04))
    c.circle(234, 200, 5.5, p.ink)
    steam(c, 234, 190, 3, gap=20, height=52, colour="#ffffff", opacity=0.7, width=4.5)


def _chopping(c: Canvas, p: Palette, rng: random.Random) -> None:
    """A board with a carrot and greens, a knife beside it."""
    c.rect(22, 264, 118, 9, tint(p.wood, 0.14), rx=3)
    root = oklch(0.70, 0.17, 52)
    c.path("M44 263C42 250 50 248 60 250L104 258L60 264z", root)
    for turn in (-70, -48, -92):
        leaf(c, 46, 256, 24, p.leaf, rotate=turn, width=0.4)
    for x in (108, 118, 128):
        c.ellipse(x, 259, 4, 5.5, shade(root, 0.03))
    for x in range(rng.randint(2, 3)):
        c.circle(60 + x * 22, 240 + (x % 2) * 3, 11, oklch(0.60, 0.19, 28))
        c.path(d("M", 54 + x * 22, 231 + (x % 2) * 3, "l6 3 6-3-6-4z"), p.leaf)
