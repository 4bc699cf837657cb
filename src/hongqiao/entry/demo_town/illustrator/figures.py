"""People and animals to be placed in scenes, drawn on a canvas."""

from __future__ import annotations

from .canvas import Canvas
from .palette import Palette, shade


def person(
    c: Canvas,
    x: float,
    y: float,
    size: float,
    p: Palette,
    *,
    coat: str | None = None,
    hat: str | None = None,
    face: int = 0,
    walking: bool = False,
) -> None:
    """A standing figure, feet at (x, y), `size` tall; `face` -1 left, 0 away from us, 1 right."""
    cloth = coat or p.accent
    with c.group(x, y, scale=size / 100):
        legs = ("M-5 -36L-13 -1", "M6 -36L13 -1") if walking else ("M-6 -36V-1", "M6 -36V-1")
        for leg in legs:
            c.stroke(leg, p.ink, 8)
        c.path("M-9 -78C-18 -74 -19 -56 -19 -32H19C19 -56 18 -74 9 -78z", cloth)
        c.path("M4 -78h5C18 -74 19 -56 19 -32H8C10 -52 9 -68 4 -78z", shade(cloth, 0.08))
        c.circle(0, -88, 11, p.skin)
        if face:
            c.path(
                f"M{-11 * face} -84C{-14 * face} -102 {8 * face} -104 {10 * face} -92"
                f"C{2 * face} -94 {-2 * face} -92 {-4 * face} -82z",
                p.hair,
            )
            c.circle(6 * face, -87, 1.3, p.ink)
        else:
            c.path("M-11.5 -84C-13 -102 13 -102 11.5 -84C6 -79 -6 -79 -11.5 -84z", p.hair)
        if hat:
            c.path("M-11 -93C-10 -106 10 -106 11 -93z", hat)
            c.rect(-13, -95, 26, 5, shade(hat, 0.08), rx=2.5)


def seated_person(
    c: Canvas, x: float, y: float, size: float, p: Palette, *, coat: str | None = None, face: int = 1
) -> None:
    """A figure sitting on (x, y) with knees towards `face`, about `size` high from seat to crown."""
    cloth = coat or p.accent
    with c.group(x, y, scale=(size / 60 * face, size / 60)):
        c.stroke("M0 -6H24V18", p.ink, 9)
        c.path("M-10 -38C-17 -32 -15 -10 -13 0H12C13 -14 12 -32 6 -38z", cloth)
        c.stroke("M-2 -30L6 -14L20 -12", shade(cloth, 0.08), 6)
        c.circle(21, -12, 3.4, p.skin)
        c.circle(0, -48, 11, p.skin)
        c.path("M-11 -44C-14 -62 8 -64 10 -52C2 -54 -2 -52 -4 -42z", p.hair)
        c.circle(6, -47, 1.3, p.ink)


def cat_small(
    c: Canvas,
    x: float,
    y: float,
    size: float,
    fill: str,
    *,
    pose: str = "sitting",
    face: int = 1,
    eye: str = "#f4c352",
) -> None:
    """A little cat on (x, y), about `size` high (sitting) or long (loaf, sleeping); face 1 right, -1 left."""
    if pose == "sitting":
        with c.group(x, y, scale=(size / 60 * face, size / 60)):
            c.stroke("M-12 -4C-30 -2 -30 -22 -24 -26", fill, 6)
            c.path("M-16 0C-20 -24 -8 -36 6 -38C16 -30 16 -12 14 0z", fill)
            c.circle(6, -44, 13, fill)
            c.path("M-6 -48L-6 -62L4 -55zM18 -48L19 -62L8 -55z", fill)
            _cat_face(c, 8, -44, eye)
        return
    with c.group(x, y, scale=(size / 80 * face, size / 80)):
        c.path("M-36 0C-40 -26 -22 -34 4 -32C26 -32 34 -16 32 0z", fill)
        c.stroke("M-32 -4C-44 -2 -34 4 -8 -2", shade(fill, 0.06), 6)
        low = 6 if pose == "sleeping" else 0
        c.circle(24, -26 + low, 14, fill)
        c.path(
            f"M12 {-32 + low}L12 {-46 + low}L22 {-38 + low}zM36 {-32 + low}L37 {-46 + low}L27 {-38 + low}z",
            fill,
        )
        if pose == "sleeping":
            c.stroke(f"M16 {-24 + low}q3 3 6 0M27 {-24 + low}q3 3 6 0", shade(fill, 0.25), 1.6)
        else:
            _cat_face(c, 25, -26, eye)


def _cat_face(c: Canvas, x: float, y: float, eye: str) -> None:
    """Eyes, nose and whiskers of a little cat."""
    for dx in (-5, 5):
        c.ellipse(x + dx, y, 2.6, 3, eye)
        c.ellipse(x + dx, y, 1, 2.6, "#1c1410")
    c.path(f"M{x - 1.5} {y + 4}h3l-1.5 2z", "#e58a86")


def bird_small(
    c: Canvas, x: float, y: float, size: float, fill: str, *, face: int = 1, beak: str = "#f0a63c"
) -> None:
    """A little round bird standing on (x, y)."""
    with c.group(x, y, scale=(size / 30 * face, size / 30)):
        c.stroke("M-2 0v-6M4 0v-6", beak, 1.6)
        c.path("M-20 -12C-12 -14 -10 -26 2 -27C14 -27 16 -10 4 -5C-6 -3 -12 -6 -20 -12z", fill)
        c.path("M-8 -12C-6 -20 4 -20 6 -12C2 -7 -4 -7 -8 -12z", shade(fill, 0.1))
        c.path("M11 -21l7 2.5-6 2.5z", beak)
        c.circle(7, -21, 1.5, "#1c1410")


def sailing_boat(c: Canvas, x: float, y: float, size: float, hull: str, sail: str) -> None:
    """A boat on the water line y."""
    with c.group(x, y, scale=size / 60):
        c.line(0, -6, 0, -58, shade(hull, 0.1), 2.4)
        c.path("M3 -56C22 -44 26 -28 26 -14H3z", sail)
        c.path("M-3 -50C-16 -38 -19 -26 -19 -14H-3z", shade(sail, 0.08))
        c.path("M-28 -8H30C26 2 20 6 12 6H-14C-22 6 -27 0 -28 -8z", hull)
