"""Light ranking: the chance of each action, one model an action, as legible as the data allow.

Below 5,000 positives the weights that ship, then a logistic regression on eight features, from 50,000 trees.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Literal

import msgspec
import numpy as np
from numpy.typing import ArrayLike, NDArray

from hongqiao.features.recommendation.calibration import Steps, calibrated, calibration_error, log_loss
from hongqiao.features.recommendation.signals import FEATURES, FEW, SHIPPED

LOGISTIC_FROM, TREES_FROM = 5_000, 50_000
"""Positives of an action."""
LEAVES, ROUNDS = 31, 150

_RIDGE = 1.0
_HELD_OUT = 0.2


class ActionModel(msgspec.Struct, frozen=True):
    """log odds = base + weights . features, or trees where there are some; then the steps of calibration."""

    kind: Literal["shipped", "logistic", "trees"]
    base: float
    weights: dict[str, float]
    trees: str = ""
    steps: Steps | None = None
    positives: int = 0
    error: float | None = None
    """Expected calibration error on rows that it never saw."""


class Light(msgspec.Struct, frozen=True):
    """One model an action."""

    actions: dict[str, ActionModel]


DEFAULT = Light(
    {name: ActionModel("shipped", base, dict(weights)) for name, (base, weights) in SHIPPED.items()}
)


def predict(model: Light, features: ArrayLike) -> dict[str, NDArray[np.float64]]:
    """{action: (n,)} chances 0..1; features (n, f) in the order of FEATURES. No row depends on another."""
    rows = np.asarray(features, np.float64)
    return {action: _chance(one, rows) for action, one in model.actions.items()}


def trained(features: ArrayLike, labels: Mapping[str, ArrayLike]) -> Light:
    """One model for each action that ships, from served rows in the order of time.

    features (m, f) as they were served; labels {action: (m,) bool}. The last fifth is held out: its first
    half calibrates, its second judges; trees that judge no better than the logistic model are not kept.
    """
    rows = np.asarray(features, np.float64)
    return Light(
        {
            action: _trained(one, rows, np.asarray(labels[action], bool)) if action in labels else one
            for action, one in DEFAULT.actions.items()
        }
    )


def packed(model: Light) -> bytes:
    """For storing; unpacked turns it back."""
    return msgspec.json.encode(model)


def unpacked(stored: bytes | None) -> Light:
    """The model, or what ships where there is none or it can't be read."""
    if not stored:
        return DEFAULT
    try:
        return msgspec.json.decode(stored, type=Light)
    except msgspec.DecodeError:
        return DEFAULT


def _chance(model: ActionModel, rows: NDArray[np.float64]) -> NDArray[np.float64]:
    booster = _booster(model.trees) if model.trees else None
    if booster is not None:
        raw = np.asarray(booster.predict(rows, num_threads=1), np.float64) if len(rows) else np.zeros(0)
    else:
        raw = 1.0 / (1.0 + np.exp(-_log_odds(model, rows)))
    return model.steps.at(raw) if model.steps else raw


def _log_odds(model: ActionModel, rows: NDArray[np.float64]) -> NDArray[np.float64]:
    total = np.full(len(rows), model.base)
    for name, weight in sorted(model.weights.items()):
        total = total + weight * rows[:, _PLACE[name]]
    return total


_PLACE = {name: at for at, name in enumerate(FEATURES)}


@lru_cache(maxsize=32)
def _booster(text: str) -> Any:
    """None where LightGBM isn't there; the linear weights stand beside the trees for that."""
    try:
        import lightgbm
    except ImportError:
        return None
    return lightgbm.Booster(model_str=text)


def _trained(shipped: ActionModel, rows: NDArray[np.float64], wanted: NDArray[np.bool_]) -> ActionModel:
    positives = int(wanted.sum())
    if positives < LOGISTIC_FROM or positives == len(wanted):
        return msgspec.structs.replace(shipped, positives=positives)
    cut = round((1 - _HELD_OUT) * len(rows))
    middle = (cut + len(rows)) // 2
    base, weights = _logistic(rows[:cut], wanted[:cut])
    best = ActionModel("logistic", base, weights, positives=positives)
    best = _with_steps(best, rows[cut:middle], wanted[cut:middle], rows[middle:], wanted[middle:])
    text = _grown(rows[:cut], wanted[:cut]) if positives >= TREES_FROM else ""
    if not text:
        return best
    trees = _with_steps(
        ActionModel("trees", base, weights, trees=text, positives=positives),
        rows[cut:middle],
        wanted[cut:middle],
        rows[middle:],
        wanted[middle:],
    )
    last = slice(middle, None)
    better = log_loss(_chance(trees, rows[last]), wanted[last]) < log_loss(
        _chance(best, rows[last]), wanted[last]
    )
    return trees if better else best


def _with_steps(
    model: ActionModel,
    rows: NDArray[np.float64],
    wanted: NDArray[np.bool_],
    last: NDArray[np.float64],
    wanted_last: NDArray[np.bool_],
) -> ActionModel:
    steps = calibrated(_chance(model, rows), wanted)
    model = msgspec.structs.replace(model, steps=steps)
    return msgspec.structs.replace(model, error=calibration_error(_chance(model, last), wanted_last))


def _logistic(rows: NDArray[np.float64], wanted: NDArray[np.bool_]) -> tuple[float, dict[str, float]]:
    """Ridge logistic regression on FEW by Newton's steps."""
    x = np.column_stack([np.ones(len(rows)), *(rows[:, _PLACE[name]] for name in FEW)])
    share = float(wanted.mean())
    w = np.zeros(x.shape[1])
    w[0] = np.log(share / (1 - share))
    cost = np.diag([1e-6, *([_RIDGE] * len(FEW))])
    for _ in range(12):
        chance = 1.0 / (1.0 + np.exp(-(x @ w)))
        bend = (x * (chance * (1 - chance))[:, None]).T @ x + cost
        step = np.linalg.solve(bend, x.T @ (wanted - chance) - cost @ w)
        w += step / max(1.0, float(np.linalg.norm(step)))
    return float(w[0]), dict(zip(FEW, w[1:].tolist(), strict=True))


def _grown(rows: NDArray[np.float64], wanted: NDArray[np.bool_]) -> str:
    try:
        import lightgbm
    except ImportError:
        return ""
    options = {
        "objective": "binary",
        "num_leaves": LEAVES,
        "learning_rate": 0.08,
        "min_data_in_leaf": 100,
        "num_threads": 1,
        "deterministic": True,
        "seed": 1,
        "verbosity": -1,
    }
    data = lightgbm.Dataset(rows, label=wanted.astype(float), feature_name=list(FEATURES))
    return str(lightgbm.train(options, data, num_boost_round=ROUNDS).model_to_string())
