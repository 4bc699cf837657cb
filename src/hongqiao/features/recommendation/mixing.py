"""Everyone’s order with the share of other languages that a visitor wants: no profile, only what they set."""

from collections.abc import Collection, Sequence

from hongqiao.features.recommendation.model import MIX_AT_MOST
from hongqiao.features.recommendation.spectrum import is_foreign_place
from hongqiao.features.recommendation.stock import Stock

_LOOKED_AT = 120


def mixed(stock: Stock, ids: Sequence[int], reads: Collection[str], percent: int) -> list[int]:
    """The notes, each once, so that of any places in a row this percent (0 to 50) is in other languages.

    `reads` are base languages. Within a side the order stays; when one is used up the other goes on. What is
    not in stock comes last.
    """
    known, rest = _parted(stock, ids, reads)
    own, foreign = known
    order: list[int] = []
    share = max(0, min(MIX_AT_MOST, percent)) / 100
    taken = [0, 0]
    while taken[0] < len(own) and taken[1] < len(foreign):
        side = int(is_foreign_place(len(order), share))
        order.append(known[side][taken[side]])
        taken[side] += 1
    return [*order, *own[taken[0] :], *foreign[taken[1] :], *rest]


def share_in(stock: Stock, ids: Sequence[int], reads: Collection[str]) -> int:
    """Percent of the first of these notes that is in other languages, in steps of five, 50 at most."""
    (own, foreign), _ = _parted(stock, ids[:_LOOKED_AT], reads)
    many = len(own) + len(foreign)
    return min(MIX_AT_MOST, 5 * round(20 * len(foreign) / many)) if many else 0


def _parted(
    stock: Stock, ids: Sequence[int], reads: Collection[str]
) -> tuple[tuple[list[int], list[int]], list[int]]:
    """(own languages, others), and what is not in stock."""
    sides: tuple[list[int], list[int]] = ([], [])
    rest: list[int] = []
    for id_ in ids:
        at = stock.place.get(id_)
        if at is None:
            rest.append(id_)
        else:
            sides[stock.langs[at] not in reads].append(id_)
    return sides, rest
