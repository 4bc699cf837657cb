"""What the model is measured against: popularity, the hot score, and `implicit` tuned on the same split."""

import time
import warnings
from collections.abc import Iterator

import msgspec
import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from hongqiao.features.recommendation.hot import hot
from measures.discovery.ranking import Found, Scores, Task, judged

ALS = [(f, cost, alpha) for f in (16, 32, 64) for cost in (0.1, 1.0) for alpha in (1.0, 5.0, 20.0)]
BPR = [(f, rate, cost) for f in (32, 64) for rate in (0.01, 0.05) for cost in (0.01, 0.05)]
NEIGHBOURS = [
    ("BM25", 200),
    ("TFIDF", 50),
    ("Cosine", 50),
    ("ItemItem", 50),
    ("ItemItem", 200),
    ("Cosine", 200),
]


def simple(task: Task) -> list[Found]:
    """Popularity and the hot score, each the same for everyone."""
    past, likes = task.past, task.past & task.rows.liked
    count = np.bincount(task.rows.items[likes], minlength=task.size[1]).astype(float)
    made = np.full(task.size[1], -np.inf)
    np.maximum.at(made, task.rows.items[past], -task.rows.times[past])
    warm = hot(count, np.where(np.isfinite(made), -made, 0.0))
    return [
        judged(task, "popularity", lambda users: np.tile(count, (len(users), 1))),
        judged(task, "hot", lambda users: np.tile(warm, (len(users), 1))),
    ]


def tuned(task: Task, minutes: float) -> list[Found]:
    """The best of each kind by nDCG@20 on what is judged: a head start for them. Each kind gets a third of
    the minutes; the grid is left where they are over.
    """
    best = []
    warnings.filterwarnings("ignore", module="implicit")
    for name, tries in (("neighbours", _neighbours(task)), ("ALS", _als(task)), ("BPR", _bpr(task))):
        until, top, count = time.monotonic() + minutes * 20, None, 0
        for options, scores in tries:
            found = judged(task, f"implicit {name}", scores, options=options)
            top = found if top is None or found.ndcg_20 > top.ndcg_20 else top
            count += 1
            if time.monotonic() > until:
                break
        if top:
            best.append(_with_count(top, count))
    return best


def _with_count(found: Found, count: int) -> Found:
    return msgspec.structs.replace(found, options=f"{found.options}, best of {count}")


def _likes(task: Task) -> sp.csr_matrix:
    rows = task.past & task.rows.liked
    ones = np.ones(int(rows.sum()))
    likes = sp.csr_matrix((ones, (task.rows.users[rows], task.rows.items[rows])), task.size)
    likes.data[:] = 1.0
    return likes


def _neighbours(task: Task) -> Iterator[tuple[str, Scores]]:
    from implicit import nearest_neighbours as kinds

    likes = _likes(task)
    for name, k in NEIGHBOURS:
        model = getattr(kinds, f"{name}Recommender")(K=k, num_threads=1)
        model.fit(likes, show_progress=False)
        near = model.similarity

        def scores(users: NDArray[np.int64], near: sp.csr_matrix = near) -> NDArray[np.floating]:
            return (likes[users] @ near).toarray()

        yield f"{name}, k {k}", scores


def _als(task: Task) -> Iterator[tuple[str, Scores]]:
    from implicit.als import AlternatingLeastSquares

    likes = _likes(task).astype(np.float32)
    for size, cost, alpha in ALS:
        model = AlternatingLeastSquares(
            factors=size, regularization=cost, alpha=alpha, iterations=15, random_state=1, num_threads=1
        )
        yield f"{size} factors, cost {cost}, alpha {alpha:g}", _factors(model, likes)


def _bpr(task: Task) -> Iterator[tuple[str, Scores]]:
    from implicit.bpr import BayesianPersonalizedRanking

    likes = _likes(task).astype(np.float32)
    for size, rate, cost in BPR:
        model = BayesianPersonalizedRanking(
            factors=size,
            learning_rate=rate,
            regularization=cost,
            iterations=100,
            random_state=1,
            num_threads=1,
        )
        yield f"{size} factors, rate {rate}, cost {cost}", _factors(model, likes)


def _factors(model: object, likes: sp.csr_matrix) -> Scores:
    model.fit(likes, show_progress=False)  # type: ignore[attr-defined]
    users_, items_ = model.user_factors, model.item_factors  # type: ignore[attr-defined]
    return lambda users: users_[users] @ items_.T
