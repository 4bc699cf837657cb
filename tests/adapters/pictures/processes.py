"""The darkroom's children as the system sees them."""

import asyncio
import os
import time
from collections.abc import Callable
from pathlib import Path

from hongqiao.adapters.pictures.darkroom import PROGRAM, Darkroom

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(PROGRAM.parents[3])}
"""For a process of its own that imports the package."""


class Room:
    """A darkroom of one test, and the children that it alone has."""

    def __init__(self, darkroom: Darkroom) -> None:
        self.darkroom = darkroom
        self._others = children()

    @property
    def pids(self) -> set[int]:
        return children() - self._others


def children(parent: int | None = None) -> set[int]:
    """Processes of the darkroom that this process (or another) has started."""
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes().split(b"\0")
            above = int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1])
        except (OSError, ValueError):
            continue
        if str(PROGRAM).encode() in command and above == (parent or os.getpid()):
            found.add(int(folder.name))
    return found


def is_alive(pid: int) -> bool:
    """Whether the process runs (a zombie doesn't)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def told(pid: int, name: str) -> str:
    """What the system says of a process."""
    return Path(f"/proc/{pid}/{name}").read_text()


def limit_of(pid: int, name: str) -> int:
    """The hard limit of this name."""
    return int(line_of(pid, "limits", name).split()[1])


def line_of(pid: int, file: str, name: str) -> str:
    """What stands behind the name."""
    return next(line for line in told(pid, file).splitlines() if line.startswith(name)).removeprefix(name)


async def until(true: Callable[[], bool], *, seconds: float = 5.0) -> None:
    """Waits for something to become true; fails when it doesn't."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited in vain"
        await asyncio.sleep(0.01)
