"""A unit that the engine says again behind a kept price or measure goes; every other word stays."""

import pytest

from hongqiao.features.translation.doubled import without_doubled_units
from hongqiao.features.translation.protect import pieces_of


@pytest.mark.parametrize(
    ("written", "said", "clean"),
    [
        ("Rent is $1,850 a month", "房租每月$1,850元", "房租每月$1,850"),
        ("$12", "costs $12 dollars", "costs $12"),
        ("25 kg of rice", "25 kg公斤大米", "25 kg大米"),
        ("30% off", "30% percent off", "30% off"),
        ("¥1,299", "¥1,299 and dollars", "¥1,299 and dollars"),
        ("5 km", "5 km, a kilometre more", "5 km, a kilometre more"),
        ("no units", "no units", "no units"),
    ],
)
def test_only_the_repeated_unit_goes(written, said, clean):
    assert without_doubled_units(said, pieces_of(written, target="zh")) == clean
