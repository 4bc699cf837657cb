"""What a process and all below it cost, as Linux tells it under /proc: processor time and memory."""

import os
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
_PROC = Path("/proc")


def tree(root: int) -> list[int]:
    """The process and its descendants that live now."""
    children: dict[int, list[int]] = {}
    for folder in _PROC.iterdir():
        if folder.name.isdigit() and (fields := _stat(int(folder.name))):
            children.setdefault(int(fields[1]), []).append(int(folder.name))
    found, waiting = [], [root]
    while waiting:
        pid = waiting.pop()
        found.append(pid)
        waiting += children.get(pid, [])
    return found


def cpu_s(root: int) -> float:
    """Processor seconds, user and system, of the tree; ended children count where they were waited for."""
    total = 0
    for pid in tree(root):
        fields = _stat(pid)
        total += sum(int(fields[place]) for place in (11, 12, 13, 14)) if fields else 0
    return total / TICKS


def pss_mib(root: int, *, but: str = "\0") -> dict[str, float]:
    """Proportional memory of the tree in MiB, summed by name; without processes whose command has `but`."""
    found: dict[str, float] = {}
    for pid in tree(root):
        command = _command(pid)
        if but in command:
            continue
        try:
            lines = (_PROC / str(pid) / "smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        pss_kib = next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
        found[_name(command)] = found.get(_name(command), 0.0) + pss_kib / 1024
    return found


def _stat(pid: int) -> list[str]:
    """Fields after the name: state, parent, …; empty for a process that is gone."""
    try:
        return (_PROC / str(pid) / "stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return []


def _command(pid: int) -> str:
    try:
        return (_PROC / str(pid) / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""


def _name(command: str) -> str:
    for part, name in (
        ("postgres", "database"),
        ("entry.work", "worker"),
        ("entry.serve", "web"),
        ("granian", "web"),
        ("pictures/child", "darkroom"),
        ("entry.seed", "town"),
        ("entry.command", "launcher"),
        ("multiprocessing", "small models"),
    ):
        if part in command:
            return name
    return "other"
