"""How well things are found, against known truth and against other ways. Run as bin/measure discovery."""

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from hongqiao.features.recommendation import scorers
from measures.discovery import (
    baselines,
    bridging,
    diversity,
    loaders,
    plots,
    policies,
    predictions,
    promise,
    ranking,
    serving,
    simulation,
    world,
)

DAYS, INFLUX_DAY = 30, 15
PARTS = ("serving", "bridge", "diversity", "days")
ASKED_FOR = ("promise",)
"""Parts that take some minutes and a database."""


def main() -> int:
    """Prints figures; returns 1 when the data can't be read, 2 when a gate of the made world is missed."""
    given = _arguments()
    try:
        said = _ranked(given) if given.data else _made(given)
    except (OSError, ValueError) as error:
        print(f"The data can’t be read: {error}", file=sys.stderr)
        return 1
    if given.json:
        print(json.dumps(said, indent=2, ensure_ascii=False))
    return 2 if any(not gate["kept"] for gate in said.get("gates", {}).values()) else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/measure discovery", description=__doc__)
    parser.add_argument("--data", type=Path, help="u.data, ratings.dat, or a table of user, item, ts, action")
    parser.add_argument("--split", type=float, default=0.9, help="share of all times that is the past")
    parser.add_argument("--positives", type=float, default=4.0, help="ratings from this on are likes")
    parser.add_argument("--dump", type=Path, help="write user, item, rank, score of what is recommended")
    parser.add_argument("--minutes", type=float, default=6.0, help="for tuning the others; 0 leaves them out")
    parser.add_argument(
        "--parts", default=",".join(PARTS), help="without --data: some of " + ", ".join((*PARTS, *ASKED_FOR))
    )
    parser.add_argument("--plots", type=Path, help="folder for PNG files of the thirty days")
    parser.add_argument("--seed", type=int, default=3, help="of the made world")
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    return parser.parse_args()


def _ranked(given: argparse.Namespace) -> dict[str, Any]:
    """One file: the model against all others on the same split."""
    task = ranking.split(loaders.read(given.data, given.positives), given.split)
    if not len(task.users):
        raise ValueError("nobody likes anything new after the split")
    _say(
        given, f"{given.data.name}: {len(task.rows.users)} rows, {task.size[0]} users, {task.size[1]} items;"
    )
    _say(given, f"{len(task.users)} users judged on what they like after {given.split:g} of all times\n")
    began = time.monotonic()
    model, scores = ranking.ours(task)
    found = [ranking.judged(task, "hongqiao", scores, began=began)]
    if given.dump:
        ranking.dump(task, scores, given.dump)
    found += baselines.simple(task)
    if given.minutes > 0:
        found += baselines.tuned(task, given.minutes)
    _say(given, f"{'':22} nDCG@20  R@20   R@50   R@500  AUC    cold R@500")
    for one in found:
        cells = (one.ndcg_20, one.recall_20, one.recall_50, one.recall_500, one.auc, one.cold_recall_500)
        _say(given, f"{one.name:22} " + "  ".join(f"{cell:.4f}" for cell in cells) + f"  {one.options}")
    weights = dict(zip(scorers.NAMES, model.weights.round(3).tolist(), strict=True))
    _say(given, f"\nlearned in {found[0].seconds:.0f} s; what the scorers are worth: {weights}")
    return {"ranking": [msgspec.structs.asdict(one) for one in found], "weights": weights}


def _made(given: argparse.Namespace) -> dict[str, Any]:
    """The made world: parts that were asked for, and the gates that they are to keep."""
    said: dict[str, Any] = {"gates": {}}
    parts = given.parts.split(",")
    if "serving" in parts:
        said["serving"] = serving.figures()
        said["gates"] |= serving_gates(said["serving"])
        _say(given, f"serving: {said['serving']}")
    if "bridge" in parts:
        said["bridge"] = bridging.figures(given.seed)
        said["gates"] |= _bridge_gates(said["bridge"])
    if "diversity" in parts:
        said["diversity"] = diversity.figures(given.seed)
        said["gates"] |= _diversity_gates(said["diversity"])
    if "days" in parts:
        said["days"] = _days(given)
        said["gates"] |= _day_gates(said["days"])
    if "promise" in parts:
        said["promise"] = promise.figures(given.seed)
        said["gates"] |= _promise_gates(said["promise"])
        _say(given, f"promise: {said['promise']}")
    for part in ("bridge", "diversity"):
        for name, figures in said.get(part, {}).items():
            _say(
                given, f"{part}: {name:32} " + "  ".join(f"{key} {value:g}" for key, value in figures.items())
            )
    for key, value in said.get("days", {}).items():
        _say(given, f"days: {key}: {value}")
    for name, gate in said["gates"].items():
        _say(given, f"{'kept  ' if gate['kept'] else 'MISSED'} {name}: {gate['value']:g} ({gate['wanted']})")
    return said


def _days(given: argparse.Namespace) -> dict[str, Any]:
    made = world.made(
        readers=300, days=DAYS, notes_a_day=7, influx=120, influx_day=INFLUX_DAY, seed=given.seed
    )
    runs, states = {}, {}
    for name, policy in (("hongqiao", policies.Ours()), ("hot", policies.hottest)):
        _say(given, f"days: living {DAYS} days with {name}")
        runs[name], states[name] = simulation.lived(made, policy, days=DAYS, seed=given.seed)
    if given.plots:
        plots.draw(runs, given.plots, influx_day=INFLUX_DAY)
    said: dict[str, Any] = {name: simulation.whole(made, runs[name], states[name], DAYS) for name in runs}
    said["predictions"] = predictions.figures(states["hongqiao"])
    said["influx"] = {
        "others_at_most": max(day.worst for day in runs["hongqiao"][INFLUX_DAY:]),
        "newcomers_at_most": max(day.narrow for day in runs["hongqiao"][INFLUX_DAY:]),
    }
    return said


def _bridge_gates(found: dict[str, dict[str, float]]) -> dict[str, Any]:
    ours = [found["common ground, brigades weighed"], found["bridge score, brigades weighed"]]
    lifts = [value for one in ours for key, value in one.items() if key.startswith("lifted")]
    return {
        "one-sided among the top 150": _at_most(max(one["one_sided"] for one in ours), 0.25),
        "targets that 60 accounts lift": _at_most(max(lifts), 0.10),
    }


def _diversity_gates(found: dict[str, dict[str, float]]) -> dict[str, Any]:
    top, ours = found["best by relevance"], found[f"gamma {diversity.spectrum.GAMMA}"]
    return {
        "relevance kept": _at_least(ours["relevance"], 0.95),
        "variety against the best by relevance": _at_least(ours["spread"] / top["spread"], 1.3),
    }


def _day_gates(found: dict[str, Any]) -> dict[str, Any]:
    ours = found["hongqiao"]
    return {
        "new notes with 100 impressions in 48 h": _at_least(ours["new_notes_promised"], 0.95),
        "exposure of authors under 1,000 followers": _at_least(ours["small"], 0.5),
        "largest share of the influx on others’ pages": _at_most(found["influx"]["others_at_most"], 0.55),
        "largest share on newcomers’ first pages": _at_most(found["influx"]["newcomers_at_most"], 0.55),
        "calibration error": _at_most(max(one["ece"] for one in found["predictions"].values()), 0.02),
    }


def serving_gates(found: dict[str, float]) -> dict[str, Any]:
    """Whether what serves does what is published; see serving.figures."""
    return {
        "terms that move a note as published": _at_least(found["terms"], 1.0),
        "terms that move a note as published, without activity": _at_least(found["open_terms"], 1.0),
        "foretold actions that move a note as published": _at_least(found["actions"], 1.0),
        "authors met again within five places, as served": _at_most(found["authors_again"], 0.0),
        "pages off the reader’s dial, as served": _at_most(found["pages_off_dial"], 0.0),
    }


def _promise_gates(found: dict[str, Any]) -> dict[str, Any]:
    return {
        "new notes with 100 impressions in 48 h, as served": _at_least(found["new_notes_in_time"], 0.95),
        "pages within five points of the dial, as served": _at_least(found["pages_within_five_points"], 0.95),
    }


def _at_most(value: float, wanted: float) -> dict[str, Any]:
    return {"value": round(float(value), 4), "wanted": f"at most {wanted:g}", "kept": bool(value <= wanted)}


def _at_least(value: float, wanted: float) -> dict[str, Any]:
    return {"value": round(float(value), 4), "wanted": f"at least {wanted:g}", "kept": bool(value >= wanted)}


def _say(given: argparse.Namespace, words: str) -> None:
    if not given.json:
        print(words, flush=True)


if __name__ == "__main__":
    np.seterr(all="ignore")
    sys.exit(main())
