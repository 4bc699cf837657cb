"""Colours of one drawing: a base hue, a time of day and two accents, worked out in OKLCH."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass

TIMES = ("morning", "day", "dusk", "night")

_Levels = tuple[tuple[float, float], ...]
_Oklch = tuple[float, float, float]

# Lightness and chroma of sky, far, mid, near, deep, light, ink at each time of day.
_LEVELS: dict[str, _Levels] = {
    "morning": (
        (0.92, 0.05),
        (0.84, 0.06),
        (0.71, 0.08),
        (0.56, 0.085),
        (0.38, 0.07),
        (0.975, 0.014),
        (0.27, 0.045),
    ),
    "day": (
        (0.87, 0.075),
        (0.75, 0.08),
        (0.62, 0.095),
        (0.49, 0.09),
        (0.34, 0.07),
        (0.97, 0.012),
        (0.25, 0.045),
    ),
    "dusk": (
        (0.80, 0.085),
        (0.62, 0.085),
        (0.50, 0.085),
        (0.39, 0.08),
        (0.28, 0.065),
        (0.95, 0.03),
        (0.21, 0.045),
    ),
    "night": (
        (0.28, 0.06),
        (0.36, 0.065),
        (0.44, 0.07),
        (0.24, 0.055),
        (0.18, 0.045),
        (0.93, 0.025),
        (0.14, 0.035),
    ),
}

# Lightness and chroma of indoor ground: wall, panel behind the subject, table, table edge.
_ROOM: dict[str, _Levels] = {
    "morning": ((0.92, 0.042), (0.965, 0.030), (0.60, 0.075), (0.70, 0.075)),
    "day": ((0.87, 0.070), (0.93, 0.050), (0.50, 0.080), (0.60, 0.080)),
    "dusk": ((0.77, 0.090), (0.86, 0.075), (0.40, 0.075), (0.50, 0.080)),
    "night": ((0.34, 0.060), (0.43, 0.065), (0.24, 0.050), (0.33, 0.060)),
}

# Base hue with the hues of its two accents, each pair chosen to stand out from the base.
_MOODS: tuple[tuple[float, _Oklch, _Oklch], ...] = (
    (42, (0.62, 0.18, 29), (0.58, 0.09, 205)),
    (225, (0.66, 0.17, 35), (0.83, 0.13, 82)),
    (150, (0.65, 0.18, 28), (0.82, 0.13, 85)),
    (295, (0.62, 0.18, 8), (0.83, 0.14, 82)),
    (88, (0.58, 0.14, 245), (0.63, 0.19, 32)),
    (190, (0.68, 0.16, 45), (0.80, 0.10, 5)),
    (10, (0.55, 0.11, 195), (0.82, 0.14, 85)),
    (260, (0.65, 0.18, 32), (0.83, 0.14, 85)),
    (120, (0.62, 0.17, 20), (0.52, 0.11, 260)),
    (345, (0.62, 0.19, 25), (0.55, 0.10, 185)),
)

_SKINS = ((0.88, 0.050, 62), (0.80, 0.070, 60), (0.70, 0.080, 57), (0.56, 0.075, 52), (0.44, 0.060, 48))
_HAIRS = ((0.22, 0.03, 50), (0.32, 0.05, 45), (0.45, 0.08, 55), (0.72, 0.10, 82), (0.48, 0.12, 42))


def _to_linear_rgb(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    """Linear sRGB of an OKLCH colour; a value outside 0..1 is out of gamut."""
    a = chroma * math.cos(math.radians(hue))
    b = chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _gamma(channel: float) -> int:
    """An 8-bit sRGB channel from a linear one."""
    channel = min(1.0, max(0.0, channel))
    curved = 12.92 * channel if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055
    return round(255 * curved)


def _linear(channel: int) -> float:
    """A linear channel from an 8-bit sRGB one."""
    value = channel / 255
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def oklch(lightness: float, chroma: float, hue: float) -> str:
    """Hex colour of an OKLCH triple, chroma reduced until it fits sRGB."""
    lightness = min(1.0, max(0.0, lightness))
    rgb = _to_linear_rgb(lightness, chroma, hue)
    while chroma > 0 and not all(-0.002 <= channel <= 1.002 for channel in rgb):
        chroma = max(0.0, chroma - 0.005)
        rgb = _to_linear_rgb(lightness, chroma, hue)
    return "#" + "".join(f"{_gamma(channel):02x}" for channel in rgb)


def to_oklch(colour: str) -> tuple[float, float, float]:
    """Lightness, chroma and hue of a #rrggbb colour."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    return lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360


def shade(colour: str, amount: float = 0.1) -> str:
    """The same colour darker by `amount` of lightness (0..1)."""
    lightness, chroma, hue = to_oklch(colour)
    return oklch(lightness - amount, chroma, hue)


def tint(colour: str, amount: float = 0.1) -> str:
    """The same colour lighter by `amount` of lightness (0..1)."""
    return shade(colour, -amount)


def mix(first: str, second: str, share: float = 0.5) -> str:
    """A blend of two colours; `share` is the part of the second one."""
    pairs = ((int(first[at : at + 2], 16), int(second[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def contrast(first: str, second: str) -> float:
    """Difference in OKLCH lightness of two colours, 0..1."""
    return abs(to_oklch(first)[0] - to_oklch(second)[0])


@dataclass(frozen=True)
class Palette:
    """All colours of one drawing, as #rrggbb; `hue` in degrees and `time` one of TIMES."""

    hue: float
    time: str
    sky: str
    far: str
    mid: str
    near: str
    deep: str
    light: str
    ink: str
    accent: str
    accent2: str
    skin: str
    hair: str
    wall: str
    panel: str
    table: str
    edge: str
    wood: str
    wood_dark: str
    leaf: str
    leaf_dark: str
    leaf_light: str
    lamp: str
    sun: str
    shadow: str

    @property
    def dark(self) -> bool:
        """Whether the drawing's ground is dark, so that subjects must be light."""
        return self.time == "night"

    @property
    def brights(self) -> tuple[str, ...]:
        """Five lively colours for small things: books, flowers, buttons."""
        low = 0.66 if not self.dark else 0.70
        third = oklch(low, 0.11, (self.hue + 180) % 360)
        return (self.accent, self.accent2, self.light, third, oklch(low - 0.14, 0.10, self.hue))

    def tone(self, lightness: float, chroma: float = 0.08, turn: float = 0) -> str:
        """A colour of the base hue (turned by `turn` degrees) at a lightness and chroma."""
        return oklch(lightness, chroma, (self.hue + turn) % 360)

    @classmethod
    def of(cls, seed: int, times: tuple[str, ...] = TIMES, hues: tuple[float, ...] = ()) -> Palette:
        """The palette of a seed; neighbouring seeds get other hues and other times of day."""
        rng = random.Random(f"palette {seed}")
        base, accent, accent2 = _mood(seed, hues)
        return cls._built((base + rng.uniform(-9, 9)) % 360, times[seed % len(times)], accent, accent2, rng)

    @classmethod
    def _built(
        cls,
        hue: float,
        time: str,
        accent: _Oklch,
        accent2: _Oklch,
        rng: random.Random,
    ) -> Palette:
        """Fill in every colour for a hue and a time of day."""
        names = ("sky", "far", "mid", "near", "deep", "light", "ink")
        outdoor = {name: _ground(*level, hue) for name, level in zip(names, _LEVELS[time], strict=True)}
        if time == "dusk":
            outdoor["sky"] = oklch(0.80, 0.095, 48 if not 20 <= hue <= 110 else 350)
        room = {
            name: _ground(*level, hue)
            for name, level in zip(("wall", "panel", "table", "edge"), _ROOM[time], strict=True)
        }
        dim = {"morning": 0.0, "day": 0.0, "dusk": 0.05, "night": 0.09}[time]
        green = 150 + rng.uniform(-14, 10)
        return cls(
            hue=hue,
            time=time,
            **outdoor,
            **room,
            accent=_accent(accent, time),
            accent2=_accent(accent2, time),
            skin=oklch(*rng.choice(_SKINS)),
            hair=oklch(*rng.choice(_HAIRS)),
            wood=oklch(0.62 - dim, 0.085, 62),
            wood_dark=oklch(0.42 - dim, 0.070, 52),
            leaf=oklch(0.56 - dim, 0.10, green),
            leaf_dark=oklch(0.40 - dim, 0.085, green + 4),
            leaf_light=oklch(0.70 - dim, 0.10, green - 8),
            lamp=oklch(0.88, 0.12, 82),
            sun=_sun(time),
            shadow=oklch(0.22 if time != "night" else 0.10, 0.04, hue),
        )


def _mood(seed: int, hues: tuple[float, ...]) -> tuple[float, _Oklch, _Oklch]:
    """The base hue and accents of a seed, near one of `hues` where the scene asks for some."""
    if not hues:
        return _MOODS[seed * 3 % len(_MOODS)]
    wanted = hues[seed % len(hues)] % 360
    closest = min(_MOODS, key=lambda mood: min(abs(mood[0] - wanted), 360 - abs(mood[0] - wanted)))
    return (wanted, closest[1], closest[2])


def _ground(lightness: float, chroma: float, hue: float) -> str:
    """A ground colour; dark yellows turn to brown, as they would look muddy."""
    if 65 < hue < 128 and lightness < 0.66:
        hue = 65 if hue < 100 else 140
    return oklch(lightness, chroma, hue)


def _accent(levels: _Oklch, time: str) -> str:
    """An accent, dark enough for the walls of day and dusk or light enough for those of night."""
    lightness, chroma, hue = levels
    if time == "night":
        lightness = max(lightness, 0.66)
    elif lightness < 0.72:
        lightness = min(lightness, {"morning": 0.66, "day": 0.615, "dusk": 0.52}[time])
    return oklch(lightness, chroma, hue)


def _sun(time: str) -> str:
    """The colour of sun or moon."""
    return {
        "morning": oklch(0.87, 0.11, 80),
        "day": oklch(0.86, 0.13, 85),
        "dusk": oklch(0.80, 0.14, 60),
        "night": oklch(0.93, 0.05, 92),
    }[time]
