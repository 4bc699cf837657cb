"""The table of scenes; scene modules enter their functions with the `scene` decorator."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from .canvas import Canvas
from .palette import TIMES, Palette

Drawer = Callable[[Canvas, Palette, random.Random], str]


@dataclass(frozen=True)
class Scene:
    """One scene: its name, subject, drawing function and the palettes which suit it."""

    name: str
    subject: str
    drawer: Drawer
    times: tuple[str, ...]
    hues: tuple[float, ...]


SCENES: dict[str, Scene] = {}


def scene(
    name: str, subject: str, *, times: tuple[str, ...] = TIMES, hues: tuple[float, ...] = ()
) -> Callable[[Drawer], Drawer]:
    """Enter a drawing function under a name; `times` and `hues` (in degrees) narrow its palettes."""

    def enter(drawer: Drawer) -> Drawer:
        """Put the function into the table and leave it as it is."""
        SCENES[name] = Scene(name, subject, drawer, times, hues)
        return drawer

    return enter
