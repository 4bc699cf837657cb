"""What is foretold of what people went on to like: split in time, only what was new to them."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from hongqiao.features.recommendation import items
from measures.discovery.loaders import Rows

Scores = Callable[[NDArray[np.int64]], NDArray[np.floating]]
"""(u,) users -> (u, n) scores of all items, higher is better."""

_AT_ONCE = 64
DEPTH = 500


class Task(msgspec.Struct, frozen=True):
    """past (m,) bool: rows to learn from; users (u,): who is to be served; wanted, met: {user: items}."""

    rows: Rows
    past: NDArray[np.bool_]
    users: NDArray[np.int64]
    wanted: dict[int, set[int]]
    met: dict[int, list[int]]

    @property
    def size(self) -> tuple[int, int]:
        return len(self.rows.user_names), len(self.rows.item_names)


class Found(msgspec.Struct, frozen=True):
    """Means over the users served, 0..1. auc: a wanted item before one that wasn't."""

    name: str
    ndcg_20: float
    recall_20: float
    recall_50: float
    recall_500: float
    auc: float
    cold_recall_500: float
    options: str = ""
    seconds: float = 0.0


def split(rows: Rows, share: float) -> Task:
    """The past is what is not later than that quantile of all times; users have a past and like something
    later that they had not met.
    """
    past = rows.times <= np.quantile(rows.times, share)
    met: dict[int, list[int]] = {}
    for user, item in zip(rows.users[past].tolist(), rows.items[past].tolist(), strict=True):
        met.setdefault(user, []).append(item)
    known = {user: set(items_) for user, items_ in met.items()}
    later, wanted = ~past & rows.liked, {}
    for user, item in zip(rows.users[later].tolist(), rows.items[later].tolist(), strict=True):
        if user in known and item not in known[user]:
            wanted.setdefault(user, set()).add(item)
    return Task(rows, past, np.array(sorted(wanted), np.int64), wanted, met)


def judged(task: Task, name: str, scores: Scores, *, options: str = "", began: float = 0.0) -> Found:
    """Figures of one way of scoring."""
    met_at_all = np.unique(task.rows.items[task.past])
    cold = set(range(task.size[1])) - set(met_at_all.tolist())
    sums, cold_hits, cold_all = np.zeros(5), 0, 0
    for user, order, row in ranked(task, scores):
        wanted = task.wanted[user]
        sums += _of_one(wanted, order, row)
        cold_all += len(wanted & cold)
        cold_hits += len(wanted & cold & set(order[:DEPTH].tolist()))
    means = (sums / max(len(task.users), 1)).round(4).tolist()
    spent = time.monotonic() - began if began else 0.0
    return Found(name, *means, round(cold_hits / max(cold_all, 1), 4), options, round(spent, 1))


def ranked(task: Task, scores: Scores) -> Iterator[tuple[int, NDArray[np.int64], NDArray[np.float64]]]:
    """(user, items the best first without those met, the scores) of each user served."""
    for at in range(0, len(task.users), _AT_ONCE):
        users = task.users[at : at + _AT_ONCE]
        found = np.array(scores(users), np.float64)
        for user, row in zip(users.tolist(), found, strict=True):
            row[task.met[user]] = -np.inf
            order = np.argsort(-row, kind="stable")
            yield user, order[np.isfinite(row[order])], row


def _of_one(wanted: set[int], order: NDArray[np.int64], row: NDArray[np.float64]) -> NDArray[np.float64]:
    hits = np.isin(order, list(wanted))
    discount = 1.0 / np.log2(np.arange(20) + 2.0)
    ndcg = float((hits[:20] * discount[: len(hits[:20])]).sum() / discount[: min(20, len(wanted))].sum())
    recalls = [float(hits[:k].sum()) / len(wanted) for k in (20, 50, DEPTH)]
    places = np.flatnonzero(hits)
    others = len(order) - len(places)
    before = float(np.sum(places - np.arange(len(places))))
    auc = 1.0 - before / (len(places) * others) if len(places) and others else 0.5
    return np.array([ndcg, *recalls, auc])


def ours(task: Task) -> tuple[items.Model, Scores]:
    """The product's own model, learned from the past, and its scores."""
    rows, past = task.rows, task.past
    model = items.fit(rows.users[past], rows.items[past], rows.times[past], rows.liked[past])

    def scores(users: NDArray[np.int64]) -> NDArray[np.floating]:
        found = np.full((len(users), task.size[1]), -1e9)
        found[:, model.items] = model.scores(users.tolist())
        return found

    return model, scores


def dump(task: Task, scores: Scores, path: Path, *, depth: int = 100) -> int:
    """Writes user, item, rank, score of each user served, for checking outside; returns the lines."""
    lines = 0
    with path.open("w", encoding="utf-8") as file:
        file.write("user\titem\trank\tscore\n")
        for user, order, row in ranked(task, scores):
            for rank, item in enumerate(order[:depth].tolist(), 1):
                names = task.rows.user_names[user], task.rows.item_names[item]
                file.write(f"{names[0]}\t{names[1]}\t{rank}\t{row[item]:.6f}\n")
                lines += 1
    return lines
