"""A canvas of 300 x 400 that collects flat shapes and writes them as SVG.

Light falls from the left, so shaded sides are right. Reusable things (steam, cups, trees, people,
cats) are functions in bits.py and figures.py which draw on a canvas.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from html import escape
from typing import Any, TypeVar

Point = tuple[float, float]
Option = TypeVar("Option")


def number(value: float) -> str:
    """A coordinate with at most two decimals and no trailing zeros."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if value % 1 else str(int(value))


def d(*parts: float | str) -> str:
    """Path data from commands and coordinates, as in d("M", x, y, "h", width, "z")."""
    return " ".join(part if isinstance(part, str) else number(part) for part in parts)


def points_path(points: Sequence[Point], *, closed: bool = True) -> str:
    """Path data of straight lines through points."""
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points) + ("z" if closed else "")


def smooth_path(points: Sequence[Point], *, closed: bool = False) -> str:
    """Path data of a soft curve through points (Catmull-Rom as cubic curves)."""
    count = len(points)

    def at(index: int) -> Point:
        """The point of an index, round the corner when closed."""
        return points[index % count] if closed else points[min(max(index, 0), count - 1)]

    parts = [f"M{number(points[0][0])} {number(points[0][1])}"]
    for i in range(count if closed else count - 1):
        before, start, end, after = at(i - 1), at(i), at(i + 1), at(i + 2)
        handles = (
            start[0] + (end[0] - before[0]) / 6,
            start[1] + (end[1] - before[1]) / 6,
            end[0] - (after[0] - start[0]) / 6,
            end[1] - (after[1] - start[1]) / 6,
            *end,
        )
        parts.append("C" + " ".join(number(value) for value in handles))
    return "".join(parts) + ("z" if closed else "")


class Canvas:
    """Shapes in drawing order; `svg` writes the document."""

    def __init__(self, width: int = 300, height: int = 400, *, seed: int = 0) -> None:
        """An empty canvas; `seed` is the drawing's, for `pick`."""
        self.seed = seed
        self.width = width
        self.height = height
        self._shapes: list[str] = []
        self._defs: list[str] = []

    def _add(self, tag: str, geometry: dict[str, float | str], style: dict[str, Any]) -> None:
        """Append one element; style keywords write `_` for `-`."""
        written = [
            f'{name}="{value if isinstance(value, str) else number(value)}"'
            for name, value in geometry.items()
        ]
        for name, value in style.items():
            if value is not None:
                text = value if isinstance(value, str) else number(value)
                written.append(f'{name.replace("_", "-")}="{text}"')
        self._shapes.append(f"<{tag} {' '.join(written)}/>")

    def pick(self, options: Sequence[Option], salt: int = 0) -> Option:
        """One of the options, going round with the seed so that neighbouring seeds differ."""
        return options[(self.seed + salt) % len(options)]

    def rect(
        self,
        x: float,
        y: float,
        w: float,
        h: float,
        fill: str,
        *,
        rx: float | None = None,
        **style: Any,
    ) -> None:
        """A rectangle, rounded by `rx`."""
        self._add("rect", {"x": x, "y": y, "width": w, "height": h}, {"fill": fill, "rx": rx, **style})

    def fill_all(self, fill: str) -> None:
        """Fill the whole canvas, a little over its edges."""
        self.rect(-2, -2, self.width + 4, self.height + 4, fill)

    def circle(self, cx: float, cy: float, r: float, fill: str, **style: Any) -> None:
        """A disc."""
        self._add("circle", {"cx": cx, "cy": cy, "r": r}, {"fill": fill, **style})

    def ring(self, cx: float, cy: float, r: float, stroke: str, width: float, **style: Any) -> None:
        """A circle line without filling."""
        self.circle(cx, cy, r, "none", stroke=stroke, stroke_width=width, **style)

    def ellipse(self, cx: float, cy: float, rx: float, ry: float, fill: str, **style: Any) -> None:
        """An ellipse."""
        self._add("ellipse", {"cx": cx, "cy": cy, "rx": rx, "ry": ry}, {"fill": fill, **style})

    def path(self, d: str, fill: str, **style: Any) -> None:
        """A filled path from SVG path data."""
        self._add("path", {"d": d}, {"fill": fill, **style})

    def stroke(self, d: str, stroke: str, width: float, *, fill: str = "none", **style: Any) -> None:
        """A path drawn as a round line."""
        look: dict[str, Any] = {"stroke": stroke, "stroke_width": width}
        self._add(
            "path",
            {"d": d},
            {"fill": fill, **look, "stroke_linecap": "round", "stroke_linejoin": "round", **style},
        )

    def line(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        stroke: str,
        width: float,
        **style: Any,
    ) -> None:
        """A straight round line."""
        self.stroke(f"M{number(x1)} {number(y1)}L{number(x2)} {number(y2)}", stroke, width, **style)

    def polygon(self, points: Sequence[Point], fill: str, **style: Any) -> None:
        """A filled polygon."""
        self.path(points_path(points), fill, **style)

    def curve(self, points: Sequence[Point], stroke: str, width: float, **style: Any) -> None:
        """A soft line through points."""
        self.stroke(smooth_path(points), stroke, width, **style)

    def blob(self, points: Sequence[Point], fill: str, **style: Any) -> None:
        """A filled soft closed shape through points."""
        self.path(smooth_path(points, closed=True), fill, **style)

    @contextmanager
    def group(
        self,
        x: float = 0,
        y: float = 0,
        *,
        scale: float | tuple[float, float] = 1,
        rotate: float = 0,
        opacity: float | None = None,
    ) -> Iterator[None]:
        """Everything drawn inside is moved, then turned, then scaled about its own origin."""
        moves = [f"translate({number(x)} {number(y)})"] if x or y else []
        if rotate:
            moves.append(f"rotate({number(rotate)})")
        if scale != 1:
            across, down = scale if isinstance(scale, tuple) else (scale, scale)
            moves.append(f"scale({number(across)} {number(down)})")
        transform = f' transform="{" ".join(moves)}"' if moves else ""
        faint = f' opacity="{number(opacity)}"' if opacity is not None else ""
        self._shapes.append(f"<g{transform}{faint}>")
        yield
        self._shapes.append("</g>")

    @contextmanager
    def clip(self, d: str) -> Iterator[None]:
        """Everything drawn inside shows only within the path `d`."""
        name = f"c{len(self._defs)}"
        self._defs.append(f'<clipPath id="{name}"><path d="{d}"/></clipPath>')
        self._shapes.append(f'<g clip-path="url(#{name})">')
        yield
        self._shapes.append("</g>")

    def fade_down(self, top: str, bottom: str, *, top_opacity: float = 1, bottom_opacity: float = 1) -> str:
        """A vertical gradient, to be used as a fill."""
        name = f"f{len(self._defs)}"
        self._defs.append(
            f'<linearGradient id="{name}" x1="0" y1="0" x2="0" y2="1">'
            f'<stop offset="0" stop-color="{top}" stop-opacity="{number(top_opacity)}"/>'
            f'<stop offset="1" stop-color="{bottom}" stop-opacity="{number(bottom_opacity)}"/>'
            "</linearGradient>"
        )
        return f"url(#{name})"

    def glow(self, cx: float, cy: float, r: float, colour: str, opacity: float = 0.6) -> None:
        """A soft round light."""
        name = f"f{len(self._defs)}"
        self._defs.append(
            f'<radialGradient id="{name}">'
            f'<stop offset="0" stop-color="{colour}" stop-opacity="{number(opacity)}"/>'
            f'<stop offset="1" stop-color="{colour}" stop-opacity="0"/></radialGradient>'
        )
        self.circle(cx, cy, r, f"url(#{name})")

    def svg(self, title: str, *, top: float = 0, shown_height: float | None = None) -> str:
        """The SVG document, cropped to `shown_height` from `top` down."""
        height = self.height if shown_height is None else shown_height
        defs = f"<defs>{''.join(self._defs)}</defs>\n" if self._defs else ""
        shapes = "\n".join(self._shapes)
        return (
            '<svg xmlns="http://www.w3.org/2000/svg" '
            f'viewBox="0 {number(top)} {self.width} {number(height)}" '
            f'width="{self.width * 2}" height="{number(height * 2)}" role="img">\n'
            f"<title>{escape(title)}</title>\n{defs}{shapes}\n</svg>\n"
        )
