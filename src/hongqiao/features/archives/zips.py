"""Hostile zips: looked at whole before anything is read, and refused whole when something is wrong."""

import stat
import unicodedata
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from hongqiao.kernel.errors import Invalid, NotFound, TooLarge, mark
from hongqiao.kernel.settings import MEBIBYTE

ENTRIES = 50_000
UNPACKED_BYTES = 8_192 * MEBIBYTE
JSON_BYTES = 96 * MEBIBYTE
RATIO = 200
"""How many times larger an entry may be than it lies in the archive; text reaches some 20."""

_RATIO_FROM = 4 * MEBIBYTE
_NAME = 512
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_NOT_ALLOWED = mark("This archive holds entries that no archive needs, so nothing of it was taken.")


class Zip:
    """An archive that has been looked at. Nothing is ever unpacked to disk."""

    def __init__(self, inner: zipfile.ZipFile) -> None:
        self._inner = inner
        self._infos = {info.filename: info for info in _checked(inner.infolist())}
        self._named: dict[str, list[str]] = {}
        for name in self._infos:
            self._named.setdefault(name.rpartition("/")[2], []).append(name)

    @property
    def names(self) -> list[str]:
        """Paths of the files in it, as they stand in it."""
        return list(self._infos)

    def size(self, name: str) -> int:
        """Bytes of a file as its head says. Raises NotFound."""
        return self._info(name).file_size

    def read(self, name: str, *, at_most: int) -> bytes:
        """A file whole. Raises NotFound, TooLarge for more bytes than that, Invalid for broken ones.

        Counts what comes out, whatever the head says.
        """
        info = self._info(name)
        if info.file_size > at_most:
            raise TooLarge(mark("A file in this archive is too large."), detail=name[:200])
        try:
            with self._inner.open(info) as file:
                data = file.read(at_most + 1)
        except (
            zipfile.BadZipFile,
            EOFError,
            OSError,
            RuntimeError,
            NotImplementedError,
            ValueError,
        ) as broken:
            raise Invalid(mark("This archive is damaged."), detail=f"{name[:200]}: {broken}") from broken
        if len(data) > at_most or len(data) != info.file_size:
            raise Invalid(mark("This archive is damaged."), detail=f"{name[:200]}: another size than it says")
        return data

    def ending(self, path: str) -> list[str]:
        """Names that are this path, or end with it below some folder; shortest first."""
        wanted = path.strip("/")
        called = self._named.get(wanted.rpartition("/")[2], ())
        return sorted((name for name in called if f"/{name}".endswith(f"/{wanted}")), key=len)

    def _info(self, name: str) -> zipfile.ZipInfo:
        if name not in self._infos:
            raise NotFound
        return self._infos[name]


@contextmanager
def opened(file: Path | IO[bytes]) -> Iterator[Zip]:
    """The archive, looked at. Raises Invalid when it is no zip, damaged, or holds anything it must not."""
    try:
        inner = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError) as broken:
        raise Invalid(mark("This file is no zip archive, or it is damaged."), detail=str(broken)) from broken
    with inner:
        yield Zip(inner)


def _checked(infos: list[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    """The files among the entries, when every entry may be there."""
    if len(infos) > ENTRIES:
        raise TooLarge(mark("This archive holds too many files."))
    if sum(info.file_size for info in infos) > UNPACKED_BYTES:
        raise TooLarge(mark("This archive would be too large when unpacked."))
    seen: set[str] = set()
    end = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        same = unicodedata.normalize("NFC", info.filename).casefold().rstrip("/")
        if same in seen or not is_plain(info) or info.header_offset < end:
            raise Invalid(_NOT_ALLOWED, detail=f"entry {info.filename[:200]!r}")
        seen.add(same)
        end = info.header_offset + info.compress_size  # entries that share bytes are how small bombs are made
        if info.file_size > _RATIO_FROM and info.file_size > RATIO * max(1, info.compress_size):
            raise TooLarge(mark("This archive would be too large when unpacked."))
    return [info for info in infos if not info.is_dir()]


def is_plain(info: zipfile.ZipInfo) -> bool:
    """Whether an entry is a plain file or folder with a path that stays within the archive."""
    name = info.filename
    path = PurePosixPath(name)
    is_inside = bool(name) and not path.is_absolute() and ".." not in path.parts and len(name) <= _NAME
    is_clean = not any(sign < " " or sign in "\\:\x7f" for sign in name) and name == info.orig_filename
    mode = info.external_attr >> 16
    is_file = stat.S_IFMT(mode) in (0, stat.S_IFREG, stat.S_IFDIR)
    is_open = not info.flag_bits & 0x1 and info.compress_type in _METHODS
    return is_inside and is_clean and is_file and is_open
