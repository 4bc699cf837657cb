"""Items for a user and items like an item, out of what people did and when."""

from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import ArrayLike, NDArray

from hongqiao.features.recommendation import blend, scorers
from hongqiao.features.recommendation.history import History, ages


class Model(msgspec.Struct, frozen=True):
    """users (u,) and items (n,): ids, sorted; weights (s,) of the scorers, in the order of scorers.NAMES."""

    users: NDArray[np.int64]
    items: NDArray[np.int64]
    weights: NDArray[np.float64]
    fit: scorers.Scorers

    def recommend(
        self, user: int, n: int = 20, *, exclude: Sequence[int] | None = None
    ) -> list[tuple[int, float]]:
        """(item, score), the best first. Left out: what the user met, or, where given, exclude.

        A user whom nobody knows gets what is liked of late.
        """
        found = self.scores([user])[0]
        found[self._seen(user) if exclude is None else np.isin(self.items, np.asarray(exclude))] = -np.inf
        best = np.argsort(-found, kind="stable")[:n]
        return [(int(self.items[at]), float(found[at])) for at in best if np.isfinite(found[at])]

    def scores(self, users: Sequence[int]) -> NDArray[np.float64]:
        """(u, n) float64, items in their order; a user's row doesn't depend on who else is asked for."""
        at, known = self._find(self.users, users)
        static = len(self.fit.static)
        found = np.tile(self.weights[:static] @ self.fit.static, (len(at), 1))
        for row in np.flatnonzero(known):
            for weight, own in zip(
                self.weights[static:], scorers.own_scores(self.fit, at[[row]]), strict=True
            ):
                found[row] += weight * own[0]
        return found

    def neighbours(self, item: int, n: int = 50) -> list[tuple[int, float]]:
        """(item, weight above 0), the strongest first: what a like of this item speaks for; [] if unknown.

        Among the core by pairs (see scorers), otherwise by the cosine of vectors.
        """
        at, known = self._find(self.items, [item])
        if not known[0]:
            return []
        place = int(np.searchsorted(self.fit.core, at[0]))
        if place < len(self.fit.core) and self.fit.core[place] == at[0]:
            near, weight = self.fit.core, self.fit.pairs[place]
        else:
            vectors = self.vectors()
            near, weight = np.arange(len(self.items)), vectors @ vectors[at[0]]
        best = np.argsort(-weight, kind="stable")[: n + 1]
        return [
            (int(self.items[near[k]]), float(weight[k])) for k in best if weight[k] > 0 and near[k] != at[0]
        ][:n]

    def vectors(self) -> NDArray[np.float32]:
        """(n, 64) unit vectors of the items; a user's is the mean of theirs."""
        scaled = self.fit.vectors * self.fit.scale[:, None] ** 0.5
        return scaled / np.maximum(np.linalg.norm(scaled, axis=1, keepdims=True), 1e-9)

    def _seen(self, user: int) -> NDArray[np.bool_]:
        at, known = self._find(self.users, [user])
        seen = np.zeros(len(self.items), bool)
        if known[0]:
            seen[self.fit.seen_lately[at[0]].indices] = True
        return seen

    @staticmethod
    def _find(among: NDArray[np.int64], ids: Sequence[int]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        wanted = np.asarray(ids, np.int64)
        at = np.minimum(np.searchsorted(among, wanted), max(len(among) - 1, 0))
        return at, among[at] == wanted if len(among) else np.zeros(len(wanted), bool)


def fit(users: ArrayLike, items: ArrayLike, times: ArrayLike, liked: ArrayLike) -> Model:
    """Learns from rows in any order: ids (m,), times (m,) in any unit, liked (m,) bool, False: only met.

    Nothing needs to be chosen: what each scorer is worth is learned on slices of time inside these rows.
    Deterministic; a minute for 100 k rows, some minutes for 10 M, one core. Raises ValueError without rows.
    """
    when = np.asarray(times, np.float64)
    if not len(when):
        raise ValueError("nothing to learn from")
    ids, who = np.unique(np.asarray(users, np.int64), return_inverse=True)
    things, what = np.unique(np.asarray(items, np.int64), return_inverse=True)
    order = np.lexsort((what, who, when))
    past = History(
        who[order], what[order], ages(len(when)), np.asarray(liked, bool)[order], len(ids), len(things)
    )
    return Model(ids, things, blend.learned(past), scorers.fitted(past))
