"""Reads who did what when: MovieLens' u.data and ratings.dat, and any table with a header."""

import csv
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from hongqiao.features.recommendation.hot import WEIGHTS

COLUMNS = {
    "user": ("user", "user_id", "userid", "reader"),
    "item": ("item", "item_id", "itemid", "note", "movieid", "movie_id"),
    "ts": ("ts", "timestamp", "time", "at", "date"),
    "action": ("action", "rating", "strength", "event"),
}


class Rows(msgspec.Struct, frozen=True):
    """users, items (m,) numbers from 0, times (m,), liked (m,) bool; names: what the numbers stand for."""

    users: NDArray[np.int64]
    items: NDArray[np.int64]
    times: NDArray[np.float64]
    liked: NDArray[np.bool_]
    user_names: list[str]
    item_names: list[str]


def read(path: Path, positives: float) -> Rows:
    """Raises ValueError when the file is none of these. A rating counts as liked from positives on (or above
    0, where all are lower); a word as in the published weights, a click where nothing else is there.
    """
    cells = _cells(path)
    if not cells:
        raise ValueError(f"{path.name} has no rows")
    users, items, times, actions = zip(*cells, strict=True)
    user_names, user_at = np.unique(np.array(users), return_inverse=True)
    item_names, item_at = np.unique(np.array(items), return_inverse=True)
    return Rows(
        user_at,
        item_at,
        np.array([float(one) for one in times]),
        _liked(actions, positives),
        user_names.tolist(),
        item_names.tolist(),
    )


def _cells(path: Path) -> list[tuple[str, str, str, str]]:
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        first = file.readline().rstrip("\r\n")
        file.seek(0)
        if "::" in first:
            return [_four(line.rstrip("\r\n").split("::"), path) for line in file if line.strip()]
        sign = "\t" if "\t" in first else ","
        names = [one.split(":")[0].strip().strip('"').lower() for one in first.split(sign)]
        if _is_number(names[-1]):
            return [_four(row, path) for row in csv.reader(file, delimiter=sign) if row]
        places = [_place(names, choices, path) for choices in COLUMNS.values()]
        rows = csv.reader(file, delimiter=sign)
        next(rows)
        return [(row[places[0]], row[places[1]], row[places[2]], row[places[3]]) for row in rows if row]


def _four(row: list[str], path: Path) -> tuple[str, str, str, str]:
    """Without a header: user, item, rating, time."""
    if len(row) < 4:
        raise ValueError(f"{path.name}: a line has fewer than four columns")
    return row[0], row[1], row[3], row[2]


def _place(names: list[str], choices: tuple[str, ...], path: Path) -> int:
    for choice in choices:
        if choice in names:
            return names.index(choice)
    raise ValueError(f"{path.name} has no column named {' or '.join(choices)}")


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _liked(actions: tuple[str, ...], positives: float) -> NDArray[np.bool_]:
    if all(_is_number(one) for one in set(actions)):
        given = np.array([float(one) for one in actions])
        return given >= positives if given.max() >= positives else given > 0
    liked = np.array([WEIGHTS.get(one.strip().lower(), 0.0) > 0 for one in actions])
    return liked if liked.any() else np.ones(len(actions), bool)
