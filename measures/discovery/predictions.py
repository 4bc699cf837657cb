"""How well chances of actions are foretold from served features: AUC, log loss and calibration."""

import numpy as np
from numpy.typing import NDArray

from hongqiao.features.recommendation import light, signals
from hongqiao.features.recommendation.calibration import calibration_error, log_loss
from measures.discovery.simulation import Run

ACTIONS = ("click", "like", "save", "hide")
JUDGED = 0.2
"""The last share of what was served is judged; the rest is learned from."""


def figures(run: Run) -> dict[str, dict[str, float | str]]:
    """{action: kind of model, positives, auc, ece, log loss; auc of what ships, of its rate, of hot}."""
    rows = np.concatenate([one[0] for one in run.log]).astype(np.float64)
    done = np.concatenate([one[1] for one in run.log], axis=1)
    known = ~np.isnan(rows[:, 0])
    rows, done = rows[known], done[:, known]
    cut = round((1 - JUDGED) * len(rows))
    model = light.trained(rows[:cut], {name: one[:cut] for name, one in zip(ACTIONS, done, strict=True)})
    last = rows[cut:]
    chances, shipped = light.predict(model, last), light.predict(light.DEFAULT, last)
    said: dict[str, dict[str, float | str]] = {}
    for name, wanted in zip(ACTIONS, done[:, cut:], strict=True):
        said[name] = {
            "kind": model.actions[name].kind,
            "positives": model.actions[name].positives,
            "auc": auc(chances[name], wanted),
            "ece": round(calibration_error(chances[name], wanted), 4),
            "log_loss": round(log_loss(chances[name], wanted), 4),
            "auc_shipped": auc(shipped[name], wanted),
            "auc_rate": auc(last[:, signals.FEATURES.index(f"note_{name}")], wanted),
            "auc_hot": auc(last[:, signals.FEATURES.index("hot")], wanted),
        }
    return said


def auc(scores: NDArray[np.float64], wanted: NDArray[np.bool_]) -> float:
    """The chance that something wanted stands before something that isn't; ties count half."""
    values, at, counts = np.unique(scores, return_inverse=True, return_counts=True)
    if not wanted.any() or wanted.all() or not len(values):
        return 0.5
    rank = (np.cumsum(counts) - (counts - 1) / 2)[at]
    ups = int(wanted.sum())
    return round(float((rank[wanted].sum() - ups * (ups + 1) / 2) / (ups * (len(wanted) - ups))), 4)
