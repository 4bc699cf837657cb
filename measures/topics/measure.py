"""How well tags of many languages are told to be one topic or two. Run as bin/measure topics.

Prints precision (of the pairs called the same, those that are), recall (of the pairs that are the same, those
called so), and every mistake. The pairs stand in tests/features/topics/gold.tsv.
"""

import argparse
import json
import sys
import time
from pathlib import Path

from hongqiao.entry.environment import CHECKOUT
from hongqiao.features import topics

GOLD = CHECKOUT / "tests" / "features" / "topics" / "gold.tsv"
Pair = tuple[str, str, str, str, str]
"""Label (same, different), language and tag, language and tag."""


def main() -> int:
    """Prints the figures; returns 1 when precision is below what is promised (0.95)."""
    parser = argparse.ArgumentParser(prog="bin/measure topics", description=__doc__)
    parser.add_argument("--data", type=Path, default=GOLD, help="tab-separated pairs")
    parser.add_argument("--json", action="store_true", help="print JSON")
    given = parser.parse_args()
    figures, mistakes = measured([_pair(line) for line in given.data.read_text("utf-8").splitlines()])
    if given.json:
        print(json.dumps({**figures, "mistakes": mistakes}, ensure_ascii=False))
    else:
        for name, value in figures.items():
            print(f"{name:>20}  {value:.4g}")
        print("\n".join(["", *mistakes]))
    return int(figures["precision"] < 0.95)


def measured(pairs: list[Pair]) -> tuple[dict[str, float], list[str]]:
    """Figures of the shipped atlas, and its mistakes."""
    known = topics.atlas()
    began = time.perf_counter()
    called = [known.key_of(tag, lang) == known.key_of(other, at) for _, lang, tag, at, other in pairs]
    took_s = time.perf_counter() - began
    truth = [label == "same" for label, *_ in pairs]
    right = sum(said and true for said, true in zip(called, truth, strict=True))
    mistakes = [
        f"{'called the same' if said else 'called different'}: #{tag} ({lang}), #{other} ({at})"
        for said, true, (_, lang, tag, at, other) in zip(called, truth, pairs, strict=True)
        if said != true
    ]
    figures = {
        "concepts": float(len(known)),
        "pairs": float(len(pairs)),
        "precision": right / max(1, sum(called)),
        "recall": right / max(1, sum(truth)),
        "microseconds a pair": took_s / max(1, len(pairs)) * 1e6,
    }
    return figures, mistakes


def _pair(line: str) -> Pair:
    label, lang, tag, at, other = line.split("\t")
    return label, lang, tag, at, other


if __name__ == "__main__":
    sys.exit(main())
