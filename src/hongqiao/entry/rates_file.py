"""rates.toml of the home: what currencies are worth, on which day, and who says so."""

import math
import tomllib
from pathlib import Path

import msgspec

from hongqiao.entry.environment import EnginesTrouble
from hongqiao.kernel.rates import Rates

NAME = "rates.toml"


def read_rates(home: Path) -> Rates | None:
    """The operator's rates; None without a file. Raises EnginesTrouble for one that cannot be read."""
    path = home / NAME
    try:
        rates = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Rates)
    except (FileNotFoundError, NotADirectoryError):  # the launcher says what is wrong with such a home
        return None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise EnginesTrouble(f"{path} cannot be read: {error}") from error
    wrong = [name for name, rate in rates.per_unit.items() if not (math.isfinite(rate) and rate > 0)]
    if wrong:
        raise EnginesTrouble(f"{path}: rates are numbers above zero, and these are not: {', '.join(wrong)}")
    return rates
