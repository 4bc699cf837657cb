"""Exchange rates that the operator keeps: prices are told in a reader's own money, about, with the day."""

from collections.abc import Mapping
from datetime import date

import msgspec


class Rates(msgspec.Struct, frozen=True):
    """How much of each currency (ISO 4217) one unit of any fixed one buys, on a day, and who says so."""

    day: date
    source: str
    per_unit: Mapping[str, float]

    def about(self, amount: float, currency: str, wanted: str) -> float | None:
        """The amount in another currency, to two figures; None when either has no rate, or they are one."""
        rate, other = self.per_unit.get(currency), self.per_unit.get(wanted)
        if not rate or not other or currency == wanted:
            return None
        return float(f"{amount / rate * other:.2g}")
