"""Objects as files in one folder. A name is a path within it; a reader sees a whole file or none."""

import asyncio
import errno
import os
import re
import secrets
import shutil
from datetime import datetime
from pathlib import Path

from hongqiao.kernel.errors import Unavailable, mark

_NAME = re.compile(r"[a-z0-9/._-]{1,200}")
_ARRIVING = ".arriving-"


class Disk:
    """Implements kernel/ports/objects.py on a folder that nothing else writes to."""

    def __init__(self, root: Path) -> None:
        """`root` is made with the first object."""
        self._root = root

    async def put(self, name: str, data: bytes) -> None:
        """Stores the bytes, in place of any former ones at once; when it returns they survive a power cut.

        Raises ValueError for a name that is not ours, Unavailable when the disk is full. Costs two or more
        disk flushes.
        """
        try:
            await asyncio.to_thread(_write, self._root, self._path(name), data)
        except OSError as failed:
            if failed.errno not in (errno.ENOSPC, errno.EDQUOT):
                raise
            raise Unavailable(
                mark("The disk of this site is full. Nothing was stored."), detail=str(failed)
            ) from failed

    async def get(self, name: str) -> bytes | None:
        """The bytes, or None. Raises ValueError for a name that is not ours."""
        return await asyncio.to_thread(_read, self._path(name))

    async def folders(self, *, before: datetime) -> list[str]:
        """Folders two deep in which nothing was stored since this moment. Looks at every one of them."""
        return await asyncio.to_thread(_older, self._root, before.timestamp())

    async def delete_all(self, prefix: str) -> None:
        """Deletes the folder of this name with all that is in it; nothing happens when there is none.

        Raises ValueError for a name that is not ours. A part may be gone when it fails: call it again.
        """
        await asyncio.to_thread(_remove, self._path(prefix.rstrip("/")))

    def _path(self, name: str) -> Path:
        parts = name.split("/")
        if _NAME.fullmatch(name) is None or any(not part or part.startswith(".") for part in parts):
            raise ValueError(f"not a name of an object: {name[:80]!r}")
        return self._root.joinpath(*parts)


def _write(root: Path, path: Path, data: bytes) -> None:
    """Writes beside the place, then renames: one killed leaves a hidden file, which goes with its folder."""
    _make_folders(root, path.parent)
    arriving = path.with_name(_ARRIVING + secrets.token_hex(8))
    try:
        with open(arriving, "xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        arriving.replace(path)
    except BaseException:
        arriving.unlink(missing_ok=True)
        raise
    _flush_folder(path.parent)


def _make_folders(root: Path, folder: Path) -> None:
    """Makes what is missing from the root down and flushes the folder above each new one."""
    root.mkdir(parents=True, exist_ok=True)
    for ancestor in reversed([folder, *folder.parents]):
        if ancestor.is_relative_to(root) and ancestor != root and not ancestor.is_dir():
            ancestor.mkdir(exist_ok=True)
            _flush_folder(ancestor.parent)


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None


def _older(root: Path, before_s: float) -> list[str]:
    found = []
    for folder in root.glob("*/*"):
        try:
            if folder.is_dir() and folder.stat().st_mtime < before_s:
                found.append(folder.relative_to(root).as_posix())
        except FileNotFoundError:
            continue  # swept meanwhile
    return sorted(found)


def _remove(folder: Path) -> None:
    try:
        shutil.rmtree(folder)
    except (FileNotFoundError, NotADirectoryError):
        return
    _flush_folder(folder.parent)


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
