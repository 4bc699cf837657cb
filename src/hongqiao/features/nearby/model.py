"""A grid so coarse that a cell tells no address, and distances so coarse that many of them tell no more.

A cell is 0.02 degrees high (2.2 km) and as wide. Distances are between the middles of cells, in four bands:
whatever positions somebody invents, two places in one cell look the same from everywhere.
"""

import math
from collections.abc import Iterator
from typing import NewType

Cell = NewType("Cell", int)

STEP = 0.02
"""Degrees of latitude; 2.2 km."""
BANDS_KM = (5, 10, 25, 50)
"""What a reader is told: within so many kilometres; nothing farther is near."""
_ROWS, _WIDEST = round(180 / STEP), round(360 / STEP)
_TILE = 0.5
_TILES_ROUND = round(360 / _TILE)
_KM_A_DEGREE = 111.32


def cell_of(latitude: float, longitude: float) -> Cell:
    """The cell of a position in degrees. Raises ValueError beyond the Earth."""
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):  # and for what is no number
        raise ValueError("no place on Earth")
    row = min(int((latitude + 90) / STEP), _ROWS - 1)
    many = _columns(row)
    return Cell(row * _WIDEST + min(int((longitude + 180) / 360 * many), many - 1))


def middle_of(cell: Cell) -> tuple[float, float]:
    """Latitude and longitude of the middle of a cell, in degrees."""
    row, column = divmod(cell, _WIDEST)
    return (row + 0.5) * STEP - 90, (column + 0.5) * 360 / _columns(row) - 180


def _columns(row: int) -> int:
    """Cells in a row: fewer towards the poles, so that each is as wide as it is high."""
    return max(1, int(_WIDEST * math.cos(math.radians((row + 0.5) * STEP - 90))))


def band_between(one: Cell, other: Cell) -> int | None:
    """Within how many kilometres (one of BANDS_KM) two cells lie; None when they are not near."""
    distance = _km(middle_of(one), middle_of(other))
    return next((band for band in BANDS_KM if distance <= band), None)


def _km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Along the great circle (haversine)."""
    (north, east), (to_north, to_east) = ((math.radians(a), math.radians(b)) for a, b in (one, other))
    half = math.sin((to_north - north) / 2) ** 2
    half += math.cos(north) * math.cos(to_north) * math.sin((to_east - east) / 2) ** 2
    return 2 * math.degrees(math.asin(min(1.0, math.sqrt(half)))) * _KM_A_DEGREE


def tile_of(cell: Cell) -> int:
    """The tile under which a note is listed: 0.5 degrees high, 55 km, and at least as wide."""
    return _tile(*middle_of(cell))


def tiles_round(cell: Cell) -> list[int]:
    """The tiles that hold all that is near a cell: nine at most."""
    return sorted({_tile(*place) for place in _places_round(*middle_of(cell))})


def _places_round(latitude: float, longitude: float) -> Iterator[tuple[float, float]]:
    reach = BANDS_KM[-1] / _KM_A_DEGREE
    for north in (-reach, 0.0, reach):
        there = min(89.99, max(-90.0, latitude + north))
        aside = min(180.0, reach / max(0.02, math.cos(math.radians(there))))
        for east in (-aside, 0.0, aside):
            yield there, (longitude + east + 180) % 360 - 180


def _tile(latitude: float, longitude: float) -> int:
    row = int((latitude + 90) / _TILE)
    many = max(1, int(_TILES_ROUND * math.cos(math.radians((row + 0.5) * _TILE - 90))))
    return row * _TILES_ROUND + min(int((longitude + 180) / 360 * many), many - 1)
