"""What people did with what, in the order of time: the ground on which items.py learns."""

import msgspec
import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray


class History(msgspec.Struct, frozen=True):
    """Rows in the order of time: user and item numbers (m,), age (m,) 0 newest .. 1, liked (m,) bool.

    Age is the share of rows that are newer, so that nothing depends on the unit or the span of time.
    """

    who: NDArray[np.int64]
    what: NDArray[np.int64]
    age: NDArray[np.float64]
    liked: NDArray[np.bool_]
    users: int
    items: int

    def until(self, share: float) -> "History":
        """The oldest share of the rows, as if it were all that is known."""
        end = round(share * len(self.who))
        cut = slice(0, end)
        return History(self.who[cut], self.what[cut], ages(end), self.liked[cut], self.users, self.items)

    def matrix(self, weight: NDArray[np.float64], rows: NDArray[np.bool_]) -> sp.csr_matrix:
        """(users, items) float32: the highest weight of the rows that count for each user and item."""
        who, what, weight = self.who[rows], self.what[rows], weight[rows]
        order = np.lexsort((weight, what, who))
        last = np.ones(len(order), bool)
        last[:-1] = (np.diff(who[order]) != 0) | (np.diff(what[order]) != 0)
        keep = order[last]
        shape = (self.users, self.items)
        return sp.csr_matrix((weight[keep].astype(np.float32), (who[keep], what[keep])), shape)

    def steps_back(self, rows: NDArray[np.bool_]) -> NDArray[np.float64]:
        """(m,) how many later rows of the same user there are among those that count; 0 for the latest."""
        back = np.zeros(len(self.who))
        there = np.flatnonzero(rows)[::-1]
        order = there[np.argsort(self.who[there], kind="stable")]
        first = np.ones(len(order), bool)
        first[1:] = np.diff(self.who[order]) != 0
        at = np.arange(len(order))
        back[order] = at - np.maximum.accumulate(np.where(first, at, 0))
        return back


def ages(rows: int) -> NDArray[np.float64]:
    """(rows,) 1 for the oldest, nearly 0 for the newest."""
    return 1.0 - (np.arange(rows) + 1) / max(rows, 1)
