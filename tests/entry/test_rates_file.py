from datetime import date

import pytest

from hongqiao.entry.environment import EnginesTrouble
from hongqiao.entry.rates_file import read_rates

FILE = """
day = 2026-11-20
source = "European Central Bank"

[per_unit]
EUR = 1.0
CNY = 8.1
"""


def test_a_home_without_the_file_has_no_rates(tmp_path):
    assert read_rates(tmp_path) is None


def test_rates_come_with_their_day_and_source(tmp_path):
    (tmp_path / "rates.toml").write_text(FILE)

    rates = read_rates(tmp_path)

    assert rates.day == date(2026, 11, 20)
    assert rates.about(81, "CNY", "EUR") == 10


@pytest.mark.parametrize(
    "text", ["day = ", "day = 2026-11-20", FILE.replace("8.1", "0"), FILE.replace("8.1", "nan")]
)
def test_a_file_that_cannot_be_followed_is_said_in_one_sentence(tmp_path, text):
    (tmp_path / "rates.toml").write_text(text)

    with pytest.raises(EnginesTrouble, match="rates"):
        read_rates(tmp_path)
