"""The town's illustrator: draws small flat pictures, the same ones for the same seed."""

from __future__ import annotations

import random
import zlib
from importlib import import_module
from pkgutil import iter_modules

from . import scenes as _scenes
from .canvas import Canvas
from .palette import Palette
from .registry import SCENES, Scene

__all__ = ["HEIGHTS", "SCENES", "Scene", "draw"]

HEIGHTS = {"3x4": 400, "4x5": 375, "5x6": 360, "1x1": 300, "6x5": 250, "5x4": 240, "4x3": 225}

# The middle of the band (y 90 to 315) which holds what matters in every scene.
_BAND_CENTRE = 202.5

for _module in sorted(found.name for found in iter_modules(_scenes.__path__)):
    import_module(f"{_scenes.__name__}.{_module}")


def draw(scene: str, *, seed: int, ratio: str = "3x4") -> str:
    """The SVG document of a scene for a seed, cropped to a ratio; KeyError for an unknown scene or ratio."""
    entry, shown = SCENES[scene], HEIGHTS[ratio]
    # Scenes of the same seed should not all share one hue, so the scene's name shifts the palette.
    palette = Palette.of(seed + zlib.crc32(scene.encode()) % 60, entry.times, entry.hues)
    canvas = Canvas(seed=seed)
    title = entry.drawer(canvas, palette, random.Random(f"{scene} {seed}"))
    top = max(0.0, _BAND_CENTRE - shown / 2) if shown < canvas.height else 0.0
    return canvas.svg(title, top=top, shown_height=shown)
