"""`hongqiao engines`: how the engines of a home are, as its worker last told."""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from hongqiao.adapters.models import directories
from hongqiao.adapters.models.remote.about import About
from hongqiao.entry.engines import local_names, read_checked
from hongqiao.features.translation import desk

_HEAD = ("engine", "state", "where", "tokens today", "failures", "version")


def lines(home: Path) -> list[str]:
    """A table in the general order, orders of pairs, what is missing. Raises EnginesTrouble."""
    file, remote = read_checked(home)
    known = {one.name: one for one in told_in(home).engines}
    names = file.ordered(list(dict.fromkeys([*local_names(home), *known, *remote])))
    absent = {found.path.name: directories.missing(found.kind) for found in directories.found_in(home)}
    rows = [_HEAD, *(_row(name, known.get(name), remote) for name in names)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(_HEAD))]
    table = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
    first = [f"{pair}: first {', '.join(names)}" for pair, names in sorted(file.pairs.items())]
    scored = [
        f"{pair}: by score {', '.join(sorted(scores, key=lambda name: -scores[name]))}"
        for pair, scores in sorted(file.scores.items())
        if pair not in file.pairs
    ]
    notes = [f"{name}: needs the packages {', '.join(which)}" for name, which in absent.items() if which]
    more = [*first, *scored, *notes]
    return [*table, *([""] if more else []), *more]


def told_in(home: Path) -> desk.Told:
    """What the worker of this home last said; nothing when it never ran."""
    try:
        return msgspec.json.decode((home / "engines.json").read_bytes(), type=desk.Told)
    except (OSError, msgspec.DecodeError):
        return desk.Told()


def _row(name: str, told: desk.EngineReport | None, remote: Mapping[str, About]) -> tuple[str, ...]:
    where = remote[name].endpoint.origin if name in remote else "this machine"
    if told is None:
        return name, "not started", where, "", "", ""
    state = f"{told.state}, {told.rests_for_s} s" if told.rests_for_s else told.state
    budget = f" of {told.tokens_a_day:,}" if told.tokens_a_day else ""
    return name, state, where, f"{told.tokens:,}{budget}", str(told.failures), told.version
