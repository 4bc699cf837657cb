"""The grid: coarse everywhere, and silent about where in a cell something is.

Case I4.
"""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hongqiao.features.nearby.model import BANDS_KM, band_between, cell_of, middle_of, tile_of, tiles_round

LATITUDES, LONGITUDES = st.floats(-89, 89), st.floats(-180, 180)


def km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """By the law of cosines, another formula than the product's."""
    (a, b), (c, d) = ((math.radians(x), math.radians(y)) for x, y in (one, other))
    inner = math.sin(a) * math.sin(c) + math.cos(a) * math.cos(c) * math.cos(b - d)
    return math.degrees(math.acos(max(-1.0, min(1.0, inner)))) * 111.32


@given(latitude=LATITUDES, longitude=LONGITUDES)
def test_a_cell_leaves_more_than_a_kilometre_open_in_every_direction(latitude, longitude):
    cell = cell_of(latitude, longitude)
    north, east = middle_of(cell)

    assert cell_of(north, east) == cell
    aside = 1.0 / (111.32 * math.cos(math.radians(north)))
    for there in (
        (north + 0.0095, east),
        (north - 0.0095, east),
        (north, east + aside),
        (north, east - aside),
    ):
        assert cell_of(there[0], max(-180.0, min(180.0, there[1]))) == cell or abs(there[1]) > 180


@given(
    one=st.tuples(LATITUDES, LONGITUDES),
    shift=st.tuples(st.floats(-0.4, 0.4), st.floats(-0.4, 0.4)),
)
def test_what_is_near_lies_in_a_tile_that_is_looked_at(one, shift):
    here = cell_of(*one)
    there = (one[0] + shift[0], (one[1] + shift[1] / math.cos(math.radians(one[0])) + 180) % 360 - 180)
    if not -89 < there[0] < 89:
        return
    other = cell_of(*there)

    band = band_between(here, other)

    assert band == band_between(other, here)
    if band is not None:
        assert tile_of(other) in tiles_round(here)
        assert km(middle_of(here), middle_of(other)) <= band + 0.01
    assert len(tiles_round(here)) <= 9


@given(
    home=st.tuples(LATITUDES, LONGITUDES),
    within=st.tuples(st.floats(0.01, 0.99), st.floats(0.01, 0.99)),
    false=st.lists(st.tuples(st.floats(-0.4, 0.4), st.floats(-0.4, 0.4)), min_size=3, max_size=12),
)
def test_no_number_of_false_positions_tells_where_in_its_cell_a_note_is(home, within, false):
    cell = cell_of(*home)
    north, east = middle_of(cell)
    elsewhere = cell_of(north + (within[0] - 0.5) * 0.019, east)

    seen = [
        (band_between(cell_of(north + a, max(-180, min(180, east + b))), cell),
         band_between(cell_of(north + a, max(-180, min(180, east + b))), elsewhere))
        for a, b in false
    ]  # fmt: skip

    assert all(of_one == of_other for of_one, of_other in seen)
    assert {band for pair in seen for band in pair} <= {*BANDS_KM, None}


@pytest.mark.parametrize("place", [(91, 0), (0, 181), (math.nan, 0), (0, math.inf)])
def test_what_is_no_place_on_earth_is_refused(place):
    with pytest.raises(ValueError):
        cell_of(*place)
