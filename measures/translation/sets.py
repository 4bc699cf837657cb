"""The development sets, read from the folder that the operator names; none of them is in the repository."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

ALL = ("flores", "slang", "attacks", "protection", "mutations", "detection", "estimate", "latency")
SLANG_TARGETS = ("es", "fr", "ja", "ko", "ru")


class Attack(msgspec.Struct, frozen=True):
    """A hostile, tempting or fact-bearing text, and what its translation must and must not hold."""

    id: str
    text: str
    source_lang: str
    target_lang: str
    kind: str
    must_contain: tuple[tuple[str, ...], ...] = ()
    must_not_contain: tuple[str, ...] = ()
    expect: str = ""
    max_chars: int | None = None


class SlangPost(msgspec.Struct, frozen=True):
    """A Chinese post with one labelled slang item and the renderings that count as understood."""

    id: str
    source: str
    target_lang: str
    accepted: tuple[str, ...]


def attacks(folder: Path) -> list[Attack]:
    """All rows of attacks.jsonl."""
    lines = (folder / "attacks.jsonl").read_bytes().splitlines()
    return [msgspec.json.decode(line, type=Attack) for line in lines if line.strip()]


def flores(folder: Path, *, every: int = 10) -> list[dict[str, str]]:
    """Every n-th line of FLORES-200 dev, from the first: the 100 lines of the data's README."""
    return list(_rows(folder / "flores200_dev.jsonl"))[::every]


def slang(folder: Path, target: str, *, every: int = 1) -> list[SlangPost]:
    """Labelled posts of CSM-MTBench into the target, every n-th."""
    labelled = [row for row in _rows(folder / "csm" / f"csm_zh_{target}_fun_posts.jsonl") if row["slang"]]
    return [
        SlangPost(
            row["id"],
            row["source"],
            target,
            tuple(word for word in (row["slang_trans"], *(row["slang_candidates"] or ())) if word),
        )
        for row in labelled[::every]
    ]


def outputs_of_others(folder: Path, pair: str, *, every: int = 10) -> dict[str, list[str]]:
    """What other systems made of the same lines; pair is "zh-en" or "en-zh"."""
    return {
        file.name.split(".")[2]: file.read_text(encoding="utf-8").splitlines()[::every]
        for file in sorted((folder / "systems").glob(f"flores-dev.{pair}.*.txt"))
    }


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)
